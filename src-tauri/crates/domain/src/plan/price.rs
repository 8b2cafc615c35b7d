//! The price of each owed day, by the source that counted for it.
//!
//! C3 tells its prices of past days. The catalog has no history: its price counts
//! from `open` on, and for the invoiced days on which it was preferred the lines tell
//! what it was. What today's plan puts from `open` on does not tell it.

use super::billed::billed_spans;
use crate::{
    agreement::{AgreementTerms, PriceSource},
    ids::ItemId,
    line::Line,
    period::previous,
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Where prices come from.
pub(super) struct Sources<'a> {
    pub(super) terms: &'a AgreementTerms,
    /// The lines that billed the product on this agreement, gone ones too.
    pub(super) lines: &'a [&'a Line],
    pub(super) item: ItemId,
    /// C3's price.
    pub(super) c3: Option<Decimal>,
    /// The catalog item's.
    pub(super) catalog: Option<Decimal>,
}

impl Sources<'_> {
    /// The prices over `span`; `None` where nothing tells.
    pub(super) fn over(&self, span: Span) -> Vec<(Span, Option<Decimal>)> {
        let mut prices = Vec::new();
        for (period, source) in self.terms.prices.spans() {
            match source {
                PriceSource::C3 => prices.push((span.and(period), self.c3)),
                PriceSource::ConnectWise => prices.extend(self.of_catalog(span, period)),
            }
        }
        prices.retain(|(span, _)| !span.is_empty());
        prices
    }

    /// The prices of those days of `span` that are in a period of the catalog's.
    fn of_catalog(&self, span: Span, period: Span) -> Vec<(Span, Option<Decimal>)> {
        let days = span.and(period);
        let open = self.terms.open();
        let today = self.catalog.or(self.current());
        let past = days.until(open);
        let stood = if past.is_empty() {
            Vec::new()
        } else {
            self.stood(period.until(open))
        };
        let first = stood.first().map_or(Date::MAX, |(days, _)| days.first);
        // Before the first line nothing but C3 tells.
        let mut prices = vec![(past.until(first), self.c3.or(today))];
        let stood = stood.into_iter();
        prices.extend(stood.map(|(days, price)| (past.and(days), Some(price))));
        prices.push((days.since(open), today));
        prices
    }

    /// The price on the youngest line of the item.
    fn current(&self) -> Option<Decimal> {
        self.bases()
            .filter(|line| line.values.item == self.item && line.values.bills())
            .max_by_key(|line| (line.ours().first, line.addition))
            .map(|line| line.values.unit_price)
    }

    /// The prices that stood on the days of `window`: each from its line's first day
    /// until the next line's.
    fn stood(&self, window: Span) -> Vec<(Span, Decimal)> {
        let mut begun: Vec<(Date, Decimal)> = Vec::new();
        let mut bases: Vec<&Line> = self.bases().collect();
        bases.sort_by_key(|line| line.addition);
        for (span, values) in bases.into_iter().flat_map(billed_spans) {
            let span = span.and(window);
            if values.billable && !span.is_empty() {
                begun.push((span.first, values.unit_price));
            }
        }
        begun.sort_by_key(|(first, _)| *first);
        let span = |at: usize, first: Date| Span {
            first,
            last: begun.get(at + 1).map(|(next, _)| previous(*next)),
        };
        begun
            .iter()
            .enumerate()
            .map(|(at, (first, price))| (span(at, *first), *price))
            .filter(|(span, _)| !span.is_empty())
            .collect()
    }

    fn bases(&self) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .copied()
            .filter(|line| line.reference.kind == LineKind::Base)
    }
}
