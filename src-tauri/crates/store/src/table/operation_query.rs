//! Questions to the journal.

use super::{
    job::JobId,
    operation::{JobOperation, OperationId, OperationState},
};
use crate::{
    access::Reader,
    cell::{Cells, Textual},
    error::Error,
};
use domain::{
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Action, EventId},
    reference::Reference,
};
use jiff::Timestamp;
use rusqlite::{Params, params};
use std::collections::BTreeMap;

/// What became of an event: a confirmed change of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The operation.
    pub operation: OperationId,
    /// The job that did it.
    pub job: JobId,
    /// What it did.
    pub action: Action,
    /// The agreement.
    pub agreement: AgreementId,
    /// The addition.
    pub addition: AdditionId,
    /// The line's reference.
    pub reference: Option<Reference>,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
}

impl Reader<'_> {
    /// The additions on an agreement that this desktop made, or adopted.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_made_here(&self, agreement: AgreementId) -> Result<Vec<AdditionId>, Error> {
        self.rows(
            "SELECT DISTINCT response FROM operation
             WHERE agreement = ?1 AND action IN ('create', 'adopt') AND response IS NOT NULL",
            [agreement.0],
            |row| Ok(AdditionId(row.get("response")?)),
        )
    }

    pub(crate) fn operations_where(
        &self,
        condition: &str,
        params: impl Params,
    ) -> Result<Vec<JobOperation>, Error> {
        self.rows(
            &format!(
                "SELECT operation.*, plan_agreement.customer,
                    (SELECT json_group_array(event ORDER BY event) FROM operation_event
                     WHERE operation_event.operation = operation.id) AS because
                 FROM operation
                 JOIN plan_agreement ON plan_agreement.job = operation.job
                    AND plan_agreement.agreement = operation.agreement
                 WHERE {condition} ORDER BY operation.job, operation.seq"
            ),
            params,
            JobOperation::from_row,
        )
    }

    /// A job's operations, in the order of its plan.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operations(&self, job: JobId) -> Result<Vec<JobOperation>, Error> {
        self.operations_where("operation.job = ?1", [job])
    }

    /// A job's operations in one state, in the order of its plan.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operations_in(
        &self,
        job: JobId,
        state: OperationState,
    ) -> Result<Vec<JobOperation>, Error> {
        let condition = "operation.job = ?1 AND operation.state = ?2";
        self.operations_where(condition, params![job, state.to_text()])
    }

    /// The operations, of any job, of which nobody knows whether ConnectWise has them.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn unsettled_operations(&self) -> Result<Vec<JobOperation>, Error> {
        self.operations_where("operation.state IN ('sending', 'unknown')", [])
    }

    /// The operations, of any job, on lines with this reference.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operations_with(&self, reference: &Reference) -> Result<Vec<JobOperation>, Error> {
        self.operations_where("operation.reference = ?1", [reference.to_text()])
    }

    /// The operations, of any job, of one subscription.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operations_of(&self, id: &SubscriptionId) -> Result<Vec<JobOperation>, Error> {
        self.operations_where("operation.subscription = ?1", [id.as_str()])
    }

    /// The operations, of any job, on one addition.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operations_on(&self, addition: AdditionId) -> Result<Vec<JobOperation>, Error> {
        self.operations_where(
            "operation.addition = ?1 OR operation.response = ?1",
            [addition.0],
        )
    }

    /// The terms of the plans by which this desktop created these additions, as the
    /// planner's JSON text.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn created_under(
        &self,
        additions: impl IntoIterator<Item = AdditionId>,
    ) -> Result<BTreeMap<AdditionId, String>, Error> {
        let additions: Vec<_> = additions.into_iter().map(|id| id.to_string()).collect();
        let rows = self.rows(
            "SELECT operation.response, plan_agreement.terms
             FROM operation
             JOIN plan_agreement ON plan_agreement.job = operation.job
                AND plan_agreement.agreement = operation.agreement
             WHERE operation.response IN (SELECT value FROM json_each(?1))
                AND operation.action = 'create' AND operation.state = 'confirmed'",
            [format!("[{}]", additions.join(","))],
            |row| Ok((AdditionId(row.get("response")?), row.get("terms")?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// How many operations of a job are in each state.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_operations(&self, job: JobId) -> Result<BTreeMap<OperationState, u32>, Error> {
        let sql = "SELECT state, count(*) AS number FROM operation WHERE job = ?1 GROUP BY state";
        let rows = self.rows(sql, [job], |row| {
            Ok((row.text("state")?, row.get("number")?))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// What became of each of these events, in the order in which it was done. An
    /// event that led to nothing is not in it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn became(&self, events: &[EventId]) -> Result<BTreeMap<EventId, Vec<Became>>, Error> {
        let events: Vec<_> = events.iter().map(ToString::to_string).collect();
        let rows = self.rows(
            "SELECT operation_event.event, operation.*
             FROM operation_event JOIN operation ON operation.id = operation_event.operation
             WHERE operation.state = 'confirmed'
                AND operation_event.event IN (SELECT value FROM json_each(?1))
             ORDER BY operation.id",
            [format!("[{}]", events.join(","))],
            |row| {
                let became = Became {
                    operation: row.get("id")?,
                    job: row.get("job")?,
                    action: row.text("action")?,
                    agreement: AgreementId(row.get("agreement")?),
                    addition: AdditionId(row.get("response")?),
                    reference: row.text_or_none("reference")?,
                    confirmed_at: row.text_or_none("settled_at")?,
                };
                Ok((row.get::<_, EventId>("event")?, became))
            },
        )?;
        let mut by_event: BTreeMap<EventId, Vec<Became>> = BTreeMap::new();
        for (event, became) in rows {
            by_event.entry(event).or_default().push(became);
        }
        Ok(by_event)
    }
}
