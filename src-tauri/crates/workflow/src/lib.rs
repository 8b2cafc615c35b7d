//! Accord's use cases: connect, refresh, import, map, release, validate, upload,
//! resume. The command line and the desktop window are thin shells over this.
//!
//! It wires the domain to the clients, the store and the credential store, and
//! owns jobs and cancelling. It knows nothing of terminals, windows or HTTP, and
//! takes time from a clock that is handed in, so that a simulation can run it.

pub mod assemble;
pub mod automatic;
pub mod choices;
pub mod connect;
pub mod error;
pub mod jobs;
pub mod listing;
pub mod live;
pub mod mapping;
pub mod ports;
pub mod preview;
pub mod progress;
pub mod refresh;
pub mod settings;
pub mod support;
pub mod undo;
pub mod upload;
pub mod why;

mod gather;
mod planned;
mod read;
mod run;
mod validate;

pub use error::{Error, Kind};
pub use jobs::JobId;
pub use store;
pub use validate::Scope;

use ports::{Clock, Connector};
use secrets::SecretStore;
use std::sync::Arc;
use store::Store;
use upload::SettleLimits;

/// Everything that the use cases need of the world.
#[derive(Clone)]
pub struct Ports {
    /// The database.
    pub store: Store,
    /// The credential store.
    pub secrets: Arc<dyn SecretStore>,
    /// Makes clients.
    pub connector: Arc<dyn Connector>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// How to find out about a write whose answer never came.
    pub settle: SettleLimits,
}

/// The use cases. Cheap to clone.
#[derive(Clone)]
pub struct Workflow {
    store: Store,
    secrets: Arc<dyn SecretStore>,
    connector: Arc<dyn Connector>,
    clock: Arc<dyn Clock>,
    settle: SettleLimits,
}

impl Workflow {
    /// Takes up work on a database that no other process has open: whatever was
    /// running when the last process ended is marked as interrupted.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn new(ports: Ports) -> Result<Self, Error> {
        let Ports {
            store,
            secrets,
            connector,
            clock,
            settle,
        } = ports;
        let workflow = Self {
            store,
            secrets,
            connector,
            clock,
            settle,
        };
        jobs::interrupt_running(&workflow)?;
        Ok(workflow)
    }

    /// The same use cases, with another patience for lost writes.
    #[must_use]
    pub fn with_settle(self, settle: SettleLimits) -> Self {
        Self { settle, ..self }
    }
}
