//! Coverage: what base lines say on each day from `open` on, beside what they
//! should.

use crate::{
    line::LineValues,
    money::price,
    period::{next, previous},
    plan::Stretch,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Days on which nothing changes, neither in what is wanted nor in what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The days.
    pub span: Span,
    /// Licences that the lines should bill.
    pub wanted: Decimal,
    /// Licences that they will.
    pub stands: Decimal,
    /// What a whole period of it should cost.
    pub wanted_amount: Decimal,
    /// What it will.
    pub stands_amount: Decimal,
}

impl Covered {
    /// Neither a gap nor an overlap, at the right price.
    #[must_use]
    pub fn is_even(&self) -> bool {
        self.wanted == self.stands && price(self.wanted_amount) == price(self.stands_amount)
    }
}

/// From `open` on, what `lines` say beside what is wanted; days on which both are
/// nothing are left out.
#[must_use]
pub fn coverage(open: Date, wanted: &[Stretch], lines: &[LineValues]) -> Vec<Covered> {
    let days = days(open, wanted, lines);
    let mut covered: Vec<Covered> = Vec::new();
    for (at, first) in days.iter().enumerate() {
        let span = Span {
            first: *first,
            last: days.get(at + 1).map(|day| previous(*day)),
        };
        let on = on(span, wanted, lines);
        match covered.last_mut() {
            Some(before) if before.span.last.map(next) == Some(*first) && alike(before, &on) => {
                before.span.last = span.last;
            }
            _ => covered.push(on),
        }
    }
    covered.retain(|on| !on.wanted.is_zero() || !on.stands.is_zero());
    covered
}

/// `open`, and the days from then on, on which something begins or is over.
fn days(open: Date, wanted: &[Stretch], lines: &[LineValues]) -> Vec<Date> {
    let wanted = wanted.iter().map(|stretch| stretch.span);
    let lines = lines
        .iter()
        .filter(|line| line.bills())
        .map(LineValues::span);
    let edges = wanted
        .chain(lines)
        .flat_map(|span| [Some(span.first), span.last.map(next)]);
    let mut days: Vec<Date> = edges.flatten().filter(|day| *day > open).collect();
    days.push(open);
    days.sort_unstable();
    days.dedup();
    days
}

fn on(span: Span, wanted: &[Stretch], lines: &[LineValues]) -> Covered {
    let day = span.first;
    let wanted = wanted.iter().filter(|stretch| stretch.span.holds(day));
    let lines = lines
        .iter()
        .filter(|line| line.bills() && line.span().holds(day));
    let mut covered = Covered {
        span,
        wanted: Decimal::ZERO,
        stands: Decimal::ZERO,
        wanted_amount: Decimal::ZERO,
        stands_amount: Decimal::ZERO,
    };
    for stretch in wanted {
        covered.wanted += stretch.value.quantity;
        covered.wanted_amount += stretch.value.amount();
    }
    for line in lines {
        covered.stands += line.quantity;
        covered.stands_amount += line.quantity * line.unit_price;
    }
    covered
}

fn alike(one: &Covered, other: &Covered) -> bool {
    let facts = |of: &Covered| (of.wanted, of.stands, of.wanted_amount, of.stands_amount);
    facts(one) == facts(other)
}
