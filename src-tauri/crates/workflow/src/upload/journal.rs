//! The journal of an export: each operation's row, and its steps, each committed
//! before anything else happens.

use crate::{
    assemble::{Fingerprint, agreement_named, reference_of, values_of},
    error::Error,
    jobs::JobId,
};
use connectwise::Addition;
use domain::{
    finding::Finding,
    ids::{AdditionId, AgreementId, CustomerId},
    line::Operation,
};
use jiff::{Timestamp, civil::Date};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Job, JobKind, JobOperation, JobStatus, NewJob, OperationState, Reader, Step, Store, WrittenLine,
};

/// The journal of one export.
#[derive(Clone)]
pub(super) struct Journal {
    store: Store,
    job: JobId,
}

impl Journal {
    pub(super) fn new(store: Store, job: JobId) -> Self {
        Self { store, job }
    }

    /// The operations in the order of the plan. One that was being sent when the
    /// process ended is one of which nobody knows.
    pub(super) fn operations(&self) -> Result<Vec<JobOperation>, Error> {
        let mut operations = self.store.read(|reader| reader.operations(self.job))?;
        for operation in &mut operations {
            if operation.state == OperationState::Sending {
                operation.state = OperationState::Unknown;
            }
        }
        Ok(operations)
    }

    /// The day as of which was planned.
    pub(super) fn as_of(&self) -> Result<Option<Date>, Error> {
        Ok(self
            .store
            .read(|reader| Ok(reader.job(self.job)?.and_then(|job| job.as_of)))?)
    }

    /// Whether the user asked the run to stop.
    pub(super) fn cancel_requested(&self) -> Result<bool, Error> {
        Ok(self.store.read(|reader| reader.is_to_stop(self.job))?)
    }

