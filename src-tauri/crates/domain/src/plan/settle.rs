//! Invoiced days: the settlement that puts right in the open period what they
//! got wrong.

use super::{
    billed::{billed, settled},
    desire::Desired,
    partly,
    posting::posted,
    stretch::Stretches,
};
use crate::{
    agreement::AgreementTerms,
    ids::AdditionId,
    line::Line,
    money::{HALF_CENT, Rounding, cents, price},
    mutation::{Mistake, made},
    period::{Period, next, previous},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What tells of an agreement's invoiced days.
#[derive(Clone, Copy)]
pub(super) struct Past<'a> {
    pub(super) terms: &'a AgreementTerms,
    pub(super) stretches: &'a Stretches,
    /// The days of which the ledger has events.
    pub(super) heard: &'a [Date],
    /// The subscription's lines on the agreement.
    pub(super) lines: &'a [&'a Line],
    /// Those that are gone.
    pub(super) vanished: &'a [&'a Line],
    /// See [`super::Subject::known_since`].
    pub(super) known_since: Date,
    /// The lines that this desktop made.
    pub(super) made_here: &'a BTreeSet<AdditionId>,
}

impl<'a> Past<'a> {
    pub(super) fn all_lines(&self) -> Vec<&'a Line> {
        self.lines.iter().chain(self.vanished).copied().collect()
    }

    /// The invoiced days that are compared with what was billed: whole periods that
    /// this ledger knows.
    pub(super) fn counted(&self) -> Span {
        Span::between(self.first(), previous(self.terms.open()))
    }

    fn first(&self) -> Date {
        let begins = self.terms.begins();
        if self.known_since <= begins {
            return begins;
        }
        let period = self.terms.periods.holding(self.known_since);
        if period.first == self.known_since {
            period.first
        } else {
            next(period.last)
        }
    }

    fn is_known_whole(&self) -> bool {
        self.known_since <= self.terms.begins()
    }
}

/// What becomes of what invoiced days got wrong.
#[derive(Debug)]
pub(super) enum Settlement {
    /// Nothing is wrong, or what was is settled.
    Even,
    /// The line that the open period is to carry.
    Line(Box<Desired>),
    /// So much is due, and no line can carry it: the agreement ends before `open`.
    Left(Decimal),
    /// What another desktop has settled is right, as far as this ledger reaches.
    Stays,
    /// What is due cannot be told from what another desktop settled.
    Unclear,
}

/// What becomes of what invoiced days got wrong.
pub(super) fn settlement(
    past: &Past<'_>,
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Settlement {
    let Past {
        terms, stretches, ..
    } = *past;
    if !terms.mode.settles() || made(Mistake::SettlementForgotten) {
        return Settlement::Even;
    }
    let standing = past.all_lines();
    let counted = past.counted();
    let (due, wrong) = due(past, &standing, increase, rounding);
    let settled = if made(Mistake::SettledTwice) {
        Decimal::ZERO
    } else {
        settled(terms, &standing, counted)
    };
    let due = due - settled;
    if !past.is_known_whole()
        && let Some(theirs) = partly::by_another(past, increase, rounding, due)
    {
        return theirs;
    }
    if due.is_zero() {
        return Settlement::Even;
    }
    let wrong = wrong.unwrap_or(counted);
    settlement_line(terms, stretches, &standing, wrong, due).map_or(Settlement::Left(due), |line| {
        Settlement::Line(Box::new(line))
    })
}

/// What the counted periods were billed too little, and the days that were wrong.
pub(super) fn due(
    past: &Past<'_>,
    standing: &[&Line],
    increase: Option<&Desired>,
    rounding: Rounding,
) -> (Decimal, Option<Span>) {
    let counted = past.counted();
    let mut due = Decimal::ZERO;
    let mut wrong: Option<Span> = None;
    for review in review(past, standing, increase, rounding) {
        if !review.tolerated {
            due += cents(review.difference());
            let days = review.period.span().and(counted);
            wrong = Some(wrong.map_or(days, |wrong| Span {
                last: days.last,
                ..wrong
            }));
        }
    }
    (due, wrong)
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
    past: &Past<'_>,
    standing: &[&Line],
    increase: Option<&Desired>,
    rounding: Rounding,
) -> Vec<Review> {
    let Past {
        terms, stretches, ..
    } = *past;
    let invoiced = past.counted();
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
    let periods = terms
        .periods
        .between(invoiced.first, previous(terms.open()));
    periods.map(of).collect()
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
