//! Every wait, size and count that the client keeps to, by name.
//!
//! Nothing in this crate waits, reads or tries without one of these bounds, so
//! that a server that misbehaves costs a known time and a known memory.

use std::time::Duration;

/// The most rows that ConnectWise puts on one page, whatever is asked for.
pub(crate) const PAGE_SIZE_MAX: usize = 1000;

/// Bytes that are read of an answer without success; what is beyond is left.
pub(crate) const ERROR_BODY_MAX: usize = 64 << 10;

/// Bytes of a server's text that an error keeps.
pub(crate) const RAW_MAX: usize = 4 << 10;

/// The bounds of a [`Client`](crate::Client). `Default` suits production.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Rows of one page, 1 to 1000.
    pub page_size: usize,
    /// Pages of one list; a longer list is an error, never cut.
    pub pages_max: usize,
    /// Bytes of one answer.
    pub body_bytes_max: usize,
    /// Until a connection stands, TLS included.
    pub connect_timeout: Duration,
    /// For one request, from its start to its answer's last byte.
    pub request_timeout: Duration,
    /// How long an unused connection is kept. Short, because a write on a
    /// connection that the server has just closed ends with its outcome unknown.
    pub idle_connection: Duration,
    /// How often a GET is tried; a write that was throttled, too.
    pub get_tries_max: u32,
    /// The wait before the second try; it doubles with each further one.
    pub retry_base: Duration,
    /// The longest such wait.
    pub retry_cap: Duration,
    /// The longest `Retry-After` that is waited for. When a server asks for
    /// more, the call ends.
    pub retry_after_max: Duration,
    /// Requests on their way at the same time.
    pub requests_at_once: usize,
    /// Requests begun within any 60 seconds. The vendor throttles beyond 1000.
    /// Not kept to on loopback, where nobody throttles.
    pub requests_per_minute: Option<usize>,
    /// Seed of the jitter in waits; give each desktop its own, so that they do
    /// not come back all at once.
    pub jitter_seed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_size: PAGE_SIZE_MAX,
            pages_max: 1000,
            body_bytes_max: 64 << 20,
            connect_timeout: Duration::from_secs(15),
            request_timeout: Duration::from_secs(60),
            idle_connection: Duration::from_secs(15),
            get_tries_max: 5,
            retry_base: Duration::from_millis(300),
            retry_cap: Duration::from_secs(30),
            retry_after_max: Duration::from_secs(90),
            requests_at_once: 4,
            requests_per_minute: Some(900),
            jitter_seed: 0x5eed,
        }
    }
}
