//! Products and catalog items; each catalog is a pool of its own.

use crate::{
    baseline, rows,
    score::{Method, Table},
};
use domain::{
    cycle::BillingCycle,
    matching::{
        Class,
        product::{Item, Wanted, suggest},
    },
};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Deserialize)]
struct Row {
    catalog: String,
    product: String,
    cycle: String,
    price: String,
    item: String,
    description: String,
    item_price: String,
    same: String,
}

fn told(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn price(text: &str) -> Option<Decimal> {
    told(text).map(|text| text.parse().unwrap())
}

/// What each method makes of a set.
pub(crate) fn table(set: &str) -> Table {
    let rows: Vec<Row> = rows(set, "products");
    let pairs = rows.iter().filter(|row| row.same == "yes").count();
    let mut table = Table::new(format!("Products, {set}"), pairs, rows.len() - pairs);
    let catalogs: BTreeSet<&str> = rows.iter().map(|row| row.catalog.as_str()).collect();
    for catalog in catalogs {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.catalog == catalog).collect();
        fill(&mut table, catalog, &rows);
    }
    table
}

fn fill(table: &mut Table, catalog: &str, rows: &[&Row]) {
    let (mut wanted, mut items, mut pairs) = (Vec::new(), Vec::new(), BTreeMap::new());
    for row in rows {
        if !row.product.is_empty() {
            wanted.push(Wanted {
                name: row.product.clone(),
                cycle: told(&row.cycle).map(|word| word.parse::<BillingCycle>().unwrap()),
                price: price(&row.price),
                identifiers: Vec::new(),
            });
        }
        if !row.item.is_empty() {
            items.push(Item {
                identifier: row.item.clone(),
                description: told(&row.description).map(str::to_owned),
                price: price(&row.item_price),
            });
        }
        if row.same == "yes" {
            pairs.insert(wanted.len() - 1, items.len() - 1);
        }
    }
    let texts: Vec<String> = items
        .iter()
        .map(|item| {
            item.description
                .as_ref()
                .unwrap_or(&item.identifier)
                .clone()
        })
        .collect();
    let style = catalog.split('-').next().unwrap();
    for (left, matched) in suggest(&wanted, &items, |_| None).iter().enumerate() {
        let own = &wanted[left];
        let mut name = |method, right: usize, reason: &str| {
            let said = || format!("{own:?}\n  {:?}\n  {reason}", items[right]);
            table.name(method, pairs.get(&left) == Some(&right), said);
        };
        let suggestion = matched.suggestion();
        if let Some(found) = suggestion {
            match found.class {
                Class::Exact => name(Method::Exact, found.candidate, &found.reason),
                Class::Strong => name(Method::Strong, found.candidate, &found.reason),
                Class::NotSure => {}
            }
            if found.class != Class::NotSure {
                name(Method::Sure, found.candidate, &found.reason);
            }
        }
        // As a spreadsheet would: the name with the cycle behind it, or the name.
        let text = format!("{} ({})", own.name, own.cycle.unwrap().word());
        let same = baseline::same_text(&text, &texts);
        if let Some(right) = same.or_else(|| baseline::same_text(&own.name, &texts)) {
            name(Method::SameText, right, "");
        }
        let similar = baseline::similar(&text, &texts);
        if let Some(right) = similar.or_else(|| baseline::similar(&own.name, &texts)) {
            name(Method::Similar, right, "");
        }
        if let Some(right) = pairs.get(&left) {
            let found = suggestion.filter(|found| found.candidate == *right);
            let sure = found.is_some_and(|found| found.class != Class::NotSure);
            table.kind(style, sure, found.is_some() && !sure);
        }
    }
}
