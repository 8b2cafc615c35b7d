//! The lines that each posting mode makes of what is owed (`upload-engine.md` 3).
//!
//! It knows nothing of what stands already, nor of what invoiced days got wrong.

use super::{
    desire::Desired,
    stretch::{Stretch, Stretches, Turn, Value},
};
use crate::{
    agreement::{AgreementTerms, PostingMode, PriceSource},
    money::{Rounding, cents, price},
    mutation::{Mistake, made},
    period::{Period, next, previous},
    reference::LineKind,
    span::Span,
    text::licences,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Base stretches from `open` on, and the adjustments beside them.
pub(super) fn post(
    terms: &AgreementTerms,
    stretches: &Stretches,
    rounding: Rounding,
) -> (Vec<Stretch>, Vec<Desired>) {
    let posting = Posting {
        terms,
        stretches,
        rounding,
    };
    match terms.mode {
        PostingMode::Dated => (posting.dated(), Vec::new()),
        PostingMode::Adjustment => (posting.by_period(Posting::lasting), posting.adjusted()),
        PostingMode::Single => (posting.by_period(Posting::single), Vec::new()),
        PostingMode::Quantity => (posting.by_period(Posting::last_day), Vec::new()),
    }
}

/// What the mode bills for a whole period of these stretches, unrounded; `None`
/// where ConnectWise prorates.
pub(super) fn posted(
    terms: &AgreementTerms,
    stretches: &Stretches,
    period: Period,
    rounding: Rounding,
) -> Option<Decimal> {
    let posting = Posting {
        terms,
        stretches,
        rounding,
    };
    let amount =
        |stretch: Option<Stretch>| stretch.map_or(Decimal::ZERO, |stretch| stretch.value.amount());
    match terms.mode {
        PostingMode::Dated => None,
        PostingMode::Adjustment => {
            let adjusted = posting.adjustments(period);
            let adjusted: Decimal = adjusted.iter().map(|line| line.price).sum();
            Some(amount(posting.lasting(period)) + adjusted)
        }
        PostingMode::Single => Some(amount(posting.single(period))),
        PostingMode::Quantity => Some(amount(posting.last_day(period))),
    }
}

/// One agreement's stretches, to be posted.
pub(super) struct Posting<'a> {
    pub(super) terms: &'a AgreementTerms,
    pub(super) stretches: &'a Stretches,
    pub(super) rounding: Rounding,
}

