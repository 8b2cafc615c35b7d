//! What people do in ConnectWise while Accord runs.

use super::{
    record::{Addition, Item},
    site::Site,
};
use crate::chance::Chance;
use connectwise::BillCustomer;
use jiff::Timestamp;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

impl Site {
    /// A person does one thing on an agreement, and it is said what.
    pub(crate) fn person(&mut self, chance: &mut Chance, now: Timestamp) -> String {
        let agreements: Vec<u32> = self.agreements.keys().copied().collect();
        let agreement = chance.pick(&agreements);
        match chance.between(0, 2) {
            0 => self.another_product(agreement, now),
            1 => self.another_text(agreement, chance, now),
            _ => self.another_quantity(agreement, chance, now),
        }
    }

    /// Adds something that Accord has nothing to do with.
    fn another_product(&mut self, agreement: u32, now: Timestamp) -> String {
        let open = self.agreements[&agreement].open;
        let item = Item {
            id: 9,
            price: Decimal::from(75),
        };
        let unit_price = item.price;
        self.items.insert(item.id, item);
        self.last_addition += 1;
        let addition = Addition {
            id: self.last_addition,
            agreement,
            item: 9,
            quantity: Decimal::ONE,
            unit_price,
            unit_cost: None,
            bill_customer: BillCustomer::Billable,
            effective: open,
            cancelled: None,
            taxable: None,
            serial: None,
            text: Some("Monitoring".to_owned()),
            last_updated: now,
            listed_from: now,
            billed_days: BTreeSet::new(),
        };
        let said = format!("a person adds {addition}");
        self.additions.insert(addition.id, addition);
        said
    }

    /// Says something else on a line: nobody's business but theirs.
    fn another_text(&mut self, agreement: u32, chance: &mut Chance, now: Timestamp) -> String {
        let change =
            |addition: &mut Addition| addition.text = Some("As agreed by phone".to_owned());
        let edited = self.edit(agreement, chance, now, change);
        self.said(agreement, edited)
    }

    /// Says something else on the line that was written last.
    pub(crate) fn reword_last(&mut self, now: Timestamp) -> String {
        let ours = self.additions.values_mut().filter(|a| a.serial.is_some());
        match ours.max_by_key(|addition| (addition.last_updated, addition.id)) {
            None => "a person looks around".to_owned(),
            Some(addition) => {
                addition.text = Some("As agreed by phone".to_owned());
                addition.last_updated = now;
                format!("a person makes it {addition}")
            }
        }
    }

    /// Changes what a line bills, which Accord has to ask about.
    fn another_quantity(&mut self, agreement: u32, chance: &mut Chance, now: Timestamp) -> String {
        let change = |addition: &mut Addition| addition.quantity += Decimal::ONE;
        let edited = self.edit(agreement, chance, now, change);
        self.edited
            .extend(edited.map(|addition| (agreement, addition)));
        self.said(agreement, edited)
    }

    fn said(&self, agreement: u32, edited: Option<u32>) -> String {
        match edited {
            None => format!("a person looks at agreement {agreement}"),
            Some(addition) => format!("a person makes it {}", self.additions[&addition]),
        }
    }

    /// Edits a billable line that no invoice has covered, where there is one.
    fn edit(
        &mut self,
        agreement: u32,
        chance: &mut Chance,
        now: Timestamp,
        change: impl FnOnce(&mut Addition),
    ) -> Option<u32> {
        let open = self.agreements[&agreement].open;
        let free = |addition: &&Addition| {
            addition.is_billable() && addition.serial.is_some() && addition.effective >= open
        };
        let free: Vec<u32> = self
            .on(agreement)
            .filter(free)
            .map(|addition| addition.id)
            .collect();
        if free.is_empty() {
            return None;
        }
        let addition = self.additions.get_mut(&chance.pick(&free))?;
        change(addition);
        addition.last_updated = now;
        Some(addition.id)
    }
}
