//! Which books are open: the real ones, or those of practice mode, which have a
//! database, a credential store and servers of their own.
//!
//! The real books stay open while practice goes on, so that no other process
//! gets between. No lock is held across an await.

use crate::{
    error::CommandError,
    runs::{Run, RunId, Runs},
    shown::Shown,
    training::Training,
};
use domain::ids::AgreementId;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};
use workflow::{Workflow, choices::Sitting, live, mapping::Released, store::Store};

/// How long to wait for another process to let go of the database.
const WAIT: Duration = Duration::from_secs(2);

/// The name under which others see who has the database open.
const HOLDER: &str = "Accord";

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
    pub(crate) fn begin(&self, id: RunId) -> Result<(Workflow, Run), CommandError> {
        let workflow = self.workflow()?;
        Ok((workflow, self.runs.begin(id)))
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
        books.released = None;
        books.shown = None;
        books.sitting = None;
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

    /// Tries again to open the real books.
    pub(crate) fn reopen(&self, how: &Reopen) -> Result<(), CommandError> {
        self.runs.refuse_while_any()?;
        let mut books = self.write();
        if books.real.is_ok() {
            return Ok(());
        }
        match how {
            Reopen::Retry => {}
            Reopen::Restore(file) => {
                Store::restore(&self.folder, file).map_err(workflow::Error::from)?;
            }
            Reopen::Anew => Store::start_anew(&self.folder).map_err(workflow::Error::from)?,
        }
        books.real = open(&self.folder);
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

fn open(folder: &Path) -> Result<Workflow, CommandError> {
    Ok(live::open(folder, HOLDER, WAIT)?)
}
