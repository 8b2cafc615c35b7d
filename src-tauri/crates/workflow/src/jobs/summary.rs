//! The records as a list: what came of each, in numbers.

use super::{JobFilter, JobId, JobSummary};
use crate::{Workflow, error::Error};
use store::{Found, PlanAgreement};

impl Workflow {
    /// At most `limit` of the records that match, from the place `offset` on, the
    /// newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn job_summaries(
        &self,
        filter: &JobFilter,
        offset: u32,
        limit: u32,
    ) -> Result<Found<JobSummary>, Error> {
        Ok(self
            .store
            .read(|reader| reader.job_summaries(filter, offset, Some(limit)))?)
    }

    /// One record, in numbers.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn job_summary(&self, id: JobId) -> Result<JobSummary, Error> {
        let summary = self.store.read(|reader| reader.job_summary(id))?;
        summary.ok_or_else(|| Error::Unknown {
            what: "job",
            id: id.to_string(),
        })
    }

    /// The agreements of a record's plan, each with its next invoice where that is
    /// known.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such record.
    pub fn planned_agreements(&self, id: JobId) -> Result<Vec<PlanAgreement>, Error> {
        self.job(id)?;
        Ok(self.store.read(|reader| reader.plan_agreements(id))?)
    }
}
