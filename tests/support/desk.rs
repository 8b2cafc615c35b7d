//! A desktop of the partner's: a data folder with the real database, secrets in
//! memory, and the use cases over the network.

use crate::{Office, ShortWaits, StageClock};
use domain::{
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    line::EventId,
    mapping::ProductKey,
    timeline::ProductName,
};
use jiff::civil::Date;
use practice::{C3Address, ConnectWiseAddress, made_up::Match};
use secrecy::SecretString;
use secrets::MemoryStore;
use std::{path::Path, sync::Arc, time::Duration};
use store::{EventFilter, Store};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use workflow::{
    Error, JobId, Ports, Scope, Workflow,
    jobs::Record,
    live::Network,
    mapping::AgreementChoices,
    ports::Connector,
    progress::unwatched,
    refresh::Refreshed,
    settings::{C3Settings, ConnectWiseSettings},
    upload::SettleLimits,
};

/// How long to wait for another process's database; there is none.
const NO_WAIT: Duration = Duration::ZERO;

/// A desktop.
pub struct Desk {
    /// The use cases.
    pub workflow: Workflow,
    clock: Arc<StageClock>,
    secrets: Arc<MemoryStore>,
    connector: Arc<dyn Connector>,
    // Last: the folder goes when the database is closed.
    folder: TempDir,
}

impl Desk {
    /// A desktop that knows nothing yet.
    #[must_use]
    pub fn new(clock: Arc<StageClock>) -> Self {
        Self::with(clock, Arc::new(Network))
    }

    /// A desktop that knows nothing yet and soon gives up on an answer.
    #[must_use]
    pub fn impatient(clock: Arc<StageClock>) -> Self {
        Self::with(clock, Arc::new(ShortWaits))
    }

    fn with(clock: Arc<StageClock>, connector: Arc<dyn Connector>) -> Self {
        let secrets = Arc::new(MemoryStore::new());
        Self::start(tempfile::tempdir().unwrap(), clock, secrets, connector)
    }

    fn start(
        folder: TempDir,
        clock: Arc<StageClock>,
        secrets: Arc<MemoryStore>,
        connector: Arc<dyn Connector>,
    ) -> Self {
        let workflow = Workflow::new(Ports {
            store: Store::open(folder.path(), "a test", NO_WAIT).unwrap(),
            secrets: secrets.clone(),
            connector: connector.clone(),
            clock: clock.clone(),
            settle: SettleLimits::default(),
        });
        Self {
            workflow: workflow.unwrap(),
            clock,
            secrets,
            connector,
            folder,
        }
    }

