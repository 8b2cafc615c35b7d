//! Updates of Accord itself: a quiet look at most once a day, which can be switched off, and
//! the install that a person asks for.
//!
//! It never installs on its own, never beside a run, and never what was not signed with the
//! key that belongs to the public key in `tauri.conf.json`, for the very version that it is
//! said to be. What an administrator installed for the whole machine it leaves to him.

mod failure;
mod kept;
mod source;

use crate::{
    error::{CommandError, ErrorCode},
    office::Office,
    progress::Step,
    runs::Run,
};
use jiff::Timestamp;
use kept::Kept;
use serde::Serialize;
use specta::Type;
use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};
use tauri::{AppHandle, ipc::Channel};
use tauri_plugin_updater::{Update, Updater};

/// The most of a release's notes that is shown.
const NOTES_CHARACTERS: usize = 20_000;

/// What is known of updates on this computer.
pub(crate) struct Updates {
    folder: PathBuf,
    found: Mutex<Option<Update>>,
}

/// How updates are dealt with here.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UpdateHabits {
    /// Accord looks by itself, once a day.
    pub(crate) quiet: bool,
    /// When it last looked.
    pub(crate) looked_at: Option<String>,
    /// Why it does not look at all: who set it so, in a sentence.
    pub(crate) off: Option<String>,
}

/// A newer version.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UpdateOffer {
    /// Its version.
    pub(crate) version: String,
    /// When it was published.
    pub(crate) published_at: Option<String>,
    /// What is new, as plain text.
    pub(crate) notes: Option<String>,
    /// Accord can install it; else whoever installed Accord must.
    pub(crate) installs: bool,
}

impl Updates {
    /// Keeps what is to be kept in the data folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            found: Mutex::new(None),
        }
    }

    /// How updates are dealt with here.
    pub(crate) fn habits(&self, app: &AppHandle) -> UpdateHabits {
        let kept = Kept::read(&self.folder);
        UpdateHabits {
            quiet: kept.quiet,
            looked_at: kept.looked_at.map(|at| at.to_string()),
            off: source::off(app),
        }
    }

    /// Whether Accord looks by itself.
    pub(crate) fn set_quiet(&self, quiet: bool) -> Result<(), CommandError> {
        let kept = Kept::read(&self.folder);
        Kept { quiet, ..kept }.write(&self.folder)
    }

    /// Looks for a newer version because a person asks.
    pub(crate) async fn look(&self, app: &AppHandle) -> Result<Option<UpdateOffer>, CommandError> {
        let updater = source::updater(app)?;
        // Kept first: a place that does not answer is not asked again and again by itself.
        let kept = Kept::read(&self.folder);
        let looked_at = Some(Timestamp::now());
        Kept { looked_at, ..kept }.write(&self.folder)?;
        let found = check(&updater).await?;
        *self.found() = found;
        Ok(self.offer())
    }

    /// Looks where a look is due; what goes wrong is for the log alone. Answers what is known.
    pub(crate) async fn look_quietly(&self, app: &AppHandle) -> Option<UpdateOffer> {
        let is_due = Kept::read(&self.folder).is_due(Timestamp::now());
        if is_due && source::off(app).is_none() {
            // Its failure is in the log already; nobody asked, so nobody is told.
            let _ = self.look(app).await;
        }
        self.offer()
    }

    /// Fetches and installs what was found. On Windows the program ends here.
    pub(crate) async fn install(
        &self,
        books: &Office,
        run: Run,
        progress: Channel<Step>,
    ) -> Result<(), CommandError> {
        books.runs.refuse_beside(&run)?;
        let found = self.found().clone();
        let update = found.ok_or_else(nothing_found)?;
        if !installs_itself() {
            return Err(CommandError::new(
                ErrorCode::Refused,
                "Accord was installed for the whole computer, so whoever looks after it installs updates. Nothing was changed",
            ));
        }
        let package = tokio::select! {
            package = fetch(&update, progress) => package?,
            () = run.cancel.cancelled() => return Err(cancelled()),
        };
        books.runs.refuse_beside(&run)?;
        update.install(package).map_err(failure::told)
    }

    fn offer(&self) -> Option<UpdateOffer> {
        self.found().as_ref().map(offer)
    }

    fn found(&self) -> MutexGuard<'_, Option<Update>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn check(updater: &Updater) -> Result<Option<Update>, CommandError> {
    updater.check().await.map_err(failure::told)
}

/// Fetches a package, and throws it away where its signature is not right.
async fn fetch(update: &Update, progress: Channel<Step>) -> Result<Vec<u8>, CommandError> {
    let mut done = 0;
    let on_chunk = |length: usize, total: Option<u64>| {
        done += length;
        // A window that has gone away does not stop the download.
        let _ = progress.send(Step {
            phase: "Fetching the update (in kilobytes)".to_owned(),
            done: kilobytes(done as u64),
            total: total.map_or(0, kilobytes),
        });
    };
    let package = update.download(on_chunk, || ()).await;
    package.map_err(failure::told)
}

fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

fn offer(update: &Update) -> UpdateOffer {
    let second = update.date.map(|date| date.unix_timestamp());
    let published = second.and_then(|second| Timestamp::from_second(second).ok());
    let notes = update.body.as_deref().map(str::trim);
    UpdateOffer {
        version: update.version.clone(),
        published_at: published.map(|at| at.to_string()),
        notes: notes.filter(|notes| !notes.is_empty()).map(shortened),
        installs: installs_itself(),
    }
}

fn shortened(notes: &str) -> String {
    notes.chars().take(NOTES_CHARACTERS).collect()
}

/// Whether this copy came from an installer that can be run again by the person at the window.
///
/// On Linux the package manager is asked, not Accord; and what lies where only an
/// administrator may write was put there for everybody.
fn installs_itself() -> bool {
    let has_installer =
        cfg!(any(windows, target_os = "macos")) && tauri::utils::platform::bundle_type().is_some();
    let program = std::env::current_exe().ok();
    let folder = program.as_deref().and_then(Path::parent);
    has_installer && folder.is_some_and(may_write)
}

fn may_write(folder: &Path) -> bool {
    let probe = folder.join(format!(".accord-{}", std::process::id()));
    let written = OpenOptions::new().write(true).create_new(true).open(&probe);
    let may = written.is_ok();
    drop(written);
    if may {
        // What cannot be taken away again is empty and harms nobody.
        let _ = std::fs::remove_file(probe);
    }
    may
}

fn nothing_found() -> CommandError {
    CommandError::new(
        ErrorCode::Unknown,
        "No newer version is known yet. Look for one first. Nothing was changed",
    )
}

fn cancelled() -> CommandError {
    CommandError::new(
        ErrorCode::Cancelled,
        "The update was cancelled. The version that you have stays in place",
    )
}

#[cfg(test)]
mod tests;
