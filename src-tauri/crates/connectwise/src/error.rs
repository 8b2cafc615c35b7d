//! What can go wrong between Accord and ConnectWise.
//!
//! An error says what happened in Accord's words; the server's own text is kept
//! apart, capped and with the keys taken out, for who asks for it. After a write
//! the one question is whether it may have been done: [`Error::outcome_unknown`].

use crate::site::SiteError;
use std::{fmt, time::Duration};

/// Why a call to ConnectWise failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The entered address is not taken.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// No request can be made of the settings, or the machine has no working TLS.
    #[error("The connection to ConnectWise cannot be set up: {problem}")]
    Setup {
        /// What is in the way.
        problem: String,
    },
    /// No connection came about, so nothing was sent.
    #[error("ConnectWise cannot be reached")]
    Unreachable {
        /// What the network said.
        problem: String,
    },
    /// The answer did not come in time.
    #[error("ConnectWise did not answer within {} seconds", after.as_secs())]
    Timeout {
        /// The bound.
        after: Duration,
    },
    /// The connection broke after the request was on its way.
    #[error("The connection to ConnectWise broke before the answer was complete")]
    Interrupted {
        /// What the network said.
        problem: String,
    },
    /// A redirect, which is never followed: the keys go nowhere else, and a
    /// write may have been done before it.
    #[error("ConnectWise answered with a redirect (HTTP {status}), which is not followed")]
    Redirect {
        /// The HTTP status.
        status: u16,
    },
    /// The keys are not accepted.
    #[error("ConnectWise does not accept the keys")]
    Unauthorized {
        /// The server's text.
        text: String,
    },
    /// The API member's security role lacks a right.
    #[error("ConnectWise denies access; the API member's security role needs “{row}”")]
    Forbidden {
        /// The row of the security role.
        row: &'static str,
        /// The server's text.
        text: String,
    },
    /// The site knows no company of this id.
    #[error("ConnectWise does not know the company id; check it and the site")]
    UnknownCompany,
    /// The request reached no ConnectWise: a gateway answered in its place.
    #[error("The address does not lead to ConnectWise's API (HTTP {status})")]
    CannotRoute {
        /// The HTTP status.
        status: u16,
        /// The server's text.
        text: String,
    },
    /// The client id is missing or not registered.
    #[error("ConnectWise does not accept the client id")]
    ClientId {
        /// The server's text.
        text: String,
    },
    /// Too many requests, and waiting did not help or would take too long.
    #[error("ConnectWise asks for fewer requests")]
    RateLimited {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// The values of a write are not accepted.
    #[error("ConnectWise does not accept the values: {message}{}", listed(fields))]
    Invalid {
        /// What it says of the whole.
        message: String,
        /// What it says of single fields; not all need be ones that were sent,
        /// since a change makes it check the whole record.
        fields: Vec<FieldError>,
    },
    /// There is no such record.
    #[error("ConnectWise has no such record")]
    NotFound {
        /// The server's text.
        text: String,
    },
    /// The record is in use or was changed meanwhile.
    #[error("ConnectWise says that the record is in use")]
    Conflict {
        /// The server's text.
        text: String,
    },
    /// Any other refusal of a request.
    #[error("ConnectWise refused the request (HTTP {status})")]
    Refused {
        /// The HTTP status, 400 to 499.
        status: u16,
        /// The server's text.
        text: String,
    },
    /// ConnectWise failed.
    #[error("ConnectWise failed (HTTP {status})")]
    Server {
        /// The HTTP status, 500 or over.
        status: u16,
        /// The server's text.
        text: String,
    },
    /// A successful answer that is not JSON.
    #[error("ConnectWise's answer is not readable")]
    NotJson {
        /// How it begins.
        text: String,
    },
    /// A record that does not look as documented.
    #[error("ConnectWise's {record} is not readable: {field}: {problem}")]
    Shape {
        /// Kind and number, such as `addition 4711`.
        record: String,
        /// The field, such as `_info.lastUpdated`.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An answer over the bound.
    #[error("ConnectWise's answer has more than {limit} bytes")]
    TooLarge {
        /// The bound.
        limit: usize,
    },
    /// A list over the bound.
    #[error("ConnectWise's list has more than {limit} pages")]
    TooManyPages {
        /// The bound.
        limit: usize,
    },
    /// The site says that its API lives where the keys must not go.
    #[error("ConnectWise says that its API is at {address}, which is not part of the site")]
    BadSiteUrl {
        /// What it said.
        address: String,
    },
    /// The site says that its API lives at a place without https, or that it
    /// was not reached over https.
    #[error("ConnectWise must be reached over https")]
    InsecureSite {
        /// The server's text.
        text: String,
    },
}

/// What ConnectWise says of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldError {
    /// ConnectWise's word, such as `OutOfRange`.
    pub code: String,
    /// ConnectWise's name of the field, empty where it names none.
    pub field: String,
    /// Its sentence.
    pub message: String,
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.as_str() {
            "" => f.write_str(&self.message),
            field => write!(f, "{field}: {}", self.message),
        }
    }
}

