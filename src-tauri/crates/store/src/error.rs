//! What can go wrong with the database, told apart by what a person can do.

use crate::constraint::Constraint;
use rusqlite::ErrorCode;
use std::{io, path::PathBuf};

/// A failure of the database. Its text is for people; what SQLite or the system
/// said is the source.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has the database open.
    #[error("Accord's data is in use by {holder}; close it or wait for it to finish")]
    InUse {
        /// Who: the name it gave and its process id.
        holder: String,
    },
    /// The file is damaged. It was moved aside, nothing was thrown away.
    #[error(
        "Accord's database is damaged; it was kept as {}{}",
        kept_at.display(),
        match backup {
            Some(file) => format!(", and {} can be restored", file.display()),
            None => ", and there is no backup beside it".to_owned(),
        }
    )]
    Damaged {
        /// Where the damaged file is now.
        kept_at: PathBuf,
        /// The newest backup beside the database that is sound.
        backup: Option<PathBuf>,
    },
    /// The database was written by a newer Accord.
    #[error(
        "Accord's database was written by a newer version (schema {found}, this one knows {known}); install the newer version"
    )]
    Newer {
        /// The schema's number in the file.
        found: u32,
        /// The newest number that this version knows.
        known: u32,
    },
    /// The schema is not one that this version's migrations lead to.
    #[error("The database's schema differs from this version's at migration “{migration}”")]
    OtherSchema {
        /// The first migration that differs.
        migration: String,
    },
    /// A file that is no sound database of Accord's was to be restored.
    #[error("{} is not a sound database of Accord's; nothing was replaced", file.display())]
    NotABackup {
        /// The file.
        file: PathBuf,
    },
    /// A database is there already.
    #[error("There is a database in {} already", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// A rule that the database holds was broken; nothing was written.
    #[error("{constraint}")]
    Rule {
        /// Which rule.
        constraint: Constraint,
    },
    /// A record that was to be changed is not there.
    #[error("There is no {what} {id}")]
    Missing {
        /// What kind of record.
        what: &'static str,
        /// Its number or id.
        id: String,
    },
    /// No room on the disk; nothing was written.
    #[error("The disk is full; nothing was written")]
    DiskFull,
    /// A file could not be read or written.
    #[error("{} could not be {doing}", path.display())]
    File {
        /// What was tried, as a participle.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else that SQLite refuses.
    #[error("The database refused an operation")]
    Sqlite(#[source] rusqlite::Error),
}

impl Error {
    pub(crate) fn missing(what: &'static str, id: impl ToString) -> Self {
        Self::Missing {
            what,
            id: id.to_string(),
        }
    }

    pub(crate) fn rule(constraint: Constraint) -> Self {
        Self::Rule { constraint }
    }

    /// Gives a broken reference its name; SQLite does not say which it was.
    pub(crate) fn naming_reference(self, name: Constraint) -> Self {
        match self {
            Self::Rule {
                constraint: Constraint::Reference,
            } => Self::rule(name),
            other => other,
        }
    }

    /// Whether SQLite must write before it can read: a process died in the middle of a
    /// write, which is to be rolled back first.
    pub(crate) fn needs_writing(&self) -> bool {
        let Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) = self else {
            return false;
        };
        failure.code == ErrorCode::ReadOnly
    }

    /// Whether SQLite says that the file is no sound database.
    pub(crate) fn is_damage(&self) -> bool {
        let Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) = self else {
            return false;
        };
        matches!(
            failure.code,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
        )
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Self::Sqlite(error);
        };
        match failure.code {
            ErrorCode::ConstraintViolation => {
                Self::rule(Constraint::named(message.as_deref().unwrap_or_default()))
            }
            ErrorCode::DiskFull => Self::DiskFull,
            _ => Self::Sqlite(error),
        }
    }
}
