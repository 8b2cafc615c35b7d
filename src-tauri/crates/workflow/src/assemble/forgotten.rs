//! Subscriptions that only Accord's own lines still tell of: C3 invoiced them
//! once, and neither its invoices nor its history name them any more.
//!
//! That something is no longer invoiced is no proof that it ended, so it is
//! billed on, with a warning. Without the opening that an earlier validation
//! kept, or without its item's mapping, nothing is known and nothing planned.

use super::{facts::Facts, subscriptions::Subscription};
use domain::{
    finding::{Code, Finding},
    ids::SubscriptionId,
    mapping::ProductMapping,
    reference::LineKind,
};
use store::WrittenLine;

/// Their ids, under which a line may also stand that C3 still tells of.
pub(super) fn ids<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a SubscriptionId> {
    facts
        .known_lines
        .values()
        .filter(|line| line.reference.kind == LineKind::Base)
        .map(|line| real(facts, line))
        .filter(|id| has_opening(facts, id) && mapping(facts, id).is_some())
}

fn real<'a>(facts: &'a Facts<'_>, line: &'a WrittenLine) -> &'a SubscriptionId {
    let named = &line.reference.subscription;
    facts.aliases.get(named).unwrap_or(named)
}

fn has_opening(facts: &Facts<'_>, id: &SubscriptionId) -> bool {
    let choice = facts.choices.get(id);
    choice.is_some_and(|choice| choice.baseline.is_some())
}

/// The mapping of the item on the subscription's latest line.
pub(super) fn mapping<'a>(facts: &'a Facts<'_>, id: &SubscriptionId) -> Option<&'a ProductMapping> {
    let latest = facts
        .known_lines
        .values()
        .filter(|line| line.reference.kind == LineKind::Base && real(facts, line) == id)
        .max_by_key(|line| (line.values.bills(), line.values.effective, line.addition))?;
    let mut of_item = facts
        .products
        .iter()
        .filter(|mapping| mapping.item == latest.values.item);
    of_item.next()
}

/// Whether nothing but lines of ours tells of a subscription.
pub(super) fn is_forgotten(facts: &Facts<'_>, id: &SubscriptionId) -> bool {
    let mut invoiced = facts.invoice_lines.iter();
    let mut adopted = super::subscriptions::adopted(facts);
    !facts.events.iter().any(|event| event.subscription == *id)
        && !invoiced.any(|line| line.subscription == *id)
        && !adopted.any(|(_, adopted)| adopted == id)
}

/// The warning, where nothing else tells of a subscription that still bills.
pub(super) fn finding(facts: &Facts<'_>, subscription: &Subscription) -> Option<Finding> {
    let now = subscription.timeline.as_ref()?.now()?;
    if !is_forgotten(facts, &subscription.id) || now.billed(facts.rules.suspended).is_zero() {
        return None;
    }
    let text = format!(
        "C3 no longer invoices {} and its history does not say that it ended. It is billed on; if it ended, import the history row that says so",
        subscription.product()
    );
    Some(subscription.finding(facts, Code::HistoryGap, text))
}
