//! What should stand from `open` on: the lines that the posting mode wants, the late
//! increase, and the settlement.

use super::{
    Rules,
    converge::carriers,
    late, posting,
    settle::{self, Settlement},
    stretch::{Stretch, Stretches},
};
use crate::{
    agreement::{AgreementTerms, PostingMode},
    ids::ItemId,
    line::{EventId, Line},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A line that should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desired {
    /// What it is for.
    pub kind: LineKind,
    /// The day in its reference.
    pub day: Date,
    /// Its days.
    pub span: Span,
    /// Catalog item.
    pub item: ItemId,
    /// Product, for the text.
    pub product: String,
    /// Quantity; 1 for adjustments and settlements.
    pub quantity: Decimal,
    /// Price of one unit; signed for adjustments and settlements.
    pub price: Decimal,
    /// What changed, in words.
    pub what: String,
    /// The events behind it.
    pub because: Vec<EventId>,
}

/// Everything that should stand from `open` on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desires {
    /// Base stretches, in order; lines that already stand may carry the first.
    pub bases: Vec<Stretch>,
    /// An increase on invoiced days that is still there at `open`.
    pub increase: Option<Desired>,
    /// Adjustments and the settlement.
    pub extras: Vec<Desired>,
    /// What is due for invoiced days and no line can carry, for the agreement ended.
    pub left_due: Option<Decimal>,
}

/// What should stand on one agreement for one subscription.
pub(super) fn desires(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    vanished: &[&Line],
    rules: &Rules,
) -> Desires {
    let (bases, mut extras) = posting::post(terms, stretches, rules.rounding);
    let increase = match (terms.mode, bases.first()) {
        (PostingMode::Dated, Some(first)) => late::increase(
            terms,
            stretches,
            lines,
            vanished,
            first,
            &carriers(terms, lines),
        ),
        _ => None,
    };
    let settlement = settle::settlement(
        terms,
        stretches,
        lines,
        vanished,
        increase.as_ref(),
        rules.rounding,
    );
    let left_due = match settlement {
        Settlement::Even => None,
        Settlement::Line(line) => {
            extras.push(*line);
            None
        }
        Settlement::Left(due) => Some(due),
    };
    Desires {
        bases,
        increase,
        extras,
        left_due,
    }
}
