//! Possible duplicates: additions of a mapped item that are not Accord's. The
//! user decides once on each; the upload carries the decision out.

use super::{
    facts::Facts,
    lines::{reference_of, values_of},
    subscriptions::Subscription,
    targets::targets,
};
use domain::{
    agreement::AgreementTerms,
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, ItemId, SubscriptionId},
    line::{Line, Operation},
    reference::Reference,
    takeover::{Handmade, adopted, ended},
};
use std::collections::{BTreeMap, BTreeSet};
use store::DuplicateChoice;

/// What the user's decisions come to, and what is still to be decided.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    /// Additions about to be adopted, as the lines that they will be.
    pub(super) adopted: Vec<Line>,
    /// Foreign additions to end.
    pub(super) operations: Vec<Operation>,
    /// Undecided, or decided in a way that cannot be carried out.
    pub(super) findings: Vec<Finding>,
}

/// Looks through the mapped agreements.
pub(super) fn duplicates(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    subscriptions: &[Subscription],
    taken: &[Line],
) -> Duplicates {
    let mut looking = Looking {
        facts,
        billed: billed_on(facts, terms, subscriptions),
        named: taken.iter().map(|line| line.reference.clone()).collect(),
        found: Duplicates::default(),
    };
    for mapped in facts.agreements.iter().filter(|known| known.mapped) {
        let Some(terms) = terms.get(&mapped.agreement) else {
            continue;
        };
        for line in handmade(facts, terms) {
            if is_billed(facts, line.values.item) {
                looking.decide(terms, &line);
            }
        }
    }
    looking.found
}

/// Whether an item is mapped for this customer, on whichever agreement.
pub(super) fn is_billed(facts: &Facts<'_>, item: ItemId) -> bool {
    facts.products.iter().any(|mapping| mapping.item == item)
}

/// An agreement's additions without our reference that are in force from `open` on.
pub(super) fn handmade(facts: &Facts<'_>, terms: &AgreementTerms) -> Vec<Handmade> {
    let open = terms.open();
    let additions = facts.reading.additions.get(&terms.id.0);
    additions
        .into_iter()
        .flatten()
        .filter(|addition| reference_of(addition).is_none())
        .map(|addition| Handmade {
            addition: AdditionId(addition.id),
            values: values_of(addition),
            has_included: addition
                .less_included
                .is_some_and(|included| !included.is_zero()),
        })
        .filter(|line| line.is_in_force(open))
        .collect()
}

/// The subscriptions of which something is billed on each agreement. One whose days
/// nothing tells yet may be billed on any.
fn billed_on<'a>(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    subscriptions: &'a [Subscription],
) -> BTreeMap<&'a SubscriptionId, Option<BTreeSet<AgreementId>>> {
    let on = |one: &'a Subscription| {
        let targets = targets(facts, terms, one, &mut Vec::new());
        let agreements = targets.into_values().map(|target| target.agreement);
        (&one.id, one.timeline.as_ref().map(|_| agreements.collect()))
    };
    subscriptions.iter().map(on).collect()
}

struct Looking<'a> {
    facts: &'a Facts<'a>,
    billed: BTreeMap<&'a SubscriptionId, Option<BTreeSet<AgreementId>>>,
    named: BTreeSet<Reference>,
    found: Duplicates,
}

impl Looking<'_> {
    fn decide(&mut self, terms: &AgreementTerms, line: &Handmade) {
        match self.facts.duplicates.get(&line.addition) {
            Some(DuplicateChoice::Leave) => {}
            Some(DuplicateChoice::End) => {
                let ended = ended(terms, line.addition, &line.values);
                self.found.operations.push(ended);
            }
            Some(DuplicateChoice::Adopt(subscription)) => self.adopt(terms, line, subscription),
            None => self.find(
                terms,
                line,
                "It may bill the same licences a second time. Adopt it for a subscription, end it, or leave it as something else",
            ),
        }
    }

    fn adopt(&mut self, terms: &AgreementTerms, line: &Handmade, subscription: &SubscriptionId) {
        // The id by which it was adopted may have been derived, before C3 told its real one.
        let real = self.facts.aliases.get(subscription);
        let subscription = real.unwrap_or(subscription);
        if let Some(why) = self.refusal(terms, line, subscription) {
            self.find(terms, line, why);
            return;
        }
        let (id, values) = (line.addition, &line.values);
        match adopted(terms, id, values, subscription, &mut self.named) {
            Some(line) => self.found.adopted.push(line),
            None => self.find(
                terms,
                line,
                "Too many lines are adopted for that subscription from one day on already. End this one; its licences are billed by the others",
            ),
        }
    }

    /// Why an addition cannot be adopted.
    fn refusal(
        &self,
        terms: &AgreementTerms,
        line: &Handmade,
        subscription: &SubscriptionId,
    ) -> Option<&'static str> {
        if line.has_included {
            return Some("It has included units and cannot be adopted. End it, or leave it");
        }
        if !line.values.billable {
            return Some("It is not Billable and cannot be adopted. End it, or leave it");
        }
        if !is_billed_here(self.facts, terms, line.values.item) {
            return Some("Its product is no longer mapped on this agreement");
        }
        match self.billed.get(subscription) {
            Some(Some(agreements)) if agreements.contains(&terms.id) => None,
            Some(None) => None,
            _ => Some(
                "The subscription that it was to be adopted for is not billed on this agreement. Choose another one, end it, or leave it",
            ),
        }
    }

    fn find(&mut self, terms: &AgreementTerms, line: &Handmade, why: &str) {
        let finding = finding(self.facts, terms, line, why);
        self.found.findings.push(finding);
    }
}

/// Whether an item is mapped on this agreement.
pub(super) fn is_billed_here(facts: &Facts<'_>, terms: &AgreementTerms, item: ItemId) -> bool {
    let mut products = facts.products.iter();
    products.any(|mapping| mapping.item == item && mapping.agreement == terms.id)
}

fn finding(facts: &Facts<'_>, terms: &AgreementTerms, line: &Handmade, why: &str) -> Finding {
    let Handmade {
        addition, values, ..
    } = line;
    let item = facts
        .reading
        .items
        .get(&values.item.0)
        .and_then(Option::as_ref);
    let name = item.map_or_else(|| values.item.to_string(), |item| item.identifier.clone());
    let message = format!(
        "Addition {addition} ({name}, {} × {}, from {}) stands on a mapped agreement and is not Accord's. {why}",
        values.quantity, values.unit_price, values.effective
    );
    Finding {
        agreement: Some(terms.id),
        addition: Some(*addition),
        ..Finding::of(&facts.customer, Code::PossibleDuplicate, message)
    }
}
