//! What another desktop would have planned that knew less than this one: because less had
//! happened, or because its ledger begins later.

use super::{
    agreements,
    customer::{begun, by_these_settings},
    facts::Facts,
    lines,
};
use domain::{
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Line, Operation},
    period::{next, previous},
};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeSet;

/// Events of a subscription that are left out, one after the other, to see whether what
/// stands was right before them.
const EVENTS_BACK: usize = 16;

/// The lines of a subscription on which a plan has something to do; 0 stands for new ones.
pub(super) type Touched = BTreeSet<AdditionId>;

pub(super) fn touched_by(operations: &[Operation], subscription: &SubscriptionId) -> Touched {
    let of = operations
        .iter()
        .filter(|operation| operation.subscription.as_ref() == Some(subscription));
    of.map(|operation| operation.addition.unwrap_or(AdditionId(0)))
        .collect()
}

/// When another desktop wrote a subscription's lines: since this one last knew a line
/// that says something else now, and no later than ConnectWise says of a line that is
/// new here.
fn known_until(facts: &Facts<'_>, subscription: &SubscriptionId) -> Option<Timestamp> {
    let lines = lines::ours(facts);
    let of = lines
        .iter()
        .filter(|line| line.subscription() == subscription);
    of.filter_map(|line| match facts.known_lines.get(&line.addition) {
        Some(known) => (known.values != line.values).then_some(known.written_at),
        None => last_updated(facts, line),
    })
    .max()
}

fn last_updated(facts: &Facts<'_>, line: &Line) -> Option<Timestamp> {
    let additions = facts.reading.additions.get(&line.agreement.0)?;
    let addition = additions
        .iter()
        .find(|addition| addition.id == line.addition.0)?;
    addition.info.last_updated
}

/// What the plan had to do for a subscription before the last of the events that came
/// since another desktop wrote its lines, before the last two, and so on. What was known
/// before is no other desktop's reason to change a line.
pub(super) fn touched_before(facts: &Facts<'_>, subscription: &SubscriptionId) -> Vec<Touched> {
    let mut plans = Vec::new();
    let Some(until) = known_until(facts, subscription) else {
        return plans;
    };
    let mut facts = facts.clone();
    for _ in 0..EVENTS_BACK {
        let last = facts
            .events
            .iter()
            .rposition(|event| event.subscription == *subscription);
        let Some(last) = last.filter(|at| {
            let event = facts.events.get(*at);
            event.is_some_and(|event| event.pulled_at > until)
        }) else {
            break;
        };
        facts.events.remove(last);
        let planned = by_these_settings(&facts);
        let is_known = planned
            .subscriptions
            .iter()
            .any(|known| known.id == *subscription && known.timeline.is_some());
        if is_known {
            plans.push(touched_by(&planned.operations, subscription));
        }
    }
    plans
}

/// Whether before the last events nothing was to be done for the subscriptions that an
/// agreement's plan concerns.
pub(super) fn had_less_happened(
    facts: &Facts<'_>,
    operations: &[Operation],
    agreement: AgreementId,
) -> bool {
    let on = operations.iter().filter(|one| one.agreement == agreement);
    let subscriptions: BTreeSet<&SubscriptionId> =
        on.filter_map(|one| one.subscription.as_ref()).collect();
    subscriptions.into_iter().all(|subscription| {
        let before = touched_before(facts, subscription);
        before.iter().any(Touched::is_empty)
    })
}

/// Whether nothing was to be done on an agreement at a desktop that did not make its first
/// line, and whose ledger may begin later: it leaves the days before as they are.
pub(super) fn reaches_back_less(facts: &Facts<'_>, agreement: AgreementId) -> bool {
    let mut terms = begun(agreements::terms(facts), &lines::ours(facts));
    let Some(terms) = terms.remove(&agreement) else {
        return false;
    };
    let invoiced = terms
        .periods
        .between(terms.begins(), previous(terms.open()));
    // Of the period that it begins in, a ledger knows a part.
    let begins = invoiced.map(|period| Some(next(period.first)));
    let mut begins = std::iter::once(facts.known_since).chain(begins);
    begins.any(|since| rests_from(facts, agreement, since))
}

fn rests_from(facts: &Facts<'_>, agreement: AgreementId, since: Option<Date>) -> bool {
    let rules = facts.rules;
    let mut facts = Facts {
        made_here: BTreeSet::new(),
        known_since: since,
        ..facts.clone()
    };
    facts.events.retain(|event| {
        let day = event
            .row
            .changed_at
            .day(&rules.c3_zone, &rules.billing_zone);
        since.is_none_or(|since| day >= since)
    });
    let mut planned = by_these_settings(&facts).operations.into_iter();
    !planned.any(|operation| operation.agreement == agreement)
}
