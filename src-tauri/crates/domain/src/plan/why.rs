//! Why a line says what it says: the events, rule, price source, days and rounding
//! that made it, as steps whose arithmetic can be checked by hand.
//!
//! It is worked out from the same subject, terms and rules as the plan, by the
//! plan's own rules, and never changes anything. A line that they do not lead to,
//! as one of an earlier plan, has no explanation here: it is to be asked for with
//! what was known then.

mod amounts;
mod base;
mod part;
mod settlement;
mod sources;

use super::{
    Rules, Subject,
    desire::{Desired, Desires, desires},
    owner,
    posting::Posting,
    settle::Past,
    since_adoption,
    stretch::{Stretch, Stretches},
};
use crate::{
    agreement::AgreementTerms,
    ids::AgreementId,
    line::{EventId, Line, LineValues},
    reference::{LineKind, Reference},
    timeline::{Event, OpeningSource, Override},
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What is known beside the subject, to be told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// The subscription's events.
    pub events: &'a [Event],
    /// Where its opening quantity came from.
    pub opening: Option<OpeningSource>,
    /// Edits in ConnectWise that the user keeps.
    pub overrides: &'a [Override],
}

/// The line that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// Its reference.
    pub reference: &'a Reference,
    /// What it says.
    pub values: &'a LineValues,
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// How many licences there are, and what says so.
    Quantity,
    /// Whose price counts.
    Price,
    /// Why the line begins and ends when it does.
    Days,
    /// What changed in a period.
    Change,
    /// A part of the amount.
    Part,
    /// What a period owes.
    Owed,
    /// What was billed for a period.
    Billed,
    /// What earlier settlements put right.
    Settled,
    /// How amounts are put together and rounded.
    Sum,
    /// What the line comes to.
    Amount,
    /// Something to know.
    Note,
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// What it is about.
    pub topic: Topic,
    /// In words.
    pub text: String,
    /// The sum behind it, such as `10 × 20.00 × 16 ÷ 31 = 103.225806…`. A result
    /// that is cut off ends in `…`; `→` leads to the rounded one.
    pub calculation: Option<String>,
}

/// Why a line says what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Step by step.
    pub steps: Vec<Step>,
    /// The events behind it.
    pub events: Vec<EventId>,
    /// What the steps come to: quantity times price; 0 for a line that is not billed.
    pub amount: Decimal,
}

impl Step {
    fn said(topic: Topic, text: impl Into<String>) -> Self {
        Self {
            topic,
            text: text.into(),
            calculation: None,
        }
    }

    fn counted(topic: Topic, text: impl Into<String>, calculation: String) -> Self {
        Self {
            calculation: Some(calculation),
            ..Self::said(topic, text)
        }
    }
}

impl Explanation {
    /// The steps as text, one a row, for pasting.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.steps)
    }
}

/// Steps as text, one a row, for pasting.
#[must_use]
pub fn text(steps: &[Step]) -> String {
    let row = |step: &Step| match &step.calculation {
        Some(calculation) => format!("{}: {calculation}", step.text),
        None => step.text.clone(),
    };
    let rows: Vec<String> = steps.iter().map(row).collect();
    rows.join("\n")
}

/// Why a line says what it says; `None` where the plan of this subject does not
/// lead to it.
#[must_use]
pub fn explain(
    subject: &Subject<'_>,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
    rules: &Rules,
    told: Told<'_>,
    asked: Asked<'_>,
) -> Option<Explanation> {
    let agreements: BTreeMap<AgreementId, AgreementTerms> = agreements
        .iter()
        .map(|(id, terms)| (*id, since_adoption(terms, subject)))
        .collect();
    let shares = owner::shares(subject, &agreements, rules, &mut BTreeSet::new());
    let mut shares = shares.into_iter();
    let (terms, stretches) = shares.find(|(terms, _)| terms.id == asked.agreement)?;
    let on = |lines: &'_ [Line]| -> Vec<Line> {
        let lines = lines.iter().filter(|line| line.agreement == terms.id);
        lines.cloned().collect()
    };
    let (lines, vanished) = (on(subject.lines), on(subject.vanished));
    let (lines, vanished): (Vec<&Line>, Vec<&Line>) =
        (lines.iter().collect(), vanished.iter().collect());
    let past = Past {
        terms,
        stretches: &stretches,
        heard: subject.timeline.heard(),
        lines: &lines,
        vanished: &vanished,
        known_since: subject.known_since,
        made_here: subject.made_here,
    };
    let desires = desires(&past, rules);
    let why = Why {
        subject,
        terms,
        rules,
        told,
        asked,
        past,
        stretches: &stretches,
        lines: &lines,
        desires: &desires,
    };
    why.explain()
}

/// One line, and everything that its plan came from.
struct Why<'a> {
    subject: &'a Subject<'a>,
    terms: &'a AgreementTerms,
    rules: &'a Rules,
    told: Told<'a>,
    asked: Asked<'a>,
    stretches: &'a Stretches,
    past: Past<'a>,
    lines: &'a [&'a Line],
    desires: &'a Desires,
}

impl Why<'_> {
    fn explain(&self) -> Option<Explanation> {
        if !self.asked.values.bills() {
            return Some(self.voided());
        }
        match self.asked.reference.kind {
            LineKind::Base => self
                .late_increase()
                .or_else(|| self.single())
                .or_else(|| self.base())
                .or_else(|| self.beside_others()),
            LineKind::Adjustment => self.adjustment(),
            LineKind::Settlement => self.settlement(),
        }
    }

    fn voided(&self) -> Explanation {
        let text = "This line is not billed: what it was for is no longer owed, or another line bills it. It stays in ConnectWise, unbilled, so that it can be used again";
        Explanation {
            steps: vec![Step::said(Topic::Note, text)],
            events: Vec::new(),
            amount: Decimal::ZERO,
        }
    }

    fn posting(&self) -> Posting<'_> {
        Posting {
            terms: self.terms,
            stretches: self.stretches,
            rounding: self.rules.rounding,
        }
    }

    /// Whether a quantity and a price are what the line says.
    fn says(&self, quantity: Decimal, price: Decimal) -> bool {
        let values = self.asked.values;
        (values.quantity, values.unit_price) == (quantity, price)
    }

    fn is_desired(&self, desired: &Desired) -> bool {
        let reference = self.asked.reference;
        (desired.kind, desired.day) == (reference.kind, reference.day)
            && desired.item == self.asked.values.item
            && self.says(desired.quantity, desired.price)
    }

    fn done(&self, steps: Vec<Step>, events: Vec<EventId>) -> Explanation {
        let LineValues {
            quantity,
            unit_price,
            ..
        } = self.asked.values;
        Explanation {
            steps,
            events,
            amount: quantity * unit_price,
        }
    }

    /// What the line is of, where the stretch that it is made from is known.
    fn is_of(&self, stretch: &Stretch) -> bool {
        stretch.value.item == self.asked.values.item
    }
}
