//! Which invoice lines still speak of today: the latest of each subscription, as
//! long as what it charges is not over.
//!
//! A monthly subscription stands on every invoice; one that is billed a year at a
//! time only on the invoice of the period in which its year began. A line whose
//! charge is over and that no later invoice repeats is of a subscription that has
//! ended, and says nothing about what the customer has.
//!
//! Periods are taken one by one, so that the lines of one period at a time are held
//! beside those that stand.

use crate::{BillingPeriod, InvoiceLine};
use domain::ids::SubscriptionId;
use jiff::civil::Date;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, btree_map::Entry},
};

/// Gathers the lines that stand from period after period, the newest first.
#[derive(Debug, Default)]
pub struct Standing {
    /// The latest period that was invoiced: its number and first day.
    newest: Option<(i64, Option<Date>)>,
    /// Each with the period that it is of.
    lines: BTreeMap<SubscriptionId, (i64, InvoiceLine)>,
}

impl Standing {
    /// The order in which periods are to be taken.
    #[must_use]
    pub fn order(mut periods: Vec<BillingPeriod>) -> Vec<BillingPeriod> {
        periods.sort_by_key(|period| Reverse((period.start, period.id)));
        periods
    }

    /// Takes the lines of the next older period. One without any line was not
    /// invoiced yet, and ends nothing.
    pub fn take(&mut self, period: &BillingPeriod, lines: Vec<InvoiceLine>) {
        if lines.is_empty() {
            return;
        }
        let (newest, begins) = *self.newest.get_or_insert((period.id, period.start));
        for line in lines {
            if period.id == newest || is_charged_on(&line, begins) {
                self.keep(period.id, line);
            }
        }
    }

    /// The lines that stand, by subscription.
    #[must_use]
    pub fn into_lines(self) -> Vec<InvoiceLine> {
        self.lines.into_values().map(|(_, line)| line).collect()
    }

    fn keep(&mut self, period: i64, line: InvoiceLine) {
        let Some(subscription) = line.subscription.clone() else {
            return;
        };
        match self.lines.entry(subscription) {
            Entry::Vacant(free) => {
                free.insert((period, line));
            }
            Entry::Occupied(mut taken) => {
                let (known, latest) = taken.get_mut();
                if *known == period && supersedes(&line, latest) {
                    *latest = line;
                }
            }
        }
    }
}

/// Whether an earlier invoice's line still charges on `day`.
fn is_charged_on(line: &InvoiceLine, day: Option<Date>) -> bool {
    match (line.charge_end, day) {
        (Some(end), Some(day)) => end > day,
        _ => false,
    }
}

/// Within one invoice a change stands as a refund of the old quantity and a charge
/// of the new one: what counts is the charge that begins last.
fn supersedes(line: &InvoiceLine, latest: &InvoiceLine) -> bool {
    let charges = |line: &InvoiceLine| {
        let refund = line
            .quantity
            .is_some_and(|quantity| quantity.is_sign_negative())
            || line
                .unit_price
                .is_some_and(|price| price.is_sign_negative());
        (!refund, line.charge_start)
    };
    charges(line) >= charges(latest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    fn period(id: i64, start: Date) -> BillingPeriod {
        BillingPeriod {
            id,
            start: Some(start),
            end: None,
            billing_id: None,
        }
    }

    fn line(subscription: &str, quantity: i64, from: Date, to: Date) -> InvoiceLine {
        InvoiceLine {
            customer: None,
            tenant: None,
            subscription: Some(SubscriptionId::new(subscription)),
            product: None,
            quantity: Some(Decimal::from(quantity)),
            unit_price: None,
            cycle: None,
            charge_start: Some(from),
            charge_end: Some(to),
            currency: None,
            invoice_number: None,
        }
    }

    fn standing<const N: usize>(
        invoiced: [(BillingPeriod, Vec<InvoiceLine>); N],
    ) -> Vec<InvoiceLine> {
        let mut standing = Standing::default();
        for (period, lines) in invoiced {
            standing.take(&period, lines);
        }
        standing.into_lines()
    }

    fn quantities(lines: &[InvoiceLine]) -> Vec<(String, i64)> {
        lines
            .iter()
            .map(|line| {
                let id = line.subscription.as_ref().unwrap().to_string();
                (id, line.quantity.unwrap().mantissa().try_into().unwrap())
            })
            .collect()
    }

    #[test]
    fn a_quiet_year_stands_and_an_ended_month_does_not() {
        let september = (
            period(1, date(2026, 8, 16)),
            vec![
                line("year", 5, date(2026, 8, 20), date(2027, 8, 19)),
                line("ended", 3, date(2026, 8, 16), date(2026, 9, 15)),
                line("month", 7, date(2026, 8, 16), date(2026, 9, 15)),
            ],
        );
        let october = (
            period(2, date(2026, 9, 16)),
            vec![line("month", 8, date(2026, 9, 16), date(2026, 10, 15))],
        );
        let lines = standing([october, september]);
        assert_eq!(
            quantities(&lines),
            [("month".to_owned(), 8), ("year".to_owned(), 5)]
        );
    }

    #[test]
    fn a_period_that_was_not_invoiced_yet_ends_nothing() {
        let running = (period(3, date(2026, 10, 16)), Vec::new());
        let invoiced = (
            period(2, date(2026, 9, 16)),
            vec![line("month", 8, date(2026, 9, 16), date(2026, 10, 15))],
        );
        let lines = standing([running, invoiced]);
        assert_eq!(quantities(&lines), [("month".to_owned(), 8)]);
    }

    #[test]
    fn the_newest_period_comes_first() {
        let periods = [date(2026, 8, 16), date(2026, 10, 16), date(2026, 9, 16)];
        let periods = periods.map(|start| period(1, start)).to_vec();
        let ordered = Standing::order(periods);
        assert_eq!(ordered[0].start, Some(date(2026, 10, 16)));
        assert_eq!(ordered[2].start, Some(date(2026, 8, 16)));
    }

    #[test]
    fn of_a_refund_and_a_charge_the_charge_that_begins_last_counts() {
        let first = line("a", 10, date(2026, 9, 16), date(2026, 10, 15));
        let refund = line("a", -10, date(2026, 9, 20), date(2026, 10, 15));
        let charge = line("a", 12, date(2026, 9, 20), date(2026, 10, 15));
        let lines = standing([(period(1, date(2026, 9, 16)), vec![charge, refund, first])]);
        assert_eq!(quantities(&lines), [("a".to_owned(), 12)]);
    }
}
