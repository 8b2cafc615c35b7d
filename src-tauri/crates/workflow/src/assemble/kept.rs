//! Edits in ConnectWise that the user keeps: what they make of a subscription's
//! timeline, and of the lines that its plan sees.
//!
//! A kept edit of a base line says what the customer has from the decision's
//! first day on, so the other base lines of the subscription count with it. A
//! kept edit of an adjustment or a settlement says nothing of what he has; such
//! a line is only left as the person wrote it.

use super::{facts::Facts, lines::reference_of, lines::values_of};
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Line, LineValues, Operation},
    period::{next, previous},
    reference::{LineKind, Reference},
    span::Span,
    timeline::{Event, Opening, Override, Timeline, build},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::{LineChoice, LineDecision};

/// What the kept edits of a subscription's base lines make of its timeline, in
/// the order in which they were decided.
pub(super) fn overrides(
    facts: &Facts<'_>,
    id: &SubscriptionId,
    events: &[Event],
    opening: Option<&Opening>,
) -> Vec<Override> {
    let mut decisions: Vec<&LineDecision> = facts
        .line_decisions
        .values()
        .flatten()
        .filter(|decision| is_base_of(facts, decision.addition, id))
        .collect();
    decisions.sort_by_key(|decision| (decision.decided_at, decision.addition));
    let mut words = Words::default();
    for decision in decisions {
        let known: Vec<Event> = events
            .iter()
            .filter(|event| event.id <= decision.known)
            .cloned()
            .collect();
        let ledger = |overrides: &[Override]| build(&known, opening, overrides).timeline;
        match decision.choice {
            LineChoice::Theirs => {
                let ledger = ledger(&words.overrides());
                let edit = Edit {
                    facts,
                    id,
                    decision,
                    ledger: ledger.as_ref(),
                };
                words.say(decision, edit.overrides());
            }
            // Where nothing of theirs counts, there is nothing to take back.
            LineChoice::Ours if words.are_on(decision.addition) => {
                let ledger = ledger(&words.on_others(decision.addition));
                words.say(decision, resumed(facts, decision, ledger.as_ref()));
            }
            LineChoice::Ours => {}
        }
    }
    words.overrides()
}

/// What the decisions so far make of the timeline, each with its line.
#[derive(Default)]
struct Words(Vec<(AdditionId, Override)>);

impl Words {
    fn overrides(&self) -> Vec<Override> {
        self.0.iter().map(|(_, word)| word.clone()).collect()
    }

    fn on_others(&self, line: AdditionId) -> Vec<Override> {
        let others = self.0.iter().filter(|(of, _)| *of != line);
        others.map(|(_, word)| word.clone()).collect()
    }

    fn are_on(&self, line: AdditionId) -> bool {
        self.0.iter().any(|(of, _)| *of == line)
    }

    /// A later word on a line leaves of the earlier ones only the days before it.
    fn say(&mut self, decision: &LineDecision, overrides: Vec<Override>) {
        let line = decision.addition;
        if let Some(first) = overrides.iter().map(|word| word.day).min() {
            self.0.retain(|(of, word)| *of != line || word.day < first);
        }
        self.0
            .extend(overrides.into_iter().map(|word| (line, word)));
    }
}

/// From a decision's first day on, what the ledger says.
fn resumed(facts: &Facts<'_>, decision: &LineDecision, ledger: Option<&Timeline>) -> Vec<Override> {
    let since = Span::from(decision.from);
    let segments = ledger.map_or(&[][..], Timeline::segments).iter();
    segments
        .map(|segment| (segment.span.and(since), &segment.state))
        .filter(|(span, _)| !span.is_empty())
        .map(|(span, state)| Override {
            day: span.first,
            known: decision.known,
            quantity: state.billed(facts.rules.suspended),
            price: state.price.unwrap_or(decision.accepted.unit_price),
        })
        .collect()
}

/// The reference of a line, as it stands or as this desktop knows it, under the
/// subscription's real id.
fn named(facts: &Facts<'_>, addition: AdditionId) -> Option<Reference> {
    let mut standing = facts.reading.additions.values().flatten();
    let standing = standing.find(|found| found.id == addition.0);
    let known = facts.known_lines.get(&addition);
    let reference = standing
        .and_then(reference_of)
        .or_else(|| known.map(|known| known.reference.clone()))?;
    Some(resolved(facts, reference))
}

fn resolved(facts: &Facts<'_>, reference: Reference) -> Reference {
    let real = facts.aliases.get(&reference.subscription).cloned();
    Reference {
        subscription: real.unwrap_or(reference.subscription),
        ..reference
    }
}

fn is_base_of(facts: &Facts<'_>, addition: AdditionId, id: &SubscriptionId) -> bool {
    named(facts, addition)
        .is_some_and(|reference| reference.kind == LineKind::Base && reference.subscription == *id)
}

/// One kept edit of a base line.
struct Edit<'a> {
    facts: &'a Facts<'a>,
    id: &'a SubscriptionId,
    decision: &'a LineDecision,
    /// What the ledger said when it was decided.
    ledger: Option<&'a Timeline>,
}

/// Another base line of the subscription, as it stood when it was decided.
struct Other {
    quantity: Decimal,
    last: Option<Date>,
}

