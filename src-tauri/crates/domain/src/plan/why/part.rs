//! Why an adjustment or a single line comes to what it does: the parts of a period.

use super::{
    Explanation, Step, Topic, Why,
    amounts::{counted, day, days, money, name, operand, part, plain, result, rounded},
};
use crate::{
    agreement::PostingMode,
    money::{Rounding, Share, cents, price},
    period::Period,
    plan::stretch::{Stretch, Turn},
    span::Span,
    text::licences,
};
use rust_decimal::Decimal;

impl Why<'_> {
    /// One adjustment: what the days before a change make of the base line.
    pub(super) fn adjustment(&self) -> Option<Explanation> {
        let on = self.asked.reference.day;
        let period = self.terms.periods.holding(on);
        let posting = self.posting();
        let turns = posting.turns(period);
        let turn = turns.iter().find(|turn| turn.day == on)?;
        let desired = posting.adjustment(period, turn)?;
        if !self.is_desired(&desired) {
            return None;
        }
        let share = period.share(period.span().until(on).days());
        let kept = posting.kept_after(period, turn);
        let whole = match kept {
            None => "bills what is there on its last day; for",
            Some(_) => "stays, so that it tells the price, and bills what was there last; for",
        };
        let text = format!(
            "The line for the whole of {} {whole} the {} before {}, of {}, it has to be what was there then",
            name(period),
            counted(share.days),
            day(on),
            share.of
        );
        let mut steps = vec![self.changed(turn), Step::said(Topic::Days, text)];
        steps.extend(self.prices(turn));
        let before = self.side("Before the change", turn.before, share, &mut steps);
        let after = match kept {
            None => self.side("After the change", turn.after, share, &mut steps),
            Some(_) => self.side(
                "The line for the whole bills",
                kept,
                Share::WHOLE,
                &mut steps,
            ),
        };
        let difference = before - after;
        steps.push(Step::counted(
            Topic::Sum,
            self.rounding("The difference is what this line adds"),
            format!(
                "{} − {} = {}",
                operand(before),
                operand(after),
                rounded(difference, desired.price)
            ),
        ));
        steps.push(self.amount_once());
        let events = if desired.because.is_empty() {
            self.events_on(on)
        } else {
            desired.because
        };
        Some(self.done(steps, events))
    }

    /// What changed, and what says so.
    fn changed(&self, turn: &Turn<'_>) -> Step {
        let quantity = |stretch: Option<&Stretch>| {
            stretch.map_or(Decimal::ZERO, |stretch| stretch.value.quantity)
        };
        let (from, to) = (quantity(turn.before), quantity(turn.after));
        let either = turn.after.or(turn.before);
        let product = either.map_or("", |stretch| &stretch.value.product);
        let what = if from == to {
            format!("The price of {product} changed")
        } else {
            format!("{} became {} of {product}", plain(from), licences(to))
        };
        let because = self.because_on(turn.day);
        Step::said(
            Topic::Change,
            format!("{what} on {}: {because}", day(turn.day)),
        )
    }

    fn prices(&self, turn: &Turn<'_>) -> Vec<Step> {
        let before = turn
            .before
            .map(|stretch| self.price(crate::period::previous(turn.day), stretch));
        let after = turn.after.map(|stretch| self.price(turn.day, stretch));
        let mut steps: Vec<Step> = before.into_iter().chain(after).collect();
        steps.dedup();
        steps
    }

    /// One side of a change.
    fn side(
        &self,
        when: &str,
        stretch: Option<&Stretch>,
        share: Share,
        steps: &mut Vec<Step>,
    ) -> Decimal {
        let Some(stretch) = stretch else {
            steps.push(Step::said(
                Topic::Part,
                format!("{when} there was nothing: 0.00"),
            ));
            return Decimal::ZERO;
        };
        let (sum, amount) = part(&stretch.value, share, self.rules.rounding);
        steps.push(Step::counted(Topic::Part, when, sum));
        amount
    }

    /// A period's single line: the period's amount, divided by its quantity.
    pub(super) fn single(&self) -> Option<Explanation> {
        if self.terms.mode != PostingMode::Single {
            return None;
        }
        let period = self.terms.periods.holding(self.asked.values.effective);
        let posting = self.posting();
        let stretch = posting.single(period)?;
        stretch.what.as_ref()?;
        if !self.is_of(&stretch) || !self.says(stretch.value.quantity, stretch.value.price) {
            return None;
        }
        let turns = posting.turns(period);
        let mut steps: Vec<Step> = turns.iter().map(|turn| self.changed(turn)).collect();
        let amount = self.period_parts(period, &mut steps);
        let quantity = stretch.value.quantity;
        let exact = amount / quantity;
        steps.push(Step::counted(
            Topic::Sum,
            format!(
                "One line bills the whole of {}: {} at the price of which they come to that",
                name(period),
                licences(quantity)
            ),
            format!(
                "{} ÷ {} = {}",
                operand(amount),
                plain(quantity),
                rounded(exact, price(exact))
            ),
        ));
        let whole = quantity * stretch.value.price;
        steps.push(Step::counted(
            Topic::Amount,
            "The line bills",
            format!(
                "{} × {} = {}",
                plain(quantity),
                money(stretch.value.price),
                rounded(whole, cents(whole))
            ),
        ));
        Some(self.done(steps, self.stretches.because(period.span())))
    }

    /// What a period owes, part by part; rounded as the settings say.
    fn period_parts(&self, period: Period, steps: &mut Vec<Step>) -> Decimal {
        let mut sum = Decimal::ZERO;
        let mut shown = Vec::new();
        for (span, stretch) in self.within(period, period.span()) {
            let share = period.share(span.days());
            let (calculation, amount) = part(&stretch.value, share, self.rules.rounding);
            let text = format!(
                "{} of {} ({}), {}",
                counted(share.days),
                share.of,
                days(span),
                licences(stretch.value.quantity)
            );
            steps.push(Step::counted(Topic::Part, text, calculation));
            shown.push(operand(amount));
            sum += amount;
        }
        let to = cents(sum);
        if shown.len() > 1 || to != sum {
            steps.push(Step::counted(
                Topic::Owed,
                self.rounding("Together the period owes"),
                format!("{} = {}", shown.join(" + "), rounded(sum, to)),
            ));
        }
        to
    }

    /// The stretches with days in a period and a window, and these days.
    pub(super) fn within(&self, period: Period, window: Span) -> Vec<(Span, &Stretch)> {
        let days = period.span().and(window);
        self.stretches
            .iter()
            .map(|stretch| (stretch.span.and(days), stretch))
            .filter(|(span, _)| !span.is_empty())
            .collect()
    }

    /// A line of quantity 1.
    pub(super) fn amount_once(&self) -> Step {
        let values = self.asked.values;
        let whole = values.quantity * values.unit_price;
        let sum = format!(
            "{} × {} = {}",
            plain(values.quantity),
            money(values.unit_price),
            result(whole)
        );
        Step::counted(Topic::Amount, "The line bills once", sum)
    }

    fn rounding(&self, text: &str) -> String {
        match self.rules.rounding {
            Rounding::PerLine => format!("{text}, rounded once, to cents"),
            Rounding::PerUnit => format!("{text}; one licence's part was rounded to cents before"),
        }
    }
}
