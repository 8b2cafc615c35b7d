//! Billing periods counted the slow way, month by month, apart from the crate.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

/// `day`, so many days on.
pub(crate) fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// Every day from `first` to `last`.
pub(crate) fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors((first <= last).then_some(first), move |day| {
        (*day < last).then(|| plus(*day, 1))
    })
}

/// How many days from `first` to `last`, both counted.
pub(crate) fn count(first: Date, last: Date) -> i64 {
    i64::from((last - first).get_days()) + 1
}

/// How an agreement's periods lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) yearly: bool,
    /// The contract's first day; calendar months or years without one.
    pub(crate) contract: Option<Date>,
}

impl Calendar {
    /// First and last day of the period that holds `day`.
    pub(crate) fn period(&self, day: Date) -> (Date, Date) {
        let step = if self.yearly { 12 } else { 1 };
        let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let month = match self.contract {
            Some(anchor) if self.yearly => {
                month - month.rem_euclid(12) + i32::from(anchor.month()) - 1
            }
            None if self.yearly => month - month.rem_euclid(12),
            _ => month,
        };
        let starts = [month - step, month, month + step].map(|month| self.start(month));
        let [before, this, after] = starts;
        let following = |month| plus(self.start(month), -1);
        if day < this {
            (before, plus(this, -1))
        } else if day < after {
            (this, plus(after, -1))
        } else {
            (after, following(month + 2 * step))
        }
    }

    /// The period after the one that holds `day`.
    pub(crate) fn after(&self, day: Date) -> (Date, Date) {
        self.period(plus(self.period(day).1, 1))
    }

    /// The contract's day in a month, or the month's last.
    fn start(&self, month: i32) -> Date {
        let year = i16::try_from(month.div_euclid(12)).unwrap();
        let first = date(year, i8::try_from(month.rem_euclid(12) + 1).unwrap(), 1);
        let on = self.contract.map_or(1, Date::day);
        plus(first, i64::from(on.min(first.days_in_month())) - 1)
    }
}
