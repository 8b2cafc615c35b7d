//! What an answer, or the lack of one, means.
//!
//! The first of two steps: here everything becomes a text or an [`Error`], and
//! nothing is decided about it; [`crate::patience`] decides.

use crate::{
    credentials::Credentials,
    error::{Error, FieldError},
    limits::RAW_MAX,
};
use serde::Deserialize;
use std::{error::Error as _, time::Duration};

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The text of a successful answer, or the error that it is. `row` is the
    /// security role's row that opens what was asked for.
    pub(crate) fn classify(
        self,
        row: &'static str,
        credentials: &Credentials,
    ) -> Result<String, Error> {
        let status = self.status;
        let text = match (status, String::from_utf8(self.body)) {
            (200..=299, Ok(text)) => return Ok(text),
            (_, Ok(text)) => text,
            (_, Err(error)) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        // The keys go first: a cap could leave the half of one.
        let text = credentials.seal(&text);
        let raw = capped(&text);
        Err(match status {
            200..=299 => Error::NotJson { text: raw },
            300..=399 => Error::Redirect { status },
            429 => Error::RateLimited {
                retry_after: self.retry_after,
            },
            500.. => Error::Server { status, text: raw },
            _ => match serde_json::from_str(&text) {
                Ok(envelope) => refusal(status, envelope, raw, row),
                Err(_) => refusal_without_envelope(status, raw, row),
            },
        })
    }
}

/// The body of a refusal. Members may be `null`.
#[derive(Debug, Deserialize)]
struct Envelope {
    code: Option<String>,
    message: Option<String>,
    errors: Option<Vec<Inner>>,
}

#[derive(Debug, Deserialize)]
struct Inner {
    code: Option<String>,
    message: Option<String>,
    field: Option<String>,
}

fn refusal(status: u16, envelope: Envelope, text: String, row: &'static str) -> Error {
    let code = envelope.code.unwrap_or_default();
    let message = envelope.message.unwrap_or_default();
    if message.contains("SSL is required") {
        return Error::InsecureSite { text };
    }
    if message.contains("UserNotAuthenticated") {
        return Error::Unauthorized { text };
    }
    if code != "InvalidObject" && names_client_id(&message) {
        return Error::ClientId { text };
    }
    match status {
        400 => Error::Invalid {
            message: capped(&message),
            fields: fields(envelope.errors),
        },
        // The path is unknown, which says nothing about a record.
        404 if code == "ConnectWiseApi" => Error::CannotRoute { status, text },
        _ => refusal_by_status(status, text, row),
    }
}

/// A refusal that ConnectWise itself would have put into an envelope: a gateway
/// on the way answered. An empty one is taken by its status.
fn refusal_without_envelope(status: u16, text: String, row: &'static str) -> Error {
    if names_client_id(&text) {
        return Error::ClientId { text };
    }
    match status {
        401 => Error::Unauthorized { text },
        _ if !text.trim().is_empty() => Error::CannotRoute { status, text },
        _ => refusal_by_status(status, text, row),
    }
}

fn refusal_by_status(status: u16, text: String, row: &'static str) -> Error {
    match status {
        401 => Error::Unauthorized { text },
        403 => Error::Forbidden { row, text },
        404 => Error::NotFound { text },
        409 => Error::Conflict { text },
        _ => Error::Refused { status, text },
    }
}

fn names_client_id(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("clientid") || text.contains("client id")
}

fn fields(errors: Option<Vec<Inner>>) -> Vec<FieldError> {
    let field = |error: Inner| FieldError {
        code: error.code.unwrap_or_default(),
        field: error.field.unwrap_or_default(),
        message: error.message.unwrap_or_default(),
    };
    errors.unwrap_or_default().into_iter().map(field).collect()
}

/// What a request without an answer means. Only a connection that never came
/// about is known to have sent nothing.
pub(crate) fn unanswered(error: reqwest::Error, after: Duration) -> Error {
    if error.is_connect() {
        let problem = reasons(error);
        Error::Unreachable { problem }
    } else if error.is_timeout() {
        Error::Timeout { after }
    } else if error.is_builder() {
        let problem = reasons(error);
        Error::Setup { problem }
    } else {
        let problem = reasons(error);
        Error::Interrupted { problem }
    }
}

/// Takes the keys out of an error that quotes a successful answer, then caps it.
pub(crate) fn sealed(error: Error, credentials: &Credentials) -> Error {
    let seal = |text: String| capped(&credentials.seal(&text));
    match error {
        Error::NotJson { text } => Error::NotJson { text: seal(text) },
        Error::Shape {
            record,
            field,
            problem,
        } => Error::Shape {
            record: seal(record),
            field: seal(field),
            problem: seal(problem),
        },
        other => other,
    }
}

/// An error with its reasons, without the address.
pub(crate) fn reasons(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(reason) = source {
        text = format!("{text}: {reason}");
        source = reason.source();
    }
    capped(&text)
}

/// The beginning of a text, cut between characters.
pub(crate) fn capped(text: &str) -> String {
    let end = text.floor_char_boundary(RAW_MAX);
    text.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
