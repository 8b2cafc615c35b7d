//! The agreements of one company and cycle.

use crate::{
    rows,
    score::{Method, Table},
};
use domain::matching::{
    Class,
    agreement::{Candidate, suggest},
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct Row {
    case: String,
    cycle: String,
    agreement: String,
    r#type: String,
    right: String,
}

/// What Accord makes of a set; there is no baseline to choose among agreements.
pub(crate) fn table(set: &str) -> Table {
    let rows: Vec<Row> = rows(set, "agreements");
    let mut cases: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        cases.entry((&row.case, &row.cycle)).or_default().push(row);
    }
    let pairs = rows.iter().filter(|row| row.right == "yes").count();
    let mut table = Table::new(format!("Agreements, {set}"), pairs, rows.len() - pairs);
    for ((_, cycle), rows) in cases {
        let candidates: Vec<_> = rows
            .iter()
            .map(|row| Candidate {
                name: row.agreement.clone(),
                kind: Some(row.r#type.clone()),
                accepted: false,
            })
            .collect();
        let matched = suggest(cycle, &candidates);
        if let Some(found) = matched
            .suggestion()
            .filter(|one| one.class != Class::NotSure)
        {
            let right = rows[found.candidate];
            let said = || format!("{right:?} {}", found.reason);
            table.name(Method::Strong, right.right == "yes", said);
            table.name(Method::Sure, right.right == "yes", said);
        }
    }
    table
}
