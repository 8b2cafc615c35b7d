//! From which day on another desktop counts a product.
//!
//! A product that was mapped later than its agreement counts from a first day of its own.
//! Where another desktop mapped it, this one knows that day from a mappings file; else
//! what that desktop corrected tells it: from the right day on nothing is left to do.

use super::{agreements, customer, customer::begun, facts::Facts, lines};
use domain::{
    agreement::AgreementTerms,
    ids::{AgreementId, ItemId},
    line::{Line, Operation},
    mapping::{ProductKey, ProductMapping},
    period::previous,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use store::FirstDay;

/// The first days that the lines of another desktop tell.
pub(super) fn told_by_lines(facts: &Facts<'_>, operations: &[Operation]) -> Vec<FirstDay> {
    if operations.is_empty() {
        return Vec::new();
    }
    let ours = lines::ours(facts);
    let terms = begun(agreements::terms(facts), &ours);
    let known: BTreeSet<&ProductKey> = facts.first_days.iter().map(|f| &f.product).collect();
    let of_line = |line: &Line| (line.agreement, line.values.item);
    let standing: BTreeSet<Billed> = ours.iter().map(of_line).collect();
    let asked: BTreeSet<Billed> = operations.iter().map(touched).collect();
    let told = |mapping: &ProductMapping| {
        let billed = (mapping.agreement, mapping.item);
        let asks = standing.contains(&billed) && asked.contains(&billed);
        if !asks || known.contains(&mapping.product) {
            return None;
        }
        let first = |day| FirstDay {
            customer: facts.customer.clone(),
            product: mapping.product.clone(),
            day,
        };
        let mut candidates = candidates(terms.get(&mapping.agreement)?).map(first);
        candidates.find(|first| rests(facts, billed, first))
    };
    facts.products.iter().filter_map(told).collect()
}

/// What a product is billed as: on an agreement, by a catalog item.
type Billed = (AgreementId, ItemId);

fn touched(planned: &Operation) -> Billed {
    (planned.agreement, planned.after.item)
}

/// The days that were `open` since the agreement began, the last one first. Where nothing
/// but a correction stands, the product may count from the agreement's first day, too.
fn candidates(terms: &AgreementTerms) -> impl Iterator<Item = Date> {
    let (begins, open) = (terms.begins(), terms.open());
    let invoiced = terms.periods.between(begins, previous(open));
    let firsts = invoiced.map(|period| period.first);
    let days: BTreeSet<Date> = firsts
        .filter(|day| *day > begins)
        .chain([begins, open])
        .collect();
    days.into_iter().rev()
}

/// Whether nothing is left to do for the product where it counts from that day on.
fn rests(facts: &Facts<'_>, billed: Billed, first: &FirstDay) -> bool {
    let mut facts = facts.clone();
    facts.first_days.push(first.clone());
    let planned = customer::by_these_settings(&facts).operations;
    !planned.iter().any(|planned| touched(planned) == billed)
}
