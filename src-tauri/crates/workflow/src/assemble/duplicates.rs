//! Possible duplicates: additions of a mapped item that are not Accord's. The
//! user decides once on each; the upload carries the decision out.

use super::{
    facts::Facts,
    lines::{reference_of, values_of},
};
use connectwise::Addition;
use domain::{
    agreement::AgreementTerms,
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Action, Line, LineValues, Operation},
    period::previous,
    reference::{LineKind, Reference},
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
    taken: &[Line],
) -> Duplicates {
    let mut found = Duplicates::default();
    let mut named: BTreeSet<Reference> = taken.iter().map(|line| line.reference.clone()).collect();
    for mapped in facts.agreements.iter().filter(|known| known.mapped) {
        let Some(terms) = terms.get(&mapped.agreement) else {
            continue;
        };
        for addition in candidates(facts, terms) {
            decide(facts, terms, addition, &mut named, &mut found);
        }
    }
    found
}

/// Additions without our reference, of an item mapped for this customer on
/// whichever agreement, that are in force from `open` on.
fn candidates<'a>(facts: &'a Facts<'_>, terms: &AgreementTerms) -> Vec<&'a Addition> {
    let items: BTreeSet<u32> = facts
        .products
        .iter()
        .map(|mapping| mapping.item.0)
        .collect();
    let open = terms.open();
    let of_ours = |addition: &&Addition| {
        addition
            .product
            .id
            .is_some_and(|item| items.contains(&item))
    };
    let in_force = |addition: &&Addition| {
        let span = values_of(addition).span();
        !span.is_empty() && span.last.is_none_or(|last| last >= open)
    };
    // One that was voided by an earlier decision bills nothing and is over.
    let over = |addition: &&Addition| {
        let values = values_of(addition);
        !values.billable && values.cancelled == Some(values.effective)
    };
    let additions = facts
        .reading
        .additions
        .get(&terms.id.0)
        .into_iter()
        .flatten();
    additions
        .filter(|addition| reference_of(addition).is_none())
        .filter(of_ours)
        .filter(in_force)
        .filter(|addition| !over(addition))
        .collect()
}

fn decide(
    facts: &Facts<'_>,
    terms: &AgreementTerms,
    addition: &Addition,
    named: &mut BTreeSet<Reference>,
    found: &mut Duplicates,
) {
    let id = AdditionId(addition.id);
    match facts.duplicates.get(&id) {
        Some(DuplicateChoice::Leave) => {}
        Some(DuplicateChoice::End) => found.operations.push(end(terms, addition)),
        Some(DuplicateChoice::Adopt(subscription)) => match refusal(facts, terms, addition) {
            Some(why) => found.findings.push(finding(facts, terms, addition, &why)),
            None => found
                .adopted
                .extend(adopt(terms, addition, subscription, named)),
        },
        None => {
            let why = "It may bill the same licences a second time. Adopt it for a subscription, end it, or leave it as something else";
            found.findings.push(finding(facts, terms, addition, why));
        }
    }
}

/// Why an addition cannot be adopted.
fn refusal(facts: &Facts<'_>, terms: &AgreementTerms, addition: &Addition) -> Option<String> {
    if addition
        .less_included
        .is_some_and(|included| !included.is_zero())
    {
        return Some("It has included units and cannot be adopted. End it, or leave it".to_owned());
    }
    if !values_of(addition).billable {
        return Some("It is not Billable and cannot be adopted. End it, or leave it".to_owned());
    }
    let item = values_of(addition).item;
    let mapped = facts
        .products
        .iter()
        .any(|p| p.item == item && p.agreement == terms.id);
    (!mapped).then(|| "Its product is no longer mapped on this agreement".to_owned())
}

fn adopt(
    terms: &AgreementTerms,
    addition: &Addition,
    subscription: &SubscriptionId,
    named: &mut BTreeSet<Reference>,
) -> Option<Line> {
    let values = values_of(addition);
    // The day in the reference says from when on the line is Accord's.
    let day = values.effective.max(terms.open());
    let reference = (0..=9)
        .map(|digit| Reference {
            subscription: subscription.clone(),
            kind: LineKind::Base,
            day,
            digit,
        })
        .find(|reference| !named.contains(reference))?;
    named.insert(reference.clone());
    let addition = AdditionId(addition.id);
    Some(Line {
        addition,
        agreement: terms.id,
        reference,
        values,
        billed_as: Vec::new(),
    })
}

/// Ends a foreign addition the day before `open`; one that lies wholly from
/// `open` on is voided.
fn end(terms: &AgreementTerms, addition: &Addition) -> Operation {
    let before = values_of(addition);
    let open = terms.open();
    let free = before.effective >= open;
    let after = if free {
        before.voided()
    } else {
        LineValues {
            cancelled: Some(previous(open)),
            ..before.clone()
        }
    };
    Operation {
        action: if free { Action::Void } else { Action::End },
        agreement: terms.id,
        addition: Some(AdditionId(addition.id)),
        subscription: None,
        reference: None,
        before: Some(before),
        after,
        text: None,
        because: Vec::new(),
    }
}

fn finding(facts: &Facts<'_>, terms: &AgreementTerms, addition: &Addition, why: &str) -> Finding {
    let values = values_of(addition);
    let item = facts
        .reading
        .items
        .get(&values.item.0)
        .and_then(Option::as_ref);
    let name = item.map_or_else(|| values.item.to_string(), |item| item.identifier.clone());
    let message = format!(
        "Addition {} ({name}, {} × {}, from {}) stands on a mapped agreement and is not Accord's. {why}",
        addition.id, values.quantity, values.unit_price, values.effective
    );
    Finding {
        agreement: Some(terms.id),
        addition: Some(AdditionId(addition.id)),
        ..Finding::of(&facts.customer, Code::PossibleDuplicate, message)
    }
}
