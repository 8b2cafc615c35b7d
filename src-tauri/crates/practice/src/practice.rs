//! A running pair of practice servers: where they are, and what can be done to
//! them from within the same process.

use crate::{
    c3::{C3Access, C3Server, C3World, Clock},
    connectwise::{
        self, Access, EditError, Target,
        invoicing::{self, NotInvoiced},
        json::Json,
        records::Invoice,
        world::World,
    },
    faults::Faults,
    journal::Request,
    made_up::made_up,
    site::Site,
};
use jiff::civil::Date;
use std::sync::Arc;
use tokio::task::JoinHandle;
use tokio_util::sync::DropGuard;

/// What to serve, and where.
pub struct Config {
    /// Port of the ConnectWise; 0 takes a free one.
    pub connectwise_port: u16,
    /// Port of the C3; 0 takes a free one.
    pub c3_port: u16,
    /// Who may ask the ConnectWise.
    pub access: Access,
    /// Who may ask the C3.
    pub c3_access: C3Access,
    /// What the ConnectWise holds.
    pub world: World,
    /// What the C3 holds.
    pub c3_world: C3World,
    /// What is to go wrong.
    pub faults: Faults,
    /// Tells the time by which the C3's tokens expire.
    pub clock: Clock,
    /// Makes the C3's tokens and ids.
    pub seed: u64,
}

/// Where a practice ConnectWise is and what it takes to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectWiseAddress {
    /// The site, as a user enters it.
    pub url: String,
    /// Login company.
    pub company: String,
    /// Public key.
    pub public_key: String,
    /// Private key; opens nothing but this server.
    pub private_key: String,
    /// Client id.
    pub client_id: String,
}

/// Where a practice C3 is and what it takes to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct C3Address {
    /// The API.
    pub api_url: String,
    /// Where tokens are asked for.
    pub token_url: String,
    /// Client id.
    pub client_id: String,
    /// Client secret; opens nothing but this server.
    pub client_secret: String,
    /// The resource that tokens are asked for.
    pub resource: String,
    /// The scope that a client may send.
    pub scope: String,
}

/// Where both servers are.
pub(crate) struct Addresses {
    pub(crate) connectwise: ConnectWiseAddress,
    pub(crate) c3: C3Address,
}

/// Two running servers. They stop when this is dropped.
pub struct Practice {
    /// Where the ConnectWise is.
    pub connectwise: ConnectWiseAddress,
    /// Where the C3 is.
    pub c3: C3Address,
    site: Arc<Site>,
    c3_server: Arc<C3Server>,
    tasks: Vec<JoinHandle<()>>,
    _stop: DropGuard,
}

impl Config {
    /// Made-up data from a seed, free ports, no faults.
    #[must_use]
    pub fn made_up(seed: u64, customers: u32, today: Date, clock: Clock) -> Self {
        let (world, c3_world) = made_up(seed, customers, today);
        Self {
            connectwise_port: 0,
            c3_port: 0,
            access: Access::default(),
            c3_access: C3Access::default(),
            world,
            c3_world,
            faults: Faults::default(),
            clock,
            seed,
        }
    }
}

impl Addresses {
    pub(crate) fn new(
        connectwise_host: &str,
        access: &Access,
        c3_host: &str,
        c3_access: &C3Access,
    ) -> Self {
        let Access {
            company,
            public_key,
            private_key,
            client_id,
            ..
        } = access.clone();
        let api_url = format!("http://{c3_host}");
        Self {
            connectwise: ConnectWiseAddress {
                url: format!("http://{connectwise_host}"),
                company,
                public_key,
                private_key,
                client_id,
            },
            c3: C3Address {
                token_url: format!("{api_url}/{}/oauth2/token", c3_access.tenant),
                api_url,
                client_id: c3_access.client_id.clone(),
                client_secret: c3_access.client_secret.clone(),
                resource: c3_access.resource.clone(),
                scope: c3_access.scope.clone(),
            },
        }
    }
}

impl Practice {
    pub(crate) fn new(
        addresses: Addresses,
        site: Arc<Site>,
        c3_server: Arc<C3Server>,
        tasks: Vec<JoinHandle<()>>,
    ) -> Self {
        Self {
            connectwise: addresses.connectwise,
            c3: addresses.c3,
            _stop: site.stop.clone().drop_guard(),
            site,
            c3_server,
            tasks,
        }
    }

    /// Looks at the ConnectWise's records, or changes them past every rule.
    pub fn world<R>(&self, look: impl FnOnce(&mut World) -> R) -> R {
        look(&mut self.site.state().connectwise.world)
    }

    /// The C3, to change what it holds.
    #[must_use]
    pub fn c3_server(&self) -> &C3Server {
        &self.c3_server
    }

    /// Runs agreement invoicing for one agreement.
    ///
    /// # Errors
    /// When the agreement cannot be invoiced.
    pub fn invoice(&self, agreement: u32) -> Result<Invoice, NotInvoiced> {
        self.world(|world| invoicing::run(world, agreement))
    }

    /// Runs agreement invoicing for every agreement that can be invoiced.
    pub fn invoice_all(&self) -> Vec<Invoice> {
        self.world(invoicing::run_all)
    }

    /// Moves both servers' day.
    pub fn set_today(&self, today: Date) {
        self.world(|world| world.today = today);
        self.c3_server.set_today(today);
    }

    /// Puts these faults in the place of those before, on both servers.
    pub fn set_faults(&self, faults: Faults) {
        self.c3_server.set_faults(faults.c3().clone());
        self.site.state().faults = faults;
    }

    /// Takes keys that expired again.
    pub fn renew_keys(&self) {
        self.site.state().connectwise.expire_keys(false);
    }

    /// Sets fields of a record by their wire names, as a person would, past
    /// every rule.
    ///
    /// # Errors
    /// When the record or a field is not there, or a value does not fit.
    pub fn edit(&self, target: Target, fields: &[(String, Json)]) -> Result<(), EditError> {
        self.world(|world| connectwise::set(world, target, fields))
    }

    /// Deletes a record, as a person would.
    ///
    /// # Errors
    /// When the record is not there.
    pub fn delete(&self, target: Target) -> Result<(), EditError> {
        self.world(|world| connectwise::delete(world, target))
    }

    /// What the ConnectWise was asked so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.site.state().journal.requests()
    }

    /// Stops both servers and waits until they have stopped.
    pub async fn shutdown(self) {
        self.site.stop.cancel();
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::warn!(%error, "a practice server did not end well");
            }
        }
    }
}
