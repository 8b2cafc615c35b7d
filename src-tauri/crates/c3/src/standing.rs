//! Which invoice lines still speak of today: the latest of each subscription, as
//! long as what it charges is not over.
//!
//! A monthly subscription stands on every invoice; one that is billed a year at a
//! time only on the invoice of the period in which its year began. A line whose
//! charge is over and that no later invoice repeats is of a subscription that has
//! ended, and says nothing about what the customer has.

use crate::{BillingPeriod, InvoiceLine};
use domain::ids::SubscriptionId;
use jiff::civil::Date;
use std::{cmp::Reverse, collections::BTreeMap};

/// Of the lines of several billing periods, those that still stand.
#[must_use]
pub fn standing(mut invoiced: Vec<(BillingPeriod, Vec<InvoiceLine>)>) -> Vec<InvoiceLine> {
    invoiced.sort_by_key(|(period, _)| Reverse((period.start, period.id)));
    let newest = invoiced
        .first()
        .map(|(period, _)| (period.id, period.start));
    let Some((newest, begins)) = newest else {
        return Vec::new();
    };
    let mut lines: BTreeMap<SubscriptionId, (i64, InvoiceLine)> = BTreeMap::new();
    for (period, line) in invoiced
        .into_iter()
        .flat_map(|(p, lines)| lines.into_iter().map(move |l| (p.id, l)))
    {
        let Some(subscription) = line.subscription.clone() else {
            continue;
        };
        if period != newest && !is_charged_on(&line, begins) {
            continue;
        }
        match lines.get_mut(&subscription) {
            None => {
                lines.insert(subscription, (period, line));
            }
            Some((known, latest)) if *known == period && supersedes(&line, latest) => {
                *latest = line
            }
            Some(_) => {}
        }
    }
    lines.into_values().map(|(_, line)| line).collect()
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
        let lines = standing(vec![september, october]);
        assert_eq!(
            quantities(&lines),
            [("month".to_owned(), 8), ("year".to_owned(), 5)]
        );
    }

    #[test]
    fn of_a_refund_and_a_charge_the_charge_that_begins_last_counts() {
        let first = line("a", 10, date(2026, 9, 16), date(2026, 10, 15));
        let refund = line("a", -10, date(2026, 9, 20), date(2026, 10, 15));
        let charge = line("a", 12, date(2026, 9, 20), date(2026, 10, 15));
        let lines = standing(vec![(
            period(1, date(2026, 9, 16)),
            vec![charge, refund, first],
        )]);
        assert_eq!(quantities(&lines), [("a".to_owned(), 12)]);
    }
}
