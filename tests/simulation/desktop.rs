//! One desktop: the use cases over a database, in a process that can die at any
//! request and any commit, and then starts again on the same database.

mod sitting;
mod undo;

pub(crate) use sitting::Sitting;

use crate::{
    c3::CUSTOMER,
    chance::Chance,
    clock::SimulatedClock,
    connector::SimulatedConnector,
    death::{die, until_death},
    history::Subscription,
    mode::Mode,
    world::Shared,
};
use domain::{
    ids::{AgreementId, CompanyId, CustomerId},
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
    Error, JobId, Ports, Workflow,
    jobs::Record,
    mapping::{AgreementChoices, ReleaseTarget},
    progress::unwatched,
    settings::{C3Settings, ConnectWiseSettings},
    upload::SettleLimits,
};

/// A desktop with its database, and the process that runs on it now.
pub(crate) struct Desktop {
    name: &'static str,
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

impl Desktop {
    /// A desktop with both systems connected and the customer mapped.
    pub(crate) fn new(world: &Shared) -> Self {
        let desktop = Self::connected(world, "the desktop");
        desktop
            .workflow
            .map_customer(&customer(), CompanyId(crate::connectwise::COMPANY))
            .unwrap();
        desktop
    }

    /// Another desktop of the same partner: an empty database, and the first one's
    /// mappings.
    pub(crate) fn joining(&self) -> Self {
        let mut desktop = Self::connected(&self.world, "the other desktop");
        let file = tempfile::NamedTempFile::new().unwrap();
        self.workflow.export_mappings(file.path()).unwrap();
        let imported = desktop
            .workflow
            .import_mappings(file.path(), false)
            .unwrap();
        assert!(imported.skipped.is_empty(), "{:?}", imported.skipped);
        desktop.mapped.clone_from(&self.mapped);
        desktop
    }

    fn connected(world: &Shared, name: &'static str) -> Self {
        let store = Store::in_memory().unwrap();
        let hooked = world.clone();
        store.on_commit(Arc::new(move |moment| at_commit(&hooked, moment)));
        let secrets = Arc::new(MemoryStore::new());
        let workflow = process(world, &store, &secrets).unwrap();
        let mut desktop = Self {
            name,
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
    }

    /// Maps an agreement.
    pub(crate) fn map_agreement(&self, agreement: u32, mode: Mode) {
        let choices = AgreementChoices {
            mode: Some(mode.word()),
            ..AgreementChoices::default()
        };
        self.workflow
            .map_agreement(&customer(), AgreementId(agreement), choices)
            .unwrap();
    }

    /// From its first open day on, an agreement is billed in another mode.
    pub(crate) fn begin_anew(&self, agreement: u32, mode: Mode, open: Date) {
        let choices = AgreementChoices {
            mode: Some(mode.word()),
            bill_from: Some(open),
            ..AgreementChoices::default()
        };
        self.workflow
            .map_agreement(&customer(), AgreementId(agreement), choices)
            .unwrap();
    }

    /// From the next validation on the catalog's prices count, or C3's.
    pub(crate) fn consider_catalog(&self, is_on: bool) {
        let word = if is_on { "on" } else { "off" };
        self.workflow.set("use-connectwise-price", word).unwrap();
    }

    /// Releases a product's mapping; the next sitting maps it again.
    pub(crate) fn release_one(&mut self, chance: &mut Chance) {
        let mapped: Vec<String> = self.mapped.iter().cloned().collect();
        if mapped.is_empty() {
            return;
        }
        let name = mapped[chance.index(mapped.len())].clone();
        self.world
            .note(format_args!("— {}: releases {name}", self.name));
        let length = self.world.with(|world| {
            let of = |subscription: &&Subscription| subscription.product == name;
            world.c3.subscriptions.iter().find(of).unwrap().length
        });
        let product = ProductKey {
            name: ProductName::new(&name),
            cycle: Some(crate::c3::cycle(length)),
        };
        let target = ReleaseTarget::Product(customer(), product);
        self.workflow.release(&target).unwrap();
        self.mapped.remove(&name);
    }

    /// Whether a product is released that C3 has told of.
    pub(crate) fn has_released(&self) -> bool {
        self.world.with(|world| {
            let now = world.now;
            let mut told = world.c3.subscriptions.iter();
            told.any(|one| one.is_known(now) && !self.mapped.contains(&one.product))
        })
    }

    /// Runs a use case; where the process dies, the next one starts.
    fn attempt<T>(
        &mut self,
        words: &str,
        run: impl Future<Output = Result<T, Error>>,
    ) -> Attempt<T> {
        let opens = self.begins(words);
        let ended = until_death(run);
        self.ends(words, &opens, ended)
    }

    fn begins(&self, words: &str) -> BTreeMap<u32, Date> {
        self.world.note(format_args!("— {}: {words}", self.name));
        self.world.with(|world| world.opens())
    }

    /// What came of a use case; where the process died, the next one starts.
    fn ends<T>(
        &mut self,
        words: &str,
        opens: &BTreeMap<u32, Date>,
        ended: Option<Result<T, Error>>,
    ) -> Attempt<T> {
        self.see_first_days(opens);
        match ended {
            Some(Ok(answer)) => Attempt::Done(answer),
            Some(Err(error)) => {
                let name = self.name;
                self.world
                    .note(format_args!("— {name}: {words} failed: {error}"));
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
                world.begun.entry(name).or_insert_with_key(|name| {
                    let (before, after) = (opens[&of.agreement], now[&of.agreement]);
                    assert!(
                        [before, after].contains(&first.day),
                        "{name} counts from {}",
                        first.day
                    );
                    first.day
                });
            }
        });
    }

    /// Starts the process again. It may die while it starts.
    fn restart(&mut self) {
        loop {
            let name = self.name;
            self.world
                .note(format_args!("— {name} died and starts again"));
            let started = until_death(async { process(&self.world, &self.store, &self.secrets) });
            if let Some(workflow) = started {
                self.workflow = workflow.unwrap();
                return;
            }
        }
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
            let mut doubts = Vec::new();
            for job in jobs {
                let source = job.source.map(|source| reader.job(source)).transpose()?;
                let kinds = (job.kind, source.flatten().map(|source| source.kind));
                // An undo's plan is made from an upload, and writes nothing.
                if let (JobKind::Export, _) | (JobKind::Undo, Some(JobKind::Undo)) = kinds {
                    doubts.push(format!("{:?} {} did not end", job.kind, job.id));
                }
            }
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

impl fmt::Debug for Desktop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desktop").finish_non_exhaustive()
    }
}
