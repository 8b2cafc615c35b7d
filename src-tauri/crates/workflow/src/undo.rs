//! Taking an upload back: a plan of its own from the journal's before-images, shown,
//! and carried out like an upload (`upload-engine.md` 5).
//!
//! What it takes back stands on hold from its first write on, until the user lifts
//! that; else the next upload would do it again. What an invoice may have covered is
//! left, and said so.

use crate::{
    Workflow,
    assemble::{Assembled, Facts, assemble, values_of},
    error::Error,
    gather::Gathered,
    jobs::JobId,
    progress::{Phase, Progress, Watcher},
    read::Reader,
    validate::record::{Planned, unmapped},
};
use domain::{
    finding::{Code, Finding},
    ids::{AdditionId, CustomerId},
    line::Operation,
    text::day,
    undo::{Deed, TakenBack},
};
use std::collections::BTreeMap;
use store::{JobKind, JobOperation, JobStatus, NewJob, OperationState};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

impl Workflow {
    /// Plans to take an upload back: an Undo record with its plan and findings. Reads
    /// ConnectWise afresh, writes nothing to it.
    ///
    /// # Errors
    /// [`Error::Rule`] when the job is no upload that has ended, or an interrupted one
    /// concerns its customers; a connection's error.
    pub async fn plan_undo(
        &self,
        export: JobId,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<JobId, Error> {
        let customers = self.check_undoable(export)?;
        let source = self.job(export)?;
        let job = self.store.write(|writer| {
            writer.begin_job(&NewJob {
                kind: JobKind::Undo,
                started_at: self.clock.now(),
                as_of: source.as_of,
                source: Some(export),
                customers: customers.clone(),
            })
        })?;
        let outcome = self
            .plan_undo_into(job, export, &customers, &watcher, &cancel)
            .instrument(crate::run::span(JobKind::Undo, job))
            .await;
        let (status, error) = match &outcome {
            Ok(status) => (*status, None),
            Err(error) => (JobStatus::Error, Some(error.to_string())),
        };
        let now = self.clock.now();
        self.store
            .write(|writer| writer.end_job(job, status, error.as_deref(), now))?;
        crate::run::tell_end(JobKind::Undo, job, status);
        outcome.map(|_| job)
    }

    /// Carries out the plan of an undo; answers with the record of that.
    ///
    /// # Errors
    /// [`Error::Rule`] when the job is no successful plan of an undo, or an interrupted
    /// run has to be resumed first; a connection's error.
    pub async fn undo(
        &self,
        planned: JobId,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<JobId, Error> {
        let job = self.job(planned)?;
        let source = job.source.map(|source| self.job(source)).transpose()?;
        let is_plan = source.is_some_and(|source| source.kind == JobKind::Export);
        if job.kind != JobKind::Undo || !is_plan {
            return Err(Error::Rule(format!("Job {planned} is no plan of an undo")));
        }
        if job.status != JobStatus::Success {
            return Err(Error::Rule(format!(
                "Job {planned} did not end in Success; only a plan without errors can be carried out. Nothing was written"
            )));
        }
        let customers = self.store.read(|reader| reader.job_customers(planned))?;
        crate::upload::refuse_while_interrupted(&self.store, &customers)?;
        self.run_undo(planned, watcher, cancel).await
    }

    fn check_undoable(&self, export: JobId) -> Result<Vec<CustomerId>, Error> {
        let job = self.job(export)?;
        let refuse = |why: &str| Err(Error::Rule(format!("Job {export} {why}")));
        match (job.kind, job.status) {
            (JobKind::Validate | JobKind::Undo, _) => {
                return refuse("is no upload; only an upload can be undone");
            }
            (JobKind::Export, JobStatus::Running) => {
                return refuse("is still running; cancel it first, or let it end");
            }
            (JobKind::Export, JobStatus::Interrupted) => {
                return refuse(
                    "was interrupted, and it is not known what it wrote last; resume it first",
                );
            }
            (JobKind::Export, _) => {}
        }
        let customers = self.store.read(|reader| reader.job_customers(export))?;
        crate::upload::refuse_while_interrupted(&self.store, &customers)?;
        Ok(customers)
    }

    async fn plan_undo_into(
        &self,
        job: JobId,
        export: JobId,
        customers: &[CustomerId],
        watcher: &Watcher,
        cancel: &CancellationToken,
    ) -> Result<JobStatus, Error> {
        let done = self.done_by(export)?;
        let reader = Reader::for_writing(self.connectwise_client()?, customers.len()).await?;
        let common = self.common()?;
        let total = u32::try_from(customers.len()).unwrap_or(u32::MAX);
        let (mut errors, mut seq) = (false, 0);
        for (at, customer) in (0..).zip(customers) {
            watcher(Progress {
                phase: Phase::Planning,
                done: at,
                total,
            });
            if cancel.is_cancelled() || self.store.read(|reader| reader.is_to_stop(job))? {
                return Ok(JobStatus::Cancelled);
            }
            let Some(deeds) = done.get(customer) else {
                continue;
            };
            let as_of = self.job(export)?.as_of;
            let Some(gathered) = self.facts(&reader, &common, customer, as_of).await? else {
                errors = true;
                let finding = unmapped(customer);
                self.store
                    .write(|writer| writer.add_findings(job, &[finding]))?;
                continue;
            };
            let planned = taken_back(&gathered, deeds, self.clock.now())?;
            errors |= planned.has_errors();
            seq = self
                .store
                .write(|writer| planned.write_plan(writer, job, seq))?;
        }
        Ok(if errors {
            JobStatus::Error
        } else {
            JobStatus::Success
        })
    }

    /// What an upload did to each line, by customer.
    fn done_by(&self, export: JobId) -> Result<BTreeMap<CustomerId, Vec<Deed>>, Error> {
        let rows = self.store.read(|reader| reader.operations(export))?;
        let mut by_line: BTreeMap<(CustomerId, AdditionId), Vec<Operation>> = BTreeMap::new();
        for row in rows {
            let Some(line) = row.addition().filter(|_| is_done(&row)) else {
                continue;
            };
            by_line
                .entry((row.customer, line))
                .or_default()
                .push(row.operation);
        }
        let mut done: BTreeMap<CustomerId, Vec<Deed>> = BTreeMap::new();
        for ((customer, line), operations) in by_line {
            done.entry(customer)
                .or_default()
                .extend(Deed::of(line, &operations));
        }
        Ok(done)
    }
}

fn is_done(row: &JobOperation) -> bool {
    row.state == OperationState::Confirmed
}

/// The plan that takes a customer's deeds back.
fn taken_back(
    gathered: &Gathered<'_>,
    deeds: &[Deed],
    now: jiff::Timestamp,
) -> Result<Planned, Error> {
    let mut facts = gathered.facts();
    // The plan is compared with what it came from when its subscriptions are held.
    for deed in deeds {
        if let Some(subscription) = &deed.last.subscription {
            facts.choices.entry(subscription.clone()).or_default().held = true;
        }
    }
    let whole = assemble(&facts);
    let (mut operations, mut findings) = (Vec::new(), Vec::new());
    for deed in deeds {
        take_back(&facts, &whole, deed, &mut operations, &mut findings);
    }
    operations.sort_by_key(|operation| (operation.action, operation.addition));
    let touched = |id: &domain::ids::AgreementId| operations.iter().any(|one| one.agreement == *id);
    let assembled = Assembled {
        agreements: whole
            .agreements
            .into_iter()
            .filter(|(id, _)| touched(id))
            .collect(),
        operations,
        findings,
        lines: Vec::new(),
        vanished: Vec::new(),
        first_days: Vec::new(),
        subscriptions: Vec::new(),
        wanted: Vec::new(),
    };
    Planned::new(gathered, &facts, assembled, now)
}

fn take_back(
    facts: &Facts<'_>,
    whole: &Assembled,
    deed: &Deed,
    operations: &mut Vec<Operation>,
    findings: &mut Vec<Finding>,
) {
    let agreement = deed.last.agreement;
    let mut say = |code, message: String| {
        findings.push(Finding {
            agreement: Some(agreement),
            addition: Some(deed.addition),
            subscription: deed.last.subscription.clone(),
            ..Finding::of(&facts.customer, code, message)
        });
    };
    let line = format!("The {}", facts.line_named(agreement, deed.addition));
    let Some(planned) = whole.agreements.get(&agreement) else {
        say(
            Code::UnmappedAgreement,
            format!(
                "{line} cannot be taken back: the agreement's mapping was released. Map the agreement again first"
            ),
        );
        return;
    };
    let additions = facts.reading.additions.get(&agreement.0);
    let stands = additions
        .into_iter()
        .flatten()
        .find(|addition| addition.id == deed.addition.0)
        .map(values_of);
    match deed.take_back(stands.as_ref(), planned.terms.open()) {
        TakenBack::Whole(operation) => operations.push(*operation),
        TakenBack::FromOpen(operation) => {
            let eve = operation.after.cancelled.map(day).unwrap_or_default();
            say(
                Code::UndoInvoiced,
                format!(
                    "{line} ends on {eve}: an invoice covers the days before, and they stay billed"
                ),
            );
            operations.push(*operation);
        }
        TakenBack::Already => {}
        TakenBack::Invoiced => say(
            Code::UndoInvoiced,
            format!(
                "{line} stays as it is: an invoice covers what the upload wrote, and cannot be undone"
            ),
        ),
        TakenBack::ChangedSince => say(
            Code::LineChangedOutside,
            format!(
                "{line} was changed since this upload, by a later one or by a person. Take the later upload back first, or mend the line in ConnectWise; nothing is done to it"
            ),
        ),
        TakenBack::Gone => say(
            Code::LineChangedOutside,
            format!("{line} is gone in ConnectWise, and cannot be taken back"),
        ),
    }
    if deed.adopted {
        say(
            Code::UndoReferenceStays,
            format!("{line} was made by a person and adopted; it keeps Accord's reference"),
        );
    }
    hold(facts, deed, findings);
}

/// Says once of each subscription that it will stand on hold.
fn hold(facts: &Facts<'_>, deed: &Deed, findings: &mut Vec<Finding>) {
    let Some(subscription) = &deed.last.subscription else {
        return;
    };
    let said = |finding: &Finding| {
        finding.code == Code::OnHold && finding.subscription.as_ref() == Some(subscription)
    };
    if findings.iter().any(said) {
        return;
    }
    let text = "With the undo this subscription stands on hold: nothing is planned for it until you lift the hold";
    findings.push(Finding {
        subscription: Some(subscription.clone()),
        ..Finding::of(&facts.customer, Code::OnHold, text.to_owned())
    });
}
