//! What a command that failed tells the window: a code to act on, a sentence to
//! show, and a reference that is also in the log.
//!
//! Nothing here knows a secret: the errors below carry none. What they say may name a
//! customer, so the log gets the reference, the code, and what names nobody.

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
        // The message is for the window: it may name somebody.
        tracing::warn!(reference = error.reference, code = ?error.code, "a command failed");
        error
    }

    /// One that nobody is told.
    pub(crate) fn silent(code: ErrorCode) -> Self {
        Self {
            code,
            message: String::new(),
            field: None,
            details: None,
            reference: reference(),
        }
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
        let said = error.for_log();
        tracing::warn!(
            reference = failure.reference,
            code = error.code(),
            "a command failed: {said}"
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

#[cfg(test)]
mod tests {
    use super::{CommandError, ErrorCode};
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_failure_is_logged_by_its_reference_and_names_nobody() {
        let log = Log::default();
        let into = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_writer(move || into.clone())
            .with_ansi(false)
            .finish();
        let named = || "Contoso is mapped to Contoso Ltd already".to_owned();
        let told = tracing::subscriber::with_default(subscriber, || {
            [
                CommandError::from(workflow::Error::Rule(named())),
                CommandError::new(ErrorCode::Refused, named()),
            ]
        });
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(!text.contains("Contoso"), "{text}");
        for failure in told {
            assert!(failure.message.contains("Contoso"), "the window is told");
            assert!(text.contains(&failure.reference), "{text}");
        }
    }
}
