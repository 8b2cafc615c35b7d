//! How a command ends: its data, or an error with a code and an exit status.

use serde::Serialize;
use serde_json::Value;
use std::process::ExitCode;
use workflow::{Error, Kind};

/// What a command comes to.
#[derive(Debug)]
pub(crate) struct Success {
    /// The contract's `data`.
    pub(crate) data: Value,
    /// The same, for people.
    pub(crate) text: String,
}

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) details: Vec<String>,
    pub(crate) status: Status,
    /// The job or the check, where one ended otherwise than in success.
    pub(crate) ended: Option<Box<Success>>,
}

/// Exit statuses of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Status {
    /// A job ended in Error, was cancelled or interrupted, a check failed, or a
    /// rule refused the command.
    Refused = 1,
    /// The command's words, an argument or a file is off.
    Usage = 2,
    /// Not connected, unreachable, or credentials refused.
    Connection = 3,
    /// The database is in use or damaged.
    Database = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

impl Success {
    pub(crate) fn new(data: impl Serialize, text: impl Into<String>) -> Result<Self, Failure> {
        let data = serde_json::to_value(data).map_err(|error| Failure::usage(error.to_string()))?;
        Ok(Self {
            data,
            text: text.into(),
        })
    }

    /// A command that said what it had to say while it ran.
    pub(crate) fn said() -> Self {
        Self {
            data: Value::Null,
            text: String::new(),
        }
    }

    /// Whether there is nothing more to say.
    pub(crate) fn is_said(&self) -> bool {
        self.data.is_null()
    }

    /// A command that only does.
    pub(crate) fn done(text: impl Into<String>) -> Self {
        Self {
            data: serde_json::json!({}),
            text: text.into(),
        }
    }
}

impl Failure {
    /// Something ran to its end, and the end was not success.
    pub(crate) fn ended(code: &'static str, message: &str, ended: Success) -> Self {
        Self {
            code,
            message: message.to_owned(),
            details: Vec::new(),
            status: Status::Refused,
            ended: Some(Box::new(ended)),
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            code: "argument",
            message: message.into(),
            details: Vec::new(),
            status: Status::Usage,
            ended: None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match error.kind() {
            Kind::Rule => Status::Refused,
            Kind::Argument => Status::Usage,
            Kind::Connection => Status::Connection,
            Kind::Database => Status::Database,
        };
        Self {
            code: error.code(),
            message: error.to_string(),
            details: causes(&error),
            status,
            ended: None,
        }
    }
}

/// What lies behind an error, one cause a line.
fn causes(error: &dyn std::error::Error) -> Vec<String> {
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    causes
}
