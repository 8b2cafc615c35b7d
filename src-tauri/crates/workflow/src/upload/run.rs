//! One run over an export's operations: a customer at a time, up to four
//! subscriptions at once, each in its own order.

use super::{
    apply::{Applying, Entry, Outcome},
    fields,
    journal::Journal,
    twins,
};
use crate::{
    Workflow,
    assemble::{Fingerprint, fingerprints, first_open_days},
    error::Error,
    gather::{Common, Gathered},
    jobs::JobId,
    ports::ConnectWise,
    progress::{Phase, Progress, Watcher},
    read::Reader,
};
use connectwise::CustomField;
use domain::{
    finding::{Code, Finding},
    ids::{AgreementId, CustomerId, SubscriptionId},
    mutation::{Mistake, made},
};
use futures_util::{StreamExt, stream};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};
use store::{JobOperation, JobStatus, OperationState};
use tokio_util::sync::CancellationToken;

/// Requests at once (`upload-engine.md` 5).
const AT_ONCE: usize = 4;

pub(super) struct Run<'w> {
    workflow: &'w Workflow,
    pub(super) applying: Applying,
    reader_of: Arc<dyn ConnectWise>,
    watcher: Watcher,
    cancel: CancellationToken,
    total: u32,
    done: AtomicU32,
    /// Something went wrong that a person has to see.
    wrong: AtomicBool,
    /// It is not known of some operation whether it was done.
    open: AtomicBool,
    /// The credentials were refused in mid-run.
    stopped: AtomicBool,
}

/// The operations that must go in one order: a subscription's, or one foreign
/// addition's.
type Chain = Vec<Entry>;

