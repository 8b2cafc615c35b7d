//! A customer's subscriptions as they are now.

use super::plain;
use crate::{Workflow, assemble::Subscription, error::Error};
use domain::{
    cycle::{BillingCycle, CycleRule},
    ids::{CustomerId, SubscriptionId},
    timeline::OpeningSource,
};
use serde::Serialize;
use std::collections::BTreeMap;
use store::SubscriptionChoice;

/// A subscription in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubscriptionRow {
    /// Its id.
    pub id: SubscriptionId,
    /// Its product's name.
    pub name: String,
    /// Its product's name.
    pub product: String,
    /// Billing cycle; none while nothing tells it.
    pub billing_cycle: Option<BillingCycle>,
    /// The rule that gave it.
    pub cycle_rule: Option<CycleRule>,
    /// Licences.
    pub quantity: Option<String>,
    /// Price of one for one billing cycle.
    pub unit_price: Option<String>,
    /// Status in C3.
    pub status: Option<String>,
    /// What it was before the ledger begins; none while nothing tells it.
    pub baseline: Option<BaselineRow>,
    /// Accord derived its id, for C3 gave none, or none that is a GUID.
    pub derived: bool,
    /// Nothing is planned for it.
    pub on_hold: bool,
}

/// What a subscription was before the ledger begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaselineRow {
    /// Licences.
    pub quantity: String,
    /// Price of one for one billing cycle.
    pub unit_price: Option<String>,
    /// What tells it.
    pub source: OpeningSource,
}

impl Workflow {
    /// A customer's subscriptions, by id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such customer.
    pub fn subscriptions(&self, customer: &CustomerId) -> Result<Vec<SubscriptionRow>, Error> {
        self.check_customer(customer)?;
        let known = self.known_subscriptions(customer)?;
        let names = self.names_in_events(customer)?;
        Ok(self.store.read(|reader| {
            let row = |subscription: &Subscription| {
                let choice = reader.subscription_choice(&subscription.id)?;
                Ok(row(subscription, &names, &choice))
            };
            known.iter().map(row).collect()
        })?)
    }

    /// The name of each subscription's latest product in the ledger.
    fn names_in_events(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeMap<SubscriptionId, String>, Error> {
        let events = self
            .store
            .read(|reader| reader.events_of_customer(customer))?;
        Ok(events
            .into_iter()
            .map(|event| (event.subscription, event.row.product))
            .collect())
    }
}

fn row(
    subscription: &Subscription,
    names: &BTreeMap<SubscriptionId, String>,
    choice: &SubscriptionChoice,
) -> SubscriptionRow {
    let now = subscription
        .timeline
        .as_ref()
        .and_then(|timeline| timeline.now());
    let product = match now {
        Some(now) => now.product.shown().to_owned(),
        None => names.get(&subscription.id).cloned().unwrap_or_default(),
    };
    let cycle = now
        .and_then(|now| subscription.cycles.get(&now.product))
        .copied();
    SubscriptionRow {
        id: subscription.id.clone(),
        name: product.clone(),
        product,
        billing_cycle: cycle.map(|(cycle, _)| cycle),
        cycle_rule: cycle.map(|(_, rule)| rule),
        quantity: now.map(|now| plain(now.quantity)),
        unit_price: now.and_then(|now| now.price).map(plain),
        status: now.map(|now| now.status.to_string()),
        baseline: baseline(subscription),
        derived: subscription.id.is_derived() || subscription.id.stands_for_text(),
        on_hold: choice.held,
    }
}

fn baseline(subscription: &Subscription) -> Option<BaselineRow> {
    let first = subscription.timeline.as_ref()?.segments().first()?;
    Some(BaselineRow {
        quantity: plain(first.state.quantity),
        unit_price: first.state.price.map(plain),
        source: subscription.opening?,
    })
}
