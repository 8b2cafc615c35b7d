//! What was known when a record planned: its terms and its ledger's extent, and the
//! lines with everything that the journal did from then on taken back.

use crate::{Workflow, assemble::Then, error::Error, planned::PlannedTerms};
use domain::ids::AdditionId;
use std::collections::{BTreeMap, BTreeSet};
use store::{JobOperation, OperationState};

impl Workflow {
    /// What was known when the record of an operation planned it; `None` where the
    /// record does not tell.
    pub(super) fn then(&self, made: &JobOperation) -> Result<Option<Then>, Error> {
        let agreement = made.operation.agreement;
        let Some(subscription) = &made.operation.subscription else {
            return Ok(None);
        };
        let (planned, extent, done) = self.store.read(|reader| {
            Ok((
                reader.plan_agreements_of(made.job, &made.customer)?,
                reader.extent(made.job, &made.customer)?,
                reader.operations_of(subscription)?,
            ))
        })?;
        let mut planned = planned.iter();
        let terms = planned
            .find(|planned| planned.agreement == agreement)
            .and_then(|planned| serde_json::from_str::<PlannedTerms>(&planned.terms).ok());
        let (Some(terms), Some(last_event)) = (terms, extent) else {
            return Ok(None);
        };
        let (later, was) = taken_back(&done, made);
        Ok(Some(Then {
            open: terms.open,
            mode: terms.mode,
            bill_from: terms.bill_from,
            prices: terms.prices,
            last_event,
            later,
            was,
        }))
    }
}

/// The lines that were created from a record on, and what the others said before it.
fn taken_back(
    done: &[JobOperation],
    made: &JobOperation,
) -> (
    BTreeSet<AdditionId>,
    BTreeMap<AdditionId, domain::line::LineValues>,
) {
    let (mut later, mut was) = (BTreeSet::new(), BTreeMap::new());
    let since = done
        .iter()
        .rev()
        .filter(|one| one.state == OperationState::Confirmed && one.job >= made.job);
    for one in since {
        let Some(addition) = one.addition() else {
            continue;
        };
        match &one.operation.before {
            None => {
                later.insert(addition);
            }
            Some(before) => {
                was.insert(addition, before.clone());
            }
        }
    }
    (later, was)
}
