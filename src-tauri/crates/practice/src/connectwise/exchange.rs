//! A request and its answer as plain values.
//!
//! The whole of this ConnectWise is a function from one to the other; sockets,
//! delays and broken connections are the business of [`crate::serve`].

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use std::time::Instant;

/// A request that was read to its end.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// Method.
    pub(crate) method: Method,
    /// Path, still percent-encoded.
    pub(crate) path: String,
    /// Query, still percent-encoded; empty when there is none.
    pub(crate) query: String,
    /// Headers.
    pub(crate) headers: HeaderMap,
    /// Body.
    pub(crate) body: String,
    /// When it was received; a list's lag is counted from it.
    pub(crate) received: Instant,
}

/// An answer that can be sent.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Status.
    pub(crate) status: StatusCode,
    /// Headers.
    pub(crate) headers: HeaderMap,
    /// Body.
    pub(crate) body: String,
}

impl Call {
    /// A header's text; empty when it is missing or not text.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Whether the request may change something.
    pub(crate) fn writes(&self) -> bool {
        self.method != Method::GET
    }
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: String::new(),
        }
    }

    /// A plain text answer.
    pub(crate) fn text(status: StatusCode, text: &str) -> Self {
        let answer = Self {
            body: text.to_owned(),
            ..Self::empty(status)
        };
        answer.with(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"))
    }

    /// A JSON answer.
    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_string(body) {
            Ok(body) => Self {
                body,
                ..Self::empty(status)
            }
            .with(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json; charset=utf-8"),
            ),
            Err(error) => Self::text(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }

    /// The answer with one more header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
}
