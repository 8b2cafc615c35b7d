//! What is odd in one subscription's events, prices and plan, in sentences.

use super::{facts::Facts, subscriptions::Subscription};
use domain::{
    agreement::PriceSource,
    finding::{Code, Finding},
    ids::AgreementId,
    ledger::Status,
    line::EventId,
    plan::{Notice, Target},
    timeline::{ProductName, State, SuspendedBilling, Timeline},
};
use std::collections::BTreeMap;

/// Nothing tells what was there on the first planned day.
pub(super) fn without_opening(facts: &Facts<'_>, subscription: &Subscription) -> Option<Finding> {
    let text = format!(
        "Nothing tells what {} had when Accord begins. Enter its opening quantity and price",
        facts.name
    );
    let unknown = subscription.timeline.is_none();
    unknown.then(|| subscription.finding(facts, Code::BaselineUnknown, text))
}

/// The user holds the subscription.
pub(super) fn held(facts: &Facts<'_>, subscription: &Subscription) -> Option<Finding> {
    let choice = facts.choices.get(&subscription.id);
    let held = choice.is_some_and(|choice| choice.held);
    let text = format!(
        "{} is on hold; nothing is planned for it until the hold is lifted",
        subscription.product()
    );
    held.then(|| subscription.finding(facts, Code::OnHold, text))
}

/// What is odd in a subscription's events and prices.
pub(super) fn findings(
    facts: &Facts<'_>,
    subscription: &Subscription,
    targets: &BTreeMap<ProductName, Target>,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = without_opening(facts, subscription).into_iter().collect();
    let of_events = events(subscription).into_iter();
    findings.extend(of_events.map(|(event, code, text)| Finding {
        event,
        ..subscription.finding(facts, code, text)
    }));
    let now = subscription.timeline.as_ref().and_then(Timeline::now);
    if let Some(now) = now {
        findings.extend(suspended(facts, subscription, now));
        if targets.contains_key(&now.product) {
            findings.extend(offer_price(facts, subscription, now));
        }
    }
    findings
}

/// What is odd, and the one event that says it, where it is one.
fn events(subscription: &Subscription) -> Vec<(Option<EventId>, Code, String)> {
    let product = subscription.product();
    let built = &subscription.built;
    let mut found = Vec::new();
    let mut each = |events: &[EventId], code, text: &str| {
        found.extend(events.iter().map(|event| {
            let text = format!("Event {event} of {product} {text}");
            (Some(*event), code, text)
        }));
    };
    each(
        &built.out_of_order,
        Code::OutOfOrder,
        "contradicts the one before it. Accept it, or discard it",
    );
    each(
        &built.for_review,
        Code::OutOfOrder,
        "says something that Accord does not know. Accept it, or discard it",
    );
    each(
        &built.negative,
        Code::NegativeQuantity,
        "has a quantity below zero. Discard it, and import the right row",
    );
    match built.no_change.len() {
        0 => {}
        1 => found.push((
            built.no_change.first().copied(),
            Code::NoChange,
            format!("1 row of {product} changed nothing"),
        )),
        rows => found.push((
            None,
            Code::NoChange,
            format!("{rows} rows of {product} changed nothing"),
        )),
    }
    let derived = |text: String| (None, Code::DerivedSubscriptionId, text);
    if subscription.id.is_derived() {
        found.push(derived(format!(
            "C3 gave no subscription id for {product}; Accord derived one from customer, tenant, owner and product"
        )));
    }
    if subscription.id.stands_for_text() {
        found.push(derived(format!(
            "C3's subscription id for {product} is no GUID; Accord derived one from it"
        )));
    }
    found
}

fn suspended(facts: &Facts<'_>, subscription: &Subscription, now: &State) -> Option<Finding> {
    let billed =
        now.status == Status::Suspended && facts.rules.suspended == SuspendedBilling::Bills;
    let text = format!(
        "{} is suspended and still billed, as Microsoft does",
        subscription.product()
    );
    billed.then(|| subscription.finding(facts, Code::SuspendedStillBilled, text))
}

