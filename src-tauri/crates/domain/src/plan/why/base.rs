//! Why a base line says what it says: one that bills what is there, a late
//! increase, and one that bills a part beside others.

use super::{
    Explanation, Step, Topic, Why,
    amounts::{day, money, name, period, plain, rounded},
};
use crate::{
    agreement::PostingMode,
    line::{Line, LineValues},
    money::cents,
    period::{Period, previous},
    plan::{billed::billed_spans, stretch::Stretch},
    reference::LineKind,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

impl Why<'_> {
    /// One that bills all that is there.
    pub(super) fn base(&self) -> Option<Explanation> {
        let on = self.told_on();
        let stretch = self
            .stretches
            .on(on)
            .filter(|stretch| self.is_of(stretch))?;
        if !self.says(stretch.value.quantity, stretch.value.price) {
            return None;
        }
        let mut steps = vec![self.quantity(on, stretch), self.price(on, stretch)];
        steps.extend(self.dates(on));
        steps.push(self.amount());
        Some(self.done(steps, self.events_on(on)))
    }

    /// An increase that became known after its first days were invoiced.
    pub(super) fn late_increase(&self) -> Option<Explanation> {
        let increase = self.desires.increase.as_ref()?;
        if !self.is_desired(increase) {
            return None;
        }
        let open = self.terms.open();
        let stretch = self.stretches.on(open)?;
        let others = stretch.value.quantity - increase.quantity;
        let mut steps = vec![
            self.quantity(open, stretch),
            Step::counted(
                Topic::Part,
                format!(
                    "Other lines bill {} of them already, so this one bills the rest",
                    plain(others)
                ),
                format!(
                    "{} − {} = {}",
                    plain(stretch.value.quantity),
                    plain(others),
                    plain(increase.quantity)
                ),
            ),
            self.price(open, stretch),
            Step::said(
                Topic::Days,
                format!(
                    "It begins on {}, the day of the increase. The days to {} were invoiced before the increase was known; ConnectWise bills them with the next invoice",
                    day(increase.day),
                    day(previous(open))
                ),
            ),
        ];
        steps.push(self.amount());
        Some(self.done(steps, increase.because.clone()))
    }

    /// One that bills a part of what is there, beside other lines.
    pub(super) fn beside_others(&self) -> Option<Explanation> {
        let on = self.first_day();
        let stretch = self
            .stretches
            .on(on)
            .filter(|stretch| self.is_of(stretch))?;
        let others = self.others(on, stretch)?;
        let rest = stretch.value.quantity - others;
        if others.is_zero() || !self.says(rest, stretch.value.price) {
            return None;
        }
        let sum = format!(
            "{} − {} = {}",
            plain(stretch.value.quantity),
            plain(others),
            plain(rest)
        );
        let mut steps = vec![
            self.quantity(on, stretch),
            Step::counted(Topic::Part, "Other lines bill a part of them", sum),
            self.price(on, stretch),
        ];
        steps.push(self.amount());
        Some(self.done(steps, self.events_on(on)))
    }

    /// What the subscription's other base lines bill on a day, of the same item and
    /// price.
    fn others(&self, on: Date, stretch: &Stretch) -> Option<Decimal> {
        let asked = self.asked.reference;
        let mut sum = Decimal::ZERO;
        let other =
            |line: &&&Line| line.reference.kind == LineKind::Base && line.reference != *asked;
        for line in self.lines.iter().chain(self.past.vanished).filter(other) {
            for (span, values) in billed_spans(line) {
                if !values.billable || !span.holds(on) {
                    continue;
                }
                let same =
                    (values.item, values.unit_price) == (stretch.value.item, stretch.value.price);
                if !same {
                    return None;
                }
                sum += values.quantity;
            }
        }
        Some(sum)
    }

    /// The first of the line's days that is Accord's.
    fn first_day(&self) -> Date {
        let first = self.asked.values.effective.max(self.asked.reference.day);
        first.max(self.terms.begins())
    }

    /// The day whose licences the line bills: its own first, or its period's last.
    pub(super) fn told_on(&self) -> Date {
        let first = self.first_day();
        match self.terms.mode {
            PostingMode::Dated => first,
            _ => self.telling(self.terms.periods.holding(first)),
        }
    }

    /// The day of a period that says how many its line bills.
    fn telling(&self, period: Period) -> Date {
        let ended = self.stretches.on(period.last).is_none();
        let kept = ended.then(|| self.posting().lasting(period)).flatten();
        let last = kept.and_then(|stretch| stretch.span.last);
        last.map_or(period.last, |last| last.min(period.last))
    }

    /// Why it begins and ends when it does.
    fn dates(&self, on: Date) -> Vec<Step> {
        let LineValues {
            effective,
            cancelled,
            ..
        } = self.asked.values;
        let first = self.first_day();
        let mut steps = Vec::new();
        if self.terms.mode != PostingMode::Dated {
            let period = self.terms.periods.holding(first);
            steps.push(Step::said(
                Topic::Days,
                format!(
                    "{} {}, {}, says how many there are",
                    match self.terms.mode {
                        PostingMode::Quantity => "A change counts for its whole period.".to_owned(),
                        _ => format!(
                            "The line bills the whole of {}; what changes inside it stands on lines of its own.",
                            name(period)
                        ),
                    },
                    if on == period.last {
                        "Its last day"
                    } else {
                        "The last day that had any"
                    },
                    day(on)
                ),
            ));
        }
        if *effective < first {
            steps.push(Step::said(
                Topic::Days,
                format!(
                    "The addition was there before and was taken over; it counts as Accord's from {}",
                    day(first)
                ),
            ));
        }
        let begins = self.begins_with(first);
        let ends = match cancelled {
            None => "it runs on until something changes".to_owned(),
            Some(last) => format!("it ends on {}, {}", day(*last), self.ends_with(*last)),
        };
        steps.push(Step::said(
            Topic::Days,
            format!("It begins on {}, {begins}; {ends}", day(*effective)),
        ));
        steps
    }

    fn begins_with(&self, first: Date) -> &'static str {
        let turns = self.stretches.turns(Span::between(first, first));
        match () {
            () if self.asked.values.effective < first => "as a person had set it",
            () if first == self.terms.begins() => "the first day that Accord bills",
            () if !turns.is_empty() => "the day of the change",
            () if first == self.terms.open() => "the first day that was not invoiced",
            () => "the first day of its period",
        }
    }

    fn ends_with(&self, last: Date) -> String {
        if self.terms.end == Some(last) {
            return "the agreement's last day".to_owned();
        }
        if last == previous(self.terms.open()) {
            return "the last invoiced day; what is there from then on stands on another line"
                .to_owned();
        }
        match self.terms.mode {
            PostingMode::Dated => "the day before the next change".to_owned(),
            _ => format!("the end of its {}", period(self.terms)),
        }
    }

    /// What the line comes to for a whole period.
    pub(super) fn amount(&self) -> Step {
        let values = self.asked.values;
        let whole = values.quantity * values.unit_price;
        let text = if self.terms.prorates {
            format!(
                "For a whole {} that is, and for a part of it ConnectWise bills so many of its days",
                period(self.terms)
            )
        } else {
            format!("For one {} that is", period(self.terms))
        };
        let sum = format!(
            "{} × {} = {}",
            plain(values.quantity),
            money(values.unit_price),
            rounded(whole, cents(whole))
        );
        Step::counted(Topic::Amount, text, sum)
    }
}
