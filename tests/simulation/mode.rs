//! How an agreement of the simulation is billed, told apart from the code under test.

use crate::{chance::Chance, history::Subscription, oracle::Days, oracle::Terms};
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

/// The quantity that base lines are to say on `day`.
pub(crate) fn stands(
    subscription: &Subscription,
    terms: Terms,
    day: Date,
    now: Timestamp,
) -> Decimal {
    let subscribed = Days::of(subscription, now);
    let period = terms.rhythm.period(day);
    match terms.mode {
        Mode::Dated => subscribed.on(day).billed(),
        Mode::Adjustment | Mode::Quantity => subscribed.on(period.last).billed(),
        Mode::Single => {
            let first = period.first.max(terms.bill_from);
            let owed = crate::oracle::owed_between(subscription, terms, (first, period.last), now);
            if owed.round_dp(2).is_zero() && owed < Decimal::new(5, 3) {
                return Decimal::ZERO;
            }
            let mut days: Vec<Date> = crate::calendar::days(first, period.last).collect();
            days.reverse();
            let had = days.into_iter().map(|day| subscribed.on(day).billed());
            had.into_iter()
                .find(|quantity| !quantity.is_zero())
                .unwrap_or_default()
        }
    }
}
