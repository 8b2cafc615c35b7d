//! One customer's year: visits, uploads, invoices, and the reckoning.

use super::changes::Life;
use crate::oracle::{Calendar, owed};
use fastrand::Rng;
use jiff::{ToSpan, civil::Date, civil::date};
use practice::{
    c3::Cycle,
    connectwise::records::{BillingOptions, InvoicingCycle},
};
use rust_decimal::Decimal;
use store::JobStatus;
use tests::{
    Client, Desk, Office, SmallSite, Subscription, Terms, decimal, desk::product_key, shown,
};

/// How many subscriptions the customer has.
const SUBSCRIPTIONS: i64 = 12;

/// Months that are played out.
const MONTHS: i32 = 12;

/// So many visits in a row nobody uploads, at most: C3 shows 90 days, and some of
/// them it tells late.
const MISSED_MOST: u8 = 3;

/// A kind of agreement, and a seed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub(super) prorate: bool,
    pub(super) cycle: BillingOptions,
    pub(super) invoicing: InvoicingCycle,
    pub(super) seed: u64,
}

/// A case under way.
struct Year {
    case: Case,
    office: Office,
    desk: Desk,
    client: Client,
    agreement: domain::ids::AgreementId,
    lives: Vec<(Life, domain::ids::ItemId)>,
    calendar: Calendar,
    rng: Rng,
    /// The last day that an invoice covers.
    invoiced_to: Date,
    /// The first day that is billed.
    from: Date,
    /// Visits in a row without an upload.
    missed: u8,
}

impl Case {
    /// Plays the year out and reckons.
    pub(super) async fn plays_out(self) {
        let mut year = Year::begin(self).await;
        let start = year.office.practice.world(|world| world.today);
        let mut before = start;
        for month in 0..MONTHS {
            let begins = start.saturating_add(month.months());
            for days in [year.rng.i32(4..14), year.rng.i32(18..28)] {
                let today = begins.saturating_add(days.days());
                year.visit(before, today).await;
                before = today;
            }
        }
        year.close().await;
        year.reckon();
    }

    fn months(self) -> i32 {
        if self.cycle == BillingOptions::Yearly {
            12
        } else {
            1
        }
    }

    /// The day on which it begins, and the terms of the agreement. Yearly ones
    /// begin late in their year, so that an invoice comes in between.
    fn terms(self) -> (Date, Terms) {
        let calendar = self.invoicing == InvoicingCycle::CalendarYear;
        let (today, bill_start, next_invoice) = match (self.months(), calendar) {
            (1, true) => (date(2026, 1, 20), date(2025, 1, 1), date(2026, 1, 1)),
            // Months from the last day of each: the shorter ones are clamped.
            (1, false) => (date(2026, 1, 20), date(2025, 5, 31), date(2025, 12, 31)),
            (_, true) => (date(2026, 9, 20), date(2025, 1, 1), date(2026, 1, 1)),
            (_, false) => (date(2026, 9, 20), date(2025, 2, 15), date(2026, 2, 15)),
        };
        let Self {
            prorate,
            cycle,
            invoicing,
            ..
        } = self;
        (
            today,
            Terms {
                cycle,
                invoicing,
                prorate,
                bill_start,
                next_invoice,
            },
        )
    }
}

impl Year {
    async fn begin(case: Case) -> Self {
        let mut rng = Rng::with_seed(case.seed);
        let (today, terms) = case.terms();
        let mut site = SmallSite::new(today);
        let client = site.client("Adatum");
        let agreement = site.agreement(&client, terms);
        let cycle = if case.months() == 12 {
            Cycle::Annual
        } else {
            Cycle::Monthly
        };
        let mut lives = Vec::new();
        let mut products = Vec::new();
        for number in 0..SUBSCRIPTIONS {
            let name = format!("Suite {number}");
            let price = Decimal::new(rng.i64(10_000..900_000), rng.u32(2..=4));
            let item = site.item(&name, "1.00");
            site.offer(&name, cycle, "1.00");
            let quantity = if number % 3 == 2 { 0 } else { rng.i64(1..40) };
            let subscription = Subscription::new(client.position, &name, quantity, price);
            let life = if quantity == 0 {
                Life::to_come(subscription)
            } else {
                site.invoice(&subscription, case.months());
                Life::standing(subscription, terms.bill_start)
            };
            lives.push((life, item));
            products.push((product_key(&name, cycle), item));
        }
        let office = Office::open(site.config()).await;
        let desk = office.desk().await;
        desk.workflow
            .map_customer(&client.id, client.company)
            .unwrap();
        desk.map_agreement(&client.id, agreement);
        let calendar = Calendar {
            first: terms.bill_start,
            months: case.months(),
        };
        let (from, _) = calendar.around(terms.next_invoice);
        let invoiced_to = from.yesterday().unwrap();
        let mut year = Self {
            case,
            office,
            desk,
            client,
            agreement,
            lives,
            calendar,
            rng,
            invoiced_to,
            from,
            missed: 0,
        };
        year.map(products);
        year.upload().await;
        year
    }

