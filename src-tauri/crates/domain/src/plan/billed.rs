//! What invoiced days were billed, told by the lines themselves, so that any
//! desktop comes to the same sum.

use crate::{
    agreement::AgreementTerms,
    line::{Line, LineValues},
    money::{Share, cents},
    period::{Period, next, previous},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The values by which a line's days count: before a person's edit the old
/// ones, from then on those of after it.
pub(super) fn billed_spans(line: &Line) -> Vec<(Span, &LineValues)> {
    let mut since = Date::MIN;
    let mut spans = Vec::with_capacity(line.billed_as.len() + 1);
    for was in &line.billed_as {
        let days = line.ours_by(&was.values).since(since).until(was.until);
        spans.push((days, &was.values));
        since = was.until;
    }
    spans.push((line.ours().since(since), &line.values));
    spans
}

/// What base and adjustment lines bill for an invoiced period, unrounded: on a
/// prorating agreement by days, else in full as soon as a line touches it.
pub(super) fn billed(terms: &AgreementTerms, lines: &[&Line], period: Period) -> Decimal {
    let mut billed = Decimal::ZERO;
    for line in lines {
        if line.reference.kind == LineKind::Settlement {
            continue;
        }
        for (span, values) in billed_spans(line) {
            if values.billable {
                let share = share(terms, line, span, period);
                billed += share.map_or(Decimal::ZERO, |share| {
                    share.of(values.quantity * values.unit_price)
                });
            }
        }
    }
    billed
}

/// The part of a line's price that counts for the planned days of a period.
fn share(terms: &AgreementTerms, line: &Line, span: Span, period: Period) -> Option<Share> {
    let days = period.span().since(terms.begins());
    let touched = span.and(days).days();
    if touched == 0 {
        return None;
    }
    // A line that ran before Accord began counts only for its days since.
    let began_before = days.first > period.first && span.first < days.first;
    match line.reference.kind {
        _ if terms.prorates => Some(period.share(touched)),
        LineKind::Base if began_before => Some(period.share(touched)),
        // An adjustment corrects the days before its change.
        LineKind::Adjustment if began_before => {
            let corrected = Span::between(period.first, previous(line.reference.day));
            let since = corrected.and(days).days();
            (since > 0).then(|| Share {
                days: since,
                of: corrected.days(),
            })
        }
        _ => Some(Share::WHOLE),
    }
}

/// What settlements on earlier invoices have put right of the planned days. One
/// that was due before Accord begins corrected days that are never settled.
pub(super) fn settled(terms: &AgreementTerms, lines: &[&Line], counted: Span) -> Decimal {
    let invoiced = Span {
        first: next(counted.first),
        ..counted
    };
    lines
        .iter()
        .filter(|line| line.reference.kind == LineKind::Settlement)
        .filter_map(|line| {
            let (span, values) = billed_spans(line)
                .into_iter()
                .find(|(span, values)| values.billable && !span.is_empty())?;
            invoiced.holds(span.first).then(|| {
                let amount = values.quantity * values.unit_price;
                let period = terms.periods.holding(span.first);
                let days = values.span().and(period.span()).days();
                if terms.prorates {
                    cents(period.share(days).of(amount))
                } else {
                    amount
                }
            })
        })
        .sum()
}
