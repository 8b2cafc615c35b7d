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

/// What one line bills for an invoiced period.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) line: &'a Line,
    pub(super) values: &'a LineValues,
    pub(super) share: Share,
}

impl Part<'_> {
    pub(super) fn amount(&self) -> Decimal {
        self.share.of(self.values.quantity * self.values.unit_price)
    }
}

/// What base and adjustment lines bill for an invoiced period, line by line: on a
/// prorating agreement by days, else in full as soon as a line touches it.
pub(super) fn parts<'a>(
    terms: &AgreementTerms,
    lines: &[&'a Line],
    period: Period,
) -> Vec<Part<'a>> {
    let counted = lines
        .iter()
        .copied()
        .filter(|line| line.reference.kind != LineKind::Settlement);
    let of_line = |line: &'a Line| {
        billed_spans(line)
            .into_iter()
            .filter(|(_, values)| values.billable)
            .filter_map(move |(span, values)| {
                let share = share(terms, line, span, period)?;
                Some(Part {
                    line,
                    values,
                    share,
                })
            })
    };
    counted.flat_map(of_line).collect()
}

/// The same, added up, unrounded.
pub(super) fn billed(terms: &AgreementTerms, lines: &[&Line], period: Period) -> Decimal {
    let parts = parts(terms, lines, period);
    parts.iter().map(Part::amount).sum()
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
    let settlements = settlements(terms, lines, counted);
    settlements.iter().map(|(_, amount)| *amount).sum()
}

/// The same, line by line.
pub(super) fn settlements<'a>(
    terms: &AgreementTerms,
    lines: &[&'a Line],
    counted: Span,
) -> Vec<(&'a Line, Decimal)> {
    let invoiced = Span {
        first: next(counted.first),
        ..counted
    };
    let amount = |line: &'a Line| {
        let (span, values) = billed_spans(line)
            .into_iter()
            .find(|(span, values)| values.billable && !span.is_empty())?;
        invoiced.holds(span.first).then(|| {
            let amount = values.quantity * values.unit_price;
            let period = terms.periods.holding(span.first);
            let days = values.span().and(period.span()).days();
            if terms.prorates {
                (line, cents(period.share(days).of(amount)))
            } else {
                (line, amount)
            }
        })
    };
    lines
        .iter()
        .copied()
        .filter(|line| line.reference.kind == LineKind::Settlement)
        .filter_map(amount)
        .collect()
}
