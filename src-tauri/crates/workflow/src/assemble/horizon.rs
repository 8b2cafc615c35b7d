//! Where this ledger begins: C3 shows 90 days, and another desktop may have billed days
//! before them.
//!
//! What its lines say of those days is not compared with this ledger, which only reaches
//! back with what its first row calls the old values, and never changed.

use super::{facts::Facts, subscriptions::Subscription, vigilance::on};
use domain::{
    agreement::AgreementTerms,
    finding::{Code, Finding},
    ids::AgreementId,
    line::{Line, LineValues, Operation},
    period::previous,
    reference::LineKind,
    text::day,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The first day of which this ledger knows what happened to a subscription, where
/// another desktop billed it before; else the first day of time. `lines` are its own.
pub(super) fn known_since(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    (subscription, lines): (&Subscription, &[Line]),
    ours: &[Line],
) -> Date {
    let Some(since) = facts.known_since else {
        return Date::MIN;
    };
    let theirs_before = |line: &Line| {
        let begins = terms.get(&line.agreement).map(AgreementTerms::begins);
        begins.is_some_and(|day| day < since) && !is_first_here(facts, ours, line.agreement)
    };
    if !lines.iter().any(theirs_before) {
        return Date::MIN;
    }
    let Some(first) = first_event(subscription) else {
        return since;
    };
    if first.begins
        && lines
            .iter()
            .all(|line| is_known_from(facts, line, first.day))
    {
        return Date::MIN;
    }
    first.day.min(since)
}

/// The first event that this ledger knows of a subscription.
struct FirstEvent {
    day: Date,
    /// Before it there was nothing.
    begins: bool,
}

fn first_event(subscription: &Subscription) -> Option<FirstEvent> {
    let timeline = subscription.timeline.as_ref()?;
    let day = *timeline.heard().first()?;
    let before = timeline.on(previous(day))?;
    Some(FirstEvent {
        day,
        begins: before.quantity.is_zero(),
    })
}

/// Whether a line can only be about days from `day` on, as far as it is another desktop's:
/// a correction may be about any.
fn is_known_from(facts: &Facts<'_>, line: &Line, day: Date) -> bool {
    facts.made_here.contains(&line.addition)
        || (line.reference.kind != LineKind::Settlement
            && line.reference.day >= day
            && line.values.effective >= day)
}

/// Whether this desktop made the first line of an agreement, or its twin at the same moment.
fn is_first_here(facts: &Facts<'_>, ours: &[Line], agreement: AgreementId) -> bool {
    let on = || ours.iter().filter(|line| line.agreement == agreement);
    let first = on().min_by_key(|line| line.addition);
    first.is_some_and(|first| {
        let mut twins = on().filter(|line| line.reference == first.reference);
        twins.any(|line| facts.made_here.contains(&line.addition))
    })
}

/// The lines of another desktop that the plan would change for days before `since`.
pub(super) fn findings(
    facts: &Facts<'_>,
    subscription: &Subscription,
    lines: &[Line],
    since: Date,
    operations: &[Operation],
) -> Vec<Finding> {
    let theirs = |line: &&Line| {
        !facts.made_here.contains(&line.addition)
            && super::lines::decided(facts, line).is_none()
            && operations
                .iter()
                .filter(|operation| operation.addition == Some(line.addition))
                .any(|operation| reaches_back(line, operation, since))
    };
    let finding = |line: &Line| {
        let message = format!(
            "The {} is another desktop's and bills days before {}, where this desktop's history begins. Restore that desktop's backup, or import a history file that reaches further back; or decide on the line: take Accord's values, or keep theirs",
            facts.named(line),
            day(since)
        );
        on(
            line,
            subscription.finding(facts, Code::LedgerBehind, message),
        )
    };
    lines.iter().filter(theirs).map(finding).collect()
}

/// Whether an operation changes what a line says of days before `since`.
fn reaches_back(line: &Line, operation: &Operation, since: Date) -> bool {
    let (before, after) = (&line.values, &operation.after);
    match line.reference.kind {
        LineKind::Settlement => false,
        LineKind::Adjustment => line.reference.day < since && before != after,
        LineKind::Base => before.effective < since && said(before, since) != said(after, since),
    }
}

/// What a line says of the days before `since`.
fn said(values: &LineValues, since: Date) -> LineValues {
    let eve = previous(since);
    LineValues {
        cancelled: Some(values.cancelled.map_or(eve, |last| last.min(eve))),
        ..values.clone()
    }
}
