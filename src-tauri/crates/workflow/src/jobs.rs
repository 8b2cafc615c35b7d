//! The records: what ran, how it ended, what it found and wrote.

mod names;
mod sheet;
mod summary;
mod table;

pub use names::{AgreementName, RecordNames};
pub use store::{JobFilter, JobId, JobSummary};

use crate::{Workflow, error::Error};
use domain::finding::Finding;
use store::{Job, JobOperation, JobStatus};

/// A record with its details.
#[derive(Debug, Clone)]
pub struct Record {
    /// The job.
    pub job: Job,
    /// What it found, in order.
    pub findings: Vec<Finding>,
    /// Its operations, in the order of the plan.
    pub operations: Vec<JobOperation>,
}

impl Workflow {
    /// The newest `limit` records, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn jobs(&self, limit: u32) -> Result<Vec<Job>, Error> {
        Ok(self.store.read(|reader| reader.jobs(None, limit))?)
    }

    /// One record with its details.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn record(&self, id: JobId) -> Result<Record, Error> {
        let job = self.job(id)?;
        Ok(self.store.read(|reader| {
            Ok(Record {
                job,
                findings: reader.findings(id)?,
                operations: reader.operations(id)?,
            })
        })?)
    }

    /// Copies the database, which holds no secret, into a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn backup(&self, file: &std::path::Path) -> Result<(), Error> {
        Ok(self.store.backup(file)?)
    }

    /// Asks a running job to stop. What it has written stays recorded, the rest is
    /// not written.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none; [`Error::Rule`] when it has ended.
    pub fn cancel(&self, id: JobId) -> Result<Job, Error> {
        let job = self.job(id)?;
        match job.status {
            JobStatus::Running => {
                self.store.write(|writer| writer.request_cancel(id))?;
            }
            JobStatus::Interrupted => {
                self.refuse_if_unsettled(id)?;
                let now = self.clock.now();
                self.store
                    .write(|writer| writer.end_job(id, JobStatus::Cancelled, None, now))?;
            }
            JobStatus::Success | JobStatus::Error | JobStatus::Cancelled => {
                return Err(Error::Rule(format!("Job {id} has ended already")));
            }
        }
        self.job(id)
    }

    pub(crate) fn job(&self, id: JobId) -> Result<Job, Error> {
        let job = self.store.read(|reader| reader.job(id))?;
        job.ok_or_else(|| Error::Unknown {
            what: "job",
            id: id.to_string(),
        })
    }

    fn refuse_if_unsettled(&self, id: JobId) -> Result<(), Error> {
        let unsettled = self.store.read(|reader| reader.unsettled_operations())?;
        if unsettled.iter().any(|operation| operation.job == id) {
            return Err(Error::Rule(format!(
                "It is not known what job {id} wrote last; resume it, then cancel it if you like"
            )));
        }
        Ok(())
    }
}

/// Marks what was running when the last process ended as interrupted: the
/// database is open in one process at a time, so nothing of it runs any more.
pub(crate) fn interrupt_running(workflow: &Workflow) -> Result<(), Error> {
    let now = workflow.clock.now();
    Ok(workflow.store.write(|writer| {
        for job in writer.jobs_in(JobStatus::Running)? {
            let why = "Accord was closed, or the machine stopped, while it ran";
            writer.end_job(job.id, JobStatus::Interrupted, Some(why), now)?;
        }
        Ok(())
    })?)
}
