//! The fingerprint of everything that an agreement's plan came from. Upload
//! compares it before the first write; a run's own confirmed writes do not count.

use super::{
    facts::Facts,
    lines::{reference_of, values_of},
    subscriptions::Subscription,
};
use connectwise::Addition;
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// What a plan came from, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Mappings, ledger, settings, decisions, the agreement, catalog prices.
    pub rest: String,
    /// Each addition that counts, by its number.
    pub additions: BTreeMap<u32, String>,
}

impl Fingerprint {
    /// Whether `now` is the same but for additions in `own`, which this run has
    /// written itself.
    #[must_use]
    pub fn still_holds(&self, now: &Self, own: &BTreeSet<AdditionId>) -> bool {
        let others = |additions: &BTreeMap<u32, String>| {
            let mut others = additions.clone();
            others.retain(|id, _| !own.contains(&AdditionId(*id)));
            others
        };
        self.rest == now.rest && others(&self.additions) == others(&now.additions)
    }
}

/// The fingerprint of one agreement's plan.
pub(super) fn fingerprint(
    facts: &Facts<'_>,
    subscriptions: &[Subscription],
    terms: &AgreementTerms,
) -> Fingerprint {
    Fingerprint {
        rest: rest(facts, subscriptions, terms),
        additions: additions(facts, terms.id),
    }
}

/// The agreement's additions, and lines of ours on the company's other ones.
fn additions(facts: &Facts<'_>, agreement: AgreementId) -> BTreeMap<u32, String> {
    facts
        .reading
        .additions
        .iter()
        .flat_map(|(on, additions)| additions.iter().map(move |addition| (*on, addition)))
        .filter(|(on, addition)| *on == agreement.0 || reference_of(addition).is_some())
        .map(|(_, addition)| (addition.id, of_addition(addition)))
        .collect()
}

fn of_addition(addition: &Addition) -> String {
    hash(&format!(
        "{:?}|{:?}|{:?}|{:?}|{:?}",
        values_of(addition),
        addition.less_included.map(|included| included.normalize()),
        addition.serial_number,
        addition.invoice_description,
        addition.info.last_updated,
    ))
}

fn rest(facts: &Facts<'_>, subscriptions: &[Subscription], terms: &AgreementTerms) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{:?}|{:?}|{:?}",
        facts.company,
        facts.as_of,
        terms_without_defaults(terms)
    );
    let record = facts
        .reading
        .agreements
        .iter()
        .find(|agreement| agreement.id == terms.id.0);
    let _ = write!(text, "|{:?}", record.map(super::agreements::status));
    for mapping in facts
        .products
        .iter()
        .filter(|mapping| mapping.agreement == terms.id)
    {
        let price = facts
            .reading
            .items
            .get(&mapping.item.0)
            .and_then(|item| item.as_ref()?.price);
        let _ = write!(
            text,
            "|{mapping:?} {:?}",
            price.map(|price| price.normalize())
        );
    }
    for event in &facts.events {
        let _ = write!(text, "|{}{:?}", event.id, event.decision);
    }
    let rules = facts.rules;
    let _ = write!(
        text,
        "|{:?}|{:?}|{:?}|{:?}|{:?}|{}",
        rules.billing_zone.iana_name(),
        rules.c3_zone.iana_name(),
        rules.suspended,
        rules.rounding,
        rules.price_source,
        rules.text.as_str(),
    );
    // What the user chose and C3 invoiced counts by what it makes of a
    // subscription: a validation keeps the opening that it found as a choice.
    for subscription in subscriptions {
        let id = &subscription.id;
        let held = facts.choices.get(id).is_some_and(|choice| choice.held);
        let unclear = facts.unclear.contains(id);
        let timeline = subscription.timeline.as_ref();
        let _ = write!(
            text,
            "|{id} {held} {unclear} {:?} {timeline:?}",
            subscription.cycles
        );
    }
    let _ = write!(
        text,
        "|{:?}|{:?}|{:?}",
        facts.duplicates, facts.line_decisions, facts.set_aside
    );
    hash(&text)
}

/// `bill_from` and the price periods are first set by the validation itself, so
/// they count with the values that they get there.
fn terms_without_defaults(terms: &AgreementTerms) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        terms.periods,
        terms.bill_start,
        terms.end,
        terms.next_invoice,
        terms.covers,
        terms.prorates,
        terms.mode,
        terms.begins(),
        terms.prices.today(),
    )
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
