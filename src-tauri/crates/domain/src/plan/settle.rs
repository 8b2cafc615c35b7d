//! Invoiced days: what they owe, what was billed for them, and the settlement
//! or the late increase that puts the difference right in the open period.
//!
//! It reads what was billed from the lines themselves, so any desktop comes to
//! the same sum.

use super::{
    desire::Desired,
    stretch::{Stretch, Stretches},
};
use crate::{
    agreement::AgreementTerms,
    line::{Line, LineValues},
    money::{HALF_CENT, cents, price},
    period::{Period, next, previous},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An increase on invoiced days that is still there at `open`: a new line with
/// its true date, which ConnectWise bills from then on the next invoice. Dated
/// lines only.
pub(super) fn increase(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    vanished: &[&Line],
    first: &Stretch,
    carriers: &[&Line],
) -> Option<Desired> {
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
    let standing: Vec<&Line> = lines.iter().chain(vanished).copied().collect();
    let lacks = |day: Date| {
        stretches.on(day).is_some_and(|owed| {
            owed.value.item == first.value.item
                && owed.value.price == first.value.price
                && covered(&standing, day, owed)
                    .is_some_and(|covered| owed.value.quantity - covered >= missing)
        })
    };
    let day = earliest(terms, stretches, &standing, lacks)?;
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
        what: format!("{} licences more from {day}", missing.normalize()),
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
fn earliest(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    lacks: impl Fn(Date) -> bool,
) -> Option<Date> {
    let invoiced = Span::between(terms.begins(), previous(terms.open()));
    let edges = lines
        .iter()
        .flat_map(|line| billed_spans(line))
        .flat_map(|(span, _)| {
            [Some(span.first), span.last.map(next)]
                .into_iter()
                .flatten()
        });
    let turns = stretches.turns(invoiced).into_iter().map(|turn| turn.day);
    let mut days: Vec<Date> = edges
        .chain(turns)
        .chain([terms.begins()])
        .filter(|day| invoiced.holds(*day))
        .collect();
    days.sort_unstable();
    days.dedup();
    // Between two of these days nothing changes, so the first day speaks for all.
    days.into_iter().rev().take_while(|day| lacks(*day)).last()
}

/// The settlement that the open period is to carry, if any.
pub(super) fn settlement(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    vanished: &[&Line],
    increase: Option<&Desired>,
) -> Option<Desired> {
    let open = terms.open();
    let begins = terms.begins();
    if begins >= open {
        return None;
    }
    let standing: Vec<&Line> = lines.iter().chain(vanished).copied().collect();
    let invoiced = Span::between(begins, previous(open));
    let mut due = Decimal::ZERO;
    let mut wrong: Option<Span> = None;
    for period in terms.periods.between(begins, previous(open)) {
        let late = increase.map_or(Decimal::ZERO, |line| {
            let days = line.span.and(invoiced).and(period.span()).days();
            period.share(days).of(line.quantity * line.price)
        });
        let difference = stretches.owed(period, invoiced) - billed(terms, &standing, period) - late;
        if difference.abs() > tolerance(&standing, period) {
            due += cents(difference);
            let days = period.span().and(invoiced);
            wrong = Some(wrong.map_or(days, |wrong| Span {
                last: days.last,
                ..wrong
            }));
        }
    }
    due -= settled(terms, &standing);
    (!due.is_zero())
        .then(|| settlement_line(terms, stretches, lines, wrong.unwrap_or(invoiced), due))?
}

fn settlement_line(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    wrong: Span,
    due: Decimal,
) -> Option<Desired> {
    let open = terms.open();
    let period = terms.open_period();
    let span = period.span().and(Span {
        first: open,
        last: terms.end,
    });
    let owed = stretches.on(period.last).or_else(|| stretches.on(open));
    let owed = owed.or_else(|| stretches.iter().last());
    let item = owed
        .map(|stretch| stretch.value.item)
        .or_else(|| lines.iter().map(|line| line.values.item).next_back())?;
    if span.is_empty() {
        return None;
    }
    let amount = if terms.prorates {
        whole(period, span, due)
    } else {
        due
    };
    Some(Desired {
        kind: LineKind::Settlement,
        day: open,
        span,
        item,
        product: owed
            .map(|stretch| stretch.value.product.clone())
            .unwrap_or_default(),
        quantity: Decimal::ONE,
        price: amount,
        what: format!(
            "correction for {} to {}",
            wrong.first,
            wrong.last.unwrap_or(wrong.first)
        ),
        because: stretches.because(wrong),
    })
}

/// The price of which a prorating agreement bills `amount` over `span`, which
/// is the price itself unless the agreement ends inside the period.
fn whole(period: Period, span: Span, amount: Decimal) -> Decimal {
    let days = span.days();
    if days == period.days() {
        return amount;
    }
    price(amount * Decimal::from(period.days()) / Decimal::from(days.max(1)))
}

/// What earlier settlements have put right.
fn settled(terms: &AgreementTerms, lines: &[&Line]) -> Decimal {
    let open = terms.open();
    lines
        .iter()
        .filter(|line| line.reference.kind == LineKind::Settlement)
        .filter(|line| line.values.bills() && line.values.effective < open)
        .map(|line| {
            let amount = line.values.quantity * line.values.unit_price;
            let period = terms.periods.holding(line.values.effective);
            let days = line.values.span().and(period.span()).days();
            if terms.prorates {
                cents(period.share(days).of(amount))
            } else {
                amount
            }
        })
        .sum()
}

/// The values by which a line's days count: before a person's edit the old
/// ones, from then on those of now.
fn billed_spans(line: &Line) -> Vec<(Span, &LineValues)> {
    match &line.billed_as {
        None => vec![(line.ours(), &line.values)],
        Some(was) => vec![
            (
                was.values.span().since(line.ours().first).until(was.until),
                &was.values,
            ),
            (line.ours().since(was.until), &line.values),
        ],
    }
}

/// What base and adjustment lines bill for a period, unrounded: on a prorating
/// agreement by days, else in full as soon as a line touches the period.
fn billed(terms: &AgreementTerms, lines: &[&Line], period: Period) -> Decimal {
    let days = period.span().since(terms.begins());
    let open = terms.open();
    lines
        .iter()
        .filter(|line| line.reference.kind != LineKind::Settlement)
        .filter(|line| line.values.effective < open)
        .flat_map(|line| billed_spans(line))
        .filter(|(_, values)| values.billable)
        .map(|(span, values)| {
            let share = billed_share(terms, span, period, days);
            share.map_or(Decimal::ZERO, |share| {
                share.of(values.quantity * values.unit_price)
            })
        })
        .sum()
}

fn billed_share(
    terms: &AgreementTerms,
    span: Span,
    period: Period,
    days: Span,
) -> Option<crate::money::Share> {
    let touched = span.and(days).days();
    if touched <= 0 {
        return None;
    }
    // A line that ran before Accord began counts only for its days since.
    let began_before =
        span.first < days.first && period.holds(days.first) && days.first > period.first;
    Some(if terms.prorates || began_before {
        period.share(touched)
    } else {
        crate::money::Share::WHOLE
    })
}

/// Adjustments are rounded to cents one by one; that much of a difference is
/// nobody's mistake.
fn tolerance(lines: &[&Line], period: Period) -> Decimal {
    let rounded = lines
        .iter()
        .filter(|line| line.reference.kind == LineKind::Adjustment && line.values.bills())
        .filter(|line| !line.values.span().and(period.span()).is_empty())
        .count();
    HALF_CENT * Decimal::from(rounded.max(1))
}
