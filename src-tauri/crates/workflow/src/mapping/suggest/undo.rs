//! Taking the last accepted step back, by the rules of release.

use super::{RefusedSuggestion, product};
use crate::{
    Workflow,
    error::Error,
    mapping::{
        Names,
        release::{ReleaseTarget, take_away},
    },
};
use domain::ids::{AgreementId, CompanyId, ItemId};
use jiff::Timestamp;
use serde::Serialize;
use store::{Acceptance, MatchKind, Reader, Writer};

/// What came of taking a step back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TakenBack {
    /// Mappings that were released.
    pub released: usize,
    /// Those that stay, each with its reason.
    pub refused: Vec<RefusedSuggestion>,
    /// Steps that can still be taken back.
    pub steps_left: u32,
}

impl Workflow {
    /// Takes the last accepted step back: what it mapped and nothing was mapped below
    /// since is released, and its names are forgotten. Nothing is written to
    /// ConnectWise.
    ///
    /// # Errors
    /// [`Error::Rule`] when there is no step to take back.
    pub fn undo_accepted(&self) -> Result<TakenBack, Error> {
        let now = self.clock.now();
        self.store.try_write(|writer| {
            let step = writer.last_acceptances()?;
            if step.is_empty() {
                let message = "No accepted suggestion is left to take back";
                return Err(Error::Rule(message.to_owned()));
            }
            let mut outcome = TakenBack::default();
            for one in step.iter().rev() {
                match stays(writer, one)? {
                    Some(reason) => outcome.refused.push(RefusedSuggestion {
                        id: identity(one),
                        name: Names(writer).customer(&one.customer)?,
                        reason,
                    }),
                    None => {
                        take_back(writer, one, now)?;
                        outcome.released += 1;
                    }
                }
            }
            writer.forget_last_acceptances()?;
            outcome.steps_left = writer.count_acceptance_steps()?;
            Ok(outcome)
        })
    }
}

fn identity(one: &Acceptance) -> String {
    match one.kind {
        MatchKind::Customer => one.customer.to_string(),
        MatchKind::Agreement | MatchKind::Product => one.what.clone(),
    }
}

/// Why a mapping cannot be taken back, if it cannot.
fn stays(reader: &Reader<'_>, one: &Acceptance) -> Result<Option<String>, Error> {
    let changed = || Some("It is no longer mapped as it was accepted".to_owned());
    Ok(match one.kind {
        MatchKind::Customer => {
            let mapping = reader.customer_mapping(&one.customer)?;
            if mapping.is_none_or(|mapping| mapping.company != CompanyId(one.target)) {
                changed()
            } else if !reader.agreement_mappings_of(&one.customer)?.is_empty() {
                Some("Agreements were mapped for it since; release them first".to_owned())
            } else {
                None
            }
        }
        MatchKind::Agreement => {
            let agreement = AgreementId(one.target);
            let mapping = reader.agreement_mapping(agreement)?;
            if mapping.is_none_or(|mapping| mapping.customer != one.customer) {
                changed()
            } else if !reader.product_mappings_on(agreement)?.is_empty() {
                Some("Products were mapped on it since; release them first".to_owned())
            } else {
                None
            }
        }
        MatchKind::Product => {
            let mapping = reader.product_mapping(&one.customer, &product(&one.what)?)?;
            let is_it = mapping.is_some_and(|mapping| mapping.item == ItemId(one.target));
            if is_it { None } else { changed() }
        }
    })
}

fn take_back(writer: &mut Writer<'_>, one: &Acceptance, now: Timestamp) -> Result<(), Error> {
    let customer = one.customer.clone();
    let target = match one.kind {
        MatchKind::Customer => ReleaseTarget::Customer(customer),
        MatchKind::Agreement => ReleaseTarget::Agreement(customer, AgreementId(one.target)),
        MatchKind::Product => ReleaseTarget::Product(customer, product(&one.what)?),
    };
    take_away(writer, &target, now)?;
    Ok(writer.keep_match_alias(one.kind, &one.alias, one.alias_before, now)?)
}
