//! What an agreement's next invoice adds up to, without the plan and with it:
//! line by line, over all its additions, Accord's and others.
//!
//! ConnectWise does not tell through which day an addition was invoiced. One that
//! this desktop created since the last invoice was not at all; any other one that
//! stood before the open period is taken to have been invoiced to its eve.

use super::{facts::Facts, lines::reference_of, lines::values_of};
use connectwise::Addition;
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, ItemId},
    line::{Action, LineValues, Operation},
    money::Rounding,
    period::previous,
    preview::{Billed, Charge},
    reference::Reference,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The next invoice of an agreement, in its currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextInvoice {
    /// Without the plan.
    pub before: Decimal,
    /// With the plan.
    pub after: Decimal,
    /// Line by line: the additions in the order of their numbers, and then those
    /// that the plan creates.
    pub lines: Vec<InvoiceLine>,
    /// What each operation makes of its line, by its place in the plan.
    pub effects: BTreeMap<usize, Effect>,
    /// Additions of which it cannot be known whether days before the open period
    /// are still to be billed.
    pub doubtful: u32,
}

/// What a line comes to on the next invoice, before an operation and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Before.
    pub before: Decimal,
    /// After.
    pub after: Decimal,
}

/// An addition on the next invoice, or one that is not on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// The addition; `None` while it is to be created.
    pub addition: Option<AdditionId>,
    /// The reference, where it is Accord's.
    pub reference: Option<Reference>,
    /// The plan's last word on it.
    pub operation: Option<Action>,
    /// Catalog item.
    pub item: ItemId,
    /// The item's identifier, where ConnectWise gives one.
    pub item_name: Option<String>,
    /// The text on the invoice.
    pub text: Option<String>,
    /// Without the plan; `None` where it is not there yet.
    pub before: Option<Counted>,
    /// With the plan.
    pub after: Counted,
}

/// What an addition says, and what of it the next invoice bills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What it says.
    pub charge: Charge,
    /// What is billed; `None`: it is not on the invoice.
    pub billed: Option<Billed>,
}

impl Counted {
    fn new(charge: Charge, terms: &AgreementTerms, rounding: Rounding) -> Self {
        let billed = charge.billed(terms, rounding);
        Self { charge, billed }
    }

    /// What it comes to.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.billed
            .as_ref()
            .map_or(Decimal::ZERO, |billed| billed.amount)
    }
}

/// The next invoice of one agreement, as far as ConnectWise's rules are known.
#[must_use]
pub fn next_invoice(
    facts: &Facts<'_>,
    terms: &AgreementTerms,
    operations: &[Operation],
) -> NextInvoice {
    let counting = Counting { facts, terms };
    let standing = facts.reading.additions.get(&terms.id.0);
    let mut lines: Vec<InvoiceLine> = standing
        .into_iter()
        .flatten()
        .map(|addition| counting.standing(addition))
        .collect();
    lines.sort_by_key(|line| line.addition);
    let mut effects = BTreeMap::new();
    let of_agreement = operations
        .iter()
        .enumerate()
        .filter(|(_, operation)| operation.agreement == terms.id);
    for (at, operation) in of_agreement {
        effects.extend(counting.apply(operation, &mut lines).map(|done| (at, done)));
    }
    let before = lines.iter().filter_map(|line| line.before.as_ref());
    let additions = standing.into_iter().flatten();
    NextInvoice {
        before: before.map(Counted::amount).sum(),
        after: lines.iter().map(|line| line.after.amount()).sum(),
        lines,
        effects,
        doubtful: counting.doubtful(additions),
    }
}

struct Counting<'a> {
    facts: &'a Facts<'a>,
    terms: &'a AgreementTerms,
}

impl Counting<'_> {
    fn count(&self, charge: Charge) -> Counted {
        Counted::new(charge, self.terms, self.facts.rules.rounding)
    }

    fn standing(&self, addition: &Addition) -> InvoiceLine {
        let values = values_of(addition);
        let included = addition.less_included.unwrap_or(Decimal::ZERO);
        let charge = charge(&values, self.billed_through(addition, &values));
        let now = self.count(Charge {
            quantity: charge.quantity - included,
            ..charge
        });
        let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        InvoiceLine {
            addition: Some(AdditionId(addition.id)),
            reference: reference_of(addition),
            operation: None,
            item: values.item,
            item_name: said(&addition.product.identifier),
            text: said(&addition.invoice_description).or_else(|| said(&addition.description)),
            before: Some(now.clone()),
            after: now,
        }
    }

    /// Takes one operation into account; what it makes of its line.
    fn apply(&self, operation: &Operation, lines: &mut Vec<InvoiceLine>) -> Option<Effect> {
        if operation.addition.is_none() {
            lines.push(self.created(operation));
        }
        let line = match operation.addition {
            None => lines.last_mut()?,
            id => lines.iter_mut().find(|line| line.addition == id)?,
        };
        let before = match operation.addition {
            None => Decimal::ZERO,
            Some(_) => line.after.amount(),
        };
        if operation.addition.is_some() {
            line.after = self.count(changed(&line.after.charge, operation));
            line.operation = Some(operation.action);
            line.reference = operation.reference.clone().or(line.reference.take());
            line.text = operation.text.clone().or(line.text.take());
        }
        let after = line.after.amount();
        Some(Effect { before, after })
    }

    fn created(&self, operation: &Operation) -> InvoiceLine {
        let item = operation.after.item;
        let record = self.facts.reading.items.get(&item.0);
        let record = record.and_then(Option::as_ref);
        InvoiceLine {
            addition: None,
            reference: operation.reference.clone(),
            operation: Some(operation.action),
            item,
            item_name: record.map(|record| record.identifier.clone()),
            text: operation.text.clone(),
            before: None,
            after: self.count(charge(&operation.after, None)),
        }
    }

    /// Through which day an addition was invoiced.
    fn billed_through(&self, addition: &Addition, values: &LineValues) -> Option<Date> {
        let open = self.terms.open();
        let created = self.facts.created_under.get(&AdditionId(addition.id));
        let since_the_last_invoice = created.is_some_and(|then| *then >= open);
        let stood = values.effective < open && !since_the_last_invoice;
        stood.then(|| previous(open))
    }

    /// Of how many additions it cannot be known: they began in the period before the
    /// open one, and another hand than this desktop's may have made them after that
    /// was invoiced.
    fn doubtful<'a>(&self, additions: impl Iterator<Item = &'a Addition>) -> u32 {
        let open = self.terms.open_period();
        let before = self.terms.periods.before(open);
        let doubtful = additions
            .filter(|_| self.terms.prorates)
            .filter(|addition| {
                let values = values_of(addition);
                let created = &self.facts.created_under;
                values.bills()
                    && values.effective > before.first
                    && values.effective < self.terms.open()
                    && !created.contains_key(&AdditionId(addition.id))
            })
            .count();
        u32::try_from(doubtful).unwrap_or(u32::MAX)
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
