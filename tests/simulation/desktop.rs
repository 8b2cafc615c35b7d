//! One desktop: the use cases over a database, in a process that can die at any
//! request and any commit, and then starts again on the same database.

use crate::{
    c3::CUSTOMER,
    clock::SimulatedClock,
    connector::SimulatedConnector,
    death::{die, until_death},
    history::Subscription,
    world::Shared,
};
use domain::{
    agreement::PostingMode,
    finding::{Code, Finding, Severity},
    ids::{AdditionId, AgreementId, CompanyId, CustomerId, ItemId},
    mapping::ProductKey,
    timeline::ProductName,
};
use jiff::civil::Date;
use secrecy::SecretString;
use secrets::MemoryStore;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    future::Future,
    sync::Arc,
};
use store::{Commit, JobKind, JobStatus, Store};
use tokio_util::sync::CancellationToken;
use workflow::{
    Error, JobId, Ports, Scope, Workflow,
    choices::LineVerdict,
    jobs::Record,
    mapping::AgreementChoices,
    progress::unwatched,
    settings::{C3Settings, ConnectWiseSettings},
    upload::SettleLimits,
};

/// A desktop with its database, and the process that runs on it now.
pub(crate) struct Desktop {
    world: Shared,
    store: Store,
    secrets: Arc<MemoryStore>,
    workflow: Workflow,
    mapped: BTreeSet<String>,
}

/// How one use case ended.
pub(crate) enum Attempt<T> {
    Done(T),
    Failed(String),
    Died,
}

/// How one sitting of the user ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sitting {
    /// There was nothing left to write.
    AtRest,
    /// Something was written, all of it confirmed.
    Uploaded,
    /// It did not go through.
    Trouble(String),
}

impl Desktop {
    /// A desktop with both systems connected and nothing mapped.
    pub(crate) fn new(world: &Shared) -> Self {
        let store = Store::in_memory().unwrap();
        let hooked = world.clone();
        store.on_commit(Arc::new(move |moment| at_commit(&hooked, moment)));
        let secrets = Arc::new(MemoryStore::new());
        let workflow = process(world, &store, &secrets).unwrap();
        let mut desktop = Self {
            world: world.clone(),
            store,
            secrets,
            workflow,
            mapped: BTreeSet::new(),
        };
        desktop.connect();
        desktop
    }

    fn connect(&mut self) {
        let text = str::to_owned;
        let connectwise = ConnectWiseSettings {
            site: text("https://connectwise.test"),
            company: text("contoso"),
            public_key: text("public"),
            client_id: text("client"),
        };
        let c3 = C3Settings {
            api_url: text("https://c3.test"),
            token_url: text("https://c3.test/token"),
            client_id: text("client"),
            resource: text("resource"),
            scope: None,
        };
        let secret = || Some(SecretString::from("secret"));
        let workflow = self.workflow.clone();
        done(self.attempt(
            "connect ConnectWise",
            workflow.connect_connectwise(&connectwise, secret()),
        ));
        done(self.attempt("connect C3", workflow.connect_c3(&c3, secret())));
        done(self.attempt(
            "refresh",
            workflow.refresh_all(unwatched(), CancellationToken::new()),
        ));
        workflow
            .map_customer(&customer(), CompanyId(crate::connectwise::COMPANY))
            .unwrap();
    }

    /// Maps an agreement in the mode that suits it.
    pub(crate) fn map_agreement(&self, agreement: u32, prorates: bool) {
        let mode = if prorates {
            PostingMode::Dated
        } else {
            PostingMode::Adjustment
        };
        let choices = AgreementChoices {
            mode: Some(mode),
            ..AgreementChoices::default()
        };
        self.workflow
            .map_agreement(&customer(), AgreementId(agreement), choices)
            .unwrap();
    }

    /// Runs a use case; where the process dies, the next one starts.
    fn attempt<T>(
        &mut self,
        words: &str,
        run: impl Future<Output = Result<T, Error>>,
    ) -> Attempt<T> {
        self.world.note(format_args!("— {words}"));
        let opens = self.world.with(|world| world.opens());
        let ended = until_death(run);
        self.see_first_days(&opens);
        match ended {
            Some(Ok(answer)) => Attempt::Done(answer),
            Some(Err(error)) => {
                self.world.note(format_args!("— {words} failed: {error}"));
                Attempt::Failed(format!("{words}: {error}"))
            }
            None => {
                self.restart();
                Attempt::Died
            }
        }
    }

