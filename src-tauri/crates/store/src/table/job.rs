//! Jobs are rows: kind, status, phase and progress, so that a run that was cut off
//! is found at the next start. A job that has ended stays as it is.

use crate::{
    access::Reader,
    cell::{Cells, Textual, named, word},
    error::Error,
    migration::Migration,
};
use domain::ids::CustomerId;
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// A job's number.
pub type JobId = i64;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// Computes a plan and writes nothing.
    Validate,
    /// Applies a validated plan.
    Export,
    /// Takes an export back.
    Undo,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobStatus {
    /// At work.
    Running,
    /// Ended well.
    Success,
    /// Ended with an error.
    Error,
    /// Ended by the user.
    Cancelled,
    /// Cut off; may be resumed.
    Interrupted,
}

/// A job's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Number; a later job has a higher one.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// How far it is.
    pub status: JobStatus,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The day for which a rehearsal computes.
    pub as_of: Option<Date>,
    /// The job whose plan it applies, or takes back.
    pub source: Option<JobId>,
    /// What it is doing, in the caller's words.
    pub phase: Option<String>,
    /// Steps of the phase that are done.
    pub done: u32,
    /// Steps of the phase in all; 0 where nobody knows.
    pub total: u32,
    /// Why it ended with an error, as a whole.
    pub error: Option<String>,
    /// The user asked it to stop.
    pub cancel_requested: bool,
    /// How many customers it is about.
    pub customers: u32,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        22,
        "job",
        "CREATE TABLE job (
        id               INTEGER PRIMARY KEY AUTOINCREMENT,
        kind             TEXT NOT NULL CHECK (kind IN ('validate', 'export', 'undo')),
        status           TEXT NOT NULL CHECK (status IN
                             ('running', 'success', 'error', 'cancelled', 'interrupted')),
        started_at       TEXT NOT NULL,
        finished_at      TEXT,
        as_of            TEXT,
        source           INTEGER REFERENCES job (id),
        phase            TEXT,
        done             INTEGER NOT NULL DEFAULT 0,
        total            INTEGER NOT NULL DEFAULT 0,
        error            TEXT,
        cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1))
    ) STRICT;
    CREATE INDEX job_status ON job (status);
    CREATE TABLE job_customer (
        job        INTEGER NOT NULL REFERENCES job (id),
        customer   TEXT NOT NULL,
        last_event INTEGER,
        PRIMARY KEY (job, customer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_customer_customer ON job_customer (customer, job);
    CREATE TRIGGER job_stays_ended BEFORE UPDATE OF status ON job
    WHEN OLD.status IN ('success', 'error', 'cancelled') AND NEW.status <> OLD.status
    BEGIN SELECT RAISE(ABORT, 'job-ended'); END",
    ),
    Migration::new(30, "job_source", "CREATE INDEX job_source ON job (source)"),
];

const KINDS: [(JobKind, &str); 3] = [
    (JobKind::Validate, "validate"),
    (JobKind::Export, "export"),
    (JobKind::Undo, "undo"),
];
const STATUSES: [(JobStatus, &str); 5] = [
    (JobStatus::Running, "running"),
    (JobStatus::Success, "success"),
    (JobStatus::Error, "error"),
    (JobStatus::Cancelled, "cancelled"),
    (JobStatus::Interrupted, "interrupted"),
];

impl Textual for JobKind {
    fn to_text(&self) -> String {
        self.word().to_owned()
    }
    fn from_text(text: &str) -> Option<Self> {
        named(text, &KINDS)
    }
}

impl Textual for JobStatus {
    fn to_text(&self) -> String {
        self.word().to_owned()
    }
    fn from_text(text: &str) -> Option<Self> {
        named(text, &STATUSES)
    }
}

impl JobKind {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(self, &KINDS)
    }
}

impl JobStatus {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(self, &STATUSES)
    }
}

impl Job {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.text("kind")?,
            status: row.text("status")?,
            started_at: row.text("started_at")?,
            finished_at: row.text_or_none("finished_at")?,
            as_of: row.text_or_none("as_of")?,
            source: row.get("source")?,
            phase: row.get("phase")?,
            done: row.get("done")?,
            total: row.get("total")?,
            error: row.get("error")?,
            cancel_requested: row.get("cancel_requested")?,
            customers: row.get("customers")?,
        })
    }
}

const SELECT: &str = "SELECT job.*,
    (SELECT count(*) FROM job_customer WHERE job_customer.job = job.id) AS customers FROM job";

impl Reader<'_> {
    /// One job.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn job(&self, id: JobId) -> Result<Option<Job>, Error> {
        self.row(&format!("{SELECT} WHERE id = ?1"), [id], Job::from_row)
    }

    /// Whether a job was asked to stop. Asked between any two steps of a run.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn is_to_stop(&self, id: JobId) -> Result<bool, Error> {
        let sql = "SELECT cancel_requested FROM job WHERE id = ?1";
        Ok(self.row(sql, [id], |row| row.get(0))?.unwrap_or(false))
    }

    /// The newest `limit` jobs, those before `before` where a page came first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn jobs(&self, before: Option<JobId>, limit: u32) -> Result<Vec<Job>, Error> {
        self.rows(
            &format!("{SELECT} WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2"),
            params![before, limit],
            Job::from_row,
        )
    }

    /// The jobs in a status, the oldest first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn jobs_in(&self, status: JobStatus) -> Result<Vec<Job>, Error> {
        self.rows(
            &format!("{SELECT} WHERE status = ?1 ORDER BY id"),
            [status.to_text()],
            Job::from_row,
        )
    }

    /// The customers that a job is about.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn job_customers(&self, id: JobId) -> Result<Vec<CustomerId>, Error> {
        let sql = "SELECT customer FROM job_customer WHERE job = ?1 ORDER BY customer";
        self.rows(sql, [id], |row| row.text("customer"))
    }
}
