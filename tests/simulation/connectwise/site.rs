//! What the simulated server holds.

use super::{
    invoicing::InvoiceItem,
    record::{Addition, Agreement, Item},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// All records of the site.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub(crate) agreements: BTreeMap<u32, Agreement>,
    pub(crate) additions: BTreeMap<u32, Addition>,
    pub(crate) items: BTreeMap<u32, Item>,
    pub(crate) invoiced: Vec<InvoiceItem>,
    /// Writes that changed what an invoice may have covered, in words.
    pub(crate) rewritten: Vec<String>,
    /// Lines that a person edited: agreement and addition.
    pub(crate) edited: BTreeSet<(u32, u32)>,
    /// Writes so far.
    pub(crate) writes: u64,
    /// The number of the last addition.
    pub(crate) last_addition: u32,
}

impl Site {
    pub(crate) fn new(agreements: Vec<Agreement>, items: Vec<Item>) -> Self {
        Self {
            agreements: agreements
                .into_iter()
                .map(|agreement| (agreement.id, agreement))
                .collect(),
            items: items.into_iter().map(|item| (item.id, item)).collect(),
            last_addition: 1000,
            ..Self::default()
        }
    }

    /// Whether the next invoice catches up on days that earlier ones left out.
    pub(crate) fn catches_up(&self, agreement: u32) -> bool {
        let open = self.agreements[&agreement].open;
        let unbilled = |addition: &Addition| {
            addition.is_billable()
                && addition.effective < open
                && !addition.billed_days.contains(&addition.effective)
        };
        self.agreements[&agreement].prorates && self.on(agreement).any(unbilled)
    }

    /// All additions of an agreement.
    pub(crate) fn on(&self, agreement: u32) -> impl Iterator<Item = &Addition> {
        self.additions
            .values()
            .filter(move |addition| addition.agreement == agreement)
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for agreement in self.agreements.values() {
            writeln!(
                f,
                "agreement {} is open from {}",
                agreement.id, agreement.open
            )?;
            self.on(agreement.id)
                .try_for_each(|addition| writeln!(f, "  {addition}"))?;
        }
        self.invoiced
            .iter()
            .try_for_each(|item| writeln!(f, "  {item}"))
    }
}
