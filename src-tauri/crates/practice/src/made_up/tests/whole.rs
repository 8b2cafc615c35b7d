//! The worlds as a whole: the same from the same seed, of the promised size.

use std::collections::HashSet;

use jiff::civil::{Date, date};

use super::{TODAY, worlds};
use crate::c3::HistoryRow;
use crate::connectwise::records::{Addition, Agreement, CatalogItem, Company};
use crate::connectwise::world::World;
use crate::made_up::made_up;

type Records<'w> = (
    Vec<&'w Company>,
    Vec<&'w Agreement>,
    Vec<&'w Addition>,
    Vec<&'w CatalogItem>,
);

fn records(world: &World) -> Records<'_> {
    let additions = world.additions.values();
    (
        world.companies.iter().collect(),
        world.agreements.iter().collect(),
        additions.flat_map(|table| table.iter()).collect(),
        world.items.iter().collect(),
    )
}

#[test]
fn the_same_seed_makes_the_same_worlds() {
    let (world, c3) = made_up(5, 60, TODAY);
    let (same_world, same_c3) = made_up(5, 60, TODAY);
    assert_eq!(c3, same_c3);
    assert_eq!(records(&world), records(&same_world));
    let billed = |world: &World| world.billing.billed_through.clone();
    assert_eq!(billed(&world), billed(&same_world));
    let (_, other) = made_up(6, 60, TODAY);
    assert_ne!(c3.history, other.history);
}

#[test]
fn a_bigger_world_holds_the_clean_customers_of_a_smaller_one() {
    let (_, small) = worlds(40);
    let (_, big) = worlds(80);
    for index in [0, 1, 2, 4, 5, 6, 8, 39 - 1] {
        assert_eq!(small.customers[index], big.customers[index]);
    }
}

#[test]
fn every_size_from_none_up_can_be_made_on_any_day() {
    let days: [Date; 4] = [
        date(2024, 2, 29),
        date(2025, 1, 1),
        date(2026, 3, 31),
        date(2026, 12, 16),
    ];
    for today in days {
        for customers in [0, 1, 2, 3, 12, 13, 60] {
            let (world, c3) = made_up(1, customers, today);
            assert_eq!(c3.customers.len(), customers as usize);
            assert_eq!(world.companies.len(), customers as usize);
            assert_eq!(world.today, c3.today);
        }
    }
}

#[test]
fn the_biggest_world_has_the_promised_size() {
    let (world, c3) = worlds(20_000);
    assert_eq!(world.companies.len(), 20_000);
    assert_eq!(world.items.len(), 2_000);
    assert!((24_000..27_000).contains(&world.agreements.len()));
    let rows = c3.history.len();
    assert!((140_000..160_000).contains(&rows), "{rows} rows");
    let subscriptions: HashSet<_> = c3.invoice_lines.iter().map(|l| l.subscription).collect();
    let told = c3.history.iter().filter_map(|row| match row {
        HistoryRow::Change(change) => change.subscription,
        HistoryRow::Verbatim { .. } => None,
    });
    let subscriptions = subscriptions.into_iter().chain(told);
    let subscriptions = subscriptions.collect::<HashSet<_>>().len();
    assert!(
        (90_000..110_000).contains(&subscriptions),
        "{subscriptions}"
    );
}

#[test]
fn records_fit_into_the_fields_of_connectwise() {
    let (world, _) = worlds(400);
    for company in world.companies.iter() {
        assert!(company.identifier.len() <= 30, "{}", company.identifier);
        assert!(company.name.chars().count() <= 50, "{}", company.name);
        assert!(!company.name.is_empty());
    }
    for item in world.items.iter() {
        assert!(item.identifier.len() <= 75);
        assert!(item.description.chars().count() <= 60);
    }
    let identifiers: HashSet<_> = world.items.iter().map(|item| &item.identifier).collect();
    assert_eq!(identifiers.len(), world.items.len());
    let companies: HashSet<_> = world.companies.iter().map(|c| &c.identifier).collect();
    assert_eq!(companies.len(), world.companies.len());
}

#[test]
fn prices_have_at_most_four_decimals_and_some_have_four() {
    let (_, c3) = worlds(50);
    let offers = c3.plans.iter().flat_map(|plan| &plan.offers);
    let scales: Vec<_> = offers
        .map(|offer| offer.sale_price.normalize().scale())
        .collect();
    assert_eq!(scales.iter().max(), Some(&4));
    assert!(scales.iter().any(|&scale| scale <= 2));
}

#[test]
fn what_was_invoiced_is_not_billed_again() {
    let (world, _) = worlds(200);
    let mut seen = 0;
    for agreement in world.agreements.iter().filter(|a| a.next_invoice.is_some()) {
        for addition in world.additions_of(agreement.id) {
            let through = world.billing.billed_through.get(&addition.id);
            seen += usize::from(through.is_some());
            assert!(through.is_none_or(|day| Some(*day) < agreement.next_invoice));
        }
    }
    assert!(seen > 20);
}
