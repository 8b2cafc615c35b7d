//! A subscription while it is made up: what it was, and each change in turn,
//! so that a row's old values are always what the row before left.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::shop::Sale;
use crate::c3::{Cycle, Owner, Spelling, Status, Told, Values};

/// What a subscription is at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub(super) quantity: i64,
    pub(super) price: Decimal,
    pub(super) status: Status,
}

/// A subscription of one customer.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    pub(super) id: Uuid,
    /// Position among the customer's tenants.
    pub(super) tenant: u8,
    pub(super) owner: Owner,
    pub(super) product: Arc<str>,
    pub(super) cycle: Cycle,
    /// The day of the purchase, from which charge cycles are counted.
    pub(super) bought: Date,
    /// What it was before the first step; `None` where that is its purchase.
    pub(super) start: Option<State>,
    pub(super) steps: Vec<Step>,
    /// Whether C3 puts it on invoices under its id.
    pub(super) invoiced: bool,
}

/// One row of a subscription's history.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) at: DateTime,
    pub(super) old: Values,
    pub(super) new: Values,
    pub(super) by: By,
    /// The product's name at that time.
    pub(super) product: Arc<str>,
    /// The customer's name at that time, where it was another.
    pub(super) customer_name: Option<Arc<str>>,
    pub(super) spelling: Spelling,
    pub(super) padded: bool,
    /// Whether the row tells the subscription's id.
    pub(super) identified: bool,
}

/// Who made a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The customer's contact.
    Contact,
    /// The partner's staff.
    Partner,
    /// C3 itself.
    System,
}

impl State {
    pub(super) fn active(quantity: i64, price: Decimal) -> Self {
        State {
            quantity,
            price,
            status: Status::Active,
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.status, Status::Deleted | Status::Disabled)
    }

    fn told(self) -> Values {
        Values {
            quantity: Told::Is(self.quantity),
            price: Told::Is(self.price),
            status: Told::Is(self.status),
        }
    }
}

impl Subscription {
    /// One that was bought before the time that C3 shows.
    pub(super) fn standing(id: Uuid, sale: &Sale, start: State, bought: Date) -> Self {
        Subscription {
            id,
            tenant: 0,
            owner: Owner::Customer,
            product: Arc::clone(&sale.name),
            cycle: sale.cycle,
            bought,
            start: Some(start),
            steps: Vec::new(),
            invoiced: true,
        }
    }

    /// One that is bought at `at`. C3 does not document what it tells of the
    /// time before a purchase; `before` says what of the quantity.
    pub(super) fn bought(
        id: Uuid,
        sale: &Sale,
        quantity: i64,
        at: DateTime,
        before: Told<i64>,
    ) -> Self {
        let start = State::active(quantity, sale.price);
        let mut bought = Self::standing(id, sale, start, at.date());
        bought.start = None;
        let old = Values {
            quantity: before,
            price: Told::Null,
            status: Told::Null,
        };
        bought.tell(at, old, start.told());
        bought
    }

    /// What it is after all steps so far.
    pub(super) fn state(&self) -> Option<State> {
        self.steps.last().map_or(self.start, Step::state)
    }

    /// What it was at the end of a day; `None` before its purchase.
    pub(super) fn state_on(&self, day: Date) -> Option<State> {
        let mut until = self.steps.iter().rev();
        let last = until.find(|step| step.at.date() <= day);
        last.map_or(self.start, Step::state)
    }

    /// The name that it went by on a day.
    pub(super) fn product_on(&self, day: Date) -> &Arc<str> {
        let mut until = self.steps.iter().rev();
        let last = until.find(|step| step.at.date() <= day);
        let known = last.or(self.steps.first());
        known.map_or(&self.product, |step| &step.product)
    }

    /// Changes it, and tells a row of it even where nothing changes.
    pub(super) fn change(&mut self, at: DateTime, change: impl FnOnce(&mut State)) -> &mut Step {
        let old = self.state().unwrap_or(State::active(0, Decimal::ZERO));
        let mut new = old;
        change(&mut new);
        self.tell(at, old.told(), new.told())
    }

    /// Sets the quantity, and tells a row of it.
    pub(super) fn count(&mut self, at: DateTime, quantity: i64) -> &mut Step {
        self.change(at, |state| state.quantity = quantity)
    }

    fn tell(&mut self, at: DateTime, old: Values, new: Values) -> &mut Step {
        let step = Step {
            at,
            old,
            new,
            by: By::Contact,
            product: Arc::clone(&self.product),
            customer_name: None,
            spelling: Spelling::Of2024,
            padded: false,
            identified: true,
        };
        let last = self.steps.len();
        self.steps.push(step);
        &mut self.steps[last]
    }
}

impl Step {
    fn state(&self) -> Option<State> {
        let new = &self.new;
        Some(State {
            quantity: new.quantity.value()?,
            price: new.price.value()?,
            status: new.status.value()?,
        })
    }
}
