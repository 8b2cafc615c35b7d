//! A job's course: begun, its progress, cancelled, ended, resumed.

use super::job::{JobId, JobKind, JobStatus};
use crate::{
    access::{Reader, Writer},
    cell::{Textual, text_of},
    error::Error,
};
use domain::{ids::CustomerId, line::EventId};
use jiff::{Timestamp, civil::Date};
use rusqlite::params;

/// A job to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// When it begins.
    pub started_at: Timestamp,
    /// The day for which a rehearsal computes.
    pub as_of: Option<Date>,
    /// The job whose plan it applies, or takes back.
    pub source: Option<JobId>,
    /// The customers that it is about.
    pub customers: Vec<CustomerId>,
}

impl Reader<'_> {
    /// Up to which event of a customer's ledger a job's plan goes, where it got so
    /// far.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn extent(&self, id: JobId, customer: &CustomerId) -> Result<Option<EventId>, Error> {
        let sql = "SELECT last_event FROM job_customer WHERE job = ?1 AND customer = ?2";
        let found = self.row(sql, params![id, customer.as_str()], |row| {
            row.get("last_event")
        })?;
        Ok(found.flatten())
    }
}

impl Writer<'_> {
    /// Begins a job: it is running from now on.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn begin_job(&mut self, job: &NewJob) -> Result<JobId, Error> {
        let id = self.insert(
            "INSERT INTO job (kind, status, started_at, as_of, source)
             VALUES (?1, 'running', ?2, ?3, ?4)",
            params![
                job.kind.to_text(),
                job.started_at.to_text(),
                text_of(job.as_of.as_ref()),
                job.source,
            ],
        )?;
        for customer in &job.customers {
            self.run(
                "INSERT INTO job_customer (job, customer) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![id, customer.as_str()],
            )?;
        }
        Ok(id)
    }

    /// Records how far a job is. A new phase begins anew.
    ///
    /// # Errors
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn report_progress(
        &mut self,
        id: JobId,
        phase: &str,
        done: u32,
        total: u32,
    ) -> Result<(), Error> {
        let sql = "UPDATE job SET phase = ?2, done = ?3, total = ?4 WHERE id = ?1";
        self.run_on("job", id, sql, params![id, phase, done, total])
    }

    /// Records up to which event of a customer's ledger a job's plan goes.
    ///
    /// # Errors
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn record_extent(
        &mut self,
        id: JobId,
        customer: &CustomerId,
        last: EventId,
    ) -> Result<(), Error> {
        let sql = "UPDATE job_customer SET last_event = ?3 WHERE job = ?1 AND customer = ?2";
        self.run_on(
            "job's customer",
            customer,
            sql,
            params![id, customer.as_str(), last],
        )
    }

    /// Asks a job to stop.
    ///
    /// # Errors
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn request_cancel(&mut self, id: JobId) -> Result<(), Error> {
        let sql = "UPDATE job SET cancel_requested = 1 WHERE id = ?1";
        self.run_on("job", id, sql, [id])
    }

    /// Ends a job, or marks it as interrupted. `error` is about the job as a whole.
    ///
    /// # Errors
    /// [`crate::Constraint::JobEnded`] where it has ended otherwise already,
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn end_job(
        &mut self,
        id: JobId,
        status: JobStatus,
        error: Option<&str>,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.run_on(
            "job",
            id,
            "UPDATE job SET status = ?2, error = ?3, finished_at = ?4 WHERE id = ?1",
            params![id, status.to_text(), error, at.to_text()],
        )
    }

    /// Lets an interrupted job run again.
    ///
    /// # Errors
    /// [`crate::Constraint::JobEnded`] where it has ended, [`Error::Missing`], or what
    /// SQLite refuses.
    pub fn resume_job(&mut self, id: JobId) -> Result<(), Error> {
        self.run_on(
            "job",
            id,
            "UPDATE job SET status = 'running', finished_at = NULL, cancel_requested = 0
             WHERE id = ?1",
            [id],
        )
    }
}
