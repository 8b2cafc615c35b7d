//! An office: a practice ConnectWise and C3 on loopback, and the day on which
//! everybody in it works.

use crate::{Desk, StageClock, shown};
use domain::ids::AgreementId;
use jiff::{Timestamp, civil::Date};
use practice::{
    Config, Practice, Target,
    connectwise::{
        invoicing::InvoiceLine,
        json::Json,
        records::{Addition, BillCustomer},
    },
};
use std::{collections::BTreeMap, sync::Arc};

/// A practice site with its clock.
pub struct Office {
    /// The servers.
    pub practice: Practice,
    /// The clock of all desktops.
    pub clock: Arc<StageClock>,
}

impl Office {
    /// Serves what the configuration holds, on the day on which that stands.
    pub async fn open(config: Config) -> Self {
        let clock = Arc::new(StageClock::at(config.world.today));
        let practice = practice::serve(config).await.unwrap();
        Self { practice, clock }
    }

    /// Serves made-up data: the three customers of the story, and so many more.
    pub async fn made_up(seed: u64, customers: u32, today: Date) -> Self {
        Self::open(Config::made_up(
            seed,
            customers,
            today,
            Arc::new(Timestamp::now),
        ))
        .await
    }

    /// A new desktop, connected to both systems and refreshed.
    pub async fn desk(&self) -> Desk {
        let desk = Desk::new(Arc::clone(&self.clock));
        desk.connect(self).await;
        desk.refresh().await;
        desk
    }

    /// Moves everybody's day.
    pub fn go_to(&self, day: Date) {
        self.practice.set_today(day);
        self.clock.go_to(day);
    }

    /// Puts these faults in the place of those before.
    pub fn faults(&self, list: &str) {
        self.practice.set_faults(list.parse().unwrap());
    }

    /// No more faults.
    pub fn heal(&self) {
        self.faults("");
        self.practice.renew_keys();
    }

    /// An agreement's additions, by number.
    #[must_use]
    pub fn additions(&self, agreement: AgreementId) -> Vec<Addition> {
        self.practice
            .world(|world| world.additions_of(agreement.0).cloned().collect())
    }

    /// An agreement's additions in words, by number.
    #[must_use]
    pub fn lines(&self, agreement: AgreementId) -> Vec<String> {
        self.additions(agreement)
            .iter()
            .map(shown::addition)
            .collect()
    }

    /// Those that bill: Billable, and not over before they begin.
    #[must_use]
    pub fn billing(&self, agreement: AgreementId) -> Vec<Addition> {
        let bills = |addition: &Addition| addition.bill_customer == Some(BillCustomer::Billable);
        self.additions(agreement)
            .into_iter()
            .filter(bills)
            .collect()
    }

    /// The one addition whose serial number ends in this suffix.
    #[must_use]
    pub fn line(&self, agreement: AgreementId, suffix: &str) -> Addition {
        let carries = |addition: &Addition| {
            addition
                .serial_number
                .as_deref()
                .is_some_and(|text| text.ends_with(suffix))
        };
        let mut found: Vec<_> = self
            .additions(agreement)
            .into_iter()
            .filter(carries)
            .collect();
        assert_eq!(found.len(), 1, "lines that end in {suffix}");
        found.remove(0)
    }

    /// How often each reference stands, on all agreements together.
    #[must_use]
    pub fn references(&self) -> BTreeMap<String, usize> {
        let mut references = BTreeMap::new();
        self.practice.world(|world| {
            let all = world.additions.values().flat_map(|table| table.iter());
            for text in all.filter_map(|addition| addition.serial_number.clone()) {
                *references.entry(text).or_default() += 1;
            }
        });
        references
    }

    /// Sets fields of a record by their wire names, as a person would at the
    /// screen; values are JSON.
    pub fn edit(&self, target: Target, fields: &[(&str, &str)]) {
        let fields: Vec<(String, Json)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Json::parse(value).unwrap()))
            .collect();
        self.practice.edit(target, &fields).unwrap();
    }

    /// Edits an agreement.
    pub fn edit_agreement(&self, agreement: AgreementId, fields: &[(&str, &str)]) {
        self.edit(Target::Agreement(agreement.0), fields);
    }

    /// Edits an addition.
    pub fn edit_addition(&self, addition: &Addition, fields: &[(&str, &str)]) {
        let target = Target::Addition {
            agreement: addition.agreement_id,
            id: addition.id,
        };
        self.edit(target, fields);
    }

    /// Runs invoicing for an agreement and answers with the invoice's lines.
    pub fn invoice(&self, agreement: AgreementId) -> Vec<InvoiceLine> {
        let invoice = self.practice.invoice(agreement.0).unwrap();
        self.practice
            .world(|world| world.billing.lines[&invoice.id].clone())
    }

    /// Writes to the ConnectWise so far: requests that were no GET.
    #[must_use]
    pub fn writes(&self) -> usize {
        let requests = self.practice.requests();
        requests
            .iter()
            .filter(|request| request.method != "GET")
            .count()
    }
}
