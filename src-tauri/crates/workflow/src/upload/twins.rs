//! Two desktops at once: the same line created twice.
//!
//! ConnectWise has no lock and no key that it refuses to take twice, so two desktops
//! that upload the same plan at the same moment may both create a line. Each therefore
//! reads back the agreements on which it created lines, and voids every twin but the
//! one with the lowest number, whoever made it: so both decide alike, and the first one
//! is never voided. A twin that the list does not show yet, or that an invoice has
//! covered by then, is left for the next validation, which finds it by its reference.

use super::{
    apply::{Entry, Outcome},
    run::Run,
};
use crate::{
    assemble::{reference_of, values_of},
    error::Error,
};
use connectwise::Addition;
use domain::{
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, CustomerId},
    line::{Action, Operation},
    reference::Reference,
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{JobOperation, OperationState};

/// Whether a run that was cut off may have left a twin: it created lines and has not
/// come to read them back.
pub(super) fn may_be_there(rows: &[JobOperation]) -> bool {
    rows.iter().any(is_created)
}

fn is_created(row: &JobOperation) -> bool {
    row.operation.action == Action::Create && row.state == OperationState::Confirmed
}

impl Run<'_> {
    /// Voids the later twins of the lines that this export created for a customer.
    /// `opens` are the first days that no invoice covers.
    pub(super) async fn void_twins(
        &self,
        customer: &CustomerId,
        opens: &BTreeMap<AgreementId, Date>,
    ) -> Result<(), Error> {
        let rows = self.applying.journal.operations()?;
        let mut created: BTreeMap<AgreementId, BTreeSet<Reference>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.customer == *customer) {
            if let Some(reference) = row.operation.reference.clone().filter(|_| is_created(row)) {
                let on_agreement = created.entry(row.operation.agreement).or_default();
                on_agreement.insert(reference);
            }
        }
        let planned = self.applying.journal.planned_opens(customer)?;
        for (agreement, references) in created {
            let Some(open) = opens.get(&agreement).filter(|_| !self.is_over()) else {
                continue;
            };
            // Where no invoice was made since, none covers what this export created.
            let not_invoiced = planned.get(&agreement) == Some(open);
            let open = if not_invoiced { Date::MIN } else { *open };
            let additions = match self.applying.connectwise.additions(agreement.0).await {
                Ok(additions) => additions.unwrap_or_default(),
                // The next validation looks again.
                Err(error) => {
                    let error = error.for_log();
                    tracing::warn!(
                        error,
                        agreement = agreement.0,
                        "created lines were not read back"
                    );
                    continue;
                }
            };
            for twin in later_twins(agreement, &additions, &references, open) {
                self.void(customer, twin).await?;
            }
        }
        Ok(())
    }

    async fn void(&self, customer: &CustomerId, operation: Operation) -> Result<(), Error> {
        let row = self.applying.journal.append(&operation)?;
        let entry = Entry {
            row,
            taxable: None,
            fields: Arc::default(),
        };
        let message = format!(
            "Another desktop wrote the same line on {} at the same moment. The later one, line {}, is billed no more",
            self.applying.journal.agreement_named(operation.agreement)?,
            operation
                .addition
                .map(|twin| twin.to_string())
                .unwrap_or_default()
        );
        let said = Finding {
            agreement: Some(operation.agreement),
            subscription: operation.subscription,
            addition: operation.addition,
            ..Finding::of(customer, Code::TwinVoided, message)
        };
        let outcome = self.applying.carry_out(&entry).await?;
        if matches!(outcome, Outcome::Confirmed) {
            return self.applying.journal.finding(&said);
        }
        self.note(&entry, outcome).map(drop)
    }
}

/// The operations that void the twins of these lines, each but the one with the
/// lowest number. `open` is the first day that no invoice covers.
fn later_twins(
    agreement: AgreementId,
    additions: &[Addition],
    references: &BTreeSet<Reference>,
    open: Date,
) -> Vec<Operation> {
    let mut by_reference: BTreeMap<Reference, Vec<&Addition>> = BTreeMap::new();
    for addition in additions {
        let values = values_of(addition);
        let reference = reference_of(addition).filter(|named| references.contains(named));
        if let Some(reference) = reference.filter(|_| values.bills() && values.effective >= open) {
            by_reference.entry(reference).or_default().push(addition);
        }
    }
    let void = |reference: &Reference, twin: &Addition| Operation {
        action: Action::Void,
        agreement,
        addition: Some(AdditionId(twin.id)),
        subscription: Some(reference.subscription.clone()),
        reference: Some(reference.clone()),
        before: Some(values_of(twin)),
        after: values_of(twin).voided(),
        text: None,
        because: Vec::new(),
    };
    let mut voids = Vec::new();
    for (reference, mut twins) in by_reference {
        twins.sort_by_key(|twin| twin.id);
        voids.extend(twins.iter().skip(1).map(|twin| void(&reference, twin)));
    }
    voids
}