impl Error {
    /// Of a failed write: whether it may have been done all the same. Then only
    /// reading can tell; sending again could bill twice.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::Timeout { .. }
                | Self::Interrupted { .. }
                | Self::Redirect { .. }
                | Self::Server { .. }
                | Self::NotJson { .. }
                | Self::Shape { .. }
                | Self::TooLarge { .. }
        )
    }

    /// Whether what was entered to identify the caller is to be looked at.
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        matches!(
            self,
            Self::Unauthorized { .. } | Self::UnknownCompany | Self::ClientId { .. }
        )
    }

    /// Whether the network is to be looked at.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. } | Self::Timeout { .. } | Self::Interrupted { .. }
        )
    }

    /// What a log may say of it: ConnectWise's own sentences quote names, so only its
    /// words for fields are kept, and what the network said.
    #[must_use]
    pub fn for_log(&self) -> String {
        match self {
            Self::Unreachable { problem } | Self::Interrupted { problem } => {
                format!("{self}: {problem}")
            }
            Self::Invalid { fields, .. } => {
                let words = fields
                    .iter()
                    .map(|one| format!("{} {}", one.field, one.code));
                let words: Vec<String> = words.collect();
                format!(
                    "ConnectWise does not accept the values ({})",
                    words.join("; ")
                )
            }
            Self::Site(_) => "The entered address is not taken".to_owned(),
            other => other.to_string(),
        }
    }

    /// The server's or the network's own text, of at most 4 KiB, for who wants
    /// to see it; never the headline.
    #[must_use]
    pub fn raw(&self) -> Option<&str> {
        match self {
            Self::Unreachable { problem } | Self::Interrupted { problem } => Some(problem),
            Self::Unauthorized { text }
            | Self::Forbidden { text, .. }
            | Self::CannotRoute { text, .. }
            | Self::ClientId { text }
            | Self::NotFound { text }
            | Self::Conflict { text }
            | Self::Refused { text, .. }
            | Self::Server { text, .. }
            | Self::NotJson { text }
            | Self::InsecureSite { text } => Some(text),
            _ => None,
        }
    }
}

fn listed(fields: &[FieldError]) -> String {
    if fields.is_empty() {
        return String::new();
    }
    let fields: Vec<String> = fields.iter().map(FieldError::to_string).collect();
    format!(" ({})", fields.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_the_words_for_fields_and_no_sentence_of_the_servers() {
        let error = Error::Invalid {
            message: "Agreement Contoso Cloud is closed".to_owned(),
            fields: vec![FieldError {
                code: "OutOfRange".to_owned(),
                field: "quantity".to_owned(),
                message: "Contoso has too much".to_owned(),
            }],
        };
        let logged = error.for_log();
        assert!(!logged.contains("Contoso") && logged.contains("quantity OutOfRange"));
        let text = "Contoso".to_owned();
        assert!(!Error::Conflict { text }.for_log().contains("Contoso"));
    }

    #[test]
    fn refused_fields_are_in_the_headline() {
        let error = Error::Invalid {
            message: "Addition object is invalid".to_owned(),
            fields: vec![
                FieldError {
                    code: "OutOfRange".to_owned(),
                    field: "quantity".to_owned(),
                    message: "Too much".to_owned(),
                },
                FieldError {
                    message: "Also this".to_owned(),
                    ..FieldError::default()
                },
            ],
        };
        let headline = "ConnectWise does not accept the values: \
                        Addition object is invalid (quantity: Too much; Also this)";
        assert_eq!(error.to_string(), headline);
    }
}
