//! Why a settlement comes to what it does: what invoiced periods owe, what was
//! billed for them, and what earlier settlements put right.

use super::{
    Explanation, Step, Topic, Why,
    amounts::{counted, day, days, money, name, operand, part, plain, product, result, rounded},
};
use crate::{
    line::Line,
    money::{Rounding, cents, price},
    period::previous,
    plan::{
        billed::{parts, settlements},
        settle::{Review, review},
    },
    reference::LineKind,
    span::Span,
    text::licences,
};
use rust_decimal::Decimal;

impl Why<'_> {
    pub(super) fn settlement(&self) -> Option<Explanation> {
        let mut extras = self.desires.extras.iter();
        let desired = extras.find(|desired| self.is_desired(desired))?;
        let standing = self.past.all_lines();
        let increase = self.desires.increase.as_ref();
        let reviews = review(&self.past, &standing, increase, self.rules.rounding);
        let mut steps = vec![Step::said(
            Topic::Note,
            format!(
                "Days to {} were invoiced. What is known of them now is held against what was billed; the difference stands on this line",
                day(previous(self.terms.open()))
            ),
        )];
        let mut shown = Vec::new();
        let mut due = Decimal::ZERO;
        let wrong = reviews.iter().filter(|review| !review.tolerated);
        for review in wrong {
            let difference = self.period(review, &standing, &mut steps);
            shown.push(difference);
            due += difference;
        }
        if reviews.iter().any(|review| review.tolerated) {
            steps.push(Step::said(
                Topic::Note,
                "The other invoiced periods were billed as they should be",
            ));
        }
        let settled = self.earlier(&standing, &mut shown, &mut steps);
        due -= settled;
        let terms: Vec<String> = shown.iter().map(|amount| operand(*amount)).collect();
        if terms.len() > 1 {
            steps.push(Step::counted(
                Topic::Sum,
                "Together",
                format!("{} = {}", terms.join(" + "), result(due)),
            ));
        }
        self.spread(due, &mut steps);
        steps.push(self.amount_once());
        Some(self.done(steps, desired.because.clone()))
    }

    /// One period that was billed wrongly; by how much, to the cent.
    fn period(&self, review: &Review, standing: &[&Line], steps: &mut Vec<Step>) -> Decimal {
        let name = name(review.period);
        let invoiced = Span::between(self.terms.begins(), previous(self.terms.open()));
        for (span, stretch) in self.within(review.period, invoiced) {
            let share = review.period.share(span.days());
            // What is owed is kept whole until the difference is rounded.
            let (sum, _) = part(&stretch.value, share, Rounding::PerLine);
            let text = format!(
                "{name}: owed for {} of {} ({}), {} of {}",
                counted(share.days),
                share.of,
                days(span),
                licences(stretch.value.quantity),
                stretch.value.product
            );
            steps.push(Step::counted(Topic::Owed, text, sum));
            let event = self
                .told_by(span)
                .map(|event| Step::said(Topic::Change, event));
            let price = self.price(span.first, stretch);
            steps.extend(event);
            if !steps.contains(&price) {
                steps.push(price);
            }
        }
        for billed in parts(self.terms, standing, review.period) {
            let sum = product(
                billed.values.quantity,
                billed.values.unit_price,
                billed.share,
            );
            let text = format!("{name}: billed by {}", named(billed.line));
            let calculation = format!("{sum} = {}", result(billed.amount()));
            steps.push(Step::counted(Topic::Billed, text, calculation));
        }
        let mut sum = format!("{} − {}", operand(review.owed), operand(review.billed));
        if !review.late.is_zero() {
            steps.push(Step::said(
                Topic::Billed,
                format!(
                    "{name}: {} are billed on the next invoice by the line of the increase",
                    result(review.late)
                ),
            ));
            sum += &format!(" − {}", operand(review.late));
        }
        let difference = review.difference();
        let to = cents(difference);
        steps.push(Step::counted(
            Topic::Sum,
            format!("{name}: owed less billed, rounded to cents"),
            format!("{sum} = {}", rounded(difference, to)),
        ));
        to
    }

    /// The event that begins some days, where it begins them.
    fn told_by(&self, span: Span) -> Option<String> {
        let begun = self.events_on(span.first);
        let event = self
            .told
            .events
            .iter()
            .find(|event| begun.contains(&event.id) && event.day == span.first)?;
        Some(super::sources::reported(event))
    }

    /// What settlements on earlier invoices put right.
    fn earlier(
        &self,
        standing: &[&Line],
        shown: &mut Vec<Decimal>,
        steps: &mut Vec<Step>,
    ) -> Decimal {
        let mut settled = Decimal::ZERO;
        for (line, amount) in settlements(self.terms, standing, self.past.counted()) {
            if amount.is_zero() {
                continue;
            }
            steps.push(Step::said(
                Topic::Settled,
                format!(
                    "{} has put {} right already; it is taken off",
                    named(line),
                    money(amount)
                ),
            ));
            shown.push(-amount);
            settled += amount;
        }
        settled
    }

    /// On an agreement that prorates and ends inside the period, the price is so much
    /// higher that its days come to the amount.
    fn spread(&self, due: Decimal, steps: &mut Vec<Step>) {
        let period = self.terms.open_period();
        let on = self.asked.values.unit_price;
        if on == due {
            return;
        }
        let span = period.span().and(Span {
            first: self.terms.open(),
            last: self.terms.end,
        });
        let share = period.share(span.days());
        let exact = due * Decimal::from(share.of) / Decimal::from(share.days.max(1));
        steps.push(Step::counted(
            Topic::Sum,
            format!(
                "The line stands for {} of {}, and ConnectWise bills only these, so its price is",
                counted(share.days),
                share.of
            ),
            format!(
                "{} × {} ÷ {} = {}",
                operand(due),
                share.of,
                share.days,
                rounded(exact, price(exact))
            ),
        ));
    }
}

/// A line, as a person finds it in ConnectWise.
fn named(line: &Line) -> String {
    let kind = match line.reference.kind {
        LineKind::Base => "line",
        LineKind::Adjustment => "adjustment",
        LineKind::Settlement => "settlement",
    };
    let values = &line.values;
    format!(
        "{kind} {} ({} × {}, from {})",
        line.addition,
        plain(values.quantity),
        money(values.unit_price),
        day(values.effective)
    )
}
