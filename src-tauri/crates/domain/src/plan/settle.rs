//! Invoiced days: the settlement that puts right in the open period what they
//! got wrong.

use super::{
    billed::{billed, settled},
    desire::Desired,
    posting::posted,
    stretch::Stretches,
};
use crate::{
    agreement::AgreementTerms,
    line::Line,
    money::{HALF_CENT, Rounding, cents, price},
    period::{Period, previous},
    reference::LineKind,
    span::Span,
};
use rust_decimal::Decimal;

/// What becomes of what invoiced days got wrong.
#[derive(Debug)]
pub(super) enum Settlement {
    /// Nothing is wrong, or what was is settled.
    Even,
    /// The line that the open period is to carry.
    Line(Box<Desired>),
    /// So much is due, and no line can carry it: the agreement ends before `open`.
    Left(Decimal),
}

/// What becomes of what invoiced days got wrong.
pub(super) fn settlement(
    terms: &AgreementTerms,
    stretches: &Stretches,
    lines: &[&Line],
    vanished: &[&Line],
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Settlement {
    let open = terms.open();
    let begins = terms.begins();
    if begins >= open || !terms.mode.settles() {
        return Settlement::Even;
    }
    let standing: Vec<&Line> = lines.iter().chain(vanished).copied().collect();
    let invoiced = Span::between(begins, previous(open));
    let mut due = Decimal::ZERO;
    let mut wrong: Option<Span> = None;
    for review in review(terms, stretches, &standing, increase, rounding) {
        if !review.tolerated {
            due += cents(review.difference());
            let days = review.period.span().and(invoiced);
            wrong = Some(wrong.map_or(days, |wrong| Span {
                last: days.last,
                ..wrong
            }));
        }
    }
    due -= settled(terms, &standing);
    if due.is_zero() {
        return Settlement::Even;
    }
    let wrong = wrong.unwrap_or(invoiced);
    settlement_line(terms, stretches, &standing, wrong, due).map_or(Settlement::Left(due), |line| {
        Settlement::Line(Box::new(line))
    })
}

/// An invoiced period: what it owes, and what was billed for it.
#[derive(Debug)]
pub(super) struct Review {
    pub(super) period: Period,
    pub(super) owed: Decimal,
    pub(super) billed: Decimal,
    /// What the late increase will bill for it.
    pub(super) late: Decimal,
    /// What is missing is nobody's mistake.
    pub(super) tolerated: bool,
}

impl Review {
    pub(super) fn difference(&self) -> Decimal {
        self.owed - self.billed - self.late
    }
}

/// The invoiced periods, in order.
pub(super) fn review(
    terms: &AgreementTerms,
    stretches: &Stretches,
    standing: &[&Line],
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Vec<Review> {
    let (begins, eve) = (terms.begins(), previous(terms.open()));
    let invoiced = Span::between(begins, eve);
    let tolerance = Tolerance {
        terms,
        stretches,
        lines: standing,
        rounding,
    };
    let of = |period: Period| {
        let late = increase.map_or(Decimal::ZERO, |line| {
            let days = line.span.and(invoiced).and(period.span()).days();
            period.share(days).of(line.quantity * line.price)
        });
        let mut review = Review {
            period,
            owed: stretches.owed(period, invoiced),
            billed: billed(terms, standing, period),
            late,
            tolerated: false,
        };
        review.tolerated = tolerance.covers(period, review.difference(), review.billed);
        review
    };
    terms.periods.between(begins, eve).map(of).collect()
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

/// What of a difference is nobody's mistake.
struct Tolerance<'a> {
    terms: &'a AgreementTerms,
    stretches: &'a Stretches,
    lines: &'a [&'a Line],
    rounding: Rounding,
}

impl Tolerance<'_> {
    /// Adjustments are rounded to cents one by one, and that much may be missing;
    /// rounded by the unit, as much as they would be off if posted today.
    fn covers(&self, period: Period, difference: Decimal, billed: Decimal) -> bool {
        let as_posted = || {
            let posted = posted(self.terms, self.stretches, period, self.rounding);
            posted.is_some_and(|posted| (posted - billed).abs() <= HALF_CENT)
        };
        difference.abs() <= self.rounded(period) || as_posted()
    }

    fn rounded(&self, period: Period) -> Decimal {
        let adjustments = self
            .lines
            .iter()
            .filter(|line| line.reference.kind == LineKind::Adjustment && line.values.bills())
            .filter(|line| !line.values.span().and(period.span()).is_empty())
            .count();
        HALF_CENT * Decimal::from(adjustments.max(1))
    }
}
