//! Which books are open: the real ones, or those of practice mode, which have a
//! database, a credential store and servers of their own.
//!
//! The real books stay open while practice goes on, so that no other process
//! gets between. No lock is held across an await.

use crate::{
    error::{CommandError, ErrorCode},
    runs::{AUTOMATIC, Run, RunId, Runs},
    shown::Shown,
    training::Training,
};
use domain::ids::AgreementId;
use jiff::tz::TimeZone;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};
use workflow::{
    Workflow,
    choices::Sitting,
    live,
    mapping::Released,
    store::Store,
    support::{Bundle, Maker},
};

/// How long to wait for another process to let go of the database.
const WAIT: Duration = Duration::from_secs(2);

/// The name under which others see who has the database open.
const HOLDER: &str = "Accord";

/// Who makes the support bundles here.
const MAKER: Maker = Maker {
    program: "Accord's window",
    version: env!("CARGO_PKG_VERSION"),
};

/// The books, and what is under way on them.
pub(crate) struct Office {
    folder: PathBuf,
    books: RwLock<Books>,
    /// What is under way.
    pub(crate) runs: Runs,
}

struct Books {
    real: Result<Workflow, CommandError>,
    training: Option<Arc<Training>>,
    /// The last release, while it can be put back.
    released: Option<Released>,
    /// The record that is being looked at, page by page.
    shown: Option<Arc<Shown>>,
    /// The agreement that is being taken over, as it was read.
    sitting: Option<Arc<Sitting>>,
    /// The support bundle that was shown last.
    bundle: Option<Arc<Bundle>>,
}

/// What to do about a database that could not be opened.
pub(crate) enum Reopen {
    /// Try again.
    Retry,
    /// Take this backup.
    Restore(PathBuf),
    /// Keep the old file, and begin with an empty one.
    Anew,
}

