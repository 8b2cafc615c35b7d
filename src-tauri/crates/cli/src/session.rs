//! The data folder, and the use cases opened on it.

use crate::outcome::Failure;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use workflow::{Error, Workflow, live, store};

/// How long to wait for another process to let go of the database.
const WAIT: Duration = Duration::from_secs(5);

/// The name under which others see who has the database open.
const HOLDER: &str = "the accord command line";

/// The data folder: as given, else the app's own.
pub(crate) fn folder(given: Option<PathBuf>) -> Result<PathBuf, Failure> {
    given.or_else(live::data_folder).ok_or_else(|| {
        Failure::usage("This system names no folder for application data; give one with --data-dir")
    })
}

/// Opens the use cases on a data folder.
pub(crate) fn open(folder: &Path) -> Result<Workflow, Failure> {
    Ok(live::open(folder, HOLDER, WAIT)?)
}

/// Opens them at once; `None` where another process has the database open.
pub(crate) fn open_if_free(folder: &Path) -> Result<Option<Workflow>, Failure> {
    match live::open(folder, HOLDER, Duration::ZERO) {
        Ok(workflow) => Ok(Some(workflow)),
        Err(Error::Store(store::Error::InUse { .. })) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Puts a backup in the place of the database, which nobody must have open.
pub(crate) fn restore(folder: &Path, file: &Path) -> Result<(), Failure> {
    live::restore(folder, file, HOLDER, Duration::ZERO)?;
    Ok(())
}

/// Opens them at once, for a look; why they are not open is what the caller tells.
pub(crate) fn look(folder: &Path) -> Result<Workflow, Error> {
    live::open(folder, HOLDER, Duration::ZERO)
}
