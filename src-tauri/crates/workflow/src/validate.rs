//! Validate: the dry check. It reads both systems afresh, computes the plan,
//! records what it found, and writes nothing to ConnectWise.

mod notes;
pub(crate) mod record;

use crate::{
    Workflow,
    assemble::assemble,
    error::Error,
    gather::Gathered,
    jobs::JobId,
    progress::{Phase, Progress, Watcher},
    read::Reader,
    run,
    validate::{
        notes::{Note, Notes},
        record::Planned,
    },
};
use domain::ids::CustomerId;
use futures_util::{StreamExt, stream};
use jiff::civil::Date;
use store::{JobKind, JobStatus};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

/// Customers that are read at once.
const AT_ONCE: usize = 4;

/// Which customers to validate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All that are mapped.
    All,
    /// These; one that is not mapped is a finding.
    Customers(Vec<CustomerId>),
}

impl Workflow {
    /// Validates and answers with the Validate record's number.
    ///
    /// `as_of` plans as if today were that day.
    ///
    /// # Errors
    /// [`Error::Rule`] when an interrupted upload concerns the customers: what it
    /// left in doubt has to be settled first. A connection's error when a system
    /// cannot be read; the record then says so too.
    pub async fn validate(
        &self,
        scope: &Scope,
        as_of: Option<Date>,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<JobId, Error> {
        let customers = self.in_scope(scope)?;
        crate::upload::refuse_while_interrupted(&self.store, &customers)?;
        let job = record::open(self, &customers, as_of)?;
        let outcome = self
            .validate_into(job, &customers, as_of, &watcher, &cancel)
            .instrument(run::span(JobKind::Validate, job))
            .await;
        let (status, error) = match &outcome {
            Ok(status) => (*status, None),
            Err(Error::Cancelled) => (JobStatus::Cancelled, None),
            Err(error) => (JobStatus::Error, Some(error.to_string())),
        };
        let now = self.clock.now();
        self.store
            .write(|writer| writer.end_job(job, status, error.as_deref(), now))?;
        run::tell_end(JobKind::Validate, job, status);
        match outcome {
            Ok(_) | Err(Error::Cancelled) => Ok(job),
            Err(error) => Err(error),
        }
    }

    async fn validate_into(
        &self,
        job: JobId,
        customers: &[CustomerId],
        as_of: Option<Date>,
        watcher: &Watcher,
        cancel: &CancellationToken,
    ) -> Result<JobStatus, Error> {
        if self.c3_is_connected()? {
            self.refresh_c3(watcher.clone(), cancel.clone()).await?;
        }
        let mut notes = Notes::new(&self.store, job);
        let outcome = self
            .plan_into(&mut notes, customers, as_of, watcher, || {
                Ok(cancel.is_cancelled() || self.store.read(|reader| reader.is_to_stop(job))?)
            })
            .await;
        // However the run ended, what was found until then is kept.
        notes.write()?;
        outcome
    }

    /// Plans the customers one after the other, until `is_to_stop`.
    async fn plan_into(
        &self,
        notes: &mut Notes<'_>,
        customers: &[CustomerId],
        as_of: Option<Date>,
        watcher: &Watcher,
        is_to_stop: impl Fn() -> Result<bool, Error>,
    ) -> Result<JobStatus, Error> {
        let connectwise = self.connectwise_client()?;
        let total = u32::try_from(customers.len()).unwrap_or(u32::MAX);
        watcher(Progress {
            phase: Phase::ReadingConnectWise,
            done: 0,
            total,
        });
        let reader = Reader::new(connectwise, customers.len()).await?;
        let common = self.common()?;
        let (reader, common) = (&reader, &common);
        // Owned: a closure over borrowed ids is not general enough to run on another
        // thread.
        let read = |customer: CustomerId| async move {
            let gathered = self.facts(reader, common, &customer, as_of).await;
            (customer, gathered)
        };
        let customers = customers.iter().cloned();
        let mut reading = stream::iter(customers.map(read)).buffered(AT_ONCE);
        let (mut errors, mut done) = (false, 0);
        while let Some((customer, gathered)) = reading.next().await {
            let note = self.note_on(&customer, gathered)?;
            errors |= note.has_errors();
            notes.take(note)?;
            done += 1;
            watcher(Progress {
                phase: Phase::Planning,
                done,
                total,
            });
            if is_to_stop()? {
                return Ok(JobStatus::Cancelled);
            }
        }
        Ok(if errors {
            JobStatus::Error
        } else {
            JobStatus::Success
        })
    }

    /// Plans one customer.
    fn note_on(
        &self,
        customer: &CustomerId,
        gathered: Result<Option<Gathered<'_>>, Error>,
    ) -> Result<Note, Error> {
        match gathered {
            Ok(None) => Ok(Note::NotPlanned(record::unmapped(customer))),
            Ok(Some(gathered)) => {
                let facts = gathered.facts();
                let assembled = assemble(&facts);
                let planned = Planned::new(&gathered, &facts, assembled, self.clock.now())?;
                Ok(Note::Planned(Box::new(planned)))
            }
            Err(error) if error.is_of_one_record() => {
                Ok(Note::NotPlanned(record::not_read(customer, &error)))
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) fn in_scope(&self, scope: &Scope) -> Result<Vec<CustomerId>, Error> {
        let mut customers = match scope {
            Scope::Customers(chosen) => chosen.clone(),
            Scope::All => {
                let mapped = self.store.read(|reader| reader.customer_mappings())?;
                mapped.into_iter().map(|mapping| mapping.customer).collect()
            }
        };
        customers.sort();
        customers.dedup();
        Ok(customers)
    }
}