impl Office {
    /// Opens the books in a folder. That they cannot be opened is told by every
    /// command, so that the window can say so and offer a way on.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let books = Books {
            real: open(&folder),
            training: None,
            released: None,
            shown: None,
            sitting: None,
            bundle: None,
        };
        Self {
            folder,
            books: RwLock::new(books),
            runs: Runs::default(),
        }
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The use cases on the books that are open.
    pub(crate) fn workflow(&self) -> Result<Workflow, CommandError> {
        let books = self.read();
        match &books.training {
            Some(training) => Ok(training.workflow.clone()),
            None => books.real.clone(),
        }
    }

    /// A run on the books that are open; they stay the same until it is dropped.
    ///
    /// It is noted first: a restore that looks whether anything runs then sees it.
    pub(crate) fn begin(&self, id: RunId) -> Result<(Workflow, Run), CommandError> {
        self.runs.refuse_beside_automatic()?;
        let run = self.runs.begin(id);
        Ok((self.workflow()?, run))
    }

    /// An automatic run, where one is due and nothing else runs: on the real books, and
    /// never while somebody practises.
    pub(crate) fn begin_automatic(&self, zone: &TimeZone) -> Option<(Workflow, Run)> {
        let real = || {
            let books = self.read();
            let real = books.real.as_ref().ok();
            real.filter(|_| books.training.is_none()).cloned()
        };
        if self.runs.is_any() || !real()?.is_automatic_due(zone).ok()? {
            return None;
        }
        let run = self.runs.begin(AUTOMATIC);
        let workflow = real()?;
        let slot = workflow.take_due_slot(zone).ok()?;
        slot.map(|_| (workflow, run))
    }

    /// The practice servers, in practice mode.
    pub(crate) fn training(&self) -> Option<Arc<Training>> {
        self.read().training.clone()
    }

    /// Why the real books are not open, where they are not.
    pub(crate) fn failure(&self) -> Option<CommandError> {
        self.read().real.as_ref().err().cloned()
    }

    /// Goes over to practice mode, or back.
    pub(crate) fn train(&self, training: Option<Training>) {
        let mut books = self.write();
        books.training = training.map(Arc::new);
        books.forget_looks();
    }

    /// A record as the window shows it. One that has ended is kept between two
    /// pages: what it found and did changes no more.
    pub(crate) fn shown(&self, job: u32) -> Result<Arc<Shown>, CommandError> {
        let kept = self.read().shown.clone();
        if let Some(shown) = kept.filter(|shown| shown.is_final(job)) {
            return Ok(shown);
        }
        let shown = Arc::new(Shown::read(&self.workflow()?, job)?);
        self.write().shown = Some(shown.clone());
        Ok(shown)
    }

    /// An agreement as it was read when it was first looked at, so that each choice
    /// is weighed without reading again; `afresh` reads it anew.
    pub(crate) async fn sitting(
        &self,
        agreement: AgreementId,
        afresh: bool,
    ) -> Result<Arc<Sitting>, CommandError> {
        let kept = self.read().sitting.clone();
        if let Some(sitting) = kept.filter(|kept| !afresh && kept.agreement == agreement) {
            return Ok(sitting);
        }
        let sitting = Arc::new(self.workflow()?.sit_down(agreement).await?);
        self.write().sitting = Some(sitting.clone());
        Ok(sitting)
    }

    /// Keeps the last release at hand, to be put back.
    pub(crate) fn keep_released(&self, released: Option<Released>) {
        self.write().released = released;
    }

    /// The last release, once.
    pub(crate) fn take_released(&self) -> Option<Released> {
        self.write().released.take()
    }

    /// What is to be sent to whoever helps; kept, so that what is saved is what was shown.
    pub(crate) fn gather_bundle(&self) -> Arc<Bundle> {
        let books = self.workflow();
        let why = |error: &CommandError| format!("{:?}", error.code);
        // While somebody practises, the logs tell of the real books all the same.
        let real = self.read().real.as_ref().ok().cloned();
        let books = books.as_ref().map_err(why);
        let gathered = Bundle::gather(&self.folder, MAKER, books, real.as_ref());
        let bundle = Arc::new(gathered);
        self.write().bundle = Some(bundle.clone());
        bundle
    }

    /// The bundle that was shown.
    pub(crate) fn shown_bundle(&self) -> Option<Arc<Bundle>> {
        self.read().bundle.clone()
    }

    /// Puts a backup in the place of the real books, which are closed meanwhile. Where
    /// that is refused, they are opened again as they were.
    pub(crate) fn restore(&self, file: &Path) -> Result<(), CommandError> {
        let mut books = self.write();
        self.runs.refuse_while_any()?;
        if books.training.is_some() {
            return Err(CommandError::new(
                ErrorCode::Refused,
                "Leave practice mode first: a backup is restored to your own data. Nothing was changed",
            ));
        }
        // Whoever asks waits for the lock on the books, so nobody sees this.
        books.real = Err(CommandError::silent(ErrorCode::DatabaseInUse));
        books.forget_looks();
        let restored = live::restore(&self.folder, file, HOLDER, WAIT);
        let (real, answer) = match restored {
            Ok(workflow) => (Ok(workflow), Ok(())),
            Err(error) => (open(&self.folder), Err(error.into())),
        };
        books.real = real;
        answer
    }

    /// Tries again to open the real books.
    pub(crate) fn reopen(&self, how: &Reopen) -> Result<(), CommandError> {
        self.runs.refuse_while_any()?;
        let mut books = self.write();
        if books.real.is_ok() {
            return Ok(());
        }
        books.real = match how {
            Reopen::Retry => open(&self.folder),
            Reopen::Restore(file) => Ok(live::restore(&self.folder, file, HOLDER, WAIT)?),
            Reopen::Anew => {
                Store::start_anew(&self.folder).map_err(workflow::Error::from)?;
                open(&self.folder)
            }
        };
        match &books.real {
            Ok(_) => Ok(()),
            Err(error) => Err(error.clone()),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Books> {
        self.books.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Books> {
        self.books.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Books {
    /// Forgets what was looked at on other books.
    fn forget_looks(&mut self) {
        self.released = None;
        self.shown = None;
        self.sitting = None;
    }
}

fn open(folder: &Path) -> Result<Workflow, CommandError> {
    Ok(live::open(folder, HOLDER, WAIT)?)
}

#[cfg(test)]
mod tests;
