//! From which day on another desktop counts a product.
//!
//! A product that was mapped later than its agreement counts from a first day of its own.
//! Where another desktop mapped it, this one knows that day from a mappings file; else
//! what that desktop corrected tells it: from the right day on nothing is left to do.
//! Where both found a day of their own before anything was billed, the earlier one counts.

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
    let of_line = |line: &Line| (line.agreement, line.values.item);
    let standing: BTreeSet<Billed> = ours.iter().map(of_line).collect();
    let asked: BTreeSet<Billed> = operations.iter().map(touched).collect();
    let told = |mapping: &ProductMapping| {
        let billed = (mapping.agreement, mapping.item);
        let asks = standing.contains(&billed) && asked.contains(&billed);
        if !asks {
            return None;
        }
        let found = found_here(facts, &mapping.product);
        if found.is_some_and(|found| !is_billed_before(facts, &ours, billed, found)) {
            return None;
        }
        let first = |day| FirstDay {
            customer: facts.customer.clone(),
            product: mapping.product.clone(),
            day,
        };
        let candidates = candidates(terms.get(&mapping.agreement)?);
        let mut earlier = candidates
            .filter(|day| found.is_none_or(|found| *day < found))
            .map(first);
        earlier.find(|first| rests(facts, billed, first))
    };
    facts.products.iter().filter_map(told).collect()
}

/// The first day that an earlier validation of this desktop found.
fn found_here(facts: &Facts<'_>, product: &ProductKey) -> Option<Date> {
    let mut known = facts.first_days.iter();
    known
        .find(|first| first.product == *product)
        .map(|first| first.day)
}

/// Whether another desktop bills the product before a day.
fn is_billed_before(facts: &Facts<'_>, ours: &[Line], billed: Billed, day: Date) -> bool {
    let theirs = ours
        .iter()
        .filter(|line| !facts.made_here.contains(&line.addition));
    let mut theirs = theirs.filter(|line| (line.agreement, line.values.item) == billed);
    theirs.any(|line| !line.ours().is_empty() && line.ours().first < day)
}

/// The facts with first days in the place of what was found before.
pub(super) fn with<'a>(facts: &Facts<'a>, told: Vec<FirstDay>) -> Facts<'a> {
    let mut facts = facts.clone();
    let is_told = |known: &FirstDay| told.iter().any(|first| first.product == known.product);
    facts.first_days.retain(|known| !is_told(known));
    facts.first_days.extend(told);
    facts
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
    let facts = with(facts, vec![first.clone()]);
    let planned = customer::by_these_settings(&facts).operations;
    !planned.iter().any(|planned| touched(planned) == billed)
}
