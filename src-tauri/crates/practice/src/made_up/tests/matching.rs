//! The mapping that is told to be right.

use std::collections::HashSet;

use uuid::Uuid;

use super::worlds;
use crate::c3::{Cycle, HistoryRow};
use crate::connectwise::records::{AgreementStatus, ProductClass};
use crate::made_up::{Match, Quirk, matching};

const CUSTOMERS: u32 = 200;

#[test]
fn every_product_of_a_clean_customer_has_an_item_on_an_agreement() {
    let (world, c3) = worlds(CUSTOMERS);
    let matches = matching(&world, &c3);
    let mut rows = 0;
    for matched in matches.iter().filter(|matched| matched.quirk.is_none()) {
        let mut customers = c3.customers.iter();
        let is_matched = |id: Uuid| id.to_string().to_uppercase() == matched.customer;
        let index = customers.position(|customer| is_matched(customer.id));
        let index = index.unwrap();
        let own = c3.history.iter().filter_map(|row| match row {
            HistoryRow::Change(change) if change.customer as usize == index => Some(change),
            _ => None,
        });
        let products = matched.agreements.iter().flat_map(|a| &a.products);
        let products: HashSet<_> = products.map(|product| product.name.as_str()).collect();
        for row in own {
            rows += 1;
            assert!(
                products.contains(&*row.product),
                "{} of {}",
                row.product,
                matched.name
            );
        }
        let lines = c3.invoice_lines.iter();
        for line in lines.filter(|line| line.customer as usize == index) {
            assert!(
                products.contains(&*line.product),
                "{} of {}",
                line.product,
                matched.name
            );
        }
    }
    assert!(rows > 500);
}

#[test]
fn what_is_matched_can_be_mapped() {
    let (world, c3) = worlds(CUSTOMERS);
    for matched in matching(&world, &c3) {
        assert!(world.companies.get(matched.company).is_some());
        let mut items = HashSet::new();
        for own in &matched.agreements {
            let agreement = world.agreements.get(own.agreement).unwrap();
            assert_eq!(agreement.company.id, matched.company);
            assert_eq!(agreement.status, AgreementStatus::Active);
            for product in &own.products {
                let item = world.items.get(product.item).unwrap();
                assert!(!item.inactive && item.class != ProductClass::Bundle);
                assert!(items.insert(product.item), "an item only once: {matched:?}");
                assert!(matches!(product.cycle, Cycle::Monthly | Cycle::Annual));
            }
        }
    }
}

#[test]
fn customers_and_companies_are_matched_one_to_one() {
    let (world, c3) = worlds(CUSTOMERS);
    let matches = matching(&world, &c3);
    let customers: HashSet<_> = matches.iter().map(|matched| &matched.customer).collect();
    let companies: HashSet<_> = matches.iter().map(|matched| matched.company).collect();
    assert_eq!(customers.len(), matches.len());
    assert_eq!(companies.len(), matches.len());
    let gone = |matched: &&Match| matched.quirk == Some(Quirk::CompanyDeleted);
    assert_eq!(matches.iter().find(gone), None);
    assert!(matches.len() >= c3.customers.len() - 2);
}

#[test]
fn some_companies_are_named_otherwise_than_their_customers() {
    let (world, c3) = worlds(CUSTOMERS);
    let matches = matching(&world, &c3);
    let renamed = matches.iter().filter(|matched| {
        let company = world.companies.get(matched.company);
        company.is_some_and(|company| company.name != matched.name)
    });
    let renamed = renamed.count();
    assert!((20..70).contains(&renamed), "{renamed} of {CUSTOMERS}");
}

#[test]
fn agreements_come_in_every_ordinary_kind() {
    let (world, c3) = worlds(CUSTOMERS);
    let mut kinds = HashSet::new();
    for matched in matching(&world, &c3).iter().filter(|m| m.quirk.is_none()) {
        for own in &matched.agreements {
            let agreement = world.agreements.get(own.agreement).unwrap();
            let cycle = agreement.billing_cycle.as_ref().unwrap().id;
            kinds.insert((cycle, agreement.prorate, agreement.invoicing_cycle as u8));
        }
    }
    assert_eq!(
        kinds.len(),
        8,
        "monthly or yearly, prorating or not, by either year"
    );
}
