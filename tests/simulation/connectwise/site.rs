//! What the simulated server holds.

use super::{
    invoicing::InvoiceItem,
    record::{Addition, Agreement, Item},
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What an addition bills, from an agreement's first open day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Effect {
    item: u32,
    quantity: Decimal,
    unit_price: Decimal,
    first: Date,
    last: Option<Date>,
}

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
    /// Lines that two desktops wrote at the same moment, neither knowing of the other's.
    pub(crate) at_once: BTreeSet<(u32, u32)>,
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

    /// Notes what was written since a moment as written by two desktops at once.
    pub(crate) fn note_at_once(&mut self, since: Timestamp) {
        let written = self.additions.values();
        let written = written.filter(|addition| addition.last_updated >= since);
        self.at_once
            .extend(written.map(|addition| (addition.agreement, addition.id)));
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

    /// From when on lists show every addition that there is.
    pub(crate) fn lists_show_all_from(&self) -> Timestamp {
        let listed = self.additions.values().map(|one| one.listed_from);
        listed.max().unwrap_or(Timestamp::MIN)
    }

    /// The price of each of a subscription's base lines that an invoice covers, by the
    /// line's first day from `since` on.
    pub(crate) fn billed_since(
        &self,
        id: &str,
        agreement: u32,
        since: Date,
    ) -> BTreeMap<Date, Decimal> {
        let open = self.agreements[&agreement].open;
        let prefix = format!("{id}:b");
        let is_base = |addition: &&Addition| {
            let serial = addition.serial.as_deref();
            addition.is_billable() && serial.is_some_and(|serial| serial.starts_with(&prefix))
        };
        let runs = |addition: &&Addition| addition.cancelled.is_none_or(|last| last >= since);
        let begun = |addition: &Addition| (addition.effective.max(since), addition.unit_price);
        let lines = self.on(agreement).filter(is_base).filter(runs);
        let begun = lines.map(begun).filter(|(first, _)| *first < open);
        begun.collect()
    }

    /// What each addition bills from its agreement's first open day on.
    pub(crate) fn effects(&self) -> BTreeMap<u32, Effect> {
        let effect = |addition: &Addition| {
            let open = self.agreements[&addition.agreement].open;
            let runs = addition.cancelled.is_none_or(|last| last >= open);
            (addition.is_billable() && runs).then(|| Effect {
                item: addition.item,
                quantity: addition.quantity,
                unit_price: addition.unit_price,
                first: addition.effective.max(open),
                last: addition.cancelled,
            })
        };
        let additions = self.additions.iter();
        additions
            .filter_map(|(id, addition)| Some((*id, effect(addition)?)))
            .collect()
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
