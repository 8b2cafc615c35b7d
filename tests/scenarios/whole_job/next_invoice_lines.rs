//! The next invoice, line by line, beside what the practice server's invoicing
//! bills for each addition: in every posting mode, by month and by year, by the
//! calendar and by the contract, in both ways of rounding; with changes in the
//! open period and on invoiced days, and with lines that are not Accord's.

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
use std::collections::BTreeMap;
use store::JobStatus;
use tests::{
    Client, Desk, Office, SmallSite, Subscription, Terms, decimal, desk::product_key,
    simple::morning, site::by_hand,
};
use tokio_util::sync::CancellationToken;
use workflow::{
    Scope,
    mapping::AgreementChoices,
    preview::{AgreementPreview, PreviewLine},
    progress::unwatched,
};

const PRODUCT: &str = "Alpha Suite";

/// One way to bill.
#[derive(Debug, Clone, Copy)]
struct Case {
    mode: PostingMode,
    prorate: bool,
    yearly: bool,
    contract: bool,
    rounding: Rounding,
}

impl Case {
    /// By month and by year, by the calendar and by the contract.
    fn all(mode: PostingMode, prorate: bool, rounding: Rounding) -> [Self; 4] {
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
    fn open(self) -> Date {
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
struct Billing {
    case: Case,
    office: Office,
    desk: Desk,
    client: Client,
    agreement: AgreementId,
    subscription: Subscription,
}

impl Billing {
    async fn open(case: Case, end: Option<Date>) -> Self {
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
    fn count(&mut self, from: Date, days: i64, quantity: i64) {
        let day = from.saturating_add(days.days());
        let row = self.subscription.count(morning(day), quantity);
        self.office.practice.c3_server().append(vec![row]);
    }

    /// C3 tells that the subscription has ended.
    fn end(&mut self, from: Date, days: i64) {
        let day = from.saturating_add(days.days());
        let row = self
            .subscription
            .change(morning(day), |state| state.status = Status::Deleted);
        self.office.practice.c3_server().append(vec![row]);
    }

    async fn preview(&self) -> AgreementPreview {
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
    fn would_invoice(&self) -> Vec<InvoiceLine> {
        let mut world = self.office.practice.world(|world| world.clone());
        match invoicing::run(&mut world, self.agreement.0) {
            Ok(invoice) => world.billing.lines[&invoice.id].clone(),
            Err(_) => Vec::new(),
        }
    }

    /// Previews, uploads and invoices, and holds each number against the practice
    /// server's; answers with how many lines were caught up.
    async fn bill(&mut self, round: &str) -> usize {
        let case = format!("{round}, {:?}", self.case);
        self.desk.refresh().await;
        let before = self.preview().await;
        agree(
            &before,
            &self.would_invoice(),
            |line| &line.before,
            &before.before,
            &case,
        );
        let validated = self.desk.validate(&self.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{case}: {:?}",
            validated.findings
        );
        let planned = self
            .desk
            .workflow
            .planned_agreements(validated.job.id)
            .unwrap();
        let planned = &planned[0];
        assert_eq!(
            planned.invoice_before.map(cents),
            Some(before.before.clone()),
            "{case}"
        );
        assert_eq!(
            planned.invoice_after.map(cents),
            Some(before.after.clone()),
            "{case}"
        );
        let moved: Decimal = validated
            .operations
            .iter()
            .map(|row| row.invoice_after.unwrap() - row.invoice_before.unwrap())
            .sum();
        let change = planned.invoice_after.unwrap() - planned.invoice_before.unwrap();
        assert_eq!(
            moved, change,
            "{case}: the lines' changes make up the invoice's"
        );
        let uploaded = self.desk.upload(&validated).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{case}: {:?}",
            uploaded.findings
        );
        // The plan's lines are known by their references until they have numbers.
        let foretold = by_reference(&before);
        let after = self.preview().await;
        assert_eq!(by_reference(&after), foretold, "{case}");
        assert_eq!(
            (&after.before, &after.after),
            (&before.after, &before.after),
            "{case}"
        );
        agree(
            &after,
            &self.would_invoice(),
            |line| &line.after,
            &after.after,
            &case,
        );
        self.office.invoice(self.agreement);
        after
            .lines
            .iter()
            .filter(|line| line.counted.caught_up > 0)
            .count()
    }

    /// The first day that is not invoiced, and everybody's day in its period.
    async fn next(&mut self) -> Date {
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

fn cents(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn by_reference(preview: &AgreementPreview) -> BTreeMap<String, String> {
    let ours = preview.lines.iter();
    ours.filter_map(|line| Some((line.reference.clone()?, line.after.clone())))
        .collect()
}

/// Each line that the server bills is previewed with its quantity, price, days and
/// amount, and every other one with nothing.
fn agree(
    preview: &AgreementPreview,
    invoiced: &[InvoiceLine],
    amount: fn(&PreviewLine) -> &String,
    total: &str,
    case: &str,
) {
    let mut billed: BTreeMap<u32, &InvoiceLine> =
        invoiced.iter().map(|line| (line.addition, line)).collect();
    for line in &preview.lines {
        let Some(addition) = line.addition else {
            assert_eq!(amount(line), "0.00", "{case}: not there yet: {line:?}");
            continue;
        };
        let Some(invoiced) = billed.remove(&addition.0) else {
            assert_eq!(amount(line), "0.00", "{case}: not on the invoice: {line:?}");
            continue;
        };
        assert_eq!(
            *amount(line),
            cents(invoiced.amount),
            "{case}: {line:?}, {invoiced:?}"
        );
        let counted = if line.before == *amount(line) {
            line.was.as_ref().unwrap_or(&line.counted)
        } else {
            &line.counted
        };
        assert_eq!(
            counted.quantity,
            invoiced.quantity.normalize().to_string(),
            "{case}"
        );
        assert_eq!(
            counted.unit_price,
            invoiced.unit_price.normalize().to_string(),
            "{case}"
        );
        assert_eq!(
            (counted.from, counted.to),
            (Some(invoiced.from), Some(invoiced.to)),
            "{case}"
        );
    }
    assert!(billed.is_empty(), "{case}: not previewed: {billed:?}");
    let sum: Decimal = invoiced.iter().map(|line| line.amount).sum();
    assert_eq!(total, cents(sum), "{case}");
}

/// Bills five periods in each kind of period; answers with how many lines were
/// caught up.
async fn foretold(mode: PostingMode, prorate: bool, rounding: Rounding) -> usize {
    let mut caught_up = 0;
    for case in Case::all(mode, prorate, rounding) {
        let mut billing = Billing::open(case, None).await;
        billing.count(case.open(), 10, 7);
        billing.bill("first").await;
        // Told after its period was invoiced: fewer, and later more.
        let open = billing.next().await;
        billing.count(open, -9, 5);
        billing.count(open, 8, 6);
        caught_up += billing.bill("late decrease").await;
        let open = billing.next().await;
        billing.count(open, -7, 12);
        caught_up += billing.bill("late increase").await;
        let open = billing.next().await;
        billing.end(open, 13);
        caught_up += billing.bill("end").await;
        billing.next().await;
        billing.bill("nothing more").await;
    }
    caught_up
}

/// A test for each posting mode and each way of rounding.
macro_rules! foretold_to_the_cent {
    ($($name:ident: $mode:ident, $prorate:literal, $rounding:ident, $caught_up:literal;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let caught_up =
                    foretold(PostingMode::$mode, $prorate, Rounding::$rounding).await;
                assert_eq!(caught_up, $caught_up);
            }
        )*
    };
}

foretold_to_the_cent! {
    dated_lines: Dated, true, PerLine, 4;
    dated_lines_rounded_by_the_unit: Dated, true, PerUnit, 4;
    adjustments: Adjustment, false, PerLine, 0;
    adjustments_rounded_by_the_unit: Adjustment, false, PerUnit, 0;
    single_lines: Single, false, PerLine, 0;
    single_lines_rounded_by_the_unit: Single, false, PerUnit, 0;
    quantities: Quantity, false, PerLine, 0;
    quantities_rounded_by_the_unit: Quantity, false, PerUnit, 0;
    quantities_on_a_prorating_agreement: Quantity, true, PerLine, 0;
    quantities_prorated_by_the_unit: Quantity, true, PerUnit, 0;
}

#[tokio::test]
async fn an_agreement_that_ends_is_foretold_to_its_end() {
    for mode in PostingMode::ALL {
        let case = Case {
            mode,
            prorate: mode == PostingMode::Dated,
            yearly: false,
            contract: false,
            rounding: Rounding::PerLine,
        };
        let end = case.open().saturating_add(23.days());
        let mut billing = Billing::open(case, Some(end)).await;
        billing.count(case.open(), 10, 7);
        billing.bill("last").await;
        let over = billing.preview().await;
        assert_eq!(
            (over.before.as_str(), over.after.as_str()),
            ("0.00", "0.00")
        );
        assert!(billing.would_invoice().is_empty());
        let said = over
            .notes
            .iter()
            .any(|note| note.contains("there is no next invoice"));
        assert!(said, "{:?}", over.notes);
    }
}
