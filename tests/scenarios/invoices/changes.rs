//! A subscription's random life, written down twice: as rows for C3 to tell, and
//! as plain facts for the oracle.

use crate::oracle::Told;
use fastrand::Rng;
use jiff::{ToSpan, civil::Date, civil::DateTime};
use practice::c3::{HistoryRow, Status};
use rust_decimal::Decimal;
use tests::{Subscription, history::State};

/// A subscription with its whole past.
pub(super) struct Life {
    /// What C3 knows.
    pub(super) subscription: Subscription,
    /// What the oracle knows.
    pub(super) told: Vec<Told>,
    /// Rows that C3 has not told yet.
    untold: Vec<HistoryRow>,
    is_late: bool,
    is_bought: bool,
}

impl Life {
    /// One that stands since before anybody looked.
    pub(super) fn standing(subscription: Subscription, since: Date) -> Self {
        let State {
            quantity, price, ..
        } = subscription.state;
        let told = vec![Told {
            at: since.at(0, 0, 0, 0),
            quantity,
            price,
        }];
        Self {
            subscription,
            told,
            untold: Vec::new(),
            is_late: false,
            is_bought: true,
        }
    }

    /// One that is still to be bought.
    pub(super) fn to_come(subscription: Subscription) -> Self {
        Self {
            subscription,
            told: Vec::new(),
            untold: Vec::new(),
            is_late: false,
            is_bought: false,
        }
    }

    /// Lets days pass, from the one after `from` to `to`; on one visit in three
    /// something changes, at times more than once.
    pub(super) fn pass(&mut self, from: Date, to: Date, rng: &mut Rng) {
        if rng.u8(0..3) > 0 {
            return;
        }
        let days = (to - from).get_days();
        let mut time = |_| {
            let day = from.saturating_add(rng.i32(1..=days).days());
            day.at(rng.i8(0..24), rng.i8(0..60), rng.i8(0..60), 0)
        };
        let mut times: Vec<DateTime> = (0..days % 3 + 1).map(&mut time).collect();
        if rng.u8(0..4) == 0 {
            // Twice on one day.
            let again = times[0].date().at(23, 59, 58, 0);
            times.push(again);
        }
        times.sort_unstable();
        times.dedup();
        for at in times {
            self.change(at, rng);
        }
    }

    /// What C3 tells at a visit: all of it, or nothing until the next one.
    pub(super) fn tells(&mut self, rng: &mut Rng) -> Vec<HistoryRow> {
        self.is_late = !self.is_late && rng.u8(0..5) == 0;
        if self.is_late {
            Vec::new()
        } else {
            self.rest()
        }
    }

    /// What C3 has not told yet.
    pub(super) fn rest(&mut self) -> Vec<HistoryRow> {
        std::mem::take(&mut self.untold)
    }

    fn change(&mut self, at: DateTime, rng: &mut Rng) {
        let row = if self.is_bought {
            let next = next(self.subscription.state, rng);
            self.subscription.change(at, |state| *state = next)
        } else {
            self.is_bought = true;
            self.subscription.bought(at, rng.i64(1..30))
        };
        self.untold.push(row);
        let State {
            quantity,
            price,
            status,
        } = self.subscription.state;
        let ended = matches!(status, Status::Deleted | Status::Disabled);
        self.told.push(Told {
            at,
            quantity: if ended { 0 } else { quantity },
            price,
        });
    }
}

fn next(now: State, rng: &mut Rng) -> State {
    let State {
        quantity,
        price,
        status,
    } = now;
    let other = |rng: &mut Rng| (quantity + rng.i64(1..9) - 4).max(1);
    let active = |quantity, price| State {
        quantity,
        price,
        status: Status::Active,
    };
    match (status, rng.u8(0..10)) {
        (Status::Deleted | Status::Disabled, _) => active(rng.i64(1..30), price),
        (Status::Suspended, 0..5) => active(quantity, price),
        (_, 0..5) => State {
            quantity: other(rng),
            ..now
        },
        (_, 5..7) => State {
            price: dearer(price, rng),
            ..now
        },
        (Status::Active, 7) => State {
            status: Status::Suspended,
            ..now
        },
        (_, 7) => State {
            quantity: other(rng),
            price: dearer(price, rng),
            ..now
        },
        (_, 8) => State {
            status: Status::Deleted,
            ..now
        },
        _ => State {
            status: Status::Disabled,
            ..now
        },
    }
}

/// Some per cent more or less, with as many decimals as C3 tells.
fn dearer(price: Decimal, rng: &mut Rng) -> Decimal {
    let factor = Decimal::new(rng.i64(900..1150), 3);
    (price * factor)
        .round_dp(rng.u32(2..=4))
        .max(Decimal::new(1, 2))
}
