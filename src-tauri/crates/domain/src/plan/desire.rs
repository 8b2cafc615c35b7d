//! What should stand from `open` on: the lines that each posting mode wants.

use super::{
    Rules,
    converge::carriers,
    late,
    settle::{self, Settlement},
    stretch::{Stretch, Stretches, Value},
};
use crate::{
    agreement::{AgreementTerms, PostingMode},
    ids::ItemId,
    line::{EventId, Line},
    money::Rounding,
    period::{Period, next, previous},
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
    let (bases, mut extras) = match terms.mode {
        PostingMode::Dated => (dated(terms, stretches), Vec::new()),
        PostingMode::Adjustment => adjusted(terms, stretches, rules.rounding),
    };
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

/// Dated lines: one a stretch, with its true dates.
fn dated(terms: &AgreementTerms, stretches: &Stretches) -> Vec<Stretch> {
    let open = Span::from(terms.open());
    stretches
        .iter()
        .map(|stretch| Stretch {
            span: stretch.span.and(open),
            ..stretch.clone()
        })
        .filter(|stretch| !stretch.span.is_empty())
        .collect()
}

/// Line and adjustment: each period's base line says what its last day says;
/// each change inside a period adds the part that the base line gets wrong.
fn adjusted(
    terms: &AgreementTerms,
    stretches: &Stretches,
    rounding: Rounding,
) -> (Vec<Stretch>, Vec<Desired>) {
    let mut bases = Vec::new();
    let mut extras = Vec::new();
    let mut base = |on: Date, days: Span| {
        if let (Some(base), false) = (stretches.on(on), days.is_empty()) {
            bases.push(Stretch {
                span: days,
                ..base.clone()
            });
        }
    };
    let turning = turning(terms, stretches);
    for (at, period) in turning.iter().enumerate() {
        base(period.last, life(terms, period.span()));
        extras.extend(adjustments(terms, stretches, *period, rounding));
        // What is there at a changed period's end goes on until the next one.
        let after = next(period.last);
        let quiet = match turning.get(at + 1) {
            Some(following) => Span::between(after, previous(following.first)),
            None => stretches
                .on(after)
                .map_or(Span::from(after), |on| on.span.since(after)),
        };
        base(after, life(terms, quiet));
    }
    (Stretches::new(bases).iter().cloned().collect(), extras)
}

/// The open period, and each later one in which anything changes.
fn turning(terms: &AgreementTerms, stretches: &Stretches) -> Vec<Period> {
    let open = terms.open_period();
    let turns = stretches.turns(Span::from(open.first));
    let mut periods: Vec<Period> = turns
        .iter()
        .map(|turn| terms.periods.holding(turn.day))
        .chain([open])
        .collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

/// What line and adjustment bills for a whole period of these stretches.
pub(super) fn posted(
    terms: &AgreementTerms,
    stretches: &Stretches,
    period: Period,
    rounding: Rounding,
) -> Decimal {
    let base = stretches
        .on(period.last)
        .map_or(Decimal::ZERO, |stretch| stretch.value.amount());
    let adjusted = adjustments(terms, stretches, period, rounding);
    base + adjusted.iter().map(|line| line.price).sum::<Decimal>()
}

/// Those of some days on which the agreement may carry lines of ours.
fn life(terms: &AgreementTerms, days: Span) -> Span {
    days.and(Span {
        first: terms.begins().max(terms.bill_start),
        last: terms.end,
    })
}

/// One adjustment for each change after the period's first day.
fn adjustments(
    terms: &AgreementTerms,
    stretches: &Stretches,
    period: Period,
    rounding: Rounding,
) -> Vec<Desired> {
    let inside = Span::between(next(period.first), period.last);
    stretches
        .turns(inside)
        .into_iter()
        .filter_map(|turn| {
            let share = period.share(period.span().until(turn.day).days());
            let part = |stretch: Option<&Stretch>| {
                stretch.map_or(Decimal::ZERO, |stretch| {
                    let Value {
                        quantity, price, ..
                    } = stretch.value;
                    match rounding {
                        Rounding::PerLine => share.of(quantity * price),
                        Rounding::PerUnit => rounding.amount(quantity, price, share),
                    }
                })
            };
            let amount = crate::money::cents(part(turn.before) - part(turn.after));
            let stretch = turn.after.or(turn.before)?;
            let because = turn
                .after
                .map_or_else(Vec::new, |after| after.because.clone());
            (!amount.is_zero()).then(|| Desired {
                kind: LineKind::Adjustment,
                day: turn.day,
                span: life(terms, period.span()),
                item: stretch.value.item,
                product: stretch.value.product.clone(),
                quantity: Decimal::ONE,
                price: amount,
                what: changed(turn.before, turn.after, turn.day),
                because,
            })
        })
        .collect()
}

/// A change in words.
fn changed(before: Option<&Stretch>, after: Option<&Stretch>, day: Date) -> String {
    let quantity = |stretch: Option<&Stretch>| {
        stretch
            .map_or(Decimal::ZERO, |stretch| stretch.value.quantity)
            .normalize()
    };
    let (from, to) = (quantity(before), quantity(after));
    if from == to {
        return format!("price change on {day}");
    }
    format!("{from} to {to} licences on {day}")
}
