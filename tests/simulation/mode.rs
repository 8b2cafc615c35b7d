//! How an agreement of the simulation is billed, told apart from the code under test.

use crate::{calendar::Period, chance::Chance, history::Subscription, oracle::Days, oracle::Terms};
use domain::agreement::PostingMode;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

/// A posting mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Dated,
    Adjustment,
    Single,
    Quantity,
}

impl Mode {
    /// One that suits an agreement that prorates, or does not.
    pub(crate) fn any(prorates: bool, chance: &mut Chance) -> Self {
        if prorates {
            chance.pick(&[Self::Dated, Self::Dated, Self::Quantity])
        } else {
            chance.pick(&[
                Self::Adjustment,
                Self::Adjustment,
                Self::Single,
                Self::Quantity,
            ])
        }
    }

    pub(crate) fn word(self) -> PostingMode {
        match self {
            Self::Dated => PostingMode::Dated,
            Self::Adjustment => PostingMode::Adjustment,
            Self::Single => PostingMode::Single,
            Self::Quantity => PostingMode::Quantity,
        }
    }

    /// Whether what invoiced days got wrong is put right.
    pub(crate) fn settles(self) -> bool {
        self != Self::Quantity
    }

    /// The most that an item of this quantity may be off: half a cent, and what a
    /// single line's price of four decimals cannot say.
    pub(crate) fn tolerance(self, quantity: Decimal) -> Decimal {
        let half_cent = Decimal::new(5, 3);
        match self {
            Self::Single => half_cent + quantity.abs() * Decimal::new(5, 5),
            Self::Dated | Self::Adjustment | Self::Quantity => half_cent,
        }
    }
}

/// The quantities that base lines are to say, asked day after day.
pub(crate) struct Standing<'a> {
    subscription: &'a Subscription,
    terms: Terms,
    now: Timestamp,
    subscribed: Days,
    /// The period of the day that was asked last, and what all its days say where the
    /// mode counts by periods.
    period: Option<(Period, Decimal)>,
}

impl<'a> Standing<'a> {
    pub(crate) fn new(subscription: &'a Subscription, terms: Terms, now: Timestamp) -> Self {
        Self {
            subscription,
            terms,
            now,
            subscribed: Days::of(subscription, now),
            period: None,
        }
    }

    pub(crate) fn on(&mut self, day: Date) -> Decimal {
        if self.terms.mode == Mode::Dated {
            return self.subscribed.on(day).billed();
        }
        match self.period {
            Some((period, quantity)) if day <= period.last => quantity,
            _ => {
                let period = self.terms.rhythm.period(day);
                let quantity = self.of(period);
                self.period = Some((period, quantity));
                quantity
            }
        }
    }

    fn of(&self, period: Period) -> Decimal {
        let last = self.subscribed.on(period.last).billed();
        let keeps = self.terms.mode == Mode::Adjustment && self.is_of_catalog(period.last);
        if self.terms.mode != Mode::Single && !(keeps && last.is_zero()) {
            return last;
        }
        let span = (period.first.max(self.terms.bill_from), period.last);
        let owed = crate::oracle::owed_between(self.subscription, self.terms, span, self.now);
        if owed < Decimal::new(5, 3) && !keeps {
            return Decimal::ZERO;
        }
        let days: Vec<Date> = crate::calendar::days(span.0, span.1).collect();
        let mut had = days
            .into_iter()
            .rev()
            .map(|day| self.subscribed.on(day).billed());
        had.find(|quantity| !quantity.is_zero()).unwrap_or_default()
    }

    /// Whether the catalog's prices are preferred: then a line stays that tells the price of
    /// a period in which all was given back.
    fn is_of_catalog(&self, day: Date) -> bool {
        let mut catalogs = self.subscription.catalogs.iter();
        catalogs.any(|catalog| catalog.is_preferred(day))
    }
}
