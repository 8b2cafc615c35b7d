//! Upload: exactly the validated plan, written to ConnectWise through the
//! journal (`upload-engine.md` 5).
//!
//! Before the first write to an agreement everything that its plan came from is
//! read again and compared. What fails stops its subscription, not the run.

mod apply;
mod fields;
mod journal;
mod run;
mod translate;
mod twins;

pub use apply::SettleLimits;
pub use translate::{NoSuchField, changes, differences, new_addition, value_differences};

use crate::{Workflow, error::Error, jobs::JobId, progress::Watcher};
use connectwise::Site;
use domain::ids::CustomerId;
pub(crate) use journal::{in_doubt, interrupted};
use run::Run;
use store::{JobKind, JobStatus, Store};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

impl Workflow {
    /// Uploads a validated job and answers with the Export record's number.
    ///
    /// Uploading the same job again does what is left of it; where nothing is
    /// left it writes nothing.
    ///
    /// # Errors
    /// [`Error::Rule`] when the job is no successful Validate record, when it was
    /// planned as of another day against a real system, or when an interrupted
    /// upload has to be resumed first; a connection's error when ConnectWise
    /// cannot be reached at all.
    pub async fn upload(
        &self,
        validated: JobId,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<JobId, Error> {
        self.check_uploadable(validated)?;
        let connectwise = self.connectwise_client()?;
        let job = journal::open_run(&self.store, validated, JobKind::Export, self.clock.now())?;
        self.run_export(job, connectwise, watcher, cancel).await?;
        Ok(job)
    }

    /// Settles and continues interrupted uploads and undos, oldest first; answers with
    /// their numbers.
    ///
    /// # Errors
    /// When ConnectWise cannot be reached.
    pub async fn resume(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Vec<JobId>, Error> {
        let interrupted = interrupted(&self.store)?;
        if interrupted.is_empty() {
            return Ok(interrupted);
        }
        let connectwise = self.connectwise_client()?;
        for job in &interrupted {
            journal::reopen(&self.store, *job)?;
            self.run_export(*job, connectwise.clone(), watcher.clone(), cancel.clone())
                .await?;
        }
        Ok(interrupted)
    }

    /// Carries out the plan of an undo, and answers with the record of that.
    pub(crate) async fn run_undo(
        &self,
        planned: JobId,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<JobId, Error> {
        let connectwise = self.connectwise_client()?;
        let job = journal::open_run(&self.store, planned, JobKind::Undo, self.clock.now())?;
        self.run_export(job, connectwise, watcher, cancel).await?;
        Ok(job)
    }

    async fn run_export(
        &self,
        job: JobId,
        connectwise: std::sync::Arc<dyn crate::ports::ConnectWise>,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<(), Error> {
        let kind = self.job(job)?.kind;
        let run = Run::new(self, job, connectwise, watcher, cancel)?;
        let ended = run
            .carry_out()
            .instrument(crate::run::span(kind, job))
            .await;
        let (status, error) = match &ended {
            Ok(status) => (*status, None),
            Err(error) => (JobStatus::Interrupted, Some(error.to_string())),
        };
        let now = self.clock.now();
        self.store
            .write(|writer| writer.end_job(job, status, error.as_deref(), now))?;
        crate::run::tell_end(kind, job, status);
        ended.map(|_| ())
    }

    /// Whether both systems are on this machine: practice, or a test.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_rehearsal(&self) -> Result<bool, Error> {
        let is_here = |address: &str| Site::parse(address).is_ok_and(|site| site.is_loopback());
        let connectwise = self.connectwise_settings()?;
        let c3 = self.c3_settings()?;
        Ok(connectwise.is_some_and(|settings| is_here(&settings.site))
            && c3.is_none_or(|settings| is_here(&settings.api_url)))
    }

    fn check_uploadable(&self, validated: JobId) -> Result<(), Error> {
        let job = self.job(validated)?;
        let refuse = |why: String| Err(Error::Rule(why));
        if job.kind != JobKind::Validate {
            return refuse(format!("Job {validated} is not a Validate record"));
        }
        if job.status != JobStatus::Success {
            return refuse(format!(
                "Job {validated} did not end in Success; only a successful validation can be uploaded. Nothing was written"
            ));
        }
        if job.as_of.is_some() && !self.is_rehearsal()? {
            return refuse(format!(
                "Job {validated} was planned as of another day; such a plan can be uploaded only to a practice system. Nothing was written"
            ));
        }
        let customers = self.store.read(|reader| reader.job_customers(validated))?;
        refuse_while_interrupted(&self.store, &customers)
    }
}

/// Refuses work for customers of whom an interrupted upload left in doubt what it
/// wrote.
pub(crate) fn refuse_while_interrupted(
    store: &Store,
    customers: &[CustomerId],
) -> Result<(), Error> {
    for job in interrupted(store)? {
        let concerned = store.read(|reader| reader.job_customers(job))?;
        if concerned
            .iter()
            .any(|customer| customers.contains(customer))
        {
            return Err(Error::Rule(format!(
                "Upload {job} was interrupted, and it is not known what it wrote last; resume it first. Nothing was written"
            )));
        }
    }
    Ok(())
}
