//! From what stands to what should stand: the operations.

use super::{
    Notice, Rules, Subject,
    desire::{Desired, Desires},
    stretch::Stretch,
};
use crate::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId},
    line::{Action, EventId, Line, LineValues, Operation},
    mutation::{Mistake, made},
    period::previous,
    reference::{LineKind, Reference},
    text::{Words, licences},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Base lines effective before `open` that are still in force on it, oldest
/// first.
pub(super) fn carriers<'a>(terms: &AgreementTerms, lines: &[&'a Line]) -> Vec<&'a Line> {
    let open = terms.open();
    let mut carriers: Vec<&Line> = lines
        .iter()
        .copied()
        .filter(|line| line.reference.kind == LineKind::Base && line.values.bills())
        .filter(|line| line.values.effective < open && line.values.span().holds(open))
        .collect();
    carriers.sort_by_key(|line| (line.ours().first, line.addition));
    carriers
}

/// The operations that turn `lines` into `desires`.
pub(super) fn operations(
    subject: &Subject<'_>,
    terms: &AgreementTerms,
    lines: &[&Line],
    desires: &Desires,
    rules: &Rules,
    notices: &mut BTreeSet<(AgreementId, Notice)>,
) -> Vec<Operation> {
    let mut converging = Converging {
        subject,
        terms,
        lines,
        rules,
        claimed: BTreeSet::new(),
        named: lines
            .iter()
            .chain(&vanished_on(subject, terms))
            .map(|l| l.reference.clone())
            .collect(),
        operations: Vec::new(),
    };
    converging.adopt();
    let mut fresh = converging.carry(desires);
    fresh.extend(desires.extras.iter().cloned());
    for desired in &fresh {
        if !converging.place(desired) {
            notices.insert((terms.id, Notice::NoReferenceLeft));
        }
    }
    converging.void_unclaimed(desires.settlement_stays);
    converging.operations
}

fn vanished_on<'a>(subject: &Subject<'a>, terms: &AgreementTerms) -> Vec<&'a Line> {
    subject
        .vanished
        .iter()
        .filter(|line| line.agreement == terms.id)
        .collect()
}

struct Converging<'a> {
    subject: &'a Subject<'a>,
    terms: &'a AgreementTerms,
    lines: &'a [&'a Line],
    rules: &'a Rules,
    /// Lines that serve a desire.
    claimed: BTreeSet<AdditionId>,
    /// References in use.
    named: BTreeSet<Reference>,
    operations: Vec<Operation>,
}

impl<'a> Converging<'a> {
    fn adopt(&mut self) {
        for line in self
            .lines
            .iter()
            .filter(|l| self.subject.adopting.contains(&l.addition))
        {
            self.operations.push(Operation {
                action: Action::Adopt,
                before: Some(line.values.clone()),
                ..operation(line, line.values.clone(), Vec::new())
            });
        }
    }

    /// Lets lines effective before `open` carry the first stretch as far as the
    /// first law allows, ends those that cannot, and answers with the base lines
    /// that are to be placed from `open` on.
    fn carry(&mut self, desires: &Desires) -> Vec<Desired> {
        let open = self.terms.open();
        let carriers = carriers(self.terms, self.lines);
        let (first, rest) = match desires.bases.split_first() {
            Some((first, rest)) if first.span.first == open => (Some(first), rest),
            _ => (None, desires.bases.as_slice()),
        };
        let mut fresh: Vec<Desired> = Vec::new();
        let kept = first.map_or_else(Vec::new, |first| self.kept(first, desires, &carriers));
        let last = first.and_then(|first| first.span.last);
        let because = first.map_or_else(Vec::new, |first| first.because.clone());
        for line in &carriers {
            let end = if kept.contains(&line.addition) {
                last
            } else {
                Some(self.eve())
            };
            self.claimed.insert(line.addition);
            self.end(line, end, &because);
        }
        match first {
            Some(first) if kept.is_empty() => fresh.push(match &desires.increase {
                Some(increase) if increase.quantity == first.value.quantity => increase.clone(),
                _ => base(first),
            }),
            Some(_) => fresh.extend(desires.increase.clone()),
            None => {}
        }
        fresh.extend(rest.iter().map(base));
        fresh
    }

    /// The last day that an invoice may have covered.
    fn eve(&self) -> Date {
        let eve = previous(self.terms.open());
        if made(Mistake::EndedTooEarly) {
            return previous(eve);
        }
        eve
    }

    /// The carriers that go on: they must say exactly what the stretch says,
    /// together with the late increase, if there is one.
    fn kept(&self, first: &Stretch, desires: &Desires, carriers: &[&Line]) -> Vec<AdditionId> {
        let fits = |line: &&&Line| {
            line.values.item == first.value.item && line.values.unit_price == first.value.price
        };
        let mut kept: Vec<&&Line> = carriers.iter().filter(fits).collect();
        let sum = |kept: &[&&Line]| {
            kept.iter()
                .map(|line| line.values.quantity)
                .sum::<Decimal>()
        };
        while sum(&kept) > first.value.quantity {
            kept.pop();
        }
        let late = desires
            .increase
            .as_ref()
            .map_or(Decimal::ZERO, |line| line.quantity);
        if sum(&kept) + late != first.value.quantity {
            return Vec::new();
        }
        kept.iter().map(|line| line.addition).collect()
    }

