//! What can go wrong in a use case, and what kind of thing it is.

use domain::mapping::Refusal;
use store::Error as StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The credential store.
    #[error(transparent)]
    Secrets(#[from] secrets::Error),
    /// ConnectWise.
    #[error(transparent)]
    ConnectWise(#[from] connectwise::Error),
    /// C3.
    #[error(transparent)]
    C3(#[from] c3::Error),
    /// A history file.
    #[error(transparent)]
    File(#[from] c3::file::FileError),
    /// A file of Accord's own.
    #[error("{path} could not be {verb}: {source}")]
    OwnFile {
        /// Which.
        path: String,
        /// What was tried: read or written.
        verb: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// A rule of mapping.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Another rule, in its own words.
    #[error("{0}")]
    Rule(String),
    /// A word or value that is off.
    #[error("{0}")]
    Argument(String),
    /// Nothing of that name is known.
    #[error("There is no {what} {id} here. Refresh, or check the id")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// By which id.
        id: String,
    },
    /// The user cancelled.
    #[error("Cancelled. What was read until then is kept, nothing was written to ConnectWise")]
    Cancelled,
    /// A system is not connected yet.
    #[error("{0} is not connected yet. Connect it in the settings")]
    NotConnected(&'static str),
}

/// The kinds of errors that callers act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A rule refused the command.
    Rule,
    /// The command's words, an argument or a file is off.
    Argument,
    /// Not connected, unreachable, or credentials refused.
    Connection,
    /// The database is in use or damaged.
    Database,
}

impl Error {
    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Store(StoreError::Rule { .. }) => Kind::Rule,
            Self::Store(StoreError::Missing { .. } | StoreError::NotABackup { .. }) => {
                Kind::Argument
            }
            Self::Store(_) => Kind::Database,
            Self::Secrets(_) | Self::ConnectWise(_) | Self::C3(_) | Self::NotConnected(_) => {
                Kind::Connection
            }
            Self::File(_) | Self::OwnFile { .. } | Self::Argument(_) | Self::Unknown { .. } => {
                Kind::Argument
            }
            Self::Refused(_) | Self::Rule(_) | Self::Cancelled => Kind::Rule,
        }
    }

    /// Whether it is about one record that ConnectWise sent or keeps back, so that
    /// the other customers can go on.
    #[must_use]
    pub fn is_of_one_record(&self) -> bool {
        matches!(self, Self::ConnectWise(error) if !error.is_credentials() && !error.is_unreachable())
    }

    /// What a log may say of it: no name and no value. Rules name the other side, and
    /// paths may be called after a customer; of those the word has to do.
    #[must_use]
    pub fn for_log(&self) -> String {
        match self {
            Self::ConnectWise(error) => error.for_log(),
            Self::C3(error) => error.for_log(),
            Self::Store(error @ (StoreError::InUse { .. } | StoreError::Newer { .. })) => {
                error.to_string()
            }
            Self::Store(StoreError::Sqlite(error)) => format!("The database: {error}"),
            Self::Store(StoreError::File { doing, source, .. }) => {
                format!("A file could not be {doing}: {source}")
            }
            Self::OwnFile { verb, source, .. } => format!("A file could not be {verb}: {source}"),
            Self::Unknown { what, .. } => format!("There is no such {what}"),
            Self::Secrets(_) | Self::NotConnected(_) | Self::Cancelled => self.to_string(),
            Self::Store(_)
            | Self::File(_)
            | Self::Refused(_)
            | Self::Rule(_)
            | Self::Argument(_) => self.code().to_owned(),
        }
    }

    /// A stable word for the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(StoreError::Rule { .. }) => "refused",
            Self::Store(StoreError::Missing { .. }) => "unknown",
            Self::Store(StoreError::InUse { .. }) => "database-in-use",
            Self::Store(StoreError::Damaged { .. }) => "database-damaged",
            Self::Store(_) => "database",
            Self::Secrets(_) => "credential-store",
            Self::ConnectWise(error) if error.is_credentials() => "credentials-refused",
            Self::C3(error) if error.is_credentials() => "credentials-refused",
            Self::ConnectWise(error) if error.is_unreachable() => "unreachable",
            Self::C3(error) if error.is_unreachable() => "unreachable",
            Self::ConnectWise(_) => "connectwise",
            Self::C3(_) => "c3",
            Self::File(_) | Self::OwnFile { .. } => "file",
            Self::Refused(_) | Self::Rule(_) => "refused",
            Self::Cancelled => "cancelled",
            Self::Argument(_) => "argument",
            Self::Unknown { .. } => "unknown",
            Self::NotConnected(_) => "not-connected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use std::io;

    #[test]
    fn a_log_gets_no_name() {
        let named = "Contoso is mapped to Contoso Ltd".to_owned();
        let errors = [
            Error::Rule(named.clone()),
            Error::Argument(named.clone()),
            Error::Unknown {
                what: "company",
                id: named.clone(),
            },
            Error::OwnFile {
                path: "/home/me/Contoso.csv".to_owned(),
                verb: "read",
                source: io::Error::from(io::ErrorKind::NotFound),
            },
            connectwise::Error::Conflict { text: named }.into(),
        ];
        for error in errors {
            let logged = error.for_log();
            assert!(
                !logged.contains("Contoso") && !logged.is_empty(),
                "{logged}"
            );
        }
    }
}