impl<'w> Run<'w> {
    pub(super) fn new(
        workflow: &'w Workflow,
        job: JobId,
        connectwise: Arc<dyn ConnectWise>,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Self, Error> {
        let journal = Journal::new(workflow.store.clone(), job);
        let total = u32::try_from(journal.operations()?.len()).unwrap_or(u32::MAX);
        let applying = Applying {
            connectwise: connectwise.clone(),
            clock: workflow.clock.clone(),
            journal,
            field: workflow.billing_settings()?.reference_field,
            limits: workflow.settle,
        };
        Ok(Self {
            workflow,
            applying,
            reader_of: connectwise,
            watcher,
            cancel,
            total,
            done: AtomicU32::new(0),
            wrong: AtomicBool::new(false),
            open: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
        })
    }

    /// Carries out what is left of the export and says how it ended.
    pub(super) async fn carry_out(&self) -> Result<JobStatus, Error> {
        self.settle().await?;
        let by_customer = self.by_customer()?;
        if by_customer.is_empty() {
            return self.status();
        }
        let reader = Reader::for_writing(self.reader_of.clone(), by_customer.len()).await?;
        let common = self.workflow.common()?;
        for (customer, rows) in by_customer {
            if self.is_over() {
                break;
            }
            self.customer(&reader, &common, &customer, rows).await?;
        }
        self.status()
    }

    pub(super) fn is_over(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
            || self.cancel.is_cancelled()
            || self.applying.journal.cancel_requested().unwrap_or(false)
    }

    /// How the run ended. Success is that every operation of the plan is done,
    /// whichever run of the export did it.
    fn status(&self) -> Result<JobStatus, Error> {
        let is = |flag: &AtomicBool| flag.load(Ordering::Relaxed);
        let rows = self.applying.journal.operations()?;
        let any = |state| rows.iter().any(|row| row.state == state);
        Ok(
            if is(&self.open) || is(&self.stopped) || any(OperationState::Unknown) {
                JobStatus::Interrupted
            } else if self.is_over() && any(OperationState::Planned) {
                JobStatus::Cancelled
            } else if is(&self.wrong)
                || rows
                    .iter()
                    .any(|row| row.state != OperationState::Confirmed)
            {
                JobStatus::Error
            } else {
                JobStatus::Success
            },
        )
    }

    /// First of all, what earlier attempts left in doubt.
    async fn settle(&self) -> Result<(), Error> {
        let mut unknown = self.applying.journal.operations()?;
        unknown.retain(|row| row.state == OperationState::Unknown);
        let total = u32::try_from(unknown.len()).unwrap_or(u32::MAX);
        for (done, row) in (0..).zip(unknown) {
            (self.watcher)(Progress {
                phase: Phase::Settling,
                done,
                total,
            });
            // What was sent before is only looked for.
            let entry = Entry {
                row,
                taxable: None,
                fields: Arc::default(),
            };
            self.settle_one(entry).await?;
        }
        Ok(())
    }

    /// An operation that was not done goes back to the plan: whether it may be
    /// sent again depends on what stands by now.
    async fn settle_one(&self, entry: Entry) -> Result<(), Error> {
        match self.applying.find_out(&entry).await? {
            None => self
                .applying
                .journal
                .not_done(&entry.row, self.workflow.clock.now()),
            Some(outcome) => self.note(&entry, outcome).map(|_| ()),
        }
    }

    fn by_customer(&self) -> Result<BTreeMap<CustomerId, Vec<JobOperation>>, Error> {
        let mut customers: BTreeMap<CustomerId, Vec<JobOperation>> = BTreeMap::new();
        for row in self.applying.journal.operations()? {
            customers.entry(row.customer.clone()).or_default().push(row);
        }
        Ok(customers)
    }

    async fn customer(
        &self,
        reader: &Reader,
        common: &Common,
        customer: &CustomerId,
        rows: Vec<JobOperation>,
    ) -> Result<(), Error> {
        let left = rows
            .iter()
            .filter(|row| row.state == OperationState::Planned)
            .count();
        let finished = rows.len() - left;
        self.done.fetch_add(
            u32::try_from(finished).unwrap_or(u32::MAX),
            Ordering::Relaxed,
        );
        self.tell();
        if left == 0 && !twins::may_be_there(&rows) {
            return Ok(());
        }
        let as_of = self.applying.journal.as_of()?;
        let gathered = match self.workflow.facts(reader, common, customer, as_of).await {
            Ok(gathered) => gathered,
            Err(error) if error.is_of_one_record() => return self.not_read(customer, &error),
            Err(error) => return Err(error),
        };
        let changed = match left {
            0 => BTreeSet::new(),
            _ => self.changed_agreements(customer, gathered.as_ref(), &rows)?,
        };
        self.refuse(customer, &changed)?;
        let fields = self.fields(gathered.as_ref())?;
        let entry = |row: JobOperation| {
            let taxable = gathered
                .as_ref()
                .and_then(|gathered| gathered.taxable(&row));
            Entry {
                row,
                taxable,
                fields: fields.clone(),
            }
        };
        let stuck = stuck_chains(&rows, &changed);
        let entries = rows.into_iter().map(entry).collect();
        let (foreign, chains) = chains(entries, &changed, &stuck);
        // A duplicate that is not ended would bill beside the new line.
        for chain in foreign {
            if !self.chain(chain).await? {
                return Ok(());
            }
        }
        let mut running = stream::iter(chains.into_iter().map(|chain| self.chain(chain)))
            .buffer_unordered(AT_ONCE);
        while let Some(ended) = running.next().await {
            ended?;
        }
        let opens = gathered.map(|gathered| first_open_days(&gathered.facts()));
        self.void_twins(customer, &opens.unwrap_or_default()).await
    }

    fn fields(&self, gathered: Option<&Gathered<'_>>) -> Result<Arc<[CustomField]>, Error> {
        let Some(gathered) = gathered else {
            return Ok(Arc::default());
        };
        let (store, field) = (&self.workflow.store, &self.applying.field);
        Ok(fields::of_new_additions(store, field, &gathered.reading)?.into())
    }

    /// The agreements whose plan's grounds are no longer what they were.
    fn changed_agreements(
        &self,
        customer: &CustomerId,
        gathered: Option<&Gathered<'_>>,
        rows: &[JobOperation],
    ) -> Result<BTreeSet<AgreementId>, Error> {
        if made(Mistake::FingerprintIgnored) {
            return Ok(BTreeSet::new());
        }
        let validated = self.applying.journal.fingerprints(customer)?;
        let now: BTreeMap<AgreementId, Fingerprint> = gathered
            .map(|gathered| fingerprints(&gathered.facts()))
            .unwrap_or_default();
        let own = self.applying.journal.own_additions(customer)?;
        let holds = |agreement: &AgreementId| {
            let both = validated.get(agreement).zip(now.get(agreement));
            both.is_some_and(|(then, now)| then.still_holds(now, &own))
        };
        let agreements: BTreeSet<AgreementId> =
            rows.iter().map(|row| row.operation.agreement).collect();
        Ok(agreements
            .into_iter()
            .filter(|agreement| !holds(agreement))
            .collect())
    }

    fn not_read(&self, customer: &CustomerId, error: &Error) -> Result<(), Error> {
        let message = format!("{error}. Nothing more was written for this customer");
        self.finding(Finding::of(customer, Code::NotRead, message))
    }

    fn refuse(&self, customer: &CustomerId, changed: &BTreeSet<AgreementId>) -> Result<(), Error> {
        for agreement in changed {
            let message = format!(
                "Agreement {agreement}, its mapping or its history changed since the validation. Nothing more was written to it; validate again"
            );
            self.finding(Finding {
                agreement: Some(*agreement),
                ..Finding::of(customer, Code::ChangedSinceValidation, message)
            })?;
        }
        Ok(())
    }

    /// Carries out operations one after the other; the first that does not end
    /// well stops the rest.
    pub(super) async fn chain(&self, chain: Chain) -> Result<bool, Error> {
        for entry in chain {
            if self.is_over() {
                return Ok(false);
            }
            match entry.state() {
                OperationState::Confirmed => continue,
                OperationState::Failed | OperationState::Unknown | OperationState::Sending => {
                    return Ok(false);
                }
                OperationState::Planned => {}
            }
            let outcome = self.applying.carry_out(&entry).await?;
            let well = self.note(&entry, outcome)?;
            self.done.fetch_add(1, Ordering::Relaxed);
            self.tell();
            if !well {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes note of how an operation ended.
    pub(super) fn note(&self, entry: &Entry, outcome: Outcome) -> Result<bool, Error> {
        let agreement = entry.row.operation.agreement;
        let action = entry.row.operation.action.of_a_line();
        let on = self.applying.journal.agreement_named(agreement)?;
        let about = |code, message| Finding {
            subscription: entry.row.operation.subscription.clone(),
            agreement: Some(agreement),
            addition: entry.row.addition(),
            ..Finding::of(&entry.row.customer, code, message)
        };
        match outcome {
            Outcome::Confirmed => return Ok(true),
            Outcome::Failed(why) => self.finding(about(Code::WriteFailed, format!("Accord tried {action} on {on}, and it was not done: {why}. The rest of this subscription was not written")))?,
            Outcome::Unknown(why) => {
                self.open.store(true, Ordering::Relaxed);
                self.finding(about(Code::WriteUnknown, format!("Accord tried {action} on {on}, and it is not known whether it was done: {why}. Resume the upload: it finds out before it writes anything")))?;
            }
            // Whatever else was on its way meets the same; it is said once.
            Outcome::Stopped(_) if self.stopped.swap(true, Ordering::Relaxed) => {}
            Outcome::Stopped(error) => {
                self.finding(about(Code::WriteFailed, format!("The upload stopped: {error}. What was written stays recorded; mend the connection, then resume")))?;
            }
        }
        Ok(false)
    }

    pub(super) fn finding(&self, finding: Finding) -> Result<(), Error> {
        self.wrong.store(true, Ordering::Relaxed);
        self.applying.journal.finding(&finding)
    }

    fn tell(&self) {
        let done = self.done.load(Ordering::Relaxed);
        (self.watcher)(Progress {
            phase: Phase::Writing,
            done,
            total: self.total,
        });
    }
}

/// The subscriptions that a changed agreement stops, on every agreement: to end
/// a line here and not begin it there, or the other way round, bills wrongly.
fn stuck_chains(
    rows: &[JobOperation],
    changed: &BTreeSet<AgreementId>,
) -> BTreeSet<SubscriptionId> {
    rows.iter()
        .filter(|row| changed.contains(&row.operation.agreement))
        .filter_map(|row| row.operation.subscription.clone())
        .collect()
}

/// Splits operations into those on foreign additions and one chain a
/// subscription, without those on changed agreements or of stuck subscriptions.
fn chains(
    entries: Vec<Entry>,
    changed: &BTreeSet<AgreementId>,
    stuck: &BTreeSet<SubscriptionId>,
) -> (Vec<Chain>, Vec<Chain>) {
    let mut foreign = Vec::new();
    let mut ours: BTreeMap<SubscriptionId, Chain> = BTreeMap::new();
    for entry in entries {
        let operation = &entry.row.operation;
        match operation.subscription.clone() {
            None if changed.contains(&operation.agreement) => {}
            None => foreign.push(vec![entry]),
            Some(subscription) if stuck.contains(&subscription) => {}
            Some(subscription) => ours.entry(subscription).or_default().push(entry),
        }
    }
    (foreign, ours.into_values().collect())
}
