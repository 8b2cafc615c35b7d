//! What a subscription costs, worked out naively: day by day, from what C3 told
//! and from nothing else. It shares no code with the plan, and no rule but the
//! one of the contract: a day costs quantity × price ÷ days of its period.

use jiff::{ToSpan, civil::Date, civil::DateTime};
use rust_decimal::Decimal;

/// What a subscription was from one instant on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// When; its day is the first that counts.
    pub(crate) at: DateTime,
    /// Licences that are billed; 0 when it has ended.
    pub(crate) quantity: i64,
    /// Price of one licence for one period.
    pub(crate) price: Decimal,
}

/// How an agreement's periods follow each other: this many months each, from this
/// first day on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    /// A first day of a period, before every day that is asked about.
    pub(crate) first: Date,
    /// Months in a period.
    pub(crate) months: i32,
}

impl Calendar {
    /// First day of the period that holds a day, and of the next.
    pub(crate) fn around(self, day: Date) -> (Date, Date) {
        let mut number = 0;
        loop {
            let begins = self.first.saturating_add((number * self.months).months());
            let ends = self
                .first
                .saturating_add(((number + 1) * self.months).months());
            if day < ends {
                assert!(begins <= day, "the calendar begins after {day}");
                return (begins, ends);
            }
            number += 1;
        }
    }

    fn days(self, day: Date) -> i64 {
        let (begins, ends) = self.around(day);
        i64::from((ends - begins).get_days())
    }
}

/// What the days from `from` to `to`, both included, cost.
pub(crate) fn owed(told: &[Told], calendar: Calendar, from: Date, to: Date) -> Decimal {
    let mut told = told.to_vec();
    told.sort_by_key(|told| told.at);
    let mut owed = Decimal::ZERO;
    let mut day = from;
    while day <= to {
        if let Some(state) = told.iter().rfind(|told| told.at.date() <= day) {
            let days = Decimal::from(calendar.days(day));
            owed += Decimal::from(state.quantity) * state.price / days;
        }
        day = day.tomorrow().unwrap();
    }
    owed
}

#[test]
fn ten_then_eight_cost_what_a_bookkeeper_says() {
    let price = Decimal::from(20);
    let told = [
        Told {
            at: jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0),
            quantity: 10,
            price,
        },
        Told {
            at: jiff::civil::date(2026, 10, 17).at(9, 0, 0, 0),
            quantity: 8,
            price,
        },
    ];
    let calendar = Calendar {
        first: jiff::civil::date(2026, 1, 1),
        months: 1,
    };
    let (from, to) = (
        jiff::civil::date(2026, 10, 1),
        jiff::civil::date(2026, 11, 30),
    );
    assert_eq!(
        owed(&told, calendar, from, to).round_dp(4),
        "340.6452".parse().unwrap()
    );
}
