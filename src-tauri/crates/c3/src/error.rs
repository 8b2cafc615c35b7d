//! What can go wrong between Accord and C3.
//!
//! Errors are classified here, once; who meets one decides by predicate. They
//! hold no secret: [`Error::sealed`] takes the secrets of a call out of
//! whatever text the server sent before the error leaves the crate.

use crate::record::history::{RAW_MAX, SinkError};
use std::time::Duration;

/// Why a call to C3 failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An address in the settings that must not be used.
    #[error("The {setting} is not usable: {reason}")]
    Address {
        /// Which setting.
        setting: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The machine has no working TLS, or the settings hold what no request can.
    #[error("The connection to C3 cannot be set up")]
    Setup(#[source] reqwest::Error),
    /// The token endpoint does not accept the client id, secret or resource.
    #[error("C3's sign-in refused the credentials{}", code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
    Credentials {
        /// The sign-in's own word, such as `invalid_client`.
        code: Option<String>,
        /// What it sent.
        raw: String,
    },
    /// C3 did not accept a freshly renewed token, or denies the call.
    #[error("C3 denied access (HTTP {status})")]
    Denied {
        /// 401 or 403.
        status: u16,
        /// What it sent.
        raw: String,
    },
    /// C3 answered `Status: Error`.
    #[error("C3 refused the call: {message}")]
    Refused {
        /// The HTTP status under which it said so.
        status: u16,
        /// `ErrorMessage`.
        message: String,
        /// `ErrorDetail`.
        detail: Option<String>,
        /// `RequestCorrelationID`: what C3's support asks for.
        correlation_id: Option<String>,
    },
    /// Too many calls, and the wait that C3 asks for is over the bound.
    #[error("C3 asks to be called less often")]
    Throttled {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// A redirect, which is never followed with credentials.
    #[error(
        "C3 answered with a redirect (HTTP {status}), which is not followed; check the address"
    )]
    Redirected {
        /// The HTTP status.
        status: u16,
    },
    /// Any other HTTP status without an envelope.
    #[error("C3 answered HTTP {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// What it sent.
        raw: String,
    },
    /// No connection, or no answer on it.
    #[error("C3 cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The call's time is over.
    #[error("C3 did not finish within {} seconds", after.as_secs())]
    TooSlow {
        /// The bound.
        after: Duration,
    },
    /// The answer ended before its end.
    #[error("C3's answer broke off after {rows} records")]
    CutShort {
        /// Records that had been read by then.
        rows: u64,
        /// What the connection said, where it was the connection.
        #[source]
        source: Option<reqwest::Error>,
    },
    /// An answer that is not what C3 documents.
    #[error("C3's answer is not readable: {reason}")]
    NotReadable {
        /// What is wrong with it.
        reason: String,
        /// How it begins.
        raw: String,
    },
    /// An answer over a bound.
    #[error("C3's answer has more than {limit} {unit}")]
    TooLarge {
        /// The bound.
        limit: u64,
        /// Bytes or records.
        unit: &'static str,
    },
    /// The receiver of the rows gave up.
    #[error("The rows could not be taken over")]
    Sink(#[source] SinkError),
}

impl Error {
    /// Whether the credentials are to be looked at: the sign-in refused them,
    /// or C3 denies what they open.
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        match self {
            Self::Credentials { .. } | Self::Denied { .. } => true,
            Self::Refused { status, .. } => matches!(status, 401 | 403),
            _ => false,
        }
    }

    /// Whether the network is to be looked at: no connection, or no answer in time.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::TooSlow { .. })
    }

    /// What a log may say of it: C3's own sentences may quote names, and the number of
    /// the call finds them.
    #[must_use]
    pub fn for_log(&self) -> String {
        match self {
            Self::Refused {
                status,
                correlation_id,
                ..
            } => {
                let id = correlation_id.as_deref().unwrap_or("none");
                format!("C3 refused the call (HTTP {status}, correlation id {id})")
            }
            Self::NotReadable { .. } => "C3's answer is not readable".to_owned(),
            other => other.to_string(),
        }
    }

    /// The server's own text, at most [`RAW_MAX`] bytes, for who wants to see
    /// it; never the headline.
    #[must_use]
    pub fn raw(&self) -> Option<&str> {
        match self {
            Self::Credentials { raw, .. }
            | Self::Denied { raw, .. }
            | Self::Status { raw, .. }
            | Self::NotReadable { raw, .. } => Some(raw),
            Self::Refused {
                detail, message, ..
            } => Some(detail.as_deref().unwrap_or(message)),
            _ => None,
        }
    }

    /// Whether the same call may succeed a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::CutShort { .. } | Self::Throttled { .. } => true,
            Self::Status { status, .. } => matches!(status, 408 | 500..),
            _ => false,
        }
    }

    /// Whether C3 did not accept the token.
    pub(crate) fn is_stale_token(&self) -> bool {
        matches!(
            self,
            Self::Denied { status: 401, .. } | Self::Refused { status: 401, .. }
        )
    }

    /// Takes `secrets` out of the server's texts, then caps them; in this
    /// order, since a secret that the cap cut in two would not be found.
    pub(crate) fn sealed(mut self, secrets: &[&str]) -> Self {
        let seal = |text: &mut String| {
            for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
                *text = text.replace(secret, "•••");
            }
            *text = capped(text).to_owned();
        };
        match &mut self {
            Self::Credentials { code, raw } => {
                code.iter_mut().for_each(seal);
                seal(raw);
            }
            Self::Denied { raw, .. } | Self::Status { raw, .. } => seal(raw),
            Self::NotReadable { reason, raw } => [reason, raw].into_iter().for_each(seal),
            Self::Refused {
                message,
                detail,
                correlation_id,
                ..
            } => {
                seal(message);
                detail.iter_mut().chain(correlation_id).for_each(seal);
            }
            _ => {}
        }
        self
    }
}

/// The beginning of a text, at most [`RAW_MAX`] bytes, cut between characters.
pub(crate) fn capped(text: &str) -> &str {
    text.get(..text.floor_char_boundary(RAW_MAX))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_the_cap_would_cut_is_taken_out_whole() {
        let raw = format!("{}s3cret", "é".repeat(RAW_MAX / 2 - 2));
        let error = Error::Status { status: 500, raw }.sealed(&["s3cret", ""]);
        let raw = error.raw().unwrap();
        assert!(raw.len() <= RAW_MAX);
        assert!(!raw.contains("s3c"), "{raw}");
    }

    #[test]
    fn a_log_gets_the_number_of_the_call_and_no_sentence_of_the_servers() {
        let error = Error::Refused {
            status: 200,
            message: "Contoso is not yours".to_owned(),
            detail: None,
            correlation_id: Some("4711".to_owned()),
        };
        assert_eq!(
            error.for_log(),
            "C3 refused the call (HTTP 200, correlation id 4711)"
        );
    }

    #[test]
    fn predicates_tell_who_is_to_act() {
        let refused = |status| Error::Refused {
            status,
            message: String::new(),
            detail: None,
            correlation_id: None,
        };
        assert!(refused(401).is_credentials() && refused(403).is_credentials());
        assert!(!refused(200).is_credentials() && !refused(500).is_passing());
        let slow = Error::TooSlow {
            after: Duration::from_secs(1),
        };
        assert!(slow.is_unreachable() && !slow.is_credentials());
    }
}
