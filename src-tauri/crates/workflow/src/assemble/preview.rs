//! What an agreement's next invoice adds up to, without the plan and with it:
//! over all its additions, Accord's and others.
//!
//! An addition that stood before the open period is taken to have been invoiced
//! to that period's eve; ConnectWise does not tell through which day it was.

use super::{facts::Facts, lines::values_of};
use connectwise::Addition;
use domain::{
    agreement::AgreementTerms,
    ids::AdditionId,
    line::{LineValues, Operation},
    money::Rounding,
    period::previous,
    preview::Charge,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The next invoice of an agreement, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextInvoice {
    /// Without the plan.
    pub before: Decimal,
    /// With the plan.
    pub after: Decimal,
}

/// The next invoice of one agreement, as far as ConnectWise's rules are known.
#[must_use]
pub fn next_invoice(
    facts: &Facts<'_>,
    terms: &AgreementTerms,
    operations: &[Operation],
) -> NextInvoice {
    let standing = facts.reading.additions.get(&terms.id.0);
    let mut charges: BTreeMap<AdditionId, Charge> = standing
        .into_iter()
        .flatten()
        .map(|addition| (AdditionId(addition.id), standing_charge(addition, terms)))
        .collect();
    let rounding = facts.rules.rounding;
    let before = sum(charges.values(), terms, rounding);
    let mut created = Vec::new();
    for operation in operations.iter().filter(|one| one.agreement == terms.id) {
        match operation.addition {
            None => created.push(charge(&operation.after, None)),
            Some(id) => {
                if let Some(stood) = charges.get_mut(&id) {
                    *stood = changed(stood, operation);
                }
            }
        }
    }
    let after = sum(charges.values().chain(&created), terms, rounding);
    NextInvoice { before, after }
}

fn sum<'a>(
    charges: impl Iterator<Item = &'a Charge>,
    terms: &AgreementTerms,
    rounding: Rounding,
) -> Decimal {
    charges
        .map(|charge| charge.on_next_invoice(terms, rounding))
        .sum()
}

fn standing_charge(addition: &Addition, terms: &AgreementTerms) -> Charge {
    let values = values_of(addition);
    let eve = previous(terms.open());
    let through = (values.effective <= eve).then_some(eve);
    let included = addition.less_included.unwrap_or(Decimal::ZERO);
    let charge = charge(&values, through);
    Charge {
        quantity: charge.quantity - included,
        ..charge
    }
}

/// A charge after an operation; what is included stays so.
fn changed(stood: &Charge, operation: &Operation) -> Charge {
    let included = operation
        .before
        .as_ref()
        .map_or(Decimal::ZERO, |before| before.quantity - stood.quantity);
    let now = charge(&operation.after, stood.billed_through);
    Charge {
        quantity: now.quantity - included,
        ..now
    }
}

fn charge(values: &LineValues, billed_through: Option<Date>) -> Charge {
    Charge {
        quantity: values.quantity,
        unit_price: values.unit_price,
        span: values.span(),
        billable: values.billable,
        billed_through,
    }
}
