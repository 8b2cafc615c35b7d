//! What is owed, found from the raw history alone, day by day and naively.
//!
//! It shares no code with what is tested and knows nothing of lines, plans or
//! settlements. A day owes quantity × price ÷ days of its period, by the last
//! change of that day or before.

use crate::{
    calendar::{Rhythm, days},
    history::{Catalog, Condition, Subscription},
    mode::Mode,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;

/// How an agreement turns days into money.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) rhythm: Rhythm,
    /// The first day that counts.
    pub(crate) bill_from: Date,
    pub(crate) mode: Mode,
    /// The first day that was billed in this mode.
    pub(crate) began: Date,
}

/// A subscription's days, by what C3 has shown at one moment.
#[derive(Debug)]
pub(crate) struct Days {
    opening: Condition,
    /// The days on which something changed, in the order of the changes.
    changed: Vec<(Date, Condition)>,
    catalogs: Vec<Catalog>,
}

impl Days {
    pub(crate) fn of(subscription: &Subscription, now: Timestamp) -> Self {
        let day_of = |at: Timestamp| at.to_zoned_datetime(TimeZone::UTC).date();
        let mut shown: Vec<_> = subscription.shown(now).collect();
        shown.sort_by_key(|change| change.at);
        // The first change that is known says what was there before it.
        let opening = shown
            .first()
            .map_or(subscription.opening, |first| first.before);
        let changed = shown
            .iter()
            .map(|change| (day_of(change.at), change.after))
            .collect();
        Self {
            opening,
            changed,
            catalogs: subscription.catalogs.clone(),
        }
    }

    /// The first day of a subscription that was not there from the first. What came and
    /// went on one day was never there: a day's last change counts.
    pub(crate) fn began(&self) -> Option<Date> {
        if !self.opening.quantity.is_zero() {
            return None;
        }
        let mut days = self.changed.iter().map(|(day, _)| *day);
        days.find(|day| !self.on(*day).quantity.is_zero())
    }

    /// What the subscription was on `day`: the last change of a day counts.
    pub(crate) fn on(&self, day: Date) -> Condition {
        let last = self.changed.iter().rfind(|(changed, _)| *changed <= day);
        let told = last.map_or(self.opening, |(_, condition)| *condition);
        let catalog = self.catalogs.iter().find_map(|catalog| catalog.on(day));
        Condition {
            price: catalog.unwrap_or(told.price),
            ..told
        }
    }
}

/// What the days from `bill_from` to `last` owe, unrounded.
pub(crate) fn owed(
    subscription: &Subscription,
    terms: Terms,
    last: Date,
    now: Timestamp,
) -> Decimal {
    owed_between(subscription, terms, (terms.bill_from, last), now)
}

/// What the days from one to another owe, unrounded.
pub(crate) fn owed_between(
    subscription: &Subscription,
    terms: Terms,
    (first, last): (Date, Date),
    now: Timestamp,
) -> Decimal {
    if last < first {
        return Decimal::ZERO;
    }
    let subscribed = Days::of(subscription, now);
    let mut period = terms.rhythm.period(first);
    let (mut owed, mut of_period) = (Decimal::ZERO, Decimal::ZERO);
    for day in days(first, last) {
        if day > period.last {
            owed += of_period / Decimal::from(period.length());
            of_period = Decimal::ZERO;
            period = terms.rhythm.after(period);
        }
        let condition = subscribed.on(day);
        of_period += condition.billed() * condition.price;
    }
    owed + of_period / Decimal::from(period.length())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Length;
    use jiff::SignedDuration;

    #[test]
    fn a_decrease_owes_its_days_at_the_new_quantity() {
        let mut subscription = Subscription::new(1, 50, Length::Month, 10, Decimal::from(20));
        let at: Timestamp = "2026-10-17T11:00:00Z".parse().unwrap();
        let after = Condition {
            quantity: Decimal::from(8),
            ..subscription.opening
        };
        subscription.change(at, SignedDuration::from_hours(48), after);
        let rhythm = Rhythm {
            length: Length::Month,
            contract_from: None,
        };
        let first = jiff::civil::date(2026, 10, 1);
        let terms = Terms {
            rhythm,
            bill_from: first,
            mode: Mode::Adjustment,
            began: first,
        };
        let owed = |now: &str| {
            let now = now.parse().unwrap();
            owed(&subscription, terms, jiff::civil::date(2026, 10, 31), now).round_dp(2)
        };
        assert_eq!(owed("2026-10-18T00:00:00Z"), Decimal::new(20_000, 2));
        // 16 days of 10 and 15 days of 8, of 31, at 20.
        assert_eq!(owed("2026-10-20T00:00:00Z"), Decimal::new(18_065, 2));
    }
}
