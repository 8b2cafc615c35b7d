//! Uploads that go wrong: whatever fails, each change ends up written once.
//!
//! Each case is one round: three subscriptions change, the plan is validated, the
//! fault is switched on, the upload meets it. Then the site heals, what was
//! interrupted is resumed, and what is left is validated and uploaded. At the end
//! October is invoiced, and the amount is what the changes say.

mod cancelled;
mod closed;
mod faults;
mod refused;

use crate::oracle::{Calendar, Told, owed};
use jiff::{ToSpan, civil::Date, civil::date};
use practice::c3::Cycle;
use rust_decimal::Decimal;
use store::{JobStatus, OperationState};
use tests::{
    Client, Desk, Office, SmallSite, Subscription, Terms, decimal, desk::product_key, shown,
    simple::morning,
};
use workflow::jobs::Record;

const PRODUCTS: [&str; 3] = ["Alpha Suite", "Beta Suite", "Gamma Suite"];
const PRICES: [&str; 3] = ["20.00", "7.13", "3.3333"];
const FIRST: Date = date(2026, 10, 1);
const TODAY: Date = date(2026, 10, 31);

/// An office whose three subscriptions stand since September, uploaded.
struct Trouble {
    office: Office,
    desk: Desk,
    client: Client,
    agreement: domain::ids::AgreementId,
    subscriptions: Vec<(Subscription, Vec<Told>)>,
    day: Date,
}

impl Trouble {
    async fn new() -> Self {
        let mut site = SmallSite::new(TODAY);
        let client = site.client("Adatum");
        let agreement = site.agreement(&client, Terms::monthly(false, TODAY));
        let mut subscriptions = Vec::new();
        let mut products = Vec::new();
        for (product, price) in PRODUCTS.into_iter().zip(PRICES) {
            site.offer(product, Cycle::Monthly, price);
            let item = site.item(product, price);
            products.push((product_key(product, Cycle::Monthly), item));
            let mut subscription = Subscription::new(client.position, product, 9, decimal(price));
            let at = morning(date(2026, 9, 10));
            site.tell([subscription.count(at, 10)]);
            let ten = Told {
                at,
                quantity: 10,
                price: decimal(price),
            };
            subscriptions.push((subscription, vec![ten]));
        }
        let office = Office::open(site.config()).await;
        let desk = Desk::impatient(office.clock.clone());
        desk.connect(&office).await;
        desk.refresh().await;
        desk.workflow
            .map_customer(&client.id, client.company)
            .unwrap();
        desk.map_agreement(&client.id, agreement);
        desk.workflow
            .map_products(&client.id, agreement, &products)
            .unwrap();
        let trouble = Self {
            office,
            desk,
            client,
            agreement,
            subscriptions,
            day: FIRST,
        };
        trouble.finish().await;
        trouble
    }

    /// On the next day all three change; answers with the validated plan, a change
    /// and a new line for each.
    async fn plan(&mut self) -> Record {
        self.day = self.day.tomorrow().unwrap();
        for (subscription, told) in &mut self.subscriptions {
            let quantity = subscription.state.quantity % 9 + 4;
            let at = morning(self.day);
            self.office
                .practice
                .c3_server()
                .append(vec![subscription.count(at, quantity)]);
            told.push(Told {
                at,
                quantity,
                price: subscription.state.price,
            });
        }
        let validated = self.desk.validate(&self.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{:?}",
            validated.findings
        );
        let actions = validated
            .operations
            .iter()
            .map(|row| row.operation.action.word());
        let actions: Vec<_> = actions.collect();
        assert_eq!(
            actions,
            ["change", "create", "change", "create", "change", "create"]
        );
        validated
    }

    /// One round with these faults; answers with what the upload that met them
    /// came to, before anything was mended.
    async fn round(&mut self, faults: &str) -> Option<Record> {
        let validated = self.plan().await;
        self.office.faults(faults);
        let met = self.desk.try_upload(&validated).await.ok();
        self.office.heal();
        self.finish().await;
        met
    }

    /// Resumes, validates and uploads what is left; then nothing is.
    async fn finish(&self) {
        for record in self.desk.resume().await {
            assert_ne!(
                record.job.status,
                JobStatus::Interrupted,
                "{:?}",
                record.findings
            );
        }
        let rest = self.desk.validate(&self.client.id).await;
        assert_eq!(rest.job.status, JobStatus::Success, "{:?}", rest.findings);
        let uploaded = self.desk.upload(&rest).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{:?}",
            uploaded.findings
        );
        let after = self.desk.validate(&self.client.id).await;
        assert_eq!(after.job.status, JobStatus::Success, "{:?}", after.findings);
        assert_eq!(shown::plan(&after), [""; 0]);
        for (reference, times) in self.office.references() {
            assert_eq!(times, 1, "{reference}");
        }
    }

    /// Invoices October and compares with what the changes say.
    fn bills_what_is_owed(self) {
        let billed = self.office.invoice(self.agreement);
        let calendar = Calendar {
            first: date(2026, 1, 1),
            months: 1,
        };
        for (subscription, told) in &self.subscriptions {
            let key = subscription.key();
            let lines: Vec<Decimal> = billed
                .iter()
                .filter(|line| {
                    let additions = self.office.additions(self.agreement);
                    let addition = additions
                        .iter()
                        .find(|addition| addition.id == line.addition);
                    let reference = addition.unwrap().serial_number.clone().unwrap();
                    reference.starts_with(key.as_str())
                })
                .map(|line| line.amount)
                .collect();
            let last = FIRST.saturating_add(1.month()).yesterday().unwrap();
            let owed = owed(told, calendar, FIRST, last);
            let tolerated = decimal("0.005") * Decimal::from(lines.len());
            let total: Decimal = lines.iter().sum();
            assert!(
                (total - owed).abs() <= tolerated,
                "{key}: {total} for {owed}"
            );
        }
    }
}

/// How many operations of a record are in a state.
fn count(record: &Record, state: OperationState) -> usize {
    record
        .operations
        .iter()
        .filter(|row| row.state == state)
        .count()
}
