//! Additions as lines: which are ours, and what they say.

use super::facts::Facts;
use connectwise::{Addition, BillCustomer};
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId, ItemId},
    line::{BilledAs, Line, LineValues},
    period::previous,
    reference::Reference,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use store::{LineChoice, WrittenLine};

/// The reference that an addition carries: in its serial number or, whatever
/// the setting is now, in a custom field.
#[must_use]
pub fn reference_of(addition: &Addition) -> Option<Reference> {
    let fields = addition
        .custom_fields
        .iter()
        .filter_map(|field| field.value.as_ref()?.as_str());
    addition
        .serial_number
        .as_deref()
        .into_iter()
        .chain(fields)
        .find_map(|text| text.parse().ok())
}

/// What an addition says. A missing quantity or price counts as 0, a missing
/// first day as the first day of time: ConnectWise defaults neither to null.
#[must_use]
pub fn values_of(addition: &Addition) -> LineValues {
    LineValues {
        item: ItemId(addition.product.id.unwrap_or_default()),
        quantity: addition.quantity.unwrap_or(Decimal::ZERO).normalize(),
        unit_price: addition.unit_price.unwrap_or(Decimal::ZERO).normalize(),
        effective: addition.effective_date.unwrap_or(Date::MIN),
        cancelled: addition.cancelled_date,
        billable: addition.bill_customer == BillCustomer::Billable,
    }
}

/// All lines of ours on the company's agreements, voided ones too, under the
/// subscription that their reference names (aliases resolved).
pub(super) fn ours(facts: &Facts<'_>) -> Vec<Line> {
    let on = |(agreement, additions): (&u32, &Vec<Addition>)| {
        let agreement = AgreementId(*agreement);
        additions
            .iter()
            .filter_map(|addition| line(facts, agreement, addition))
            .collect::<Vec<_>>()
    };
    facts.reading.additions.iter().flat_map(on).collect()
}

fn line(facts: &Facts<'_>, agreement: AgreementId, addition: &Addition) -> Option<Line> {
    let mut reference = reference_of(addition)?;
    if let Some(real) = facts.aliases.get(&reference.subscription) {
        reference.subscription = real.clone();
    }
    let id = AdditionId(addition.id);
    let decisions = facts.line_decisions.get(&id).into_iter().flatten();
    let billed_as = decisions.filter_map(|decision| {
        let values = decision.before.clone()?;
        Some(BilledAs {
            values,
            until: decision.from,
        })
    });
    Some(Line {
        addition: id,
        agreement,
        reference,
        values: values_of(addition),
        billed_as: billed_as.collect(),
    })
}

/// Lines that this desktop wrote and that stand nowhere any more. Such a line
/// billed what was invoiced while it stood, and nothing from `open` on; one that
/// lay wholly from `open` on billed nothing.
pub(super) fn vanished(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
) -> Vec<Line> {
    let read = facts.reading.additions.values().flatten();
    let standing: BTreeSet<u32> = read.map(|addition| addition.id).collect();
    let gone = |known: &WrittenLine| {
        let open = terms.get(&known.agreement)?.open();
        let mut values = known.values.clone();
        if values.effective >= open {
            values.billable = false;
        } else if values.cancelled.is_none_or(|last| last >= open) {
            values.cancelled = Some(previous(open));
        }
        let mut reference = known.reference.clone();
        if let Some(real) = facts.aliases.get(&reference.subscription) {
            reference.subscription = real.clone();
        }
        let (addition, agreement) = (known.addition, known.agreement);
        Some(Line {
            addition,
            agreement,
            reference,
            values,
            billed_as: Vec::new(),
        })
    };
    let known = facts.known_lines.values();
    known
        .filter(|known| !standing.contains(&known.addition.0))
        .filter_map(gone)
        .collect()
}

/// The user's word on an edited line, while it speaks of what stands.
pub(super) fn decided(facts: &Facts<'_>, line: &Line) -> Option<LineChoice> {
    let decision = facts.line_decisions.get(&line.addition)?.last()?;
    (decision.accepted == line.values).then_some(decision.choice)
}
