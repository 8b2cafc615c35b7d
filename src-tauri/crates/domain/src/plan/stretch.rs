//! Stretches: days on which an agreement is owed the same item, quantity and
//! price for one subscription.

use crate::{
    ids::ItemId,
    line::EventId,
    period::{Period, previous},
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What is owed on each of a stretch's days, in units of a whole period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Catalog item.
    pub item: ItemId,
    /// Product, for the text.
    pub product: String,
    /// Licences; never 0.
    pub quantity: Decimal,
    /// Price of one unit for one period.
    pub price: Decimal,
}

impl Value {
    /// What a whole period costs.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.quantity * self.price
    }

    /// Whether one line can bill both; the product's name is only shown.
    #[must_use]
    pub fn same_line(&self, other: &Self) -> bool {
        (self.item, self.quantity, self.price) == (other.item, other.quantity, other.price)
    }
}

/// Days on which `value` is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The days.
    pub span: Span,
    /// What is owed.
    pub value: Value,
    /// What the line is to say of it; `None`: its quantity.
    pub what: Option<String>,
    /// The events behind it.
    pub because: Vec<EventId>,
}

/// An agreement's stretches, in order, not overlapping; on days in none of them
/// nothing is owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stretches(Vec<Stretch>);

/// A day on which what is owed changes.
#[derive(Debug, Clone)]
pub(super) struct Turn<'a> {
    /// The first day of the new value.
    pub(super) day: Date,
    /// Before.
    pub(super) before: Option<&'a Stretch>,
    /// From `day` on.
    pub(super) after: Option<&'a Stretch>,
}

impl Stretches {
    /// Orders stretches and joins neighbours that one line can bill.
    pub(super) fn new(mut stretches: Vec<Stretch>) -> Self {
        stretches.retain(|stretch| !stretch.span.is_empty());
        stretches.sort_by_key(|stretch| stretch.span.first);
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match joined.last_mut() {
                Some(last)
                    if last.value.same_line(&stretch.value)
                        && last.span.last == Some(previous(stretch.span.first)) =>
                {
                    last.span.last = stretch.span.last;
                    last.because.extend(stretch.because);
                }
                _ => joined.push(stretch),
            }
        }
        Self(joined)
    }

    /// In order.
    pub(super) fn into_vec(self) -> Vec<Stretch> {
        self.0
    }

    /// In order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Stretch> {
        self.0.iter()
    }

    /// The stretch that holds `day`.
    pub(super) fn on(&self, day: Date) -> Option<&Stretch> {
        let at = self.0.partition_point(|stretch| stretch.span.first <= day);
        self.0
            .get(at.checked_sub(1)?)
            .filter(|stretch| stretch.span.holds(day))
    }

    /// The last stretch that has a day in `window`.
    pub(super) fn last_in(&self, window: Span) -> Option<&Stretch> {
        let of = |stretch: &&Stretch| !stretch.span.and(window).is_empty();
        self.0.iter().rev().find(of)
    }

    /// The days in `window` on which what is owed changes, in order.
    pub(super) fn turns(&self, window: Span) -> Vec<Turn<'_>> {
        let starts = self.0.iter().map(|stretch| stretch.span.first);
        let ends = self
            .0
            .iter()
            .filter_map(|s| s.span.last)
            .map(crate::period::next);
        let mut days: Vec<Date> = starts
            .chain(ends)
            .filter(|day| window.holds(*day))
            .collect();
        days.sort_unstable();
        days.dedup();
        let turn = |day| Turn {
            day,
            before: self.on(previous(day)),
            after: self.on(day),
        };
        days.into_iter().map(turn).collect()
    }

    /// What is owed for the days of `period` in `window`, unrounded.
    pub(super) fn owed(&self, period: Period, window: Span) -> Decimal {
        let days = window.and(period.span());
        self.0
            .iter()
            .map(|stretch| (stretch.span.and(days).days(), stretch))
            .filter(|(days, _)| *days > 0)
            .map(|(days, stretch)| period.share(days).of(stretch.value.amount()))
            .sum()
    }

    /// The events behind the days in `window`.
    pub(super) fn because(&self, window: Span) -> Vec<EventId> {
        let within = self
            .0
            .iter()
            .filter(|stretch| !stretch.span.and(window).is_empty());
        let mut events: Vec<EventId> = within.flat_map(|stretch| stretch.because.clone()).collect();
        events.sort_unstable();
        events.dedup();
        events
    }
}
