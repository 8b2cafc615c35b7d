//! Practice mode: the whole app against a ConnectWise and a C3 that run inside it
//! on loopback, with made-up data.
//!
//! It has a database of its own, which begins anew each time, as the servers do,
//! and keeps its secrets in memory: it can never touch real credentials.

use crate::error::{CommandError, ErrorCode};
use jiff::{Timestamp, tz::TimeZone};
use practice::{Config, Practice};
use secrets::{MemoryStore, SecretString};
use std::{fs, io, path::Path, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use workflow::{
    Workflow, live,
    progress::Watcher,
    settings::{C3Settings, ConnectWiseSettings},
    store::Store,
};

/// The folder of practice mode's database, in the data folder.
const FOLDER: &str = "practice";

/// Customers in the made-up data: three that are clean, and one for each thing
/// that can be awkward about one.
const CUSTOMERS: u32 = 12;

/// Makes the made-up data; the same each time.
const SEED: u64 = 1;

/// A running practice mode.
pub(crate) struct Training {
    /// The use cases on practice mode's books.
    pub(crate) workflow: Workflow,
    /// The servers; they stop when this is dropped.
    pub(crate) servers: Practice,
}

impl Training {
    /// Starts the servers, connects both, and reads them.
    pub(crate) async fn begin(
        folder: &Path,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Self, CommandError> {
        let store = fresh(&folder.join(FOLDER))?;
        let workflow = live::over(store, Arc::new(MemoryStore::new()))?;
        let today = TimeZone::system().to_datetime(Timestamp::now()).date();
        let config = Config::made_up(SEED, CUSTOMERS, today, Arc::new(Timestamp::now));
        let servers = practice::serve(config).await.map_err(not_started)?;
        connect(&workflow, &servers).await?;
        workflow.refresh_all(watcher, cancel).await?;
        Ok(Self { workflow, servers })
    }
}

/// An empty database where the last practice's was.
fn fresh(folder: &Path) -> Result<Store, CommandError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(CommandError::new(
                ErrorCode::File,
                format!("The sample data of the last time could not be cleared: {error}"),
            ));
        }
        _ => {}
    }
    let store = Store::open(folder, "Accord, practice mode", Duration::ZERO);
    Ok(store.map_err(workflow::Error::from)?)
}

async fn connect(workflow: &Workflow, servers: &Practice) -> Result<(), CommandError> {
    let (connectwise, c3) = (&servers.connectwise, &servers.c3);
    let settings = ConnectWiseSettings {
        site: connectwise.url.clone(),
        company: connectwise.company.clone(),
        public_key: connectwise.public_key.clone(),
        client_id: connectwise.client_id.clone(),
    };
    let key = SecretString::from(connectwise.private_key.clone());
    workflow.connect_connectwise(&settings, Some(key)).await?;
    let settings = C3Settings {
        api_url: c3.api_url.clone(),
        token_url: c3.token_url.clone(),
        client_id: c3.client_id.clone(),
        resource: c3.resource.clone(),
        scope: Some(c3.scope.clone()),
    };
    let secret = SecretString::from(c3.client_secret.clone());
    workflow.connect_c3(&settings, Some(secret)).await?;
    Ok(())
}

fn not_started(error: practice::Error) -> CommandError {
    CommandError::new(
        ErrorCode::Internal,
        format!("The practice servers could not be started: {error}"),
    )
}