impl Posting<'_> {
    /// Dated lines: one a stretch, with its true dates.
    fn dated(&self) -> Vec<Stretch> {
        let open = Span::from(self.terms.open());
        self.stretches
            .iter()
            .map(|stretch| Stretch {
                span: stretch.span.and(open),
                ..stretch.clone()
            })
            .filter(|stretch| !stretch.span.is_empty())
            .collect()
    }

    /// One base line for each period in which something changes, as `line` says; what
    /// is there at its end goes on until the next one. Periods alike share a line.
    fn by_period(&self, line: impl Fn(&Self, Period) -> Option<Stretch>) -> Vec<Stretch> {
        let mut bases = Vec::new();
        let mut base = |stretch: Option<Stretch>, days: Span| {
            let span = self.life(days);
            let stretch = stretch.filter(|_| !span.is_empty());
            bases.extend(stretch.map(|stretch| Stretch { span, ..stretch }));
        };
        let turning = self.turning();
        for (at, period) in turning.iter().enumerate() {
            base(line(self, *period), period.span());
            let after = next(period.last);
            let on = self.stretches.on(after);
            let quiet = match turning.get(at + 1) {
                Some(following) => Span::between(after, previous(following.first)),
                None => on.map_or(Span::from(after), |on| on.span.since(after)),
            };
            base(on.cloned(), quiet);
        }
        Stretches::new(bases).into_vec()
    }

    /// A period's base line that says what its last day says.
    fn last_day(&self, period: Period) -> Option<Stretch> {
        self.stretches.on(period.last).cloned()
    }

    /// A period's base line beside adjustments: it says what its last day says. Where the
    /// catalog's prices count, one that ended says what was there last, and an adjustment
    /// takes away what was not: once the period is invoiced, nothing else tells its price.
    pub(super) fn lasting(&self, period: Period) -> Option<Stretch> {
        self.last_day(period).or_else(|| self.kept(period).cloned())
    }

    /// What a period that ended with nothing had last, where its line stays for its price.
    fn kept(&self, period: Period) -> Option<&Stretch> {
        let of_catalog = self.terms.prices.on(period.last) == PriceSource::ConnectWise;
        if !of_catalog || self.stretches.on(period.last).is_some() {
            return None;
        }
        self.stretches.last_in(period.span())
    }

    /// What the base line goes on billing after a change with which a period ends.
    pub(super) fn kept_after(&self, period: Period, turn: &Turn<'_>) -> Option<&Stretch> {
        let ends = |stretch: &&Stretch| stretch.span.last.is_some_and(|last| last < turn.day);
        self.kept(period).filter(ends)
    }

    /// A period's single line: the quantity of its last day (of the last day that had
    /// any, where it ended), and the price at which that comes to what the period
    /// owes.
    pub(super) fn single(&self, period: Period) -> Option<Stretch> {
        let turns = self.turns(period);
        let last = self.stretches.last_in(period.span())?;
        if turns.is_empty() {
            return Some(last.clone());
        }
        let amount = self.owed(period);
        if amount.is_zero() {
            return None;
        }
        let words = turns
            .iter()
            .map(|turn| changed(turn.before, turn.after, turn.day));
        Some(Stretch {
            value: Value {
                price: price(amount / last.value.quantity),
                ..last.value.clone()
            },
            what: Some(words.collect::<Vec<_>>().join(", ")),
            because: self.stretches.because(period.span()),
            ..last.clone()
        })
    }

    /// What a period owes, rounded as the settings say.
    pub(super) fn owed(&self, period: Period) -> Decimal {
        match self.rounding {
            Rounding::PerLine => cents(self.stretches.owed(period, period.span())),
            Rounding::PerUnit => {
                let parts = self.stretches.iter().map(|stretch| {
                    let days = stretch.span.and(period.span()).days();
                    let Value {
                        quantity, price, ..
                    } = stretch.value;
                    self.rounding.amount(quantity, price, period.share(days))
                });
                parts.sum()
            }
        }
    }

    /// All adjustments from the open period on.
    fn adjusted(&self) -> Vec<Desired> {
        let turning = self.turning().into_iter();
        turning
            .flat_map(|period| self.adjustments(period))
            .collect()
    }

    /// One adjustment for each change after the period's first day: the part that the
    /// base line gets wrong.
    fn adjustments(&self, period: Period) -> Vec<Desired> {
        self.turns(period)
            .into_iter()
            .filter_map(|turn| self.adjustment(period, &turn))
            .collect()
    }

    pub(super) fn adjustment(&self, period: Period, turn: &Turn<'_>) -> Option<Desired> {
        let share = period.share(period.span().until(turn.day).days());
        let part = |stretch: Option<&Stretch>| {
            stretch.map_or(Decimal::ZERO, |stretch| {
                let Value {
                    quantity, price, ..
                } = stretch.value;
                match self.rounding {
                    Rounding::PerLine => share.of(quantity * price),
                    Rounding::PerUnit => self.rounding.amount(quantity, price, share),
                }
            })
        };
        let after = self
            .kept_after(period, turn)
            .map_or_else(|| part(turn.after), |kept| kept.value.amount());
        let (before, after) = if made(Mistake::WrongSign) {
            (after, part(turn.before))
        } else {
            (part(turn.before), after)
        };
        let amount = cents(before - after);
        let stretch = turn.after.or(turn.before)?;
        let because = turn
            .after
            .map_or_else(Vec::new, |after| after.because.clone());
        (!amount.is_zero()).then(|| Desired {
            kind: LineKind::Adjustment,
            day: turn.day,
            span: self.life(period.span()),
            item: stretch.value.item,
            product: stretch.value.product.clone(),
            quantity: Decimal::ONE,
            price: amount,
            what: changed(turn.before, turn.after, turn.day),
            because,
        })
    }

    /// The changes after a period's first day.
    pub(super) fn turns(&self, period: Period) -> Vec<Turn<'_>> {
        self.stretches
            .turns(Span::between(next(period.first), period.last))
    }

    /// The open period, and each later one in which anything changes.
    fn turning(&self) -> Vec<Period> {
        let open = self.terms.open_period();
        let turns = self.stretches.turns(Span::from(open.first));
        let mut periods: Vec<Period> = turns
            .iter()
            .map(|turn| self.terms.periods.holding(turn.day))
            .chain([open])
            .collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    }

    /// Those of some days on which the agreement may carry lines of ours.
    fn life(&self, days: Span) -> Span {
        days.and(Span {
            first: self.terms.begins(),
            last: self.terms.end,
        })
    }
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
    format!("{from} to {} on {day}", licences(to))
}
