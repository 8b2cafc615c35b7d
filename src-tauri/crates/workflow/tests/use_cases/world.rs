//! The use cases on a database in memory, both systems connected.
//!
//! As it starts, C3 has Adatum and Contoso; ConnectWise their companies 11 and
//! 12, and 13. Adatum has the products E1 and E5 (monthly), Visio (annual), Power
//! (triennial) and Teams, whose cycle nothing tells.

use crate::{
    records::{agreement, company, customer, cycles, item, offer, row},
    systems::{FakeC3, FakeConnectWise},
};
use async_trait::async_trait;
use c3::Read;
use domain::{
    cycle::BillingCycle,
    ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId},
    mapping::ProductKey,
};
use jiff::Timestamp;
use secrets::{MemoryStore, SecretString};
use serde_json::json;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use store::Store;
use tokio_util::sync::CancellationToken;
use workflow::{
    Error, Ports, Scope, Workflow,
    jobs::Record,
    mapping::{AgreementChoices, MappingDraft},
    ports::{C3, Clock, ConnectWise, Connector},
    progress::unwatched,
    settings::{C3Settings, ConnectWiseSettings},
};

/// Adatum's subscription of E1 in a plannable world.
pub(crate) const E1_OF_ADATUM: &str = "4f1c2d3e-0000-4000-8000-00000000000a";

/// Contoso's.
pub(crate) const E1_OF_CONTOSO: &str = "4f1c2d3e-0000-4000-8000-00000000000b";

pub(crate) struct Hands {
    pub(crate) connectwise: Arc<FakeConnectWise>,
    pub(crate) c3: Arc<FakeC3>,
}

impl Connector for Hands {
    fn connectwise(
        &self,
        _: &ConnectWiseSettings,
        _: SecretString,
    ) -> Result<Arc<dyn ConnectWise>, connectwise::Error> {
        Ok(self.connectwise.clone())
    }
    fn c3(&self, _: &C3Settings, _: SecretString) -> Result<Arc<dyn C3>, c3::Error> {
        Ok(self.c3.clone())
    }
}

pub(crate) struct Hand(pub(crate) Mutex<Timestamp>);

#[async_trait]
impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
    async fn sleep(&self, _: Duration) {}
}

pub(crate) struct World {
    pub(crate) workflow: Workflow,
    pub(crate) store: Store,
    pub(crate) secrets: Arc<MemoryStore>,
    pub(crate) connectwise: Arc<FakeConnectWise>,
    pub(crate) c3: Arc<FakeC3>,
    pub(crate) clock: Arc<Hand>,
}

pub(crate) fn connectwise_settings() -> ConnectWiseSettings {
    ConnectWiseSettings {
        site: "http://127.0.0.1:1".to_owned(),
        company: "partner".to_owned(),
        public_key: "public".to_owned(),
        client_id: "client".to_owned(),
    }
}

pub(crate) fn c3_settings() -> C3Settings {
    C3Settings {
        api_url: "http://127.0.0.1:2".to_owned(),
        token_url: "http://127.0.0.1:2/token".to_owned(),
        client_id: "client".to_owned(),
        resource: "resource".to_owned(),
        scope: None,
    }
}

impl World {
    /// Nothing connected, nothing known.
    pub(crate) fn empty() -> Self {
        let store = Store::in_memory().unwrap();
        let secrets = Arc::new(MemoryStore::new());
        let connectwise = Arc::new(FakeConnectWise::default());
        let c3 = Arc::new(FakeC3::default());
        let clock = Arc::new(Hand(Mutex::new("2026-11-01T00:00:00Z".parse().unwrap())));
        let workflow = Workflow::new(Ports {
            store: store.clone(),
            secrets: secrets.clone(),
            connector: Arc::new(Hands {
                connectwise: connectwise.clone(),
                c3: c3.clone(),
            }),
            clock: clock.clone(),
            settle: Default::default(),
        })
        .unwrap();
        let world = Self {
            workflow,
            store,
            secrets,
            connectwise,
            c3,
            clock,
        };
        world.fill();
        world
    }

    /// Both connected and refreshed.
    pub(crate) async fn new() -> Self {
        let world = Self::empty();
        world.connect().await;
        world.refresh().await;
        world
    }

    /// Adatum mapped to its company and to agreement 1, which bills monthly.
    pub(crate) async fn mapped() -> Self {
        let world = Self::new().await;
        world
            .workflow
            .map_customer(&adatum(), CompanyId(11))
            .unwrap();
        world.map_agreement(1).unwrap();
        world
    }

