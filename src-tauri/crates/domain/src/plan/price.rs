//! The price of each owed day: today's source from the day on which it counts,
//! and what stood on the lines before.
//!
//! Invoiced days are never repriced, so only lines that an invoice may have
//! covered tell a past price; what today's plan puts from that day on does not.
//! Days before the catalog was preferred had C3's prices, which C3 still tells: a
//! line whose price changed in the middle of a period tells only the last one.

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
        let (today, from) = match self.terms.price_source {
            PriceSource::C3 => (self.c3, self.terms.priced_from.unwrap_or(Date::MIN)),
            // A catalog price has no history: it counts from `open` on.
            PriceSource::ConnectWise => (self.catalog.or(self.current()), self.terms.open()),
        };
        let preferred = match self.terms.price_source {
            PriceSource::C3 => Date::MIN,
            PriceSource::ConnectWise => self.terms.priced_from.unwrap_or(Date::MIN).min(from),
        };
        let stood = self.stood(preferred, from);
        let first = stood.first().map_or(from, |(days, _)| days.first.min(from));
        // Before the first line nothing but C3 tells.
        let mut prices = vec![(span.until(first), self.c3.or(today))];
        let past = span.until(from);
        prices.extend(
            stood
                .into_iter()
                .map(|(days, price)| (past.and(days), Some(price))),
        );
        prices.push((span.since(from), today));
        prices.retain(|(span, _)| !span.is_empty());
        prices
    }

    /// The price on the youngest line of the item.
    fn current(&self) -> Option<Decimal> {
        self.bases()
            .filter(|line| line.values.item == self.item && line.values.bills())
            .max_by_key(|line| (line.ours().first, line.addition))
            .map(|line| line.values.unit_price)
    }

    /// The prices that stood from `since` on and before `from`: each from its line's first
    /// day until the next line's.
    fn stood(&self, since: Date, from: Date) -> Vec<(Span, Decimal)> {
        let mut begun: Vec<(Date, Decimal)> = Vec::new();
        let mut bases: Vec<&Line> = self.bases().collect();
        bases.sort_by_key(|line| line.addition);
        for (span, values) in bases.into_iter().flat_map(billed_spans) {
            let span = span.since(since);
            if values.billable && !span.is_empty() && span.first < from {
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
