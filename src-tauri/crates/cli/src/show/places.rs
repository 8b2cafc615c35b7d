//! Where a plan's lines stand, in names: a bookkeeper knows customers and
//! agreements by name, a plan by number.

use domain::{
    ids::{AgreementId, CustomerId},
    line::Operation,
};
use std::collections::{BTreeMap, BTreeSet};
use workflow::{
    Error, Workflow,
    store::{JobOperation, Search},
};

/// Headings by customer and agreement.
#[derive(Debug, Default)]
pub(crate) struct Places(BTreeMap<(CustomerId, AgreementId), String>);

impl Places {
    /// Looks up what is known locally of the agreements in a plan.
    pub(crate) fn look_up(workflow: &Workflow, operations: &[JobOperation]) -> Result<Self, Error> {
        if operations.is_empty() {
            return Ok(Self::default());
        }
        let mut places = BTreeMap::new();
        let customers = workflow.customers(&Search::all())?.items;
        let planned: BTreeSet<&CustomerId> = operations.iter().map(|row| &row.customer).collect();
        for customer in customers
            .into_iter()
            .filter(|one| planned.contains(&one.id))
        {
            let Some(company) = customer.company else {
                continue;
            };
            for agreement in workflow.agreements(company)? {
                let prices = agreement
                    .currency
                    .map(|currency| format!(", prices in {currency}"));
                let heading = format!(
                    "{}, {} (agreement {}){}",
                    customer.name,
                    agreement.name,
                    agreement.id,
                    prices.unwrap_or_default()
                );
                places.insert((customer.id.clone(), agreement.id), heading);
            }
        }
        Ok(Self(places))
    }

    /// The heading of an operation; by number where the names are not known (any
    /// more).
    pub(crate) fn heading(&self, customer: &CustomerId, operation: &Operation) -> String {
        let agreement = operation.agreement;
        let known = self.0.get(&(customer.clone(), agreement));
        known
            .cloned()
            .unwrap_or_else(|| format!("Customer {customer}, agreement {agreement}"))
    }
}