    /// Maps what stands; what is still to come is not known yet.
    fn map(&mut self, products: Vec<(domain::mapping::ProductKey, domain::ids::ItemId)>) {
        let known = products
            .iter()
            .enumerate()
            .filter(|(place, _)| place % 3 != 2);
        let known: Vec<_> = known.map(|(_, product)| product.clone()).collect();
        let workflow = &self.desk.workflow;
        workflow
            .map_products(&self.client.id, self.agreement, &known)
            .unwrap();
    }

    /// Somebody looks in.
    async fn visit(&mut self, before: Date, today: Date) {
        self.office.go_to(today);
        for (life, _) in &mut self.lives {
            life.pass(before, today, &mut self.rng);
            let told = life.tells(&mut self.rng);
            self.office.practice.c3_server().append(told);
        }
        let uploads = self.rng.u8(0..4) > 0 || self.missed == MISSED_MOST;
        self.missed = if uploads { 0 } else { self.missed + 1 };
        if uploads {
            self.upload().await;
        }
        if self.is_invoiced(today) {
            self.invoice();
            if uploads {
                self.has_nothing_to_do().await;
            }
        }
    }

    /// Whether the next period is invoiced by now: from some days before it to a
    /// while after it began, at random.
    fn is_invoiced(&mut self, today: Date) -> bool {
        let (begins, _) = self.calendar.around(self.invoiced_to.tomorrow().unwrap());
        let latest = 35 * self.case.months();
        let offset = self.rng.i32(-12..latest.min(70));
        today >= begins.saturating_add(offset.days())
    }

    fn invoice(&mut self) {
        self.office.invoice(self.agreement);
        let (_, next) = self.calendar.around(self.invoiced_to.tomorrow().unwrap());
        self.invoiced_to = next.yesterday().unwrap();
    }

    async fn upload(&mut self) {
        self.map_what_came().await;
        let case = self.case;
        let validated = self.desk.validate(&self.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{case:?} {:?}",
            validated.findings
        );
        let uploaded = self.desk.upload(&validated).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{case:?} {:?}",
            uploaded.findings
        );
    }

    /// Products that were bought for the first time are mapped.
    async fn map_what_came(&mut self) {
        self.desk.refresh().await;
        let products = self.desk.workflow.products(&self.client.id, None).unwrap();
        for product in products.iter().filter(|product| product.mapping.is_none()) {
            let number: usize = product.name.rsplit(' ').next().unwrap().parse().unwrap();
            let key = domain::mapping::ProductKey::parse(&product.id).unwrap();
            let item = self.lives[number].1;
            let workflow = &self.desk.workflow;
            workflow
                .map_products(&self.client.id, self.agreement, &[(key, item)])
                .unwrap();
        }
    }

    async fn has_nothing_to_do(&self) {
        let case = self.case;
        let validated = self.desk.validate(&self.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{case:?} {:?}",
            validated.findings
        );
        assert_eq!(shown::plan(&validated), [""; 0], "{case:?}");
    }

    /// Everything is told, uploaded and invoiced.
    async fn close(&mut self) {
        for (life, _) in &mut self.lives {
            self.office.practice.c3_server().append(life.rest());
        }
        self.upload().await;
        let today = self.office.practice.world(|world| world.today);
        self.invoice();
        while self.invoiced_to < today {
            self.invoice();
        }
        self.has_nothing_to_do().await;
    }

    /// Compares what each subscription was billed with what it cost.
    fn reckon(&self) {
        for (life, item) in &self.lives {
            let billed = self.billed(*item);
            let total: Decimal = billed.iter().sum();
            let owed = owed(&life.told, self.calendar, self.from, self.invoiced_to);
            let tolerated = decimal("0.005") * Decimal::from(billed.len());
            let difference = (total - owed).abs();
            let (case, told) = (self.case, &life.told);
            assert!(
                difference <= tolerated,
                "{case:?}: {total} billed for {owed}, of {told:#?} by {:#?}",
                self.lines(*item),
            );
        }
    }

    fn lines(&self, item: domain::ids::ItemId) -> Vec<String> {
        let additions = self.office.additions(self.agreement);
        let of_item = additions
            .iter()
            .filter(|addition| addition.product.id == item.0);
        of_item.map(shown::addition).collect()
    }

    /// What all invoices billed for one item: each subscription has its own.
    fn billed(&self, item: domain::ids::ItemId) -> Vec<Decimal> {
        self.office.practice.world(|world| {
            let lines = world.billing.lines.values().flatten();
            let of_item = lines.filter(|line| {
                let addition = world.addition(self.agreement.0, line.addition);
                addition.is_some_and(|addition| addition.product.id == item.0)
            });
            of_item.map(|line| line.amount).collect()
        })
    }
}