    /// Gives a line its last day, moves it, or takes it away.
    fn end(&mut self, line: &Line, end: Option<Date>, because: &[EventId]) {
        if line.values.cancelled == end {
            return;
        }
        let after = LineValues {
            cancelled: end,
            ..line.values.clone()
        };
        let sooner = end.is_some_and(|end| line.values.cancelled.is_none_or(|now| end < now));
        self.operations.push(Operation {
            action: if sooner { Action::End } else { Action::Change },
            before: Some(line.values.clone()),
            ..operation(line, after, because.to_vec())
        });
    }

    /// Finds the line that is to say `desired`, or creates it. `false` when no
    /// suffix is left for a new one.
    fn place(&mut self, desired: &Desired) -> bool {
        let after = LineValues {
            item: desired.item,
            quantity: desired.quantity,
            unit_price: desired.price,
            effective: desired.span.first,
            cancelled: desired.span.last,
            billable: true,
        };
        let text = self.rules.text.render(&Words {
            product: &desired.product,
            what: &desired.what,
            from: desired.span.first,
            to: desired.span.last,
            subscription: self.subject.subscription,
        });
        if let Some(line) = self.standing(desired) {
            self.claimed.insert(line.addition);
            if line.values != after {
                self.operations.push(Operation {
                    action: Action::Change,
                    before: Some(line.values.clone()),
                    text: Some(text),
                    ..operation(line, after, desired.because.clone())
                });
            }
            return true;
        }
        let Some(reference) = self.name(desired) else {
            return false;
        };
        self.operations.push(Operation {
            action: Action::Create,
            agreement: self.terms.id,
            addition: None,
            subscription: Some(self.subject.subscription.clone()),
            reference: Some(reference),
            before: None,
            after,
            text: Some(text),
            because: desired.because.clone(),
        });
        true
    }

    /// A line wholly from `open` on that carries this name and item; one that
    /// bills before one that was voided.
    fn standing(&self, desired: &Desired) -> Option<&'a Line> {
        let open = self.terms.open();
        self.lines
            .iter()
            .copied()
            .filter(|line| line.values.effective >= open && !self.claimed.contains(&line.addition))
            .filter(|line| line.reference.kind == desired.kind && line.reference.day == desired.day)
            .filter(|line| line.values.item == desired.item)
            .min_by_key(|line| (!line.values.bills(), line.reference.digit, line.addition))
    }

    fn name(&mut self, desired: &Desired) -> Option<Reference> {
        if made(Mistake::ReferenceReused) {
            return Some(Reference {
                subscription: self.subject.subscription.clone(),
                kind: desired.kind,
                day: self.terms.bill_start,
                digit: 0,
            });
        }
        let reference = (0..=9)
            .map(|digit| Reference {
                subscription: self.subject.subscription.clone(),
                kind: desired.kind,
                day: desired.day,
                digit,
            })
            .find(|reference| !self.named.contains(reference))?;
        self.named.insert(reference.clone());
        Some(reference)
    }

    /// Lines wholly from `open` on that nothing wants are billed no more, but for a
    /// settlement of days before those that are planned: nothing tells any more what
    /// it puts right.
    fn void_unclaimed(&mut self, settlement_stays: bool) {
        let (open, begins) = (self.terms.open(), self.terms.begins());
        let of_the_past = |line: &Line| {
            line.reference.kind == LineKind::Settlement
                && (line.reference.day <= begins || settlement_stays)
        };
        let unwanted: Vec<&Line> = self
            .lines
            .iter()
            .copied()
            .filter(|line| line.values.effective >= open && line.values.bills())
            .filter(|line| !self.claimed.contains(&line.addition) && !of_the_past(line))
            .collect();
        for line in unwanted {
            let after = line.values.voided();
            self.operations.push(Operation {
                action: Action::Void,
                before: Some(line.values.clone()),
                ..operation(line, after, Vec::new())
            });
        }
        self.end_extras_that_run_on();
    }

    /// Adjustments and settlements bill once. One that runs on past the invoiced
    /// days, as after an edit, is ended there.
    fn end_extras_that_run_on(&mut self) {
        let open = self.terms.open();
        let lines: Vec<&Line> = self
            .lines
            .iter()
            .copied()
            .filter(|line| line.reference.kind != LineKind::Base && line.values.bills())
            .filter(|line| line.values.effective < open && line.values.span().holds(open))
            .collect();
        for line in lines {
            self.end(line, Some(previous(open)), &[]);
        }
    }
}

fn base(stretch: &Stretch) -> Desired {
    let Stretch {
        span,
        value,
        what,
        because,
    } = stretch;
    Desired {
        kind: LineKind::Base,
        day: span.first,
        span: *span,
        item: value.item,
        product: value.product.clone(),
        quantity: value.quantity,
        price: value.price,
        what: what.clone().unwrap_or_else(|| licences(value.quantity)),
        because: because.clone(),
    }
}

fn operation(line: &Line, after: LineValues, because: Vec<EventId>) -> Operation {
    Operation {
        action: Action::Change,
        agreement: line.agreement,
        addition: Some(line.addition),
        subscription: Some(line.subscription().clone()),
        reference: Some(line.reference.clone()),
        before: None,
        after,
        text: None,
        because,
    }
}
