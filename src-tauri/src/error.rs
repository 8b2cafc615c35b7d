//! What a command that failed tells the window: a code to act on, a sentence to
//! show, and a reference that is also in the log.
//!
//! Nothing here knows a secret: the errors below carry none.

use serde::Serialize;
use specta::Type;
use std::error::Error as _;
use uuid::Uuid;

/// Why a command did not do what was asked.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CommandError {
    /// What kind of thing went wrong; the window acts on it.
    pub(crate) code: ErrorCode,
    /// What happened, to what, and what to do, for a bookkeeper.
    pub(crate) message: String,
    /// The field of a form that is off.
    pub(crate) field: Option<String>,
    /// What lies behind it, as the system or the server put it; shown on demand.
    pub(crate) details: Option<String>,
    /// Finds this failure in the log.
    pub(crate) reference: String,
}

/// The kinds of failures. A closed set: the window has an answer to each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ErrorCode {
    /// A rule forbids it.
    Refused,
    /// A value that was entered is off.
    Argument,
    /// Nothing of that name is known.
    Unknown,
    /// A system is not connected yet.
    NotConnected,
    /// A system does not answer.
    Unreachable,
    /// A system does not accept the credentials.
    CredentialsRefused,
    /// The credential store is locked, missing, or denies access.
    CredentialStore,
    /// ConnectWise refused something, or answered what cannot be.
    Connectwise,
    /// C3 refused something, or answered what cannot be.
    C3,
    /// A file cannot be read or written.
    File,
    /// Another process has the database open.
    DatabaseInUse,
    /// The database is damaged.
    DatabaseDamaged,
    /// The database cannot be used.
    Database,
    /// The user cancelled.
    Cancelled,
    /// A fault of Accord's own.
    Internal,
}

impl CommandError {
    /// A failure of the shell's own, in a sentence.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let error = Self {
            code,
            message: message.into(),
            field: None,
            details: None,
            reference: reference(),
        };
        tracing::warn!(reference = error.reference, code = ?error.code, "{}", error.message);
        error
    }

    /// The same, of one field of a form.
    pub(crate) fn of_field(self, field: &str) -> Self {
        Self {
            field: Some(field.to_owned()),
            ..self
        }
    }
}

impl From<workflow::Error> for CommandError {
    fn from(error: workflow::Error) -> Self {
        let failure = Self {
            code: code(&error),
            message: error.to_string(),
            field: None,
            details: sources(&error),
            reference: reference(),
        };
        tracing::warn!(
            reference = failure.reference,
            code = error.code(),
            details = failure.details,
            "{}",
            failure.message
        );
        failure
    }
}

fn code(error: &workflow::Error) -> ErrorCode {
    match error.code() {
        "refused" => ErrorCode::Refused,
        "argument" => ErrorCode::Argument,
        "unknown" => ErrorCode::Unknown,
        "not-connected" => ErrorCode::NotConnected,
        "unreachable" => ErrorCode::Unreachable,
        "credentials-refused" => ErrorCode::CredentialsRefused,
        "credential-store" => ErrorCode::CredentialStore,
        "connectwise" => ErrorCode::Connectwise,
        "c3" => ErrorCode::C3,
        "file" => ErrorCode::File,
        "database-in-use" => ErrorCode::DatabaseInUse,
        "database-damaged" => ErrorCode::DatabaseDamaged,
        "database" => ErrorCode::Database,
        "cancelled" => ErrorCode::Cancelled,
        _ => ErrorCode::Internal,
    }
}

/// What lies behind an error, one cause a line.
fn sources(error: &workflow::Error) -> Option<String> {
    let mut lines = Vec::new();
    let mut cause = error.source();
    while let Some(known) = cause {
        lines.push(known.to_string());
        cause = known.source();
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Eight characters: enough to find a line in a log, short enough to read out.
fn reference() -> String {
    let id = Uuid::new_v4().simple().to_string();
    id.chars().take(8).collect()
}
