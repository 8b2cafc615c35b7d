//! The files in the data folder, by name.
//!
//! Kept files are numbered, the newest highest, so that no clock is needed.

use crate::error::Error;
use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// What SQLite appends to a database's name for the files beside it.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Why a file was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// A copy of a sound database.
    Backup,
    /// What was found damaged.
    Damaged,
}

impl Kept {
    fn word(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Damaged => "damaged",
        }
    }
}

/// The names in one data folder.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("accord.sqlite")
    }

    /// A database in the making; renamed when it is whole.
    pub(crate) fn unfinished(&self) -> PathBuf {
        self.folder.join("accord.new.sqlite")
    }

    /// A backup that somebody looks at; gone after the look.
    pub(crate) fn looked_at(&self) -> PathBuf {
        self.folder.join("accord.look.sqlite")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join("accord.lock")
    }

    /// Who holds the lock. A file of its own, since Windows lets nobody read a
    /// locked one.
    pub(crate) fn holder(&self) -> PathBuf {
        self.folder.join("accord.holder")
    }

    /// The kept files of one kind, the newest first.
    pub(crate) fn kept(&self, kind: Kept) -> Result<Vec<PathBuf>, Error> {
        let numbers = self.numbers(kind)?.into_iter().rev();
        Ok(numbers.map(|number| self.kept_as(kind, number)).collect())
    }

    /// The next free name of a kind.
    pub(crate) fn next_kept(&self, kind: Kept) -> Result<PathBuf, Error> {
        let last = self.numbers(kind)?.last().copied();
        Ok(self.kept_as(kind, last.unwrap_or(0) + 1))
    }

    fn kept_as(&self, kind: Kept, number: u32) -> PathBuf {
        self.folder
            .join(format!("accord.{}-{number}.sqlite", kind.word()))
    }

    /// The numbers taken, also by a log whose database vanished.
    fn numbers(&self, kind: Kept) -> Result<BTreeSet<u32>, Error> {
        let failed = |source| Error::File {
            doing: "listed",
            path: self.folder.clone(),
            source,
        };
        let prefix = format!("accord.{}-", kind.word());
        let mut numbers = BTreeSet::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let number = name
                .to_str()
                .and_then(|name| name.strip_prefix(&prefix)?.split_once(".sqlite"))
                .and_then(|(number, _)| number.parse::<u32>().ok());
            numbers.extend(number);
        }
        Ok(numbers)
    }
}

/// Whether a database, or what SQLite keeps beside it, is there.
pub(crate) fn is_there(database: &Path) -> bool {
    database.exists() || BESIDE.iter().any(|end| beside(database, end).exists())
}

/// Moves a database with the files beside it.
pub(crate) fn move_database(from: &Path, to: &Path) -> Result<(), Error> {
    for end in BESIDE {
        rename_if_there(&beside(from, end), &beside(to, end))?;
    }
    rename_if_there(from, to)
}

/// Takes away the files that SQLite keeps beside a database.
pub(crate) fn remove_beside(database: &Path) -> Result<(), Error> {
    BESIDE
        .iter()
        .try_for_each(|end| remove(&beside(database, end)))
}

/// Removes a file; it is fine when there is none.
pub(crate) fn remove(file: &Path) -> Result<(), Error> {
    match fs::remove_file(file) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::File {
            doing: "removed",
            path: file.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Puts a finished file in its place, and both on the disk.
pub(crate) fn put_in_place(finished: &Path, place: &Path) -> Result<(), Error> {
    let failed = |source| Error::File {
        doing: "written",
        path: place.to_owned(),
        source,
    };
    let file = fs::OpenOptions::new().write(true).open(finished);
    file.and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(finished, place).map_err(failed)?;
    sync_folder(place).map_err(failed)
}

fn rename_if_there(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::rename(from, to) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::File {
            doing: "moved aside",
            path: from.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

fn beside(database: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(end);
    PathBuf::from(name)
}

/// A rename is on the disk only once its folder is.
#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => fs::File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Windows has no such call; its journal orders renames.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