    /// What the plan of each of a customer's agreements came from.
    pub(super) fn fingerprints(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeMap<AgreementId, Fingerprint>, Error> {
        let planned = self
            .store
            .read(|reader| reader.plan_agreements_of(self.job, customer))?;
        Ok(planned
            .into_iter()
            .filter_map(|plan| {
                Some((
                    plan.agreement,
                    serde_json::from_str(&plan.fingerprint).ok()?,
                ))
            })
            .collect())
    }

    /// How an agreement is called in a sentence.
    pub(super) fn agreement_named(&self, id: AgreementId) -> Result<String, Error> {
        let known = self.store.read(|reader| reader.agreement(id))?;
        Ok(agreement_named(
            known.as_ref().map(|known| known.name.as_str()),
            id,
        ))
    }

    /// The first day that no invoice covered when the plan was made, of each agreement.
    pub(super) fn planned_opens(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeMap<AgreementId, Date>, Error> {
        let planned = self
            .store
            .read(|reader| reader.plan_agreements_of(self.job, customer))?;
        let open = |terms: &str| -> Option<Date> {
            let shown: serde_json::Value = serde_json::from_str(terms).ok()?;
            shown.get("open")?.as_str()?.parse().ok()
        };
        let opens = planned.iter();
        Ok(opens
            .filter_map(|plan| Some((plan.agreement, open(&plan.terms)?)))
            .collect())
    }

    /// Additions that this export, or an earlier one of the same plan, has written
    /// for a customer.
    pub(super) fn own_additions(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeSet<AdditionId>, Error> {
        let written = self
            .store
            .read(|reader| reader.additions_written(self.job, customer))?;
        Ok(written.into_iter().collect())
    }

    /// Puts an operation behind the plan's: what the run itself found to be done.
    pub(super) fn append(&self, operation: &Operation) -> Result<JobOperation, Error> {
        Ok(self
            .store
            .write(|writer| writer.append_operation(self.job, operation))?)
    }

    /// The request is about to leave.
    pub(super) fn sending(&self, operation: &JobOperation, at: Timestamp) -> Result<(), Error> {
        self.step(operation, &Step::Sending, at)
    }

    /// ConnectWise holds what was meant.
    pub(super) fn confirmed(
        &self,
        operation: &JobOperation,
        addition: &Addition,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.step(operation, &Step::Confirmed(AdditionId(addition.id)), at)
    }

    /// It was not done, and will not be sent again in this run.
    pub(super) fn failed(
        &self,
        operation: &JobOperation,
        why: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.step(operation, &Step::Failed(why.to_owned()), at)
    }

    /// ConnectWise holds something else than was meant: what it holds is kept in
    /// mind, so that it is not taken for a person's edit.
    pub(super) fn failed_with(
        &self,
        operation: &JobOperation,
        holds: &Addition,
        why: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        let line = reference_of(holds).map(|reference| WrittenLine {
            addition: AdditionId(holds.id),
            agreement: operation.operation.agreement,
            reference,
            values: values_of(holds),
            written_at: at,
        });
        Ok(self.store.write(|writer| {
            writer.advance(operation.id, &Step::Failed(why.to_owned()), at)?;
            line.as_ref().map_or(Ok(()), |line| writer.put_line(line))
        })?)
    }

    /// Nobody knows whether it was done.
    pub(super) fn unknown(
        &self,
        operation: &JobOperation,
        why: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.step(operation, &Step::Unknown(why.to_owned()), at)
    }

    /// It was not done, and may be sent.
    pub(super) fn not_done(&self, operation: &JobOperation, at: Timestamp) -> Result<(), Error> {
        self.step(operation, &Step::NotDone, at)
    }

    /// Adds a finding to the record.
    pub(super) fn finding(&self, finding: &Finding) -> Result<(), Error> {
        let findings = std::slice::from_ref(finding);
        Ok(self
            .store
            .write(|writer| writer.add_findings(self.job, findings))?)
    }

    fn step(&self, operation: &JobOperation, step: &Step, at: Timestamp) -> Result<(), Error> {
        Ok(self
            .store
            .write(|writer| writer.advance(operation.id, step, at))?)
    }
}

/// Opens a record that carries out a job's plan, less what earlier runs of the same
/// plan have done. What an undo takes back stands on hold from here on: before the first
/// request leaves, so that no upload does it again however the run ends.
pub(super) fn open_run(
    store: &Store,
    planned: JobId,
    kind: JobKind,
    at: Timestamp,
) -> Result<JobId, Error> {
    Ok(store.write(|writer| {
        let source = writer.job(planned)?;
        let customers = writer.job_customers(planned)?;
        let job = writer.begin_job(&NewJob {
            kind,
            started_at: at,
            as_of: source.and_then(|source| source.as_of),
            source: Some(planned),
            customers,
        })?;
        writer.copy_plan(planned, job)?;
        if kind == JobKind::Undo {
            for operation in writer.operations(planned)? {
                if let Some(subscription) = &operation.operation.subscription {
                    writer.hold(subscription, true)?;
                }
            }
        }
        writer.leave_out_what_is_done(job)?;
        Ok(job)
    })?)
}

/// The runs that were cut off while they wrote, oldest first.
pub(crate) fn interrupted(store: &Store) -> Result<Vec<JobId>, Error> {
    Ok(store.read(|reader| {
        let mut writing = Vec::new();
        for job in reader.jobs_in(JobStatus::Interrupted)? {
            if writes(reader, &job)? {
                writing.push(job.id);
            }
        }
        Ok(writing)
    })?)
}

/// Whether a job carries a plan out. An undo's plan is a job of the same kind, made
/// from an export; what carries it out is made from that plan.
fn writes(reader: &Reader<'_>, job: &Job) -> Result<bool, store::Error> {
    Ok(match job.kind {
        JobKind::Validate => false,
        JobKind::Export => true,
        JobKind::Undo => {
            let source = job.source.map(|source| reader.job(source)).transpose()?;
            source
                .flatten()
                .is_some_and(|source| source.kind == JobKind::Undo)
        }
    })
}

/// The first run that writes now, or was cut off while it wrote.
pub(crate) fn in_doubt(reader: &Reader<'_>) -> Result<Option<Job>, store::Error> {
    for status in [JobStatus::Running, JobStatus::Interrupted] {
        for job in reader.jobs_in(status)? {
            if writes(reader, &job)? {
                return Ok(Some(job));
            }
        }
    }
    Ok(None)
}

/// Lets an interrupted export run again.
pub(super) fn reopen(store: &Store, job: JobId) -> Result<(), Error> {
    Ok(store.write(|writer| writer.resume_job(job))?)
}