    /// A product counts from the agreement's first open day when a validation
    /// first sees it mapped. `opens` are those of before the use case; an invoice
    /// may have come in between.
    fn see_first_days(&self, opens: &BTreeMap<u32, Date>) {
        let first_days = self
            .store
            .read(|reader| reader.first_days_of(&customer()))
            .unwrap();
        self.world.with(|world| {
            let now = world.opens();
            for first in first_days {
                let name = first.product.name.shown().to_owned();
                let of = world
                    .c3
                    .subscriptions
                    .iter()
                    .find(|s| s.product == name)
                    .unwrap();
                if !world.begun.contains_key(&name) {
                    let (before, after) = (opens[&of.agreement], now[&of.agreement]);
                    assert!(
                        [before, after].contains(&first.day),
                        "{name} counts from {}",
                        first.day
                    );
                    world.begun.insert(name, first.day);
                }
            }
        });
    }

    /// Starts the process again. It may die while it starts.
    fn restart(&mut self) {
        loop {
            self.world.note("— the process died and starts again");
            let started = until_death(async { process(&self.world, &self.store, &self.secrets) });
            if let Some(workflow) = started {
                self.workflow = workflow.unwrap();
                return;
            }
        }
    }

    /// What a person does in one sitting: resume what was interrupted, map what
    /// is new, validate, decide on edited lines, upload.
    pub(crate) fn sit(&mut self) -> Sitting {
        match self.try_sitting() {
            Ok(sitting) => sitting,
            Err(trouble) => Sitting::Trouble(trouble),
        }
    }

    fn try_sitting(&mut self) -> Result<Sitting, String> {
        self.resume()?;
        self.map_products()?;
        let workflow = self.workflow.clone();
        let validate = workflow.validate(&Scope::All, None, unwatched(), CancellationToken::new());
        let validated = finished(self.attempt("validate", validate))?;
        let record = self.record(validated);
        if record.job.status != JobStatus::Success {
            self.decide(&record)?;
            return Err(format!("validation {validated}: {}", errors(&record)));
        }
        if record.operations.is_empty() {
            return Ok(Sitting::AtRest);
        }
        self.pause();
        self.upload(validated)
    }

    fn upload(&mut self, validated: JobId) -> Result<Sitting, String> {
        let workflow = self.workflow.clone();
        let upload = workflow.upload(validated, unwatched(), CancellationToken::new());
        let exported = finished(self.attempt("upload", upload))?;
        let record = self.record(exported);
        match record.job.status {
            JobStatus::Success => Ok(Sitting::Uploaded),
            status => Err(format!(
                "upload {exported} is {status:?}: {}",
                errors(&record)
            )),
        }
    }

    /// Continues what was interrupted.
    pub(crate) fn resume(&mut self) -> Result<(), String> {
        let workflow = self.workflow.clone();
        let resume = workflow.resume(unwatched(), CancellationToken::new());
        finished(self.attempt("resume", resume)).map(drop)
    }

    /// Lets the process take a single look at a list for proof that a write was not
    /// done: a mistake, to see that it is caught.
    pub(crate) fn believe_lists(&mut self) {
        let settle = SettleLimits {
            reads: 1,
            ..SettleLimits::default()
        };
        self.workflow = self.workflow.clone().with_settle(settle);
    }

    /// Reads C3, in good weather.
    pub(crate) fn refresh(&mut self) {
        let workflow = self.workflow.clone();
        done(self.attempt(
            "refresh C3",
            workflow.refresh_c3(unwatched(), CancellationToken::new()),
        ));
    }

    /// Looks at the plan for a while.
    fn pause(&mut self) {
        self.world.with(|world| {
            let seconds = world.chance.between(1, 300);
            world.now += std::time::Duration::from_secs(seconds.unsigned_abs());
        });
    }

    /// Maps every product that C3 has shown by now.
    fn map_products(&mut self) -> Result<(), String> {
        let unmapped: Vec<Subscription> = self.world.with(|world| {
            let now = world.now;
            let is_new = |subscription: &&Subscription| {
                !self.mapped.contains(&subscription.product) && subscription.is_known(now)
            };
            world
                .c3
                .subscriptions
                .iter()
                .filter(is_new)
                .cloned()
                .collect()
        });
        if unmapped.is_empty() {
            return Ok(());
        }
        let workflow = self.workflow.clone();
        let refresh = workflow.refresh_c3(unwatched(), CancellationToken::new());
        finished(self.attempt("refresh C3", refresh))?;
        for subscription in unmapped {
            let product = ProductKey {
                name: ProductName::new(&subscription.product),
                cycle: Some(crate::c3::cycle(subscription.length)),
            };
            let agreement = AgreementId(subscription.agreement);
            let products = [(product, ItemId(subscription.item))];
            let map = async { workflow.map_products(&customer(), agreement, &products) };
            // Where the process died after the commit, it is mapped already.
            if let Err(trouble) = finished(self.attempt("map", map))
                && !trouble.contains("already mapped")
            {
                return Err(trouble);
            }
            self.mapped.insert(subscription.product);
        }
        Ok(())
    }

