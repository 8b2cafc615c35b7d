//! The data folder, and the use cases opened on it.

use crate::outcome::Failure;
use secrets::{Overlay, SecretName, SecretStore, SecretString, SystemStore};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use workflow::{
    Ports, Workflow,
    live::{Network, SystemClock},
    store::{self, Store},
    upload::SettleLimits,
};

/// How long to wait for another process to let go of the database.
const WAIT: Duration = Duration::from_secs(5);

/// The name under which others see who has the database open.
const HOLDER: &str = "the accord command line";

/// Shortens the time over which a lost write is looked for, where both systems
/// are on this machine: they have no lag that is not asked for.
const SETTLE_SECONDS: &str = "ACCORD_PRACTICE_SETTLE_SECONDS";

/// The data folder: as given, else the app's own.
pub(crate) fn folder(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    given.or_else(default_folder).ok_or_else(|| {
        Failure::usage("This system names no folder for application data; give one with --data-dir")
    })
}

fn default_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("app", "Accord", "Accord")?;
    Some(folders.data_dir().to_owned())
}

/// Opens the use cases on a data folder.
pub(crate) fn open(folder: &Path) -> Result<Workflow, Failure> {
    let store = Store::open(folder, HOLDER, WAIT).map_err(workflow::Error::from)?;
    over(store, folder)
}

/// Opens them at once; `None` where another process has the database open.
pub(crate) fn open_if_free(folder: &Path) -> Result<Option<Workflow>, Failure> {
    match Store::open(folder, HOLDER, Duration::ZERO) {
        Ok(store) => over(store, folder).map(Some),
        Err(store::Error::InUse { .. }) => Ok(None),
        Err(error) => Err(workflow::Error::from(error).into()),
    }
}

fn over(store: Store, folder: &Path) -> Result<Workflow, Failure> {
    let workflow = Workflow::new(Ports {
        store,
        secrets: secret_store(folder),
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
    let given: Vec<(SecretName, SecretString)> = [
        (
            SecretName::ConnectWisePrivateKey,
            "ACCORD_CONNECTWISE_PRIVATE_KEY",
        ),
        (SecretName::C3ClientSecret, "ACCORD_C3_CLIENT_SECRET"),
    ]
    .into_iter()
    .filter_map(|(name, variable)| Some((name, given(variable)?)))
    .collect();
    let profile = match default_folder() {
        Some(own) if own == folder => "Accord".to_owned(),
        _ => format!(
            "Accord {}",
            std::path::absolute(folder)
                .unwrap_or(folder.into())
                .display()
        ),
    };
    let system: Arc<dyn SecretStore> = Arc::new(SystemStore::new(&profile));
    if given.is_empty() {
        system
    } else {
        Arc::new(Overlay::new(given, system))
    }
}
