//! When things happened, counted back from the day on which a world is made.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// How many days before today prices were raised for everybody.
pub(super) const RAISED_AGE: i64 = 50;

/// The oldest age, in days, at which made-up changes happen: within the 90
/// days that C3 shows, with a day to spare.
pub(super) const OLDEST_AGE: i64 = 88;

/// The day so many days before today.
pub(super) fn ago(today: Date, days: i64) -> Date {
    today.saturating_sub(days.days())
}

/// The night in which prices were raised.
pub(super) fn raise(today: Date, rng: &mut Rng) -> DateTime {
    let millisecond = rng.i32(0..1000);
    ago(today, RAISED_AGE).at(2, 14, rng.i8(0..60), millisecond * 1_000_000)
}

/// Some time in working hours of the day so many days before today.
pub(super) fn working_hours(today: Date, days_ago: i64, rng: &mut Rng) -> DateTime {
    let (hour, minute, second) = (rng.i8(7..18), rng.i8(0..60), rng.i8(0..60));
    let millisecond = rng.i32(0..1000);
    ago(today, days_ago).at(hour, minute, second, millisecond * 1_000_000)
}

/// A day some years ago on which a subscription began. Days after the 28th
/// are left out, so that each charge cycle begins on the same day of its month.
pub(super) fn bought_years_ago(today: Date, rng: &mut Rng) -> Date {
    charge_day(ago(today, rng.i64(120..1400)))
}

/// The same day, or the 28th where the month might be longer than others.
pub(super) fn charge_day(day: Date) -> Date {
    if day.day() <= 28 {
        return day;
    }
    day.with().day(28).build().unwrap_or(day)
}
