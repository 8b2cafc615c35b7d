//! The word on additions: what is to become of a possible duplicate, and whose
//! values a line keeps that somebody edited in ConnectWise. Here are the words and
//! what both check.
//!
//! Both are decided on what ConnectWise says at that moment, and carried out by
//! the next upload.

use super::subscriptions::{is_known, unknown as unknown_subscription};
use crate::{Workflow, error::Error, mapping::Names};
use connectwise::{Addition, BillCustomer};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    line::LineValues,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What is to become of a possible duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdditionDecision {
    /// It becomes the line of this subscription.
    Adopt(SubscriptionId),
    /// It ends on the day before the first one that no invoice covers.
    End,
    /// It is something else and stays as it is.
    Leave,
}

/// Whose values a line keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineVerdict {
    /// What somebody wrote in ConnectWise.
    Theirs,
    /// What Accord's plan says.
    Ours,
}

impl Workflow {
    /// Decides what the next upload does with a possible duplicate.
    ///
    /// # Errors
    /// [`Error::Rule`] when the agreement is not mapped, the addition is a line
    /// of Accord's, or it cannot be adopted; [`Error::Unknown`] for an addition
    /// or a subscription that is not there; a connection's error.
    pub async fn decide_duplicate(
        &self,
        agreement: AgreementId,
        addition: AdditionId,
        decision: AdditionDecision,
    ) -> Result<(), Error> {
        self.decide_duplicates(agreement, &[(addition, Some(decision))])
            .await
    }

    /// What a line said until `from`, where that is known: before the edit, or as an
    /// earlier decision left it.
    pub(super) fn before_edit(
        &self,
        addition: AdditionId,
        now: &LineValues,
        from: Date,
    ) -> Result<Option<LineValues>, Error> {
        let (written, decided) = self
            .store
            .read(|reader| Ok((reader.line(addition)?, reader.line_decision(addition)?)))?;
        let written = written
            .map(|line| line.values)
            .filter(|values| values != now);
        Ok(match decided {
            // Nothing was invoiced between the two.
            Some(decided) if decided.from == from => decided.before.or(written),
            Some(decided) => written.or(Some(decided.accepted)),
            None => written,
        })
    }

    pub(super) fn mapped_for(&self, agreement: AgreementId) -> Result<CustomerId, Error> {
        let mapped = self
            .store
            .read(|reader| reader.agreement_mapping(agreement))?;
        mapped
            .map(|mapping| mapping.customer)
            .ok_or_else(|| not_mapped(agreement))
    }

    /// The customer to whose company an agreement belongs.
    pub(super) fn holder_of(&self, agreement: AgreementId) -> Result<CustomerId, Error> {
        let holder = self.store.read(|reader| {
            if let Some(mapping) = reader.agreement_mapping(agreement)? {
                return Ok(Some(mapping.customer));
            }
            match reader.agreement(agreement)? {
                Some(known) => reader.holder_of_company(known.company),
                None => Ok(None),
            }
        })?;
        holder.ok_or_else(|| no_customer(agreement))
    }

    pub(super) fn check_subscription_of(
        &self,
        customer: &CustomerId,
        id: &SubscriptionId,
    ) -> Result<(), Error> {
        if self
            .known_subscriptions(customer)?
            .iter()
            .any(|known| known.id == *id)
        {
            return Ok(());
        }
        let (is_known, name) = self
            .store
            .read(|reader| Ok((is_known(reader, id)?, Names(reader).customer(customer)?)))?;
        if !is_known {
            return Err(unknown_subscription(id));
        }
        Err(Error::Rule(format!(
            "The subscription {id} is not one of {name}"
        )))
    }
}

pub(super) fn check_adoptable(addition: &Addition) -> Result<(), Error> {
    let id = addition.id;
    if addition.bill_customer != BillCustomer::Billable {
        return Err(Error::Rule(format!(
            "Addition {id} is not billable and cannot be adopted; end it, or leave it"
        )));
    }
    if addition
        .less_included
        .is_some_and(|included| included != Decimal::ZERO)
    {
        return Err(Error::Rule(format!(
            "Addition {id} has included units that are not billed and cannot be adopted; end it, or leave it"
        )));
    }
    Ok(())
}

pub(super) fn not_mapped(agreement: AgreementId) -> Error {
    Error::Rule(format!("Agreement {agreement} is not mapped; map it first"))
}

pub(super) fn no_customer(agreement: AgreementId) -> Error {
    Error::Rule(format!(
        "No customer is mapped to the company of agreement {agreement}; map it first"
    ))
}

pub(super) fn not_billable(agreement: AgreementId) -> Error {
    Error::Rule(format!(
        "Agreement {agreement} is gone, or no longer bills Monthly or Yearly; nothing on it can be decided"
    ))
}

pub(super) fn unknown(addition: AdditionId) -> Error {
    Error::Unknown {
        what: "addition",
        id: addition.to_string(),
    }
}
