//! One customer of two worlds, as a test looks at it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::c3::{C3World, Change, Customer, HistoryRow, InvoiceLine};
use crate::connectwise::records::{Addition, Agreement, Company};
use crate::connectwise::world::World;
use crate::made_up::agreements::CLOUD;

#[derive(Clone, Copy)]
pub(super) struct Seen<'w> {
    pub(super) world: &'w World,
    pub(super) c3: &'w C3World,
    pub(super) index: u32,
}

impl<'w> Seen<'w> {
    pub(super) fn customer(&self) -> &'w Customer {
        &self.c3.customers[self.index as usize]
    }

    pub(super) fn company(&self) -> &'w Company {
        let number = self.customer().erp_id.as_deref();
        let mut companies = self.world.companies.iter();
        let found = companies.find(|company| company.account_number.as_deref() == number);
        found.expect("every customer has a company")
    }

    /// Its agreements for subscriptions.
    pub(super) fn agreements(&self) -> Vec<&'w Agreement> {
        let company = self.company().id;
        let agreements = self.world.agreements.iter();
        let own = agreements.filter(|a| a.company.id == company && a.kind.id == CLOUD.0);
        own.collect()
    }

    pub(super) fn additions(&self) -> Vec<&'w Addition> {
        let agreements = self.agreements().into_iter();
        agreements
            .flat_map(|a| self.world.additions_of(a.id))
            .collect()
    }

    /// Its changes, oldest first.
    pub(super) fn rows(&self) -> Vec<&'w Change> {
        let rows = self.c3.history.iter().filter_map(|row| match row {
            HistoryRow::Change(change) => Some(&**change),
            HistoryRow::Verbatim { .. } => None,
        });
        let mut own: Vec<_> = rows.filter(|row| row.customer == self.index).collect();
        own.sort_by_key(|row| row.at);
        own
    }

    /// Its changes by subscription, oldest first.
    pub(super) fn subscriptions(&self) -> Vec<Vec<&'w Change>> {
        let mut by_subscription: BTreeMap<(Option<Uuid>, &str), Vec<_>> = BTreeMap::new();
        for row in self.rows() {
            let product = if row.subscription.is_some() {
                ""
            } else {
                &row.product
            };
            let own = by_subscription
                .entry((row.subscription, product))
                .or_default();
            own.push(row);
        }
        by_subscription.into_values().collect()
    }

    pub(super) fn lines(&self) -> Vec<&'w InvoiceLine> {
        let lines = self.c3.invoice_lines.iter();
        lines.filter(|line| line.customer == self.index).collect()
    }
}