    /// Ends the program and starts it again on the same data.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self {
            workflow,
            clock,
            secrets,
            connector,
            folder,
        } = self;
        drop(workflow);
        Self::start(folder, clock, secrets, connector)
    }

    /// Where the data is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Connects both systems.
    pub async fn connect(&self, office: &Office) {
        self.connect_connectwise(&office.practice.connectwise).await;
        self.connect_c3(&office.practice.c3).await;
    }

    /// Connects ConnectWise.
    pub async fn connect_connectwise(&self, at: &ConnectWiseAddress) {
        let settings = connectwise_settings(at);
        let key = SecretString::from(at.private_key.clone());
        self.workflow
            .connect_connectwise(&settings, Some(key))
            .await
            .unwrap();
    }

    /// Connects C3.
    pub async fn connect_c3(&self, at: &C3Address) {
        let secret = SecretString::from(at.client_secret.clone());
        self.workflow
            .connect_c3(&c3_settings(at), Some(secret))
            .await
            .unwrap();
    }

    /// Reads what is connected.
    pub async fn refresh(&self) -> Refreshed {
        self.workflow
            .refresh_all(unwatched(), CancellationToken::new())
            .await
            .unwrap()
    }

    /// Imports a history file.
    pub fn import(&self, file: &Path) -> workflow::refresh::Imported {
        let cancel = CancellationToken::new();
        self.workflow
            .import(file, None, &unwatched(), &cancel)
            .unwrap()
    }

    /// Maps a customer with everything that belongs together.
    pub fn map(&self, matched: &Match) -> CustomerId {
        let customer = CustomerId::new(&matched.customer);
        self.workflow
            .map_customer(&customer, CompanyId(matched.company))
            .unwrap();
        for agreement in &matched.agreements {
            let id = AgreementId(agreement.agreement);
            self.map_agreement(&customer, id);
            let products = agreement.products.iter().map(|product| {
                (
                    product_key(&product.name, product.cycle),
                    ItemId(product.item),
                )
            });
            let products: Vec<_> = products.collect();
            self.workflow
                .map_products(&customer, id, &products)
                .unwrap();
        }
        customer
    }

    /// Maps an agreement, with nothing chosen.
    pub fn map_agreement(&self, customer: &CustomerId, agreement: AgreementId) {
        let choices = AgreementChoices::default();
        self.workflow
            .map_agreement(customer, agreement, choices)
            .unwrap();
    }

    /// Validates one customer.
    pub async fn validate(&self, customer: &CustomerId) -> Record {
        self.validate_scope(&Scope::Customers(vec![customer.clone()]), None)
            .await
    }

    /// Validates every mapped customer.
    pub async fn validate_all(&self) -> Record {
        self.validate_scope(&Scope::All, None).await
    }

    /// Validates, as of a day where one is given.
    pub async fn validate_scope(&self, scope: &Scope, as_of: Option<Date>) -> Record {
        let cancel = CancellationToken::new();
        let job = self
            .workflow
            .validate(scope, as_of, unwatched(), cancel)
            .await;
        self.record(job.unwrap())
    }

    /// Uploads a validated record.
    pub async fn upload(&self, validated: &Record) -> Record {
        self.try_upload(validated).await.unwrap()
    }

    /// Uploads a validated record, if ConnectWise can be read.
    ///
    /// # Errors
    /// What the upload says.
    pub async fn try_upload(&self, validated: &Record) -> Result<Record, Error> {
        let cancel = CancellationToken::new();
        let job = self
            .workflow
            .upload(validated.job.id, unwatched(), cancel)
            .await?;
        Ok(self.record(job))
    }

    /// Resumes what was interrupted.
    pub async fn resume(&self) -> Vec<Record> {
        let jobs = self
            .workflow
            .resume(unwatched(), CancellationToken::new())
            .await
            .unwrap();
        jobs.into_iter().map(|job| self.record(job)).collect()
    }

    /// The event of the newest change in the ledger.
    #[must_use]
    pub fn newest_event(&self) -> EventId {
        let page = self
            .workflow
            .history(&EventFilter::default(), None, 1)
            .unwrap();
        page.rows[0].id
    }

    /// A record as it stands.
    #[must_use]
    pub fn record(&self, job: JobId) -> Record {
        self.workflow.record(job).unwrap()
    }
}

/// The settings that reach a practice ConnectWise.
#[must_use]
pub fn connectwise_settings(at: &ConnectWiseAddress) -> ConnectWiseSettings {
    ConnectWiseSettings {
        site: at.url.clone(),
        company: at.company.clone(),
        public_key: at.public_key.clone(),
        client_id: at.client_id.clone(),
    }
}

/// The settings that reach a practice C3.
#[must_use]
pub fn c3_settings(at: &C3Address) -> C3Settings {
    C3Settings {
        api_url: at.api_url.clone(),
        token_url: at.token_url.clone(),
        client_id: at.client_id.clone(),
        resource: at.resource.clone(),
        scope: Some(at.scope.clone()),
    }
}

/// A product, under the words of the practice site.
#[must_use]
pub fn product_key(name: &str, cycle: practice::c3::Cycle) -> ProductKey {
    use domain::cycle::BillingCycle;
    use practice::c3::Cycle;
    let cycle = match cycle {
        Cycle::Monthly => BillingCycle::Monthly,
        Cycle::Annual => BillingCycle::Annual,
        Cycle::Triennial => BillingCycle::Triennial,
        Cycle::OneTime => BillingCycle::OneTime,
    };
    ProductKey {
        name: ProductName::new(name),
        cycle: Some(cycle),
    }
}
