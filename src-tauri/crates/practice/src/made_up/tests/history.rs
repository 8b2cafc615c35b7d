//! The truth of histories: what clean customers' rows say holds together.

use jiff::ToSpan;

use super::seen::Seen;
use super::{TODAY, worlds};
use crate::c3::{Status, Told};
use crate::made_up::Quirk;

const CUSTOMERS: u32 = 200;

fn clean(check: impl Fn(Seen<'_>)) {
    let (world, c3) = worlds(CUSTOMERS);
    let clean = (0..CUSTOMERS).filter(|&index| Quirk::of(index, CUSTOMERS).is_none());
    for index in clean {
        let (world, c3) = (&world, &c3);
        check(Seen { world, c3, index });
    }
}

#[test]
fn each_row_begins_where_the_row_before_ended() {
    clean(|seen| {
        for rows in seen.subscriptions() {
            for pair in rows.windows(2) {
                assert!(pair[0].at < pair[1].at, "{pair:?}");
                assert_eq!(pair[0].new, pair[1].old, "{pair:?}");
            }
            let ended = rows.iter().filter(|row| {
                let status = row.old.status.value();
                matches!(status, Some(Status::Deleted | Status::Disabled))
            });
            assert_eq!(ended.count(), 0, "nothing happens after the end");
        }
    });
}

#[test]
fn quantities_and_prices_of_clean_customers_are_positive() {
    clean(|seen| {
        for row in seen.rows() {
            assert!(
                row.new
                    .quantity
                    .value()
                    .is_some_and(|quantity| quantity > 0)
            );
            assert!(
                row.new
                    .price
                    .value()
                    .is_some_and(|price| price.is_sign_positive())
            );
        }
    });
}

#[test]
fn invoice_lines_say_what_the_history_said_on_their_day() {
    clean(|seen| {
        for line in seen.lines() {
            let period = seen
                .c3
                .periods
                .iter()
                .find(|period| period.id == line.period);
            let end = period.unwrap().end;
            let rows = seen.rows();
            let own = rows
                .iter()
                .filter(|row| row.subscription == Some(line.subscription));
            let mut until = own.clone().filter(|row| row.at.date() <= end);
            let Some(last) = until.next_back() else {
                let first = own.clone().next();
                assert!(first.is_none_or(|row| row.old.quantity == Told::Is(line.quantity)));
                continue;
            };
            assert_eq!(last.new.quantity, Told::Is(line.quantity), "{line:?}");
            assert_eq!(last.new.price, Told::Is(line.unit_price), "{line:?}");
        }
    });
}

#[test]
fn all_rows_lie_within_the_days_that_c3_shows() {
    let (_, c3) = worlds(CUSTOMERS);
    let oldest = TODAY.saturating_sub(89.days());
    let days = c3.history.iter().filter_map(|row| row.day());
    assert!(days.clone().count() > 1000);
    for day in days {
        assert!((oldest..TODAY).contains(&day), "{day}");
    }
}

#[test]
fn prices_rise_for_many_in_one_night() {
    let (_, c3) = worlds(CUSTOMERS);
    let mut by_day = std::collections::BTreeMap::new();
    for day in c3.history.iter().filter_map(|row| row.day()) {
        *by_day.entry(day).or_insert(0) += 1;
    }
    let most = by_day.values().max().copied().unwrap();
    let all: i32 = by_day.values().sum();
    assert!(most * 8 > all, "{most} of {all} rows on the busiest day");
}
