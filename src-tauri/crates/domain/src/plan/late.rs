//! The late increase of dated lines: more on invoiced days, and still there at
//! `open`.
//!
//! A new line with its true date carries it, which ConnectWise bills from then
//! on the next invoice; so no settlement is needed. Agreements that do not
//! prorate know no such line.

use super::{billed::billed_spans, desire::Desired, settle::Past, stretch::Stretch};
use crate::{
    line::Line,
    period::{next, previous},
    reference::LineKind,
    span::Span,
    text::licences,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An increase on invoiced days that is still there at `open`: a new line with
/// its true date, which ConnectWise bills from then on the next invoice. Dated
/// lines only.
pub(super) fn increase(past: &Past<'_>, first: &Stretch, carriers: &[&Line]) -> Option<Desired> {
    let Past {
        terms, stretches, ..
    } = *past;
    let open = terms.open();
    let carried = |line: &&&Line| {
        line.values.item == first.value.item && line.values.unit_price == first.value.price
    };
    let stands: Decimal = carriers
        .iter()
        .filter(carried)
        .map(|line| line.values.quantity)
        .sum();
    let missing = first.value.quantity - stands;
    if first.span.first != open || missing <= Decimal::ZERO {
        return None;
    }
    let standing = past.all_lines();
    // Where a line that billed the last invoiced day goes on no more, there is
    // nothing to add to: what an earlier plan ended must not come back as late.
    let eve = previous(open);
    if stretches
        .on(eve)
        .and_then(|owed| covered(&standing, eve, owed))
        != Some(stands)
    {
        return None;
    }
    let lacks = |day: Date| {
        stretches.on(day).is_some_and(|owed| {
            owed.value.item == first.value.item
                && owed.value.price == first.value.price
                && covered(&standing, day, owed)
                    .is_some_and(|covered| owed.value.quantity - covered >= missing)
        })
    };
    let day = earliest(past, &standing, lacks)?;
    Some(Desired {
        kind: LineKind::Base,
        day,
        span: Span {
            first: day,
            last: first.span.last,
        },
        item: first.value.item,
        product: first.value.product.clone(),
        quantity: missing,
        price: first.value.price,
        what: format!("{} more from {day}", licences(missing)),
        because: stretches.because(Span {
            first: day,
            last: first.span.last,
        }),
    })
}

/// The quantity that base lines cover on an invoiced day; `None` where a line
/// of another item or price stands, which only a settlement can put right.
fn covered(lines: &[&Line], day: Date, owed: &Stretch) -> Option<Decimal> {
    let mut quantity = Decimal::ZERO;
    for line in lines {
        for (span, values) in billed_spans(line) {
            if line.reference.kind != LineKind::Base || !values.billable || !span.holds(day) {
                continue;
            }
            if values.item != owed.value.item || values.unit_price != owed.value.price {
                return None;
            }
            quantity += values.quantity;
        }
    }
    Some(quantity)
}

/// The first day of the unbroken run of invoiced days up to `open` on which
/// `lacks` holds.
fn earliest(past: &Past<'_>, lines: &[&Line], lacks: impl Fn(Date) -> bool) -> Option<Date> {
    let invoiced = past.counted();
    let edges = lines
        .iter()
        .flat_map(|line| billed_spans(line))
        .flat_map(|(span, _)| {
            [Some(span.first), span.last.map(next)]
                .into_iter()
                .flatten()
        });
    let turns = past.stretches.turns(invoiced);
    let turns = turns.into_iter().map(|turn| turn.day);
    let mut days: Vec<Date> = edges
        .chain(turns)
        .chain([invoiced.first])
        .filter(|day| invoiced.holds(*day))
        .collect();
    days.sort_unstable();
    days.dedup();
    // Between two of these days nothing changes, so the first day speaks for all.
    days.into_iter().rev().take_while(|day| lacks(*day)).last()
}