impl Edit<'_> {
    fn overrides(&self) -> Vec<Override> {
        let Some(first) = self.first() else {
            return Vec::new();
        };
        let others = self.others(first);
        let over = self.over();
        let beside = |day: Date| {
            let ledger = self.ledger.and_then(|ledger| ledger.on(day));
            match ledger.filter(|_| over.is_some_and(|over| day >= over)) {
                Some(state) => state.billed(self.facts.rules.suspended),
                None => others
                    .iter()
                    .filter(|other| other.last.is_none_or(|last| last >= day))
                    .map(|other| other.quantity)
                    .sum(),
            }
        };
        self.edges(first, over, &others)
            .into_iter()
            .map(|day| self.on(day, beside(day)))
            .collect()
    }

    /// What counts from `day` on, beside `others`.
    fn on(&self, day: Date, others: Decimal) -> Override {
        let accepted = &self.decision.accepted;
        let edited = in_force(accepted, day);
        let state = self.ledger.and_then(|ledger| ledger.on(day));
        let price = state.and_then(|state| state.price).filter(|_| !edited);
        Override {
            day,
            known: self.decision.known,
            quantity: others
                + if edited {
                    accepted.quantity
                } else {
                    Decimal::ZERO
                },
            price: price.unwrap_or(accepted.unit_price),
        }
    }

    /// The first day that counts on which the line is in force, or was before
    /// the edit. Where there is none, only invoiced days were edited.
    fn first(&self) -> Option<Date> {
        let from = self.decision.from;
        [Some(&self.decision.accepted), self.decision.before.as_ref()]
            .into_iter()
            .flatten()
            .filter(|values| values.billable)
            .map(|values| values.span().since(from))
            .filter(|span| !span.is_empty())
            .map(|span| span.first)
            .min()
    }

    /// From when on the ledger says what else is there: what the line said before
    /// the edit was over then, by Accord's own doing.
    fn over(&self) -> Option<Date> {
        self.decision.before.as_ref()?.cancelled.map(next)
    }

    /// The days on which what counts may change.
    fn edges(&self, first: Date, over: Option<Date>, others: &[Other]) -> Vec<Date> {
        let accepted = &self.decision.accepted;
        let ledger = self.ledger.map_or(&[][..], Timeline::segments).iter();
        let resumed = ledger.map(|segment| segment.span.first);
        let resumed = resumed.filter(|day| over.is_some_and(|over| *day > over));
        let own = [Some(accepted.effective), accepted.cancelled.map(next), over];
        let mut edges: Vec<Date> = own
            .into_iter()
            .flatten()
            .chain(resumed)
            .chain(others.iter().filter_map(|other| other.last).map(next))
            .filter(|day| *day > first)
            .chain([first])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// The subscription's other base lines that were in force on `day`.
    fn others(&self, day: Date) -> Vec<Other> {
        let additions = self.facts.reading.additions.values().flatten();
        additions
            .map(|addition| (AdditionId(addition.id), values_of(addition)))
            .filter(|(id, _)| *id != self.decision.addition)
            .filter(|(id, _)| is_base_of(self.facts, *id, self.id))
            .filter(|(id, values)| self.stood(*id, values, day))
            .map(|(id, values)| Other {
                quantity: values.quantity,
                last: values
                    .cancelled
                    .filter(|_| !self.is_written_since(id, &values)),
            })
            .collect()
    }

    /// Whether Accord wrote a line after it was decided.
    fn is_written_since(&self, id: AdditionId, values: &LineValues) -> bool {
        let known = self.facts.known_lines.get(&id);
        known.is_some_and(|known| {
            known.values == *values && known.written_at > self.decision.decided_at
        })
    }

    /// Whether a line was in force on `day` when it was decided: what Accord began
    /// since was not, and what Accord ended on its eve since was.
    fn stood(&self, id: AdditionId, values: &LineValues, day: Date) -> bool {
        if !self.is_written_since(id, values) {
            return in_force(values, day);
        }
        let before = values.effective < day && values.billable;
        before && (in_force(values, day) || values.cancelled == Some(previous(day)))
    }
}

fn in_force(values: &LineValues, day: Date) -> bool {
    values.bills() && values.span().holds(day)
}

/// A line as its plan is to see it. An adjustment or a settlement whose edit the
/// user keeps counts as Accord had written it, so that nothing is put back and
/// nothing settled; only one that runs on past `open` is seen as it is.
pub(super) fn as_planned(
    facts: &Facts<'_>,
    line: &Line,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
) -> Line {
    let terms = terms.get(&line.agreement);
    let open = terms.map_or(Date::MIN, AgreementTerms::open);
    let before = as_written(facts, line).filter(|_| line.reference.kind != LineKind::Base);
    let Some(mut values) = before else {
        return line.clone();
    };
    if line.values.effective < open && in_force(&line.values, open) {
        values.cancelled = line.values.cancelled;
    }
    Line {
        values,
        billed_as: Vec::new(),
        ..line.clone()
    }
}

/// What Accord had written where a person's edits stand that the user keeps.
fn as_written(facts: &Facts<'_>, line: &Line) -> Option<LineValues> {
    let mut stands = &line.values;
    let mut written = None;
    for decision in facts.line_decisions.get(&line.addition)?.iter().rev() {
        if decision.choice != LineChoice::Theirs || decision.accepted != *stands {
            break;
        }
        stands = decision.before.as_ref()?;
        written = Some(stands.clone());
    }
    written
}

/// An operation, on what really stands where its plan saw a line
/// [`as_planned`]; `None` when that says already what is wanted.
pub(super) fn on_what_stands(operation: Operation, lines: &[Line]) -> Option<Operation> {
    let mut stands = lines
        .iter()
        .filter(|line| Some(line.addition) == operation.addition)
        .filter(|line| line.reference.kind != LineKind::Base);
    let Some(line) = stands.next() else {
        return Some(operation);
    };
    let before = Some(line.values.clone());
    (before.as_ref() != Some(&operation.after)).then_some(Operation {
        before,
        ..operation
    })
}