/// A price that no offer of the product's name and cycle has.
fn offer_price(facts: &Facts<'_>, subscription: &Subscription, now: &State) -> Option<Finding> {
    if facts.rules.price_source == PriceSource::ConnectWise
        || now.billed(facts.rules.suspended).is_zero()
    {
        return None;
    }
    let price = now.price?;
    let (cycle, _) = subscription.cycles.get(&now.product)?;
    let offers = facts.offers.get(now.product.folded())?.iter();
    let mut prices = offers
        .filter(|o| o.cycle == *cycle)
        .filter_map(|o| o.sale_price)
        .peekable();
    let first = *prices.peek()?;
    let text = format!(
        "{} costs {price} in the history and {first} in C3's offers. Check that the price is for one unit and one billing cycle",
        subscription.product()
    );
    (!prices.any(|offer| offer == price))
        .then(|| subscription.finding(facts, Code::PriceDiffersFromOffer, text))
}

/// A notice of the plan, in words.
pub(super) fn notice(
    facts: &Facts<'_>,
    subscription: &Subscription,
    agreement: AgreementId,
    notice: Notice,
) -> Finding {
    let product = subscription.product();
    let record = facts
        .reading
        .agreements
        .iter()
        .find(|record| record.id == agreement.0);
    let name = record.map_or_else(|| agreement.to_string(), |record| record.name.clone());
    let (code, text) = match notice {
        Notice::BeforeBillingStart => (
            Code::BeforeBillingStart,
            format!(
                "{product} changed before the agreement {name} begins to bill; those days are left out"
            ),
        ),
        Notice::AfterAgreementEnd => (
            Code::AfterAgreementEnd,
            format!(
                "{product} goes on after the agreement {name} ends; its line ends with the agreement"
            ),
        ),
        Notice::LeftDue(due) => (
            Code::AfterAgreementEnd,
            if due.is_sign_negative() {
                format!(
                    "The agreement {name} has ended, and its invoices billed {} too much for {product}; no line can give it back. Credit it by hand",
                    -due
                )
            } else {
                format!(
                    "The agreement {name} has ended, and its invoices billed {due} too little for {product}; no line can bill it. Bill it by hand"
                )
            },
        ),
        Notice::CorrectedBefore => (
            Code::LedgerBehind,
            format!(
                "Another desktop corrected invoiced days of {product} on the agreement {name} that lie before this desktop's history begins, and what is due since then cannot be told from it. Restore that desktop's backup, or import a history file that reaches further back; or choose a later first day for the agreement, before which nothing is corrected"
            ),
        ),
        Notice::PriceZero => (Code::PriceZero, format!("{product} has a price of 0")),
        Notice::PriceMissing => (
            Code::PriceMissing,
            format!(
                "No price is known for {product}. Enter its opening price, or take ConnectWise's price"
            ),
        ),
        Notice::NoReferenceLeft => (
            Code::ReferenceTwice,
            format!(
                "Too many lines of {product} begin on one day of the agreement {name}; end or void some in ConnectWise"
            ),
        ),
    };
    Finding {
        agreement: Some(agreement),
        ..subscription.finding(facts, code, text)
    }
}

/// What is odd with the customer as a whole.
pub(super) fn of_customer(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |code, message| findings.push(Finding::of(&facts.customer, code, message));
    let deleted = facts
        .reading
        .company
        .as_ref()
        .is_none_or(|c| c.deleted_flag == Some(true));
    if deleted {
        add(
            Code::CompanyGone,
            format!(
                "The ConnectWise company {} that {} is mapped to is gone. Release the customer's mapping and map it to another company",
                facts.company, facts.name
            ),
        );
    }
    if let Some(days) = facts.gap {
        add(
            Code::HistoryGap,
            format!(
                "{days} days lay between two refreshes of C3, which shows only 90. Changes may be missing; import a history file that covers the gap"
            ),
        );
    }
    if facts.unreadable > 0 {
        add(
            Code::UnreadableRow,
            format!(
                "{} history rows of {} could not be read. They are kept aside and listed",
                facts.unreadable, facts.name
            ),
        );
    }
    findings
}
