//! What should stand from `open` on: the lines that the posting mode wants, the late
//! increase, and the settlement.

use super::{
    Rules,
    converge::carriers,
    late, posting,
    settle::{self, Past, Settlement},
    stretch::Stretch,
};
use crate::{agreement::PostingMode, ids::ItemId, line::EventId, reference::LineKind, span::Span};
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
    /// The settlement that stands, if any, is left as it is.
    pub settlement_stays: bool,
    /// What is due cannot be told from what another desktop corrected.
    pub past_unclear: bool,
}

/// What should stand on one agreement for one subscription.
pub(super) fn desires(past: &Past<'_>, rules: &Rules) -> Desires {
    let terms = past.terms;
    let (bases, extras) = posting::post(terms, past.stretches, rules.rounding);
    let increase = match (terms.mode, bases.first()) {
        (PostingMode::Dated, Some(first)) => {
            late::increase(past, first, &carriers(terms, past.lines))
        }
        _ => None,
    };
    let settlement = settle::settlement(past, increase.as_ref(), rules.rounding);
    let mut desires = Desires {
        bases,
        increase,
        extras,
        ..Desires::default()
    };
    match settlement {
        Settlement::Even => {}
        Settlement::Line(line) => desires.extras.push(*line),
        Settlement::Left(due) => desires.left_due = Some(due),
        Settlement::Stays => desires.settlement_stays = true,
        Settlement::Unclear => {
            desires.settlement_stays = true;
            desires.past_unclear = true;
        }
    }
    desires
}
