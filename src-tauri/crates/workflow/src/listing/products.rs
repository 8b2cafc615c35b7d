//! A customer's products: the fourth choice of mapping.

use super::stored::{self, Identity, identity};
use crate::{Workflow, assemble::Subscription, error::Error, mapping::Names};
use domain::{
    cycle::{BillingCycle, CycleRule},
    ids::{AgreementId, CustomerId, ItemId},
    mapping::ProductKey,
    timeline::SuspendedBilling,
};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Event, Reader};

/// A product of a customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProductRow {
    /// The product's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Billing cycle; none while nothing tells it.
    pub billing_cycle: Option<BillingCycle>,
    /// The rule that gave it.
    pub cycle_rule: Option<CycleRule>,
    /// Where it is billed, where it is mapped.
    pub mapping: Option<ProductTarget>,
    /// Why it is not billed through ConnectWise, where it was set aside.
    pub set_aside: Option<String>,
    /// Why it cannot be mapped, where it cannot.
    pub reason: Option<String>,
    /// Subscriptions that are of it now.
    pub subscriptions: u32,
}

/// Where a product is billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProductTarget {
    /// Agreement.
    pub agreement: AgreementId,
    /// Its name.
    pub agreement_name: String,
    /// Catalog item.
    pub item: ItemId,
    /// Its identifier.
    pub item_name: String,
}

/// What the subscriptions tell of a product.
struct Told {
    product: ProductKey,
    rule: Option<CycleRule>,
    now: u32,
}

impl Told {
    fn nothing(product: ProductKey) -> Self {
        Self {
            product,
            rule: None,
            now: 0,
        }
    }
}

impl Workflow {
    /// A customer's products by name; with an agreement those of its billing cycle,
    /// and those that no agreement can bill or whose cycle nothing tells.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such customer or agreement.
    pub fn products(
        &self,
        customer: &CustomerId,
        agreement: Option<AgreementId>,
    ) -> Result<Vec<ProductRow>, Error> {
        self.check_customer(customer)?;
        let bills = match agreement {
            None => None,
            Some(id) => {
                let known = self.store.read(|reader| reader.agreement(id))?;
                let unknown = || Error::Unknown {
                    what: "agreement",
                    id: id.to_string(),
                };
                known.ok_or_else(unknown)?.cycle
            }
        };
        let rows = self.products_known(customer)?;
        let belongs = |row: &ProductRow| {
            let cycle = row.billing_cycle.and_then(BillingCycle::agreement_cycle);
            bills.is_none() || cycle.is_none() || cycle == bills
        };
        Ok(rows.into_iter().filter(belongs).collect())
    }

    /// A customer's products by name, one that C3 no longer lists among them.
    pub(super) fn products_known(&self, customer: &CustomerId) -> Result<Vec<ProductRow>, Error> {
        let subscriptions = self.known_subscriptions(customer)?;
        Ok(self.store.read(|reader| {
            let events = reader.events_of_customer(customer)?;
            rows(reader, customer, told(&subscriptions, &events))
        })?)
    }

    pub(super) fn check_customer(&self, customer: &CustomerId) -> Result<(), Error> {
        match self.store.read(|reader| reader.customer(customer))? {
            Some(_) => Ok(()),
            None => Err(Error::Unknown {
                what: "C3 customer",
                id: customer.to_string(),
            }),
        }
    }
}

fn told(subscriptions: &[Subscription], events: &[Event]) -> BTreeMap<Identity, Told> {
    let mut told: BTreeMap<Identity, Told> = BTreeMap::new();
    for subscription in subscriptions {
        let now = subscription
            .timeline
            .as_ref()
            .and_then(|timeline| timeline.now());
        for (identity, product) in stored::products(subscription, events) {
            let is_now = now.is_some_and(|now| {
                now.product.folded() == product.name.folded()
                    && !now.billed(SuspendedBilling::Bills).is_zero()
            });
            let rule = subscription
                .cycles
                .get(&product.name)
                .map(|(_, rule)| *rule);
            let entry = told
                .entry(identity)
                .or_insert_with(|| Told::nothing(product));
            entry.rule = entry.rule.or(rule);
            entry.now += u32::from(is_now);
        }
    }
    told
}

fn rows(
    reader: &Reader<'_>,
    customer: &CustomerId,
    mut told: BTreeMap<Identity, Told>,
) -> Result<Vec<ProductRow>, store::Error> {
    let mut targets = BTreeMap::new();
    let names = Names(reader);
    for mapping in reader.product_mappings_of(customer)? {
        // Mapped, though no subscription is of it any more: it can be released.
        let identity = identity(&mapping.product);
        told.entry(identity.clone())
            .or_insert_with(|| Told::nothing(mapping.product));
        let target = ProductTarget {
            agreement: mapping.agreement,
            agreement_name: names.agreement(mapping.agreement)?,
            item: mapping.item,
            item_name: names.item(mapping.item)?,
        };
        targets.insert(identity, target);
    }
    let aside = reader.set_aside_of(customer)?;
    let row = |(identity, told): (Identity, Told)| {
        let product = told.product;
        let is_aside = |aside: &&store::SetAside| {
            aside.product.name.folded() == product.name.folded()
                && (aside.product.cycle.is_none() || aside.product.cycle == product.cycle)
        };
        ProductRow {
            id: product.id(),
            name: product.name.shown().to_owned(),
            billing_cycle: product.cycle,
            cycle_rule: told.rule,
            mapping: targets.remove(&identity),
            set_aside: aside
                .iter()
                .find(is_aside)
                .map(|aside| aside.reason.clone()),
            reason: reason(product.cycle),
            subscriptions: told.now,
        }
    };
    Ok(told.into_iter().map(row).collect())
}

fn reason(cycle: Option<BillingCycle>) -> Option<String> {
    match cycle {
        None => Some("Nothing tells how often it is billed; choose its billing cycle".to_owned()),
        Some(cycle) if cycle.agreement_cycle().is_none() => {
            Some("No agreement can bill this cycle".to_owned())
        }
        Some(_) => None,
    }
}
