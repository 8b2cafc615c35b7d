//! Invoiced days of which this ledger knows a part, because another desktop billed and
//! settled the agreement before it begins.
//!
//! What a settlement was about, no line says. So what another desktop settled is compared
//! with all that it can have meant, and where nothing fits, a person is asked.

use super::{
    billed::{settled, settlements},
    desire::Desired,
    settle::{Past, Settlement, due},
};
use crate::{
    line::Line,
    money::Rounding,
    period::{next, previous},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What becomes of what invoiced days got wrong, where another desktop had a hand in it;
/// `None` where `left`, what is due and not settled, is this one's to settle.
pub(super) fn by_another(
    past: &Past<'_>,
    increase: Option<&Desired>,
    rounding: Rounding,
    left: Decimal,
) -> Option<Settlement> {
    let is_unknown = past.counted().is_empty();
    let by_part = is_part_changed(past).then(|| {
        let part = past.terms.periods.holding(past.known_since).first;
        left_since(past, part, increase, rounding)
    });
    let rights = match &by_part {
        Some(part) => [
            Some(part.left),
            by_all_that_is_known(past, increase, rounding),
        ],
        // A settlement of theirs that cannot be about known days was about those before.
        None => [
            Some(left),
            about_days_before(past).map(|theirs| left + theirs),
        ],
    };
    let is_right = rights.contains(&Some(standing(past)));
    if is_right || (is_unknown && by_part.is_none()) {
        return Some(Settlement::Stays);
    }
    let is_part_open = by_part.is_some_and(|part| part.left != left);
    let is_unclear = is_unknown || is_part_open || has_settled(past);
    is_unclear.then_some(Settlement::Unclear)
}

/// Whether the ledger or a line says that something changed in the known days of the
/// period of which it knows a part.
fn is_part_changed(past: &Past<'_>) -> bool {
    has_changed(past, past.counted().first.min(past.terms.open()))
}

/// What another desktop settled on earlier invoices, where it cannot be about days that
/// this ledger knows: nothing changed in them before it.
fn about_days_before(past: &Past<'_>) -> Option<Decimal> {
    let standing = past.all_lines();
    let theirs = settlements(past.terms, &standing, past.counted());
    let theirs: Vec<_> = theirs
        .into_iter()
        .filter(|(line, _)| is_theirs(past, line))
        .collect();
    let last = theirs.iter().map(|(line, _)| line.reference.day).max();
    let is_about_known = last.is_some_and(|day| has_changed(past, day));
    (!is_about_known).then(|| theirs.iter().map(|(_, amount)| *amount).sum())
}

/// Whether something changed from the day on which this ledger begins to before another.
fn has_changed(past: &Past<'_>, end: Date) -> bool {
    let known = Span::between(past.known_since, previous(end));
    let turns = |line: &&Line| {
        let ended = line.values.cancelled.map(next);
        let mut days = [line.reference.day, line.values.effective]
            .into_iter()
            .chain(ended);
        !is_settlement(line) && days.any(|day| known.holds(day))
    };
    past.heard.iter().any(|day| known.holds(*day)) || past.lines.iter().any(turns)
}

/// Whether another desktop settled anything in the days that are compared, or in the open
/// period.
fn has_settled(past: &Past<'_>) -> bool {
    let standing = past.all_lines();
    let earlier = settlements(past.terms, &standing, past.counted());
    let earlier = earlier.into_iter().map(|(line, _)| line);
    let mut all = earlier.chain(in_open_period(past));
    all.any(|line| is_theirs(past, line))
}

/// What is left, by a ledger that reaches back with what it knows first, of all days since
/// Accord began; `None` where differences even out of which some may be its own mistake.
fn by_all_that_is_known(
    past: &Past<'_>,
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Option<Decimal> {
    let all = left_since(past, Date::MIN, increase, rounding);
    (!all.evens_out).then_some(all.left)
}

struct Left {
    left: Decimal,
    /// Nothing is left because differences even out.
    evens_out: bool,
}

/// What is left of the periods from the one that begins on a day.
fn left_since(
    past: &Past<'_>,
    known_since: Date,
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Left {
    let part = Past {
        known_since,
        ..*past
    };
    let standing = past.all_lines();
    let (due, wrong) = due(&part, &standing, increase, rounding);
    let left = due - settled(past.terms, &standing, part.counted());
    Left {
        left,
        evens_out: left.is_zero() && wrong.is_some(),
    }
}

/// What the settlement that stands in the open period puts right.
fn standing(past: &Past<'_>) -> Decimal {
    in_open_period(past)
        .map(|line| line.values.quantity * line.values.unit_price)
        .sum()
}

fn in_open_period<'a>(past: &Past<'a>) -> impl Iterator<Item = &'a Line> {
    let open = past.terms.open();
    let lines = past.lines.iter().copied();
    lines.filter(move |line| {
        is_settlement(line) && line.values.bills() && line.reference.day == open
    })
}

fn is_theirs(past: &Past<'_>, line: &Line) -> bool {
    !past.made_here.contains(&line.addition)
}

fn is_settlement(line: &Line) -> bool {
    line.reference.kind == LineKind::Settlement
}
