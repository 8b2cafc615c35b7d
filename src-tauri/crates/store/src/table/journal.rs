//! Writing the journal: operations planned, and each taken step by step.

use super::{
    job::JobId,
    line::WrittenLine,
    operation::{JobOperation, OperationId, OperationState},
};
use crate::{
    access::Writer,
    cell::{Textual, json_of, text_of},
    error::Error,
};
use domain::{ids::AdditionId, line::Operation};
use jiff::Timestamp;
use rusqlite::params;
use rust_decimal::Decimal;

/// The next step of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Its request is about to leave.
    Sending,
    /// ConnectWise has it, on this addition.
    Confirmed(AdditionId),
    /// ConnectWise has it not, and why.
    Failed(String),
    /// Nobody knows, and why.
    Unknown(String),
    /// ConnectWise has it not, for certain, and it may be sent again.
    NotDone,
}

impl Writer<'_> {
    /// Adds an operation to a job's plan, in the place `seq`.
    ///
    /// # Errors
    /// [`crate::Constraint::OperationTwice`] where the place is taken,
    /// [`crate::Constraint::Reference`] where the agreement is not in the plan or an
    /// event not in the ledger; what SQLite refuses.
    pub fn add_operation(
        &mut self,
        job: JobId,
        seq: u32,
        operation: &Operation,
    ) -> Result<OperationId, Error> {
        let after = &operation.after;
        let id = self.insert(
            "INSERT INTO operation (job, seq, agreement, action, addition, subscription,
                reference, item, quantity, unit_price, effective, cancelled, billable,
                before_values, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                job,
                seq,
                operation.agreement.0,
                operation.action.to_text(),
                operation.addition.map(|addition| addition.0),
                text_of(operation.subscription.as_ref()),
                text_of(operation.reference.as_ref()),
                after.item.0,
                after.quantity.to_text(),
                after.unit_price.to_text(),
                after.effective.to_text(),
                text_of(after.cancelled.as_ref()),
                after.billable,
                operation.before.as_ref().map(json_of).transpose()?,
                operation.text,
            ],
        )?;
        for event in &operation.because {
            self.run(
                "INSERT INTO operation_event (operation, event) VALUES (?1, ?2)
                 ON CONFLICT DO NOTHING",
                [id, *event],
            )?;
        }
        Ok(id)
    }

    /// Adds an operation behind the last of a job's plan.
    ///
    /// # Errors
    /// As [`Writer::add_operation`].
    pub fn append_operation(
        &mut self,
        job: JobId,
        operation: &Operation,
    ) -> Result<JobOperation, Error> {
        let last = self.operations(job)?.last().map(|last| last.seq);
        let id = self.add_operation(job, last.map_or(0, |last| last + 1), operation)?;
        self.operation(id)?
            .ok_or_else(|| Error::missing("operation", id))
    }

    /// Sets what an operation makes of its line on the next invoice, as planned.
    ///
    /// # Errors
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn set_invoice_effect(
        &mut self,
        id: OperationId,
        before: Decimal,
        after: Decimal,
    ) -> Result<(), Error> {
        let sql = "UPDATE operation SET invoice_before = ?2, invoice_after = ?3 WHERE id = ?1";
        let effect = params![id, before.to_text(), after.to_text()];
        self.run_on("operation", id, sql, effect)
    }

    /// Takes an operation one step on. What is confirmed is what this desktop knows
    /// of the line from then on.
    ///
    /// # Errors
    /// [`crate::Constraint::OperationState`] where the step does not follow from the
    /// state, [`Error::Missing`], or what SQLite refuses.
    pub fn advance(&mut self, id: OperationId, step: &Step, at: Timestamp) -> Result<(), Error> {
        let at_text = at.to_text();
        match step {
            Step::Sending => self.run_on(
                "operation",
                id,
                "UPDATE operation SET state = 'sending', attempts = attempts + 1,
                    sent_at = ?2, settled_at = NULL, error = NULL WHERE id = ?1",
                params![id, at_text],
            ),
            Step::Confirmed(addition) => {
                self.run_on(
                    "operation",
                    id,
                    "UPDATE operation SET state = 'confirmed', settled_at = ?2, error = NULL,
                        response = ?3 WHERE id = ?1",
                    params![id, at_text, addition.0],
                )?;
                self.remember_line(id, *addition, at)
            }
            Step::Failed(error) => self.settle(id, OperationState::Failed, error, &at_text),
            Step::Unknown(error) => self.settle(id, OperationState::Unknown, error, &at_text),
            Step::NotDone => self.run_on(
                "operation",
                id,
                "UPDATE operation SET state = 'planned', settled_at = ?2 WHERE id = ?1",
                params![id, at_text],
            ),
        }
    }

    fn settle(
        &mut self,
        id: OperationId,
        state: OperationState,
        error: &str,
        at: &str,
    ) -> Result<(), Error> {
        self.run_on(
            "operation",
            id,
            "UPDATE operation SET state = ?2, error = ?3, settled_at = ?4 WHERE id = ?1",
            params![id, state.to_text(), error, at],
        )
    }

    /// A foreign addition that was ended has no reference and is no line.
    fn remember_line(
        &mut self,
        id: OperationId,
        addition: AdditionId,
        at: Timestamp,
    ) -> Result<(), Error> {
        let confirmed = self
            .operation(id)?
            .ok_or_else(|| Error::missing("operation", id))?
            .operation;
        let Some(reference) = confirmed.reference else {
            return Ok(());
        };
        self.put_line(&WrittenLine {
            addition,
            agreement: confirmed.agreement,
            reference,
            values: confirmed.after,
            written_at: at,
        })
    }

    pub(crate) fn copy_operations(&mut self, from: JobId, to: JobId) -> Result<usize, Error> {
        let copied = self.run(
            "INSERT INTO operation (job, seq, agreement, action, addition, subscription,
                reference, item, quantity, unit_price, effective, cancelled, billable,
                before_values, text, invoice_before, invoice_after)
             SELECT ?2, seq, agreement, action, addition, subscription, reference, item,
                quantity, unit_price, effective, cancelled, billable, before_values, text,
                invoice_before, invoice_after
             FROM operation WHERE job = ?1 ORDER BY seq",
            [from, to],
        )?;
        self.run(
            "INSERT INTO operation_event (operation, event)
             SELECT copy.id, operation_event.event
             FROM operation
             JOIN operation_event ON operation_event.operation = operation.id
             JOIN operation AS copy ON copy.job = ?2 AND copy.seq = operation.seq
             WHERE operation.job = ?1",
            [from, to],
        )?;
        Ok(copied)
    }
}
