//! Days that lines of an earlier mapping speak for.
//!
//! A mapping that was released and made anew leaves lines behind. The days that
//! those billed stay their agreement's, also where only an adjustment tells of
//! them, or lines before and after; else the old agreement would pay back what
//! the new one, which begins later, never bills. It knows no quantities or prices.

use super::{Subject, Target, billed::billed_spans};
use crate::{
    agreement::AgreementTerms,
    ids::{AgreementId, ItemId},
    line::Line,
    period::previous,
    reference::LineKind,
    span::Span,
    timeline::ProductName,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days that are one agreement's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) agreement: AgreementId,
    pub(super) item: ItemId,
    pub(super) span: Span,
}

/// The lines that may have billed `product`: all but those of another product
/// that the subscription was or becomes. Gone ones count for invoiced days.
pub(super) fn serving<'a>(
    subject: &'a Subject<'_>,
    product: &'a ProductName,
) -> impl Iterator<Item = &'a Line> {
    let others: BTreeSet<(AgreementId, ItemId)> = subject
        .timeline
        .segments()
        .iter()
        .map(|segment| &segment.state.product)
        .filter(|other| *other != product)
        .filter_map(|other| subject.targets.get(other))
        .map(|target| (target.agreement, target.item))
        .collect();
    subject
        .lines
        .iter()
        .chain(subject.vanished)
        .filter(move |line| !others.contains(&(line.agreement, line.values.item)))
}

/// Who has which days of `product`, the strongest claim first. A day that no
/// claim holds is the mapped agreement's.
pub(super) fn claims(
    subject: &Subject<'_>,
    product: &ProductName,
    target: Option<&Target>,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
) -> Vec<Claim> {
    let mapped = target.and_then(|target| agreements.get(&target.agreement));
    let lines: Vec<&Line> = serving(subject, product).collect();
    let (own, old): (Vec<&Line>, Vec<&Line>) = lines
        .iter()
        .filter(|line| agreements.contains_key(&line.agreement))
        .partition(|line| mapped.is_some_and(|mapped| mapped.id == line.agreement));
    if old.is_empty() {
        return Vec::new();
    }
    let of = |lines: &[&Line], kind: LineKind| -> Vec<Claim> {
        let claim = |line: &&Line| covered(line, kind, subject, agreements);
        lines.iter().filter_map(claim).collect()
    };
    let tenures = tenures(&old, subject, agreements);
    let mut claims = of(&old, LineKind::Base);
    let strongest = claims.len();
    claims.extend(of(&own, LineKind::Base));
    claims.extend(of(&own, LineKind::Adjustment));
    let weaker = claims.len();
    claims.extend(of(&old, LineKind::Adjustment));
    claims.extend(tenures.iter().copied());
    // Days that the mapped agreement never plans are the last one's before it.
    if let (Some(mapped), Some(last)) = (mapped, tenures.last()) {
        claims.push(Claim {
            span: Span {
                first: last.span.first,
                last: Some(previous(mapped.begins())),
            },
            ..*last
        });
    }
    let Some(mapped) = mapped else { return claims };
    for (at, claim) in claims.iter_mut().enumerate() {
        if at < strongest || at >= weaker {
            claim.span = claim
                .span
                .until(handover(mapped, claim.agreement, agreements));
        }
    }
    claims
}

/// The day on which both the mapped agreement and the old one are open.
fn handover(
    mapped: &AgreementTerms,
    old: AgreementId,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
) -> Date {
    let takes_over = mapped.open().max(mapped.begins());
    agreements
        .get(&old)
        .map_or(takes_over, |old| takes_over.max(old.open()))
}

/// The days for which a line of `kind` speaks: its own, or the whole period that
/// an adjustment corrects.
fn covered(
    line: &Line,
    kind: LineKind,
    subject: &Subject<'_>,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
) -> Option<Claim> {
    let terms = agreements.get(&line.agreement)?;
    if line.reference.kind != kind {
        return None;
    }
    let billed = billed_spans(line)
        .into_iter()
        .filter(|(span, values)| values.billable && !span.is_empty())
        .map(|(span, _)| span)
        .reduce(|first, second| Span {
            last: second.last,
            ..first
        })?;
    let days = match kind {
        LineKind::Base => billed,
        LineKind::Adjustment => terms.periods.holding(line.reference.day).span(),
        LineKind::Settlement => return None,
    };
    let gone = subject.vanished.iter().any(|gone| std::ptr::eq(gone, line));
    let span = if gone { days.until(terms.open()) } else { days };
    (!span.is_empty()).then_some(Claim {
        agreement: line.agreement,
        item: line.values.item,
        span,
    })
}

/// From when to when each old agreement billed the product, in the order in which
/// they ended. A settlement tells that one did, but not until when: it may have
/// been made long after.
fn tenures(
    old: &[&Line],
    subject: &Subject<'_>,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
) -> Vec<Claim> {
    let mut tenures: BTreeMap<AgreementId, Claim> = BTreeMap::new();
    for line in old {
        let Some(terms) = agreements.get(&line.agreement) else {
            continue;
        };
        // What is only planned tells nothing: it may be voided yet.
        if line.values.effective >= terms.open() && line.billed_as.is_empty() {
            continue;
        }
        let first = terms.begins();
        let last = match covered(line, line.reference.kind, subject, agreements) {
            Some(claim) => claim.span.last,
            None if line.values.bills() => Some(previous(first)),
            None => continue,
        };
        let tenure = tenures.entry(line.agreement).or_insert(Claim {
            agreement: line.agreement,
            item: line.values.item,
            span: Span { first, last },
        });
        tenure.span.last = match (tenure.span.last, last) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        };
    }
    let mut tenures: Vec<Claim> = tenures.into_values().collect();
    tenures.sort_by_key(|claim| (claim.span.last.unwrap_or(Date::MAX), claim.agreement));
    tenures
}