    /// Both connected and refreshed, with Adatum's E1 under [`E1_OF_ADATUM`] and
    /// Contoso's under [`E1_OF_CONTOSO`]: only what has a GUID can be planned.
    pub(crate) async fn plannable() -> Self {
        let world = Self::empty();
        for row in &mut world.c3.csp().rows {
            let Read::Row(row) = row else { continue };
            let id = row.subscription.as_ref().map(SubscriptionId::as_str);
            row.subscription = match id {
                Some("sub-e1") => Some(SubscriptionId::new(E1_OF_ADATUM)),
                Some("sub-b") => Some(SubscriptionId::new(E1_OF_CONTOSO)),
                _ => continue,
            };
        }
        world.connect().await;
        world.refresh().await;
        world
    }

    /// Plannable, with Adatum's E1 mapped to item 101 on agreement 1.
    pub(crate) async fn planned() -> Self {
        let world = Self::plannable().await;
        let draft = MappingDraft {
            customer: adatum(),
            company: CompanyId(11),
            agreement: AgreementId(1),
            choices: AgreementChoices::default(),
            products: vec![(ProductKey::parse("monthly:E1").unwrap(), ItemId(101))],
        };
        world.workflow.save_mapping(&draft).unwrap();
        world
    }

    fn fill(&self) {
        let mut site = self.connectwise.site();
        site.companies = vec![
            company(11, "Adatum Ltd"),
            company(12, "Contoso Ltd"),
            company(13, "Fabrikam Ltd"),
        ];
        site.cycles = cycles();
        site.agreements = vec![
            agreement(1, 11, json!({"name": "Cloud monthly"})),
            agreement(
                2,
                11,
                json!({"name": "Cloud yearly", "billingCycle": {"id": 2}}),
            ),
            agreement(
                3,
                11,
                json!({"name": "Quarterly", "billingCycle": {"id": 3}}),
            ),
            agreement(
                4,
                11,
                json!({"name": "Old", "agreementStatus": "Cancelled"}),
            ),
            agreement(5, 11, json!({"name": "Flat", "prorateFlag": false})),
            agreement(6, 12, json!({"name": "Theirs"})),
        ];
        site.items = vec![
            item(101, json!({})),
            item(102, json!({})),
            item(103, json!({"inactiveFlag": true})),
            item(104, json!({"productClass": "Bundle"})),
        ];
        drop(site);
        let mut csp = self.c3.csp();
        csp.customers = vec![customer("A", "Adatum"), customer("B", "Contoso")];
        csp.offers = vec![
            offer("E1", BillingCycle::Monthly, 20),
            offer("E5", BillingCycle::Monthly, 20),
            offer("Visio", BillingCycle::Annual, 20),
            offer("Power", BillingCycle::Triennial, 20),
        ];
        csp.rows = ["E1", "E5", "Visio", "Power", "Teams"]
            .map(|name| {
                Read::Row(row(
                    "A",
                    &format!("sub-{name}"),
                    name,
                    "2026-10-05T10:00:00",
                    [0, 5],
                ))
            })
            .to_vec();
        csp.rows.push(Read::Row(row(
            "B",
            "sub-B",
            "E1",
            "2026-10-06T10:00:00",
            [0, 3],
        )));
    }

    pub(crate) async fn connect(&self) {
        let key = SecretString::from("private-key-7Q");
        self.workflow
            .connect_connectwise(&connectwise_settings(), Some(key))
            .await
            .unwrap();
        let secret = SecretString::from("client-secret-9Z");
        self.workflow
            .connect_c3(&c3_settings(), Some(secret))
            .await
            .unwrap();
    }

    pub(crate) async fn refresh(&self) -> workflow::refresh::Refreshed {
        self.workflow
            .refresh_all(unwatched(), CancellationToken::new())
            .await
            .unwrap()
    }

    /// Validates customers; the record.
    pub(crate) async fn check(&self, customers: &[CustomerId]) -> Record {
        let scope = Scope::Customers(customers.to_vec());
        let cancel = CancellationToken::new();
        let job = self.workflow.validate(&scope, None, unwatched(), cancel);
        self.workflow.record(job.await.unwrap()).unwrap()
    }

    pub(crate) fn map_agreement(&self, id: u32) -> Result<(), Error> {
        let choices = AgreementChoices::default();
        self.workflow
            .map_agreement(&adatum(), AgreementId(id), choices)
    }

    pub(crate) fn map_product(
        &self,
        product: &str,
        agreement: u32,
        item: u32,
    ) -> Result<Vec<String>, Error> {
        let product = ProductKey::parse(product).unwrap();
        let products = [(product, ItemId(item))];
        self.workflow
            .map_products(&adatum(), AgreementId(agreement), &products)
    }

    pub(crate) fn set_time(&self, at: &str) {
        *self.clock.0.lock().unwrap() = at.parse().unwrap();
    }
}

pub(crate) fn adatum() -> CustomerId {
    CustomerId::new("A")
}

pub(crate) fn contoso() -> CustomerId {
    CustomerId::new("B")
}

/// What the error says.
pub(crate) fn said<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    outcome.unwrap_err().to_string()
}
