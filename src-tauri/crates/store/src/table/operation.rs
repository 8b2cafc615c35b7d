//! The operations of a plan, and the journal of what became of each: plan and
//! journal are one table, so that they cannot disagree.
//!
//! `planned → sending → confirmed`, or `failed`, or `unknown`. The row is committed
//! as sending before its request leaves; what was sending when the process died is
//! unknown until ConnectWise was read. A trigger holds the order, and confirmed is
//! final. What an operation does never changes.

use super::job::JobId;
use crate::{
    access::Reader,
    cell::{Cells, InOrder, Textual, named, word},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, ItemId},
    line::{EventId, LineValues, Operation},
};
use jiff::Timestamp;
use rusqlite::Row;
use rust_decimal::Decimal;

/// An operation's number.
pub type OperationId = i64;

/// How far an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationState {
    /// Not begun.
    Planned,
    /// Its request may have left.
    Sending,
    /// ConnectWise has it.
    Confirmed,
    /// ConnectWise has it not, for certain.
    Failed,
    /// Nobody knows whether ConnectWise has it.
    Unknown,
}

/// An operation of a job, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobOperation {
    /// Number.
    pub id: OperationId,
    /// The job.
    pub job: JobId,
    /// Place in the job's plan, from 0.
    pub seq: u32,
    /// The C3 customer whose agreement it is.
    pub customer: CustomerId,
    /// What it does.
    pub operation: Operation,
    /// How far it is.
    pub state: OperationState,
    /// How often it was sent.
    pub attempts: u32,
    /// When it was last sent.
    pub sent_at: Option<Timestamp>,
    /// When its state was last found out.
    pub settled_at: Option<Timestamp>,
    /// What went wrong.
    pub error: Option<String>,
    /// The addition that ConnectWise confirmed.
    pub response: Option<AdditionId>,
    /// What its line comes to on the next invoice without it, as planned.
    pub invoice_before: Option<Decimal>,
    /// The same with it.
    pub invoice_after: Option<Decimal>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        25,
        "operation",
        "CREATE TABLE operation (
        id            INTEGER PRIMARY KEY AUTOINCREMENT,
        job           INTEGER NOT NULL,
        seq           INTEGER NOT NULL,
        agreement     INTEGER NOT NULL,
        action        TEXT NOT NULL CHECK (action IN
                          ('adopt', 'end', 'void', 'change', 'create')),
        addition      INTEGER,
        subscription  TEXT,
        reference     TEXT,
        item          INTEGER NOT NULL,
        quantity      TEXT NOT NULL,
        unit_price    TEXT NOT NULL,
        effective     TEXT NOT NULL,
        cancelled     TEXT,
        billable      INTEGER NOT NULL CHECK (billable IN (0, 1)),
        before_values TEXT,
        text          TEXT,
        state         TEXT NOT NULL DEFAULT 'planned' CHECK (state IN
                          ('planned', 'sending', 'confirmed', 'failed', 'unknown')),
        attempts      INTEGER NOT NULL DEFAULT 0,
        sent_at       TEXT,
        settled_at    TEXT,
        error         TEXT,
        response      INTEGER,
        UNIQUE (job, seq),
        FOREIGN KEY (job, agreement) REFERENCES plan_agreement (job, agreement),
        CHECK ((action = 'create') = (addition IS NULL)),
        CHECK ((state = 'confirmed') = (response IS NOT NULL))
    ) STRICT;
    CREATE INDEX operation_job ON operation (job, agreement);
    CREATE INDEX operation_unsettled ON operation (state)
        WHERE state IN ('sending', 'unknown');
    CREATE INDEX operation_reference ON operation (reference);
    CREATE INDEX operation_subscription ON operation (subscription);
    CREATE INDEX operation_addition ON operation (addition);
    CREATE INDEX operation_response ON operation (response);
    CREATE TABLE operation_event (
        operation INTEGER NOT NULL REFERENCES operation (id),
        event     INTEGER NOT NULL REFERENCES event (id),
        PRIMARY KEY (operation, event)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX operation_event_event ON operation_event (event);
    CREATE TRIGGER operation_steps BEFORE UPDATE OF state ON operation
    WHEN OLD.state || '>' || NEW.state NOT IN (
        'planned>sending',
        'sending>planned', 'sending>confirmed', 'sending>failed', 'sending>unknown',
        'unknown>planned', 'unknown>confirmed', 'unknown>failed', 'unknown>sending',
        'failed>sending')
    BEGIN SELECT RAISE(ABORT, 'operation-state'); END;
    CREATE TRIGGER operation_is_not_changed BEFORE UPDATE OF
        id, job, seq, agreement, action, addition, subscription, reference, item, quantity,
        unit_price, effective, cancelled, billable, before_values, text ON operation
    BEGIN SELECT RAISE(ABORT, 'operation-content'); END;
    CREATE TRIGGER operation_is_not_deleted BEFORE DELETE ON operation
    WHEN OLD.state <> 'planned' OR OLD.attempts > 0
    BEGIN SELECT RAISE(ABORT, 'operation-content'); END",
    ),
    Migration::new(
        29,
        "operation_count",
        "CREATE INDEX operation_state ON operation (job, state)",
    ),
    Migration::new(
        35,
        "operation_invoice",
        "ALTER TABLE operation ADD COLUMN invoice_before TEXT;
    ALTER TABLE operation ADD COLUMN invoice_after TEXT",
    ),
];

