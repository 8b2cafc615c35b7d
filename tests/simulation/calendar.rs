//! Billing periods, counted naively, for the simulated server and the oracle.
//!
//! Written apart from the code under test: it walks from period to period.

use jiff::{ToSpan, civil::Date};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Month,
    Year,
}

/// How an agreement's periods are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rhythm {
    pub(crate) length: Length,
    /// Contract periods count from this day; without it they are the calendar's.
    pub(crate) contract_from: Option<Date>,
}

/// First and last day, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Period {
    pub(crate) fn length(self) -> i32 {
        (self.last - self.first).get_days() + 1
    }
}

impl Rhythm {
    /// The period that holds `day`, which is not before a contract's first.
    pub(crate) fn period(self, day: Date) -> Period {
        let months = match self.length {
            Length::Month => 1,
            Length::Year => 12,
        };
        let anchor = match (self.contract_from, self.length) {
            (Some(anchor), _) => anchor,
            (None, Length::Month) => day.first_of_month(),
            (None, Length::Year) => day.first_of_year(),
        };
        assert!(
            anchor <= day,
            "{day} is before the contract's first day {anchor}"
        );
        let mut count = 0;
        loop {
            let first = anchor + (count * months).months();
            let next = anchor + ((count + 1) * months).months();
            if day < next {
                return Period {
                    first,
                    last: next.yesterday().unwrap(),
                };
            }
            count += 1;
        }
    }

    /// How many periods have a day from one to another.
    pub(crate) fn count(self, first: Date, last: Date) -> usize {
        if last < first {
            return 0;
        }
        let begun = Some(self.period(first));
        let periods = std::iter::successors(begun, |period| Some(self.after(*period)));
        periods.take_while(|period| period.first <= last).count()
    }

    /// The period after the one given.
    pub(crate) fn after(self, period: Period) -> Period {
        self.period(period.last.tomorrow().unwrap())
    }
}

/// The days from `first` to `last`, both inclusive.
pub(crate) fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

#[test]
fn periods_clamp_to_short_months_and_come_back() {
    let day = jiff::civil::date;
    let contract = Rhythm {
        length: Length::Month,
        contract_from: Some(day(2025, 12, 31)),
    };
    assert_eq!(contract.period(day(2026, 2, 10)).first, day(2026, 1, 31));
    assert_eq!(contract.period(day(2026, 2, 28)).last, day(2026, 3, 30));
    assert_eq!(contract.period(day(2026, 3, 31)).length(), 30);
    let years = Rhythm {
        length: Length::Year,
        contract_from: None,
    };
    assert_eq!(years.period(day(2028, 7, 1)).length(), 366);
}
