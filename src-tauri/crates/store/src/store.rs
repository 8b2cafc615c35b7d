//! Opening the database, and the two doors: [`Store::read`] and [`Store::write`].
//!
//! A write is one immediate transaction: committed as a whole, or not at all, and
//! on the disk before `write` returns. Reading goes over a second connection and
//! does not wait for a writer.

use crate::{
    access::{Reader, Writer},
    error::Error,
    files::{self, Files},
    lock::Lock,
    migration::{self, Migration},
    opening::{create, in_memory, open_checked, read_only, take_lock},
    safekeeping::{self, BackupFacts},
};
use rusqlite::{Connection, TransactionBehavior};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The two moments of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commit {
    /// Everything is written, nothing committed yet.
    Before,
    /// It is on the disk.
    After,
}

/// Called at each commit of a write, so that a simulation can die there.
pub type CommitHook = Arc<dyn Fn(Commit) + Send + Sync>;

/// The database. Cheap to clone; all clones are the same database.
///
/// `read` and `write` must not be called from within each other's closure.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// `None` in memory, where there is one connection for all. Closed before the
    /// writer: the last connection to close empties the log, which needs writing.
    reader: Option<Mutex<Connection>>,
    writer: Mutex<Connection>,
    hook: Mutex<Option<CommitHook>>,
    files: Option<Files>,
    /// Last: freed when the connections are closed.
    _lock: Option<Lock>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("files", &self.inner.files)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database in `folder`, making both where there is none.
    ///
    /// `holder` is the name that another process is shown. `wait` is how long to
    /// wait for another process to let go.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::Damaged`], [`Error::Newer`],
    /// [`Error::OtherSchema`], or what the file system refuses.
    pub fn open(folder: &Path, holder: &str, wait: Duration) -> Result<Self, Error> {
        Self::open_with(folder, holder, wait, &migration::all())
    }

    pub(crate) fn open_with(
        folder: &Path,
        holder: &str,
        wait: Duration,
        migrations: &[Migration],
    ) -> Result<Self, Error> {
        let files = Files::new(folder);
        let lock = take_lock(&files, holder, wait)?;
        if !files.database().exists() {
            if let Some(damaged) = safekeeping::vanished(&files)? {
                return Err(damaged);
            }
            create(&files, migrations)?;
        }
        let writer = match open_checked(&files, migrations) {
            Err(error) if error.is_damage() => return Err(safekeeping::set_damaged_aside(&files)?),
            opened => opened?,
        };
        let reader = read_only(&files.database())?;
        Ok(Self::from_parts(
            writer,
            Some(reader),
            Some(files),
            Some(lock),
        ))
    }

    /// A database in memory, gone when the last clone is.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self::from_parts(in_memory()?, None, None, None))
    }

    fn from_parts(
        writer: Connection,
        reader: Option<Connection>,
        files: Option<Files>,
        lock: Option<Lock>,
    ) -> Self {
        let inner = Inner {
            writer: Mutex::new(writer),
            reader: reader.map(Mutex::new),
            hook: Mutex::new(None),
            files,
            _lock: lock,
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Asks the database; everything that `f` sees is of one moment.
    ///
    /// # Errors
    /// What `f` gives, or what SQLite refuses.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let mut connection = held(self.inner.reader.as_ref().unwrap_or(&self.inner.writer));
        let transaction = connection.transaction()?;
        // Ended by a rollback: there is nothing to keep.
        f(&Reader::new(&transaction))
    }

    /// Changes the database in one transaction: all of `f`, or nothing when it
    /// gives an error or panics.
    ///
    /// # Errors
    /// What `f` gives, or what SQLite refuses.
    pub fn write<T>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.try_write(f)
    }

    /// Like [`Store::write`], for a caller with an error of its own, such as a
    /// rule that refuses in the middle of the transaction.
    ///
    /// # Errors
    /// What `f` gives, or what SQLite refuses.
    pub fn try_write<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let hook = held(&self.inner.hook).clone();
        let tell = |moment| {
            if let Some(hook) = &hook {
                hook(moment);
            }
        };
        let mut connection = held(&self.inner.writer);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let answer = f(&mut Writer::new(&transaction))?;
        tell(Commit::Before);
        transaction.commit().map_err(Error::from)?;
        drop(connection);
        tell(Commit::After);
        Ok(answer)
    }

    /// Sets what is called before and after each commit. A hook may panic: before
    /// the commit nothing is written, after it everything; the store stays usable.
    pub fn on_commit(&self, hook: CommitHook) {
        *held(&self.inner.hook) = Some(hook);
    }

    /// Copies the database as it stands into `file`, replacing it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn backup(&self, file: &Path) -> Result<(), Error> {
        let connection = held(self.inner.reader.as_ref().unwrap_or(&self.inner.writer));
        safekeeping::copy(&connection, file)
    }

    /// Keeps a backup beside the database; the newest three stay. `None` in memory.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_backup(&self) -> Result<Option<PathBuf>, Error> {
        let connection = held(self.inner.reader.as_ref().unwrap_or(&self.inner.writer));
        let files = self.inner.files.as_ref();
        files
            .map(|files| safekeeping::keep_backup(&connection, files))
            .transpose()
    }

    /// Looks at a backup without replacing anything: it is copied into `folder`, checked
    /// there as thoroughly as for a restore, and taken away again.
    ///
    /// # Errors
    /// [`Error::NotABackup`], [`Error::Newer`], or what the file system refuses.
    pub fn examine(folder: &Path, file: &Path) -> Result<BackupFacts, Error> {
        safekeeping::examine(&Files::new(folder), file)
    }

    /// Puts a backup in the place of the database in `folder`, which must not be
    /// open; `wait` is how long to wait for whoever has it. The backup is checked first; what stood there is kept beside it.
    ///
    /// # Errors
    /// [`Error::NotABackup`], [`Error::Newer`], [`Error::InUse`], or what the file
    /// system refuses.
    pub fn restore(folder: &Path, file: &Path, wait: Duration) -> Result<(), Error> {
        let files = Files::new(folder);
        let _lock = take_lock(&files, "a restore", wait)?;
        safekeeping::restore(&files, file)
    }

    /// Makes an empty database where a damaged one was moved aside and there is no
    /// backup to restore.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] where a database is, [`Error::InUse`], or what the file
    /// system refuses.
    pub fn start_anew(folder: &Path) -> Result<(), Error> {
        let files = Files::new(folder);
        let _lock = take_lock(&files, "a new start", Duration::ZERO)?;
        if files::is_there(&files.database()) {
            return Err(Error::NotEmpty {
                folder: folder.to_owned(),
            });
        }
        create(&files, &migration::all())
    }
}

/// A panic in a caller's closure ends its transaction by a rollback; what the
/// mutex guards is sound, so its poison says nothing.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