    /// Takes Accord's values back on the edited lines that a record asks about.
    fn decide(&mut self, record: &Record) -> Result<(), String> {
        // Where a write was in doubt when the person came, nothing tells the edit
        // from what another desktop knows.
        let asks = |finding: &&Finding| {
            matches!(finding.code, Code::LineChangedOutside | Code::LedgerBehind)
        };
        let asked: Vec<&Finding> = record.findings.iter().filter(asks).collect();
        let edited = self.world.with(|world| world.site.edited.clone());
        for (agreement, addition) in edited {
            let words = format!("line {addition} on agreement {agreement} ");
            if !asked.iter().any(|finding| finding.message.contains(&words)) {
                continue;
            }
            let workflow = self.workflow.clone();
            let (on, line) = (AgreementId(agreement), AdditionId(addition));
            let decide = workflow.decide_line(on, line, LineVerdict::Ours);
            finished(self.attempt("decide", decide))?;
            self.world
                .with(|world| world.site.edited.remove(&(agreement, addition)));
        }
        Ok(())
    }

    fn record(&self, job: JobId) -> Record {
        self.workflow.record(job).unwrap()
    }

    /// The newest upload's record.
    pub(crate) fn last_upload(&self) -> Option<Record> {
        let jobs = self.workflow.jobs(100).unwrap();
        jobs.into_iter()
            .find(|job| job.kind == JobKind::Export)
            .map(|job| self.record(job.id))
    }

    /// What is still in doubt: jobs that did not end, writes nobody knows of.
    pub(crate) fn in_doubt(&self) -> Vec<String> {
        let unsettled = self.store.read(|reader| {
            let mut jobs = reader.jobs_in(JobStatus::Running)?;
            jobs.extend(reader.jobs_in(JobStatus::Interrupted)?);
            jobs.retain(|job| job.kind == JobKind::Export);
            let mut doubts: Vec<String> = jobs
                .iter()
                .map(|job| format!("upload {} did not end", job.id))
                .collect();
            for operation in reader.unsettled_operations()? {
                doubts.push(format!(
                    "operation {} is {:?}",
                    operation.id, operation.state
                ));
            }
            Ok(doubts)
        });
        unsettled.unwrap()
    }
}

fn process(world: &Shared, store: &Store, secrets: &Arc<MemoryStore>) -> Result<Workflow, Error> {
    Workflow::new(Ports {
        store: store.clone(),
        secrets: secrets.clone(),
        connector: Arc::new(SimulatedConnector(world.clone())),
        clock: Arc::new(SimulatedClock(world.clone())),
        settle: SettleLimits::default(),
    })
}

fn at_commit(world: &Shared, moment: Commit) {
    let dies = world.with(|world| {
        let dies = world.faults.commit(moment);
        if dies {
            let number = world.faults.counted().1 - 1;
            world.note(format_args!("commit {number}: ⚡ death {moment:?}"));
        }
        dies
    });
    if dies {
        die();
    }
}

pub(crate) fn customer() -> CustomerId {
    CustomerId::new(CUSTOMER)
}

fn finished<T>(attempt: Attempt<T>) -> Result<T, String> {
    match attempt {
        Attempt::Done(answer) => Ok(answer),
        Attempt::Failed(trouble) => Err(trouble),
        Attempt::Died => Err("the process died".to_owned()),
    }
}

fn done<T>(attempt: Attempt<T>) -> T {
    finished(attempt).unwrap()
}

/// The codes and sentences of a record's errors.
fn errors(record: &Record) -> String {
    let errors = record
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    let words = errors.map(|finding| format!("{}: {}", finding.code.word(), finding.message));
    words
        .chain(record.job.error.clone())
        .collect::<Vec<_>>()
        .join("; ")
}

impl fmt::Debug for Desktop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desktop").finish_non_exhaustive()
    }
}
