//! Why a line says what it says, as text that can be pasted to a customer.
//!
//! ConnectWise is read afresh; nothing is written. A line that a record of this
//! desktop planned is explained by what was known then: the events, the terms and
//! the lines, with what the journal changed since taken back. Where that leads to
//! something else, today's facts are tried, and last the record's own words.

mod recorded;
mod replay;

use crate::{
    Workflow,
    assemble::{Facts, explain, reference_of, values_of},
    error::Error,
    gather::Gathered,
    read::Reader,
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId},
    line::{EventId, LineValues},
    plan::why::{Asked, Explanation, Step, text},
    reference::Reference,
};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;
use store::{JobId, JobOperation, OperationId, OperationState};

/// Why a line says what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineWhy {
    /// The addition; none while it is to be created.
    pub addition: Option<AdditionId>,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// Its reference.
    pub reference: String,
    /// All of it as text, to be pasted.
    pub text: String,
    /// The events behind it, by their numbers in the ledger.
    pub events: Vec<EventId>,
    /// Step by step.
    pub steps: Vec<Step>,
    /// What the steps come to: quantity times price.
    pub amount: String,
    /// The record that planned it, where this desktop has one.
    pub record: Option<JobId>,
    /// What it is explained by.
    pub basis: Basis,
}

/// What a line is explained by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// By what was known when a record planned it.
    Record,
    /// By what is known today.
    Today,
    /// By the record's own words: what was known then leads elsewhere.
    Words,
}

/// A line, with what the journal knows of it.
struct Line<'a> {
    addition: Option<AdditionId>,
    agreement: AgreementId,
    reference: &'a Reference,
    values: &'a LineValues,
    /// The operation that gave it its quantity and price.
    made: Option<&'a JobOperation>,
    /// What was done to it since.
    since: Vec<&'a JobOperation>,
}

impl Workflow {
    /// Why an addition says what it says.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such addition; [`Error::Rule`] when it is
    /// not one of Accord's lines; a connection's error when ConnectWise cannot be
    /// read.
    pub async fn why(
        &self,
        agreement: AgreementId,
        addition: AdditionId,
    ) -> Result<LineWhy, Error> {
        let done = self.store.read(|reader| reader.operations_on(addition))?;
        let customer = self.customer_of(agreement, &done)?;
        let client = self.connectwise_client()?;
        let common = self.common()?;
        let reader = Reader::new(client, 1).await?;
        let gathered = self.facts(&reader, &common, &customer, None).await?;
        let gathered = gathered.ok_or_else(|| unmapped(agreement))?;
        let mut standing = gathered
            .reading
            .additions
            .get(&agreement.0)
            .into_iter()
            .flatten();
        let standing = standing
            .find(|standing| standing.id == addition.0)
            .ok_or_else(|| Error::Unknown {
                what: "addition",
                id: addition.to_string(),
            })?;
        let reference = reference_of(standing).ok_or_else(|| foreign(addition))?;
        let values = values_of(standing);
        let confirmed = done
            .iter()
            .filter(|one| one.state == OperationState::Confirmed);
        let (made, since) = recorded::made(confirmed.collect(), &values);
        self.explained(
            &gathered,
            &Line {
                addition: Some(addition),
                agreement,
                reference: &reference,
                values: &values,
                made,
                since,
            },
        )
    }

    /// Why an operation of a record makes its line say what it does.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none; [`Error::Rule`] when its addition is not
    /// Accord's; a connection's error when ConnectWise cannot be read.
    pub async fn why_operation(&self, id: OperationId) -> Result<LineWhy, Error> {
        let found = self.store.read(|reader| reader.operation(id))?;
        let operation = found.ok_or_else(|| Error::Unknown {
            what: "operation",
            id: id.to_string(),
        })?;
        let Some(reference) = operation.operation.reference.clone() else {
            return Err(Error::Rule(
                "This addition is not one of Accord's lines; it is ended because you decided so"
                    .to_owned(),
            ));
        };
        let client = self.connectwise_client()?;
        let common = self.common()?;
        let reader = Reader::new(client, 1).await?;
        let gathered = self
            .facts(&reader, &common, &operation.customer, None)
            .await?
            .ok_or_else(|| unmapped(operation.operation.agreement))?;
        self.explained(
            &gathered,
            &Line {
                addition: operation.addition(),
                agreement: operation.operation.agreement,
                reference: &reference,
                values: &operation.operation.after,
                made: Some(&operation),
                since: Vec::new(),
            },
        )
    }

