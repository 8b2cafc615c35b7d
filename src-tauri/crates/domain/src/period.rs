//! Billing periods: calendar or contract, months or years.

use crate::{cycle::AgreementCycle, money::Share, span::Span};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// One billing period, both days inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// From where periods are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// Calendar months, calendar years.
    Calendar,
    /// From this day; its day of the month is clamped to a shorter month's last
    /// and comes back in a longer one.
    Contract(Date),
}

/// The rule by which an agreement's periods are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Periods {
    /// Months or years.
    pub cycle: AgreementCycle,
    /// From where.
    pub anchor: Anchor,
}

impl Period {
    /// Days in the period.
    #[must_use]
    pub fn days(self) -> i32 {
        Span::between(self.first, self.last).days()
    }

    /// Whether the day lies in the period.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The part of the period that `days` of its days are.
    #[must_use]
    pub fn share(self, days: i32) -> Share {
        Share {
            days,
            of: self.days(),
        }
    }

    /// The period as a span.
    #[must_use]
    pub fn span(self) -> Span {
        Span::between(self.first, self.last)
    }
}

impl Periods {
    /// The period that holds `day`.
    #[must_use]
    pub fn holding(&self, day: Date) -> Period {
        let mut index = self.index_near(day);
        // The estimate is off by one where the anchor's day is clamped.
        while self.start(index).is_some_and(|start| start > day) {
            index -= 1;
        }
        while self.start(index + 1).is_some_and(|start| start <= day) {
            index += 1;
        }
        self.at(index)
    }

    /// The period before.
    #[must_use]
    pub fn before(&self, period: Period) -> Period {
        self.holding(previous(period.first))
    }

    /// The period after.
    #[must_use]
    pub fn after(&self, period: Period) -> Period {
        self.holding(next(period.last))
    }

    /// The periods from the one that holds `from` to the one that holds `to`.
    pub fn between(&self, from: Date, to: Date) -> impl Iterator<Item = Period> + use<> {
        let periods = *self;
        let first = (from <= to).then(|| periods.holding(from));
        std::iter::successors(first, move |period| {
            (period.last < to).then(|| periods.after(*period))
        })
    }

    fn at(&self, index: i32) -> Period {
        Period {
            first: self.start(index).unwrap_or(Date::MIN),
            last: self.start(index + 1).map_or(Date::MAX, previous),
        }
    }

    fn anchor_day(&self) -> Date {
        match self.anchor {
            Anchor::Calendar => jiff::civil::date(2000, 1, 1),
            Anchor::Contract(day) => day,
        }
    }

    fn months(&self) -> i32 {
        match self.cycle {
            AgreementCycle::Monthly => 1,
            AgreementCycle::Yearly => 12,
        }
    }

    /// First day of the period `index` periods after the anchor's. Always
    /// counted from the anchor, so that a clamped day comes back; `None` beyond
    /// the ends of time.
    fn start(&self, index: i32) -> Option<Date> {
        self.anchor_day()
            .checked_add((index * self.months()).months())
            .ok()
    }

    fn index_near(&self, day: Date) -> i32 {
        let anchor = self.anchor_day();
        let months = (i32::from(day.year()) - i32::from(anchor.year())) * 12
            + i32::from(day.month())
            - i32::from(anchor.month());
        months.div_euclid(self.months())
    }
}

/// The day after; the last day of time stays.
#[must_use]
pub fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The day before; the first day of time stays.
#[must_use]
pub fn previous(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}
