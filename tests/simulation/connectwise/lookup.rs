//! What the simulated server answers to a read.

use super::{record, site::Site};
use connectwise::{BillingCycle, CatalogItem, Company};
use jiff::Timestamp;

impl Site {
    pub(super) fn companies(&self) -> Vec<Company> {
        vec![record::company()]
    }

    pub(super) fn billing_cycles(&self) -> Vec<BillingCycle> {
        let cycle = |(id, name, options): (u32, &str, &str)| BillingCycle {
            id,
            name: Some(name.to_owned()),
            billing_options: Some(options.to_owned()),
        };
        [(1, "Every month", "Monthly"), (2, "Once a year", "Yearly")]
            .map(cycle)
            .to_vec()
    }

    pub(super) fn agreement_records(&self, company: Option<u32>) -> Vec<connectwise::Agreement> {
        let wanted = company.is_none_or(|company| company == record::COMPANY);
        self.agreements
            .values()
            .filter(|_| wanted)
            .map(record::Agreement::wire)
            .collect()
    }

    pub(super) fn catalog(&self) -> Vec<CatalogItem> {
        self.items.values().map(record::Item::wire).collect()
    }

    /// An agreement's additions, but for those that lists do not show yet.
    pub(super) fn listed(
        &self,
        agreement: u32,
        now: Timestamp,
    ) -> Option<Vec<connectwise::Addition>> {
        self.agreements.get(&agreement)?;
        let shown = self
            .on(agreement)
            .filter(|addition| addition.listed_from <= now);
        Some(shown.map(record::Addition::wire).collect())
    }

    pub(super) fn addition_record(&self, agreement: u32, id: u32) -> Option<connectwise::Addition> {
        let addition = self
            .additions
            .get(&id)
            .filter(|addition| addition.agreement == agreement)?;
        Some(addition.wire())
    }
}
