//! When a run is due, in the computer's own time zone.

use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// Days to look back or ahead: a month and a week hold every kind of schedule.
const DAYS: usize = 40;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayOfWeek {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl DayOfWeek {
    /// All of them, from Monday on, each with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Monday, "monday"),
        (Self::Tuesday, "tuesday"),
        (Self::Wednesday, "wednesday"),
        (Self::Thursday, "thursday"),
        (Self::Friday, "friday"),
        (Self::Saturday, "saturday"),
        (Self::Sunday, "sunday"),
    ];

    fn is(self, day: Weekday) -> bool {
        let place = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
        Self::ALL.get(place).is_some_and(|(own, _)| *own == self)
    }
}

/// On which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Each day.
    Day,
    /// Each week, on this day.
    Week(DayOfWeek),
    /// Each month, on this day, or on the last one where the month is shorter.
    Month(u8),
}

/// When runs are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// On which days.
    pub every: Every,
    /// At what time, by the computer's clock.
    pub at: Time,
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            every: Every::Month(1),
            at: Time::constant(8, 0, 0, 0),
        }
    }
}

impl Schedule {
    /// The slot that a run is due for, where one is. `served` is the last slot that was
    /// served, or when the schedule was set. Whatever lies between is due once. A slot
    /// in the future was served before the clock was set back: it counts as none, or
    /// nothing would run until the clock has come there again.
    #[must_use]
    pub fn due(&self, zone: &TimeZone, served: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let last = self.last(zone, now)?;
        (last > served || served > now).then_some(last)
    }

    /// The next slot after now.
    #[must_use]
    pub fn next(&self, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
        let today = zone.to_datetime(now).date();
        let days = std::iter::successors(Some(today), |day| day.tomorrow().ok());
        self.slots(zone, days).find(|slot| *slot > now)
    }

    /// The last slot until now.
    fn last(&self, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
        let today = zone.to_datetime(now).date();
        let days = std::iter::successors(Some(today), |day| day.yesterday().ok());
        self.slots(zone, days).find(|slot| *slot <= now)
    }

    /// The slots on these days. A time that the clocks skip is taken after the skip, one
    /// that they show twice the first time.
    fn slots(
        &self,
        zone: &TimeZone,
        days: impl Iterator<Item = Date>,
    ) -> impl Iterator<Item = Timestamp> {
        days.take(DAYS)
            .filter(|day| self.every.falls_on(*day))
            .filter_map(|day| zone.to_timestamp(day.to_datetime(self.at)).ok())
    }
}

impl Every {
    fn falls_on(self, day: Date) -> bool {
        match self {
            Self::Day => true,
            Self::Week(on) => on.is(day.weekday()),
            Self::Month(on) => {
                let on = i8::try_from(on).unwrap_or(i8::MAX);
                day.day() == on.clamp(1, day.days_in_month())
            }
        }
    }
}
