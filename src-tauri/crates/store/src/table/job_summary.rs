//! The records as a list shows them: each job with what it found and how much of
//! it was written, filtered and in pages.

use super::job::{Job, JobId, JobKind, JobStatus};
use crate::{
    access::Reader,
    cell::Textual,
    error::Error,
    search::{Conditions, Found},
};
use domain::ids::CustomerId;
use rusqlite::{Row, params_from_iter};

/// Which jobs to show; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Of this kind.
    pub kind: Option<JobKind>,
    /// In this status.
    pub status: Option<JobStatus>,
    /// About this customer.
    pub customer: Option<CustomerId>,
}

/// A job, and what came of it in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSummary {
    /// The job.
    pub job: Job,
    /// Errors that it found.
    pub errors: u32,
    /// Warnings that it found.
    pub warnings: u32,
    /// Operations of its plan.
    pub operations: u32,
    /// Of these, those that ConnectWise has.
    pub confirmed: u32,
    /// Of these, those that ConnectWise has not, for certain.
    pub failed: u32,
    /// It only plans: a validation, or the plan of an undo.
    pub plans: bool,
    /// The last run that carried its plan out, where it plans.
    pub uploaded_by: Option<JobId>,
}

const SELECT: &str = "SELECT job.*,
    (SELECT count(*) FROM job_customer WHERE job_customer.job = job.id) AS customers,
    (SELECT count(*) FROM finding WHERE finding.job = job.id
        AND finding.severity = 'error') AS errors,
    (SELECT count(*) FROM finding WHERE finding.job = job.id
        AND finding.severity = 'warning') AS warnings,
    (SELECT count(*) FROM operation WHERE operation.job = job.id) AS operations,
    (SELECT count(*) FROM operation WHERE operation.job = job.id
        AND operation.state = 'confirmed') AS confirmed,
    (SELECT count(*) FROM operation WHERE operation.job = job.id
        AND operation.state = 'failed') AS failed,
    (job.kind = 'validate' OR job.kind = 'undo' AND EXISTS (SELECT 1 FROM job AS source
        WHERE source.id = job.source AND source.kind = 'export')) AS plans,
    (SELECT max(run.id) FROM job AS run WHERE run.source = job.id
        AND (run.kind = 'export' OR job.kind = 'undo')) AS uploaded_by
    FROM job";

impl JobFilter {
    fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::new();
        conditions
            .with("kind = ?", self.kind.map(|kind| kind.to_text()))
            .with("status = ?", self.status.map(|status| status.to_text()))
            .with(
                "id IN (SELECT job FROM job_customer WHERE customer = ?)",
                self.customer.as_ref().map(Textual::to_text),
            );
        conditions
    }
}

impl JobSummary {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            job: Job::from_row(row)?,
            errors: row.get("errors")?,
            warnings: row.get("warnings")?,
            operations: row.get("operations")?,
            confirmed: row.get("confirmed")?,
            failed: row.get("failed")?,
            plans: row.get("plans")?,
            uploaded_by: row.get("uploaded_by")?,
        })
    }
}

impl Reader<'_> {
    /// At most `limit` of the jobs that match (`None`: all), from the place
    /// `offset` on, the newest first; and how many match.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn job_summaries(
        &self,
        filter: &JobFilter,
        offset: u32,
        limit: Option<u32>,
    ) -> Result<Found<JobSummary>, Error> {
        let conditions = filter.conditions();
        let clause = conditions.clause();
        let total = self.number(
            &format!("SELECT count(*) FROM job WHERE {clause}"),
            params_from_iter(conditions.values()),
        )?;
        let limit = limit.map_or(-1, i64::from);
        let sql = format!("{SELECT} WHERE {clause} ORDER BY id DESC LIMIT {limit} OFFSET {offset}");
        let values = params_from_iter(conditions.values());
        let items = self.rows(&sql, values, JobSummary::from_row)?;
        Ok(Found { items, total })
    }

    /// One job, and what came of it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn job_summary(&self, id: JobId) -> Result<Option<JobSummary>, Error> {
        let sql = format!("{SELECT} WHERE id = ?1");
        self.row(&sql, [id], JobSummary::from_row)
    }
}
