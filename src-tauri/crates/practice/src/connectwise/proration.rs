//! What one addition bills for the days it is billed for.
//!
//! A day costs the price divided by the days of the period it lies in, so a
//! whole period costs exactly the price. Sums are kept as exact fractions and
//! rounded once, half away from zero, to two decimals.

use super::periods::{Periods, days_between};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

/// Where an amount is rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Once, after the quantity.
    #[default]
    PerLine,
    /// The price of one unit, before the quantity.
    PerUnit,
}

impl Rounding {
    /// The amount of a quantity at a price for a share of periods.
    #[must_use]
    pub fn amount(self, quantity: Decimal, price: Decimal, share: &Share) -> Decimal {
        match self {
            Self::PerLine => cents(share.of(quantity * price)),
            Self::PerUnit => cents(cents(share.of(price)) * quantity),
        }
    }
}

/// How many periods a stretch of days makes up: whole ones and parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    whole: i32,
    /// Days, and the days of the period they lie in.
    parts: Vec<(i32, i32)>,
}

impl Share {
    /// Exactly one period.
    #[must_use]
    pub fn one() -> Self {
        Self {
            whole: 1,
            parts: Vec::new(),
        }
    }

    /// The share that the days from `first` to `last` make up.
    #[must_use]
    pub fn between(periods: &Periods, first: Date, last: Date) -> Self {
        let mut share = Self::default();
        let mut from = first;
        while from <= last {
            let period = periods.holding(from);
            let to = period.last.min(last);
            share.add(days_between(from, to), period.days());
            match to.tomorrow() {
                Ok(next) => from = next,
                Err(_) => break,
            }
        }
        share
    }

    fn add(&mut self, days: i32, of: i32) {
        if days == of {
            self.whole += 1;
        } else {
            self.parts.push((days, of));
        }
    }

    /// This share of an amount. One division, so that nothing is lost before it.
    fn of(&self, amount: Decimal) -> Decimal {
        let (mut over, mut under) = (Decimal::from(self.whole), Decimal::ONE);
        for (days, of) in &self.parts {
            let (days, of) = (Decimal::from(*days), Decimal::from(*of));
            over = over * of + days * under;
            under *= of;
        }
        amount * over / under
    }
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::records::{Agreement, BillingOptions};
    use jiff::civil::date;

    fn months() -> Periods {
        let agreement = Agreement {
            bill_start: Some(date(2019, 1, 1)),
            ..Agreement::default()
        };
        Periods::of(&agreement, BillingOptions::Monthly).unwrap()
    }

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn bill(rounding: Rounding, quantity: &str, price: &str, days: (Date, Date)) -> Decimal {
        let share = Share::between(&months(), days.0, days.1);
        rounding.amount(number(quantity), number(price), &share)
    }

    #[test]
    fn the_published_example() {
        let days = (date(2019, 3, 15), date(2019, 4, 30));
        assert_eq!(bill(Rounding::PerUnit, "1", "22.00", days), number("34.06"));
        assert_eq!(bill(Rounding::PerUnit, "2", "22.00", days), number("68.12"));
        assert_eq!(bill(Rounding::PerLine, "2", "22.00", days), number("68.13"));
    }

    #[test]
    fn halves_round_away_from_zero_both_ways() {
        let fifteen_of_thirty = (date(2019, 4, 1), date(2019, 4, 15));
        for (price, amount) in [("0.01", "0.01"), ("-0.01", "-0.01"), ("0.05", "0.03")] {
            let billed = bill(Rounding::PerLine, "1", price, fifteen_of_thirty);
            assert_eq!(billed, number(amount), "{price}");
        }
        let less = (date(2019, 4, 1), date(2019, 4, 14));
        assert_eq!(bill(Rounding::PerLine, "1", "0.01", less), Decimal::ZERO);
    }

    #[test]
    fn parts_of_two_periods_make_an_exact_whole() {
        // 10/30 and 62/93: thirds that a rounded division would lose.
        let share = Share {
            whole: 0,
            parts: vec![(10, 30), (62, 93)],
        };
        assert_eq!(share.of(number("0.005")), number("0.005"));
        let billed = Rounding::PerLine.amount(Decimal::ONE, number("0.005"), &share);
        assert_eq!(billed, number("0.01"));
    }

    #[test]
    fn whole_periods_cost_the_price() {
        let days = (date(2019, 2, 1), date(2020, 2, 29));
        assert_eq!(bill(Rounding::PerLine, "3", "9.99", days), number("389.61"));
    }

    #[test]
    fn no_days_cost_nothing() {
        let days = (date(2019, 4, 2), date(2019, 4, 1));
        assert_eq!(bill(Rounding::PerLine, "3", "9.99", days), Decimal::ZERO);
    }
}
