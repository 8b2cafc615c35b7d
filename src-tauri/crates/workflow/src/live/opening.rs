//! The use cases opened on a data folder: which folder, which credential store,
//! and how patient. The window and the command line open the same way, so that
//! either finds what the other saved.

use super::{Network, SystemClock};
use crate::{Ports, Workflow, error::Error, upload::SettleLimits};
use secrets::{Overlay, SecretName, SecretStore, SecretString, SystemStore};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use store::Store;

/// Shortens the time over which a lost write is looked for, where both systems
/// are on this machine: they have no lag that is not asked for.
const SETTLE_SECONDS: &str = "ACCORD_PRACTICE_SETTLE_SECONDS";

/// Overrides the app's own data folder.
const DATA_FOLDER: &str = "ACCORD_DATA_DIR";

/// Where secrets may be given instead of in the credential store.
const GIVEN_SECRETS: [(SecretName, &str); 2] = [
    (
        SecretName::ConnectWisePrivateKey,
        "ACCORD_CONNECTWISE_PRIVATE_KEY",
    ),
    (SecretName::C3ClientSecret, "ACCORD_C3_CLIENT_SECRET"),
];

/// The data folder: the one that the environment names, else the app's own;
/// `None` where the system names no folder for application data.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    let named = std::env::var_os(DATA_FOLDER).filter(|name| !name.is_empty());
    named.map(PathBuf::from).or_else(own_folder)
}

/// Whether a data folder is the app's own, which need not be named.
#[must_use]
pub fn is_own_folder(folder: &Path) -> bool {
    own_folder().is_some_and(|own| own == folder)
}

fn own_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("app", "Accord", "Accord")?;
    Some(folders.data_dir().to_owned())
}

/// Opens the use cases on a data folder. `holder` is the name under which other
/// processes see who has the database open; `wait` is how long to wait for one
/// to let go.
///
/// # Errors
/// When the database is in use or damaged, or cannot be opened.
pub fn open(folder: &Path, holder: &str, wait: Duration) -> Result<Workflow, Error> {
    let store = Store::open(folder, holder, wait)?;
    over(store, secret_store(folder))
}

/// Puts a backup in the database's place, which nobody must have open, and opens it.
/// The backup is checked before it replaces anything, and what stood there is kept.
/// Leave to upload without a person does not come back with it: that was given on the
/// database that is replaced, or long ago.
///
/// # Errors
/// When the file is no sound database of Accord's, or the database is in use.
pub fn restore(
    folder: &Path,
    file: &Path,
    holder: &str,
    wait: Duration,
) -> Result<Workflow, Error> {
    Store::restore(folder, file, wait)?;
    let workflow = open(folder, holder, wait)?;
    workflow.forbid_automatic_upload()?;
    tracing::info!("a backup was restored");
    Ok(workflow)
}

/// Puts the use cases over a database, with the network and the system's clock.
///
/// # Errors
/// When the database cannot be written.
pub fn over(store: Store, secrets: Arc<dyn SecretStore>) -> Result<Workflow, Error> {
    let workflow = Workflow::new(Ports {
        store,
        secrets,
        connector: Arc::new(Network),
        clock: Arc::new(SystemClock),
        settle: SettleLimits::default(),
    })?;
    match shorter_spread() {
        Some(spread) if workflow.is_rehearsal()? => Ok(workflow.with_settle(SettleLimits {
            spread,
            ..SettleLimits::default()
        })),
        _ => Ok(workflow),
    }
}

fn shorter_spread() -> Option<Duration> {
    let text = std::env::var(SETTLE_SECONDS).ok()?;
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

/// A variable that is there and empty gives nothing.
fn given(variable: &str) -> Option<SecretString> {
    let value = std::env::var(variable).ok()?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned().into())
}

/// The system's credential store, under what the environment gives. Each data
/// folder but the app's own has secrets of its own.
fn secret_store(folder: &Path) -> Arc<dyn SecretStore> {
    let given: Vec<(SecretName, SecretString)> = GIVEN_SECRETS
        .into_iter()
        .filter_map(|(name, variable)| Some((name, given(variable)?)))
        .collect();
    let profile = if is_own_folder(folder) {
        "Accord".to_owned()
    } else {
        let whole = std::path::absolute(folder).unwrap_or(folder.into());
        format!("Accord {}", whole.display())
    };
    let system: Arc<dyn SecretStore> = Arc::new(SystemStore::new(&profile));
    if given.is_empty() {
        system
    } else {
        Arc::new(Overlay::new(given, system))
    }
}
