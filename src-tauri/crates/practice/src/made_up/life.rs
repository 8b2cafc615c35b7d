//! What happens to an ordinary subscription in 90 days: seats come and go,
//! prices rise, some are suspended, some end.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use super::shop::Sale;
use super::subscription::{By, State, Subscription};
use super::times;
use crate::c3::{Status, Told};

/// A fresh subscription is at most this many days old: bought after prices
/// were raised and after the last invoiced period.
const FRESH_AGE: i64 = 9;

/// A subscription with a life of its own.
pub(super) fn lived(sale: &Sale, today: Date, rng: &mut Rng) -> Subscription {
    let id = uuid::Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid();
    if rng.u8(0..100) < 8 {
        fresh(id, sale, today, rng)
    } else {
        standing(id, sale, today, rng)
    }
}

/// A number of seats as customers have them: mostly few, sometimes many.
pub(super) fn seats(rng: &mut Rng) -> i64 {
    match rng.u8(0..10) {
        0..=4 => rng.i64(1..8),
        5..=8 => rng.i64(8..40),
        _ => rng.i64(40..400),
    }
}

fn fresh(id: Uuid, sale: &Sale, today: Date, rng: &mut Rng) -> Subscription {
    let age = rng.i64(2..=FRESH_AGE);
    let at = times::working_hours(today, age, rng);
    let mut bought = Subscription::bought(id, sale, seats(rng), at, Told::Is(0));
    bought.bought = times::charge_day(bought.bought);
    if rng.bool() {
        happen(&mut bought, times::working_hours(today, 1, rng), true, rng);
    }
    bought
}

fn standing(id: Uuid, sale: &Sale, today: Date, rng: &mut Rng) -> Subscription {
    let bought = times::bought_years_ago(today, rng);
    let start = State::active(seats(rng), sale.price_before);
    let mut subscription = Subscription::standing(id, sale, start, bought);
    let raised = sale.price != sale.price_before;
    for age in ages(raised, rng) {
        if age == times::RAISED_AGE {
            raise(&mut subscription, sale, times::raise(today, rng));
        } else {
            // Without this, one could end at a price that no offer has any more,
            // and nobody could tell its billing cycle.
            let may_end = !raised || age < times::RAISED_AGE;
            happen(
                &mut subscription,
                times::working_hours(today, age, rng),
                may_end,
                rng,
            );
        }
    }
    subscription
}

/// The days on which something happens, oldest first, each once: two things on
/// one day happen only where they were meant to.
fn ages(raised: bool, rng: &mut Rng) -> Vec<i64> {
    let happenings = match rng.u8(0..100) {
        0..=31 => 0,
        32..=66 => 1,
        67..=87 => 2,
        _ => 3,
    };
    let draw = |_| rng.i64(1..=times::OLDEST_AGE);
    let mut ages: Vec<_> = (0..happenings).map(draw).collect();
    ages.retain(|&age| age != times::RAISED_AGE);
    if raised {
        ages.push(times::RAISED_AGE);
    }
    ages.sort_unstable_by(|a, b| b.cmp(a));
    ages.dedup();
    ages
}

/// Raises the price, unless the subscription has ended.
pub(super) fn raise(subscription: &mut Subscription, sale: &Sale, at: DateTime) {
    if subscription.state().is_some_and(|state| !state.has_ended()) {
        let step = subscription.change(at, |state| state.price = sale.price);
        step.by = By::System;
    }
}

/// Lets something ordinary happen, where the subscription still lives.
fn happen(subscription: &mut Subscription, at: DateTime, may_end: bool, rng: &mut Rng) {
    let Some(now) = subscription.state().filter(|state| !state.has_ended()) else {
        return;
    };
    if now.status == Status::Suspended {
        subscription.change(at, |state| state.status = Status::Active);
        return;
    }
    let more = now.quantity + rng.i64(1..=1 + now.quantity / 4);
    let less = (now.quantity - rng.i64(1..=1 + now.quantity / 5)).max(1);
    match rng.u8(0..if may_end { 100 } else { 93 }) {
        0..=47 => subscription.count(at, more),
        48..=72 => subscription.count(at, less),
        73..=80 => subscription.count(at, now.quantity),
        81..=86 => {
            subscription.count(at, more);
            let later = at.saturating_add(3.hours()).min(end_of_day(at));
            subscription.count(later, more + 2)
        }
        87..=92 => subscription.change(at, |state| state.status = Status::Suspended),
        93..=97 => subscription.change(at, |state| state.status = Status::Deleted),
        _ => subscription.change(at, |state| state.status = Status::Disabled),
    }
    .by = if rng.bool() { By::Contact } else { By::Partner };
}

fn end_of_day(at: DateTime) -> DateTime {
    at.date().at(23, 30, 0, 0)
}
