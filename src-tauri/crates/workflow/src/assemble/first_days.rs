//! From which day on another desktop counts a product.
//!
//! A product that was mapped later than its agreement counts from a first day of its own.
//! Where another desktop mapped it, this one knows that day from a mappings file; else
//! what that desktop corrected tells it: from the right day on nothing is left to do.

use super::{agreements, customer, customer::begun, facts::Facts, lines};
use domain::{
    agreement::AgreementTerms, line::Line, line::Operation, mapping::ProductMapping,
    period::previous,
};
use jiff::civil::Date;
use store::FirstDay;

/// The first days that the lines of another desktop tell.
pub(super) fn told_by_lines(facts: &Facts<'_>, operations: &[Operation]) -> Vec<FirstDay> {
    let ours = lines::ours(facts);
    let terms = begun(agreements::terms(facts), &ours);
    let told = |mapping: &ProductMapping| {
        let terms = terms.get(&mapping.agreement)?;
        let stands = ours.iter().any(|line| is_of(mapping, line));
        let asks = operations.iter().any(|planned| touches(mapping, planned));
        if !stands || !asks || is_known(facts, mapping) {
            return None;
        }
        let first = |day| FirstDay {
            customer: facts.customer.clone(),
            product: mapping.product.clone(),
            day,
        };
        let mut candidates = candidates(terms).map(first);
        candidates.find(|first| rests(facts, mapping, first))
    };
    facts.products.iter().filter_map(told).collect()
}

fn is_known(facts: &Facts<'_>, mapping: &ProductMapping) -> bool {
    let mut known = facts.first_days.iter();
    known.any(|first| first.product == mapping.product)
}

fn is_of(mapping: &ProductMapping, line: &Line) -> bool {
    line.agreement == mapping.agreement && line.values.item == mapping.item
}

fn touches(mapping: &ProductMapping, planned: &Operation) -> bool {
    planned.agreement == mapping.agreement && planned.after.item == mapping.item
}

/// The days that were `open` since the agreement began, the last one first.
fn candidates(terms: &AgreementTerms) -> impl Iterator<Item = Date> {
    let (begins, open) = (terms.begins(), terms.open());
    let invoiced = terms.periods.between(begins, previous(open));
    let mut days: Vec<Date> = invoiced.map(|period| period.first).collect();
    days.retain(|day| *day > begins);
    days.push(open);
    days.into_iter().rev()
}

/// Whether nothing is left to do for the product where it counts from that day on.
fn rests(facts: &Facts<'_>, mapping: &ProductMapping, first: &FirstDay) -> bool {
    let mut facts = facts.clone();
    facts.first_days.push(first.clone());
    let planned = customer::by_these_settings(&facts).operations;
    !planned.iter().any(|planned| touches(mapping, planned))
}
