//! An office that bills one subscription in one of the many ways, beside lines that
//! are not Accord's.

use domain::{agreement::PostingMode, ids::AgreementId, money::Rounding};
use jiff::{ToSpan, civil::Date, civil::date};
use practice::{
    c3::{Cycle, Status},
    connectwise::{
        invoicing::{self, InvoiceLine},
        proration,
        records::{Addition, BillCustomer, BillingOptions, InvoicingCycle},
    },
};
use rust_decimal::Decimal;
use tests::{
    Client, Desk, Office, SmallSite, Subscription, Terms, decimal, desk::product_key,
    simple::morning, site::by_hand,
};
use tokio_util::sync::CancellationToken;
use workflow::{Scope, mapping::AgreementChoices, preview::AgreementPreview, progress::unwatched};

const PRODUCT: &str = "Alpha Suite";

/// One way to bill.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub(super) mode: PostingMode,
    pub(super) prorate: bool,
    pub(super) yearly: bool,
    pub(super) contract: bool,
    pub(super) rounding: Rounding,
}

impl Case {
    /// By month and by year, by the calendar and by the contract.
    pub(super) fn all(mode: PostingMode, prorate: bool, rounding: Rounding) -> [Self; 4] {
        [(false, false), (false, true), (true, false), (true, true)].map(|(yearly, contract)| {
            Self {
                mode,
                prorate,
                yearly,
                contract,
                rounding,
            }
        })
    }

    /// The first day that is not invoiced when the story begins.
    pub(super) fn open(self) -> Date {
        match (self.yearly, self.contract) {
            (false, false) => date(2026, 10, 1),
            // The 31st, clamped in September and back in October.
            (false, true) => date(2026, 10, 31),
            (true, false) => date(2026, 1, 1),
            (true, true) => date(2026, 3, 10),
        }
    }

    fn terms(self) -> Terms {
        let bill_start = match (self.yearly, self.contract) {
            (_, false) => date(2025, 1, 1),
            (false, true) => date(2025, 1, 31),
            (true, true) => date(2024, 3, 10),
        };
        Terms {
            cycle: if self.yearly {
                BillingOptions::Yearly
            } else {
                BillingOptions::Monthly
            },
            invoicing: if self.contract {
                InvoicingCycle::ContractYear
            } else {
                InvoicingCycle::CalendarYear
            },
            prorate: self.prorate,
            bill_start,
            next_invoice: self.open(),
        }
    }
}

/// An office that bills in one way.
pub(super) struct Billing {
    pub(super) case: Case,
    pub(super) office: Office,
    pub(super) desk: Desk,
    pub(super) client: Client,
    pub(super) agreement: AgreementId,
    pub(super) subscription: Subscription,
}

impl Billing {
    pub(super) async fn open(case: Case, end: Option<Date>) -> Self {
        let today = case.open().saturating_add(20.days());
        let mut site = SmallSite::new(today);
        let client = site.client("Adatum");
        let agreement = site.agreement(&client, case.terms());
        let cycle = if case.yearly {
            Cycle::Annual
        } else {
            Cycle::Monthly
        };
        let item = site.item("ALPHA", "21.00");
        site.offer(PRODUCT, cycle, "7.3333");
        let mut subscription = Subscription::new(client.position, PRODUCT, 9, decimal("7.3333"));
        let old = case.open().saturating_sub(40.days());
        site.tell([subscription.count(morning(old), 10)]);
        others(&mut site, agreement, case.open());
        site.world.billing.rounding = match case.rounding {
            Rounding::PerLine => proration::Rounding::PerLine,
            Rounding::PerUnit => proration::Rounding::PerUnit,
        };
        if let Some(end) = end {
            let record = site.world.agreements.get_mut(agreement.0).unwrap();
            (record.end, record.no_end) = (Some(end), false);
        }
        let office = Office::open(site.config()).await;
        let desk = office.desk().await;
        let workflow = &desk.workflow;
        workflow.set("rounding", case.rounding.word()).unwrap();
        workflow.map_customer(&client.id, client.company).unwrap();
        let choices = AgreementChoices {
            mode: Some(case.mode),
            ..AgreementChoices::default()
        };
        workflow
            .map_agreement(&client.id, agreement, choices)
            .unwrap();
        let products = [(product_key(PRODUCT, cycle), item)];
        workflow
            .map_products(&client.id, agreement, &products)
            .unwrap();
        Self {
            case,
            office,
            desk,
            client,
            agreement,
            subscription,
        }
    }

    /// C3 tells of a change of quantity, so many days from `from`.
    pub(super) fn count(&mut self, from: Date, days: i64, quantity: i64) {
        let day = from.saturating_add(days.days());
        let row = self.subscription.count(morning(day), quantity);
        self.office.practice.c3_server().append(vec![row]);
    }

    /// C3 tells that the subscription has ended.
    pub(super) fn end(&mut self, from: Date, days: i64) {
        let day = from.saturating_add(days.days());
        let row = self
            .subscription
            .change(morning(day), |state| state.status = Status::Deleted);
        self.office.practice.c3_server().append(vec![row]);
    }

    pub(super) async fn preview(&self) -> AgreementPreview {
        let scope = Scope::Customers(vec![self.client.id.clone()]);
        let cancel = CancellationToken::new();
        let previews = self
            .desk
            .workflow
            .preview(&scope, unwatched(), cancel)
            .await
            .unwrap();
        assert_eq!(previews.len(), 1);
        previews.into_iter().next().unwrap()
    }

    /// What the practice server would invoice as things stand, without doing so.
    pub(super) fn would_invoice(&self) -> Vec<InvoiceLine> {
        let mut world = self.office.practice.world(|world| world.clone());
        match invoicing::run(&mut world, self.agreement.0) {
            Ok(invoice) => world.billing.lines[&invoice.id].clone(),
            Err(_) => Vec::new(),
        }
    }

    /// The first day that is not invoiced, and everybody's day in its period.
    pub(super) async fn next(&mut self) -> Date {
        let first = self.preview().await.period.first;
        self.office.go_to(first.saturating_add(20.days()));
        first
    }
}

/// Additions that are not Accord's: with included units, not billed, begun in the
/// open period, ended in it and before it.
fn others(site: &mut SmallSite, agreement: AgreementId, open: Date) {
    let item = site.item("OTHER", "3.00");
    let early = open.saturating_sub(100.days());
    let add = |site: &mut SmallSite, from: Date, change: fn(&mut Addition, Date)| {
        let mut addition = by_hand(&site.world, item, 5, "3.3333", from);
        change(&mut addition, open);
        site.world.add(agreement.0, addition);
    };
    add(site, early, |addition, _| {
        addition.less_included = Decimal::TWO
    });
    add(site, early, |addition, _| {
        addition.bill_customer = Some(BillCustomer::DoNotBill)
    });
    add(site, early, |addition, open| {
        addition.cancelled = Some(open.saturating_add(6.days()))
    });
    add(site, early, |addition, open| {
        addition.cancelled = Some(open.saturating_sub(6.days()))
    });
    add(site, open.saturating_add(11.days()), |_, _| {});
    invoicing::assume_invoiced(&mut site.world);
}
