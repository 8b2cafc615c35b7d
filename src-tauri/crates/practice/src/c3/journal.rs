//! The journal of what was asked: method, path and answer, never a secret.

use serde::Serialize;

/// One request that the C3 listener answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct C3Request {
    /// HTTP method.
    pub method: String,
    /// Path without its query.
    pub path: String,
    /// HTTP status of the answer; a body that broke later still began with it.
    pub status: u16,
}