const STATES: [(OperationState, &str); 5] = [
    (OperationState::Planned, "planned"),
    (OperationState::Sending, "sending"),
    (OperationState::Confirmed, "confirmed"),
    (OperationState::Failed, "failed"),
    (OperationState::Unknown, "unknown"),
];

impl Textual for OperationState {
    fn to_text(&self) -> String {
        self.word().to_owned()
    }
    fn from_text(text: &str) -> Option<Self> {
        named(text, &STATES)
    }
}

impl OperationState {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(self, &STATES)
    }
}

impl JobOperation {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let row = &InOrder::of(row);
        let number = |column| row.get::<Option<u32>>(column);
        let mut read = Self {
            id: row.get("id")?,
            job: row.get("job")?,
            seq: row.get("seq")?,
            operation: operation_from_row(row)?,
            state: row.text("state")?,
            attempts: row.get("attempts")?,
            sent_at: row.text_or_none("sent_at")?,
            settled_at: row.text_or_none("settled_at")?,
            error: row.get("error")?,
            response: number("response")?.map(AdditionId),
            invoice_before: row.text_or_none("invoice_before")?,
            invoice_after: row.text_or_none("invoice_after")?,
            customer: row.text("customer")?,
        };
        read.operation.because = row.json::<Vec<EventId>>("because")?;
        Ok(read)
    }

    /// The addition that it is about, as far as there is one.
    #[must_use]
    pub fn addition(&self) -> Option<AdditionId> {
        self.response.or(self.operation.addition)
    }
}

/// What an operation does, without the events that it is because of.
fn operation_from_row(row: &InOrder<'_, '_>) -> rusqlite::Result<Operation> {
    Ok(Operation {
        agreement: AgreementId(row.get("agreement")?),
        action: row.text("action")?,
        addition: row.get::<Option<u32>>("addition")?.map(AdditionId),
        subscription: row.text_or_none("subscription")?,
        reference: row.text_or_none("reference")?,
        after: LineValues {
            item: ItemId(row.get("item")?),
            quantity: row.text("quantity")?,
            unit_price: row.text("unit_price")?,
            effective: row.text("effective")?,
            cancelled: row.text_or_none("cancelled")?,
            billable: row.get("billable")?,
        },
        before: row.json_or_none("before_values")?,
        text: row.get("text")?,
        because: Vec::new(),
    })
}

impl Reader<'_> {
    /// One operation.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn operation(&self, id: OperationId) -> Result<Option<JobOperation>, Error> {
        let mut found = self.operations_where("operation.id = ?1", [id])?;
        Ok(found.pop())
    }
}
