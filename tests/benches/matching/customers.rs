//! Customers and companies.

use crate::{
    baseline, rows,
    score::{Method, Table},
};
use domain::matching::{
    Class,
    party::{Party, Traits, suggest},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Deserialize)]
struct Row {
    kind: String,
    customer: String,
    city: String,
    domain: String,
    company: String,
    company_city: String,
    identifier: String,
    same: String,
}

/// Each thing once, in the order of the file, and its place.
struct Pool {
    parties: Vec<Party>,
    places: BTreeMap<[String; 3], usize>,
}

impl Pool {
    fn new() -> Self {
        Self {
            parties: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    fn place(&mut self, name: &str, city: &str, more: &str, traits: Traits) -> usize {
        let key = [name, city, more].map(str::to_owned);
        *self.places.entry(key).or_insert_with(|| {
            self.parties.push(Party {
                name: name.to_owned(),
                traits,
            });
            self.parties.len() - 1
        })
    }
}

fn told(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What each method makes of a set.
pub(crate) fn table(set: &str) -> Table {
    let rows: Vec<Row> = rows(set, "customers");
    let (mut lefts, mut rights) = (Pool::new(), Pool::new());
    let mut pairs = BTreeMap::new();
    for row in &rows {
        let left = Traits {
            city: told(&row.city),
            domains: told(&row.domain).into_iter().collect(),
            ..Traits::default()
        };
        let right = Traits {
            city: told(&row.company_city),
            identifier: told(&row.identifier),
            ..Traits::default()
        };
        let left = lefts.place(&row.customer, &row.city, &row.domain, left);
        let right = rights.place(&row.company, &row.company_city, &row.identifier, right);
        if row.same == "yes" {
            pairs.insert((left, right), row.kind.as_str());
        }
    }
    let traps = rows.len() - pairs.len();
    let mut table = Table::new(format!("Customers, {set}"), pairs.len(), traps);
    fill(&mut table, &lefts.parties, &rights.parties, &pairs);
    table
}

fn fill(
    table: &mut Table,
    lefts: &[Party],
    rights: &[Party],
    pairs: &BTreeMap<(usize, usize), &str>,
) {
    let names: Vec<String> = rights.iter().map(|right| right.name.clone()).collect();
    let (mut sure, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for (left, matched) in suggest(lefts, rights, |_| None).iter().enumerate() {
        let party = &lefts[left];
        let mut name = |method, right: usize, reason: &str| {
            let said = || format!("{party:?}\n  {:?}\n  {reason}", rights[right]);
            table.name(method, pairs.contains_key(&(left, right)), said);
        };
        if let Some(suggestion) = matched.suggestion() {
            let (right, reason) = (suggestion.candidate, suggestion.reason.as_str());
            match suggestion.class {
                Class::Exact => name(Method::Exact, right, reason),
                Class::Strong => name(Method::Strong, right, reason),
                Class::NotSure => drop(shown.insert((left, right))),
            }
            if suggestion.class != Class::NotSure {
                name(Method::Sure, right, reason);
                sure.insert((left, right));
            }
        }
        if let Some(right) = baseline::same_text(&party.name, &names) {
            name(Method::SameText, right, "");
        }
        if let Some(right) = baseline::similar(&party.name, &names) {
            name(Method::Similar, right, "");
        }
    }
    for (pair, kind) in pairs {
        table.kind(kind, sure.contains(pair), shown.contains(pair));
    }
}
