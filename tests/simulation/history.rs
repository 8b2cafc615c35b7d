//! The truth about the customer's subscriptions: what each has from when on,
//! and when C3 gets to tell it.
//!
//! This is what the simulated C3 serves as history rows and what the oracle
//! bills by; the code under test sees it only as rows.

use crate::{calendar::Length, chance::Chance};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A subscription's status, in C3's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    Suspended,
    Deleted,
}

impl Status {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Suspended => "Suspended",
            Self::Deleted => "Deleted",
        }
    }
}

/// What a subscription is at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) quantity: Decimal,
    pub(crate) price: Decimal,
    pub(crate) status: Status,
}

impl Condition {
    /// The quantity that is billed; Suspended bills.
    pub(crate) fn billed(self) -> Decimal {
        match self.status {
            Status::Deleted => Decimal::ZERO,
            Status::Active | Status::Suspended => self.quantity,
        }
    }
}

/// One change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    pub(crate) at: Timestamp,
    /// When C3's report begins to show it.
    pub(crate) shown_from: Timestamp,
    pub(crate) before: Condition,
    pub(crate) after: Condition,
}

/// From a day on the catalog's price counts instead of C3's, until C3's is preferred again.
#[derive(Debug, Clone)]
pub(crate) struct Catalog {
    pub(crate) from: Date,
    /// The first day of C3's price again.
    pub(crate) until: Option<Date>,
    pub(crate) price: Decimal,
    /// The first day that no invoice covers. The catalog has no history: what is learned
    /// late of invoiced days counts at the price that stood, else at C3's.
    pub(crate) open: Date,
    /// The prices of invoiced lines, by the first day since then.
    pub(crate) stood: BTreeMap<Date, Decimal>,
}

impl Catalog {
    /// The price of a day, where it is not the one that C3 tells of it.
    pub(crate) fn on(&self, day: Date) -> Option<Decimal> {
        let stood = || self.stood.range(..=day).next_back();
        let price = if day >= self.open {
            Some(self.price)
        } else {
            stood().map(|(_, price)| *price)
        };
        price.filter(|_| self.is_preferred(day))
    }

    pub(crate) fn is_preferred(&self, day: Date) -> bool {
        day >= self.from && self.until.is_none_or(|until| day < until)
    }
}

/// A subscription with all that will ever happen to it.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) id: String,
    pub(crate) product: String,
    pub(crate) agreement: u32,
    pub(crate) item: u32,
    pub(crate) length: Length,
    /// What it was before the first change; quantity 0 when it began by one.
    pub(crate) opening: Condition,
    pub(crate) changes: Vec<Change>,
    /// When the catalog's prices were preferred, one time after the other.
    pub(crate) catalogs: Vec<Catalog>,
}

impl Subscription {
    /// A subscription to which nothing has happened yet.
    pub(crate) fn new(
        number: u32,
        agreement: u32,
        length: Length,
        quantity: i64,
        price: Decimal,
    ) -> Self {
        Self {
            id: format!("{number:08x}-1111-4222-8333-444455556666"),
            product: format!("Product {number}"),
            agreement,
            item: 100 + number,
            length,
            opening: Condition {
                quantity: Decimal::from(quantity),
                price,
                status: Status::Active,
            },
            changes: Vec::new(),
            catalogs: Vec::new(),
        }
    }

    /// The same without some of its changes.
    pub(crate) fn without(mut self, gone: impl Fn(usize) -> bool) -> Self {
        let changes = std::mem::take(&mut self.changes);
        for (_, change) in changes.into_iter().enumerate().filter(|(at, _)| !gone(*at)) {
            let before = self.last();
            self.changes.push(Change { before, ..change });
        }
        self
    }

    /// What it is after its last change.
    pub(crate) fn last(&self) -> Condition {
        self.changes
            .last()
            .map_or(self.opening, |change| change.after)
    }

    /// Something happens to it, and C3 tells it so much later.
    pub(crate) fn change(&mut self, at: Timestamp, late: SignedDuration, after: Condition) {
        let before = self.last();
        self.changes.push(Change {
            at,
            shown_from: at + late,
            before,
            after,
        });
    }

    /// What it is by what C3 has told by `now`.
    pub(crate) fn known(&self, now: Timestamp) -> Condition {
        let last = self.shown(now).max_by_key(|change| change.at);
        last.map_or(self.opening, |change| change.after)
    }

    /// Whether C3 has told of it by `now`.
    pub(crate) fn is_known(&self, now: Timestamp) -> bool {
        !self.opening.quantity.is_zero() || self.shown(now).next().is_some()
    }

    /// Whether C3 has told a change, but not yet the one before it.
    pub(crate) fn has_hole(&self, now: Timestamp) -> bool {
        let shown = |change: &Change| change.shown_from <= now;
        self.changes
            .windows(2)
            .any(|pair| !shown(&pair[0]) && shown(&pair[1]))
    }

    /// Its changes that C3 has shown by `now`.
    pub(crate) fn shown(&self, now: Timestamp) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.shown_from <= now)
    }
}

/// A life for a subscription, between two moments. What happens before
/// `accord_begins` is told at once, so that its first validation goes through.
pub(crate) fn live(
    subscription: &mut Subscription,
    from: Timestamp,
    accord_begins: Timestamp,
    until: Timestamp,
    chance: &mut Chance,
) {
    let mut at = from;
    loop {
        // Now and then several changes fall on one day.
        let hours = if chance.one_in(4) {
            chance.between(1, 8)
        } else {
            chance.between(12, 24 * 50)
        };
        at += hours.hours();
        if at >= until {
            return;
        }
        let late = match chance.between(0, 9) {
            _ if at < accord_begins => 0,
            0 => chance.between(1, 24 * 35),
            1..3 => chance.between(1, 48),
            _ => 0,
        };
        let after = next(subscription.last(), chance);
        subscription.change(at, SignedDuration::from_hours(late), after);
    }
}

/// What a subscription may become.
fn next(now: Condition, chance: &mut Chance) -> Condition {
    let more = Decimal::from(chance.between(1, 9));
    if now.status == Status::Deleted || now.quantity.is_zero() {
        return Condition {
            quantity: more,
            status: Status::Active,
            ..now
        };
    }
    match chance.between(0, 9) {
        0..=3 => Condition {
            quantity: now.quantity + more,
            ..now
        },
        4..=6 if now.quantity > more => Condition {
            quantity: now.quantity - more,
            ..now
        },
        7 => Condition {
            price: price(chance),
            ..now
        },
        8 => {
            let status = if now.status == Status::Active {
                Status::Suspended
            } else {
                Status::Active
            };
            Condition { status, ..now }
        }
        // C3 reports an end with the quantity that ended, or with none.
        _ if chance.one_in(2) => Condition {
            status: Status::Deleted,
            quantity: Decimal::ZERO,
            ..now
        },
        _ => Condition {
            status: Status::Deleted,
            ..now
        },
    }
}

/// A price with cents, and sometimes finer.
pub(crate) fn price(chance: &mut Chance) -> Decimal {
    match chance.one_in(4) {
        true => Decimal::new(chance.between(10_000, 900_000), 4),
        false => Decimal::new(chance.between(100, 9_000), 2),
    }
}