    fn explained(&self, gathered: &Gathered<'_>, line: &Line<'_>) -> Result<LineWhy, Error> {
        let facts = gathered.facts();
        let asked = Asked {
            agreement: line.agreement,
            reference: &real(line.reference, &facts),
            values: line.values,
        };
        let replayed = match line.made {
            Some(made) => self.replayed(made, &asked, &facts)?,
            None => None,
        };
        let (basis, mut found) = match replayed {
            Some(found) => (Basis::Record, found),
            None => match explain(&facts, asked, None).filter(|_| !line.is_only_ended()) {
                Some(found) => (Basis::Today, found),
                None => (Basis::Words, self.in_its_own_words(line)?),
            },
        };
        found.steps.extend(self.happened_since(line)?);
        found.events.extend(
            line.made
                .into_iter()
                .flat_map(|made| made.operation.because.clone()),
        );
        found.events.sort_unstable();
        found.events.dedup();
        Ok(told(gathered, line, basis, found))
    }

    /// Why an operation made its line so, by what was known then.
    fn replayed(
        &self,
        made: &JobOperation,
        asked: &Asked<'_>,
        facts: &Facts<'_>,
    ) -> Result<Option<Explanation>, Error> {
        // A last day that it was given since is told apart.
        let asked = Asked {
            values: &made.operation.after,
            ..*asked
        };
        let then = self.then(made)?;
        Ok(then.and_then(|then| explain(facts, asked, Some(&then))))
    }

    /// Whose agreement it is: by its mapping, else by what was done on it.
    fn customer_of(
        &self,
        agreement: AgreementId,
        done: &[JobOperation],
    ) -> Result<CustomerId, Error> {
        let mapping = self
            .store
            .read(|reader| reader.agreement_mapping(agreement))?;
        mapping
            .map(|mapping| mapping.customer)
            .or_else(|| done.last().map(|operation| operation.customer.clone()))
            .ok_or_else(|| unmapped(agreement))
    }

    fn started(&self, job: JobId) -> Result<Timestamp, Error> {
        Ok(self.job(job)?.started_at)
    }
}

/// The reference under the subscription's real id.
fn real(reference: &Reference, facts: &Facts<'_>) -> Reference {
    let real = facts.aliases.get(&reference.subscription).cloned();
    Reference {
        subscription: real.unwrap_or_else(|| reference.subscription.clone()),
        ..reference.clone()
    }
}

fn unmapped(agreement: AgreementId) -> Error {
    Error::Rule(format!(
        "Agreement {agreement} is mapped to no C3 customer, and no record of this desktop concerns it"
    ))
}

fn foreign(addition: AdditionId) -> Error {
    Error::Rule(format!(
        "Addition {addition} is not one of Accord's lines: a person or another program made it, and nothing here tells why"
    ))
}

fn told(gathered: &Gathered<'_>, line: &Line<'_>, basis: Basis, found: Explanation) -> LineWhy {
    let Explanation {
        steps,
        events,
        amount,
    } = found;
    LineWhy {
        addition: line.addition,
        agreement: line.agreement,
        reference: line.reference.to_string(),
        text: format!("{}\n{}", recorded::headline(gathered, line), text(&steps)),
        events,
        steps,
        amount: amount_text(amount),
        record: line.made.map(|made| made.job),
        basis,
    }
}

/// An amount with at least two decimals.
fn amount_text(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}
