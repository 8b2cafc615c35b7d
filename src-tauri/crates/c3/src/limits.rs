//! Every wait, size and count that the client keeps to, by name.
//!
//! Nothing in this crate waits, reads or tries without one of these bounds, so
//! that a server that misbehaves costs a known time and a known memory.

use jiff::SignedDuration;
use std::time::Duration;

const MEGABYTE: u64 = 1 << 20;

/// The bounds of a [`Client`](crate::Client). `Default` suits production.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Until a connection stands, TLS included.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub idle: Duration,
    /// For one call with all its tries and waits, the history report excepted.
    pub total: Duration,
    /// For the history report with all its tries and waits.
    pub history_total: Duration,
    /// How often a call is tried before its last error is given back.
    pub tries: u32,
    /// The wait before the second try; it doubles with each further one.
    pub wait_first: Duration,
    /// The longest such wait.
    pub wait_max: Duration,
    /// The longest `Retry-After` that is waited for. A server that asks for
    /// more is not tried again within the call.
    pub retry_after_max: Duration,
    /// Bytes of a token answer, and of an error page.
    pub short_body: u64,
    /// Bytes of a list: customers, plans, offers, billing periods.
    pub list_body: u64,
    /// Bytes of an invoice's lines.
    pub invoice_body: u64,
    /// Bytes of the history report, which is streamed.
    pub history_body: u64,
    /// Bytes of one record. A larger one is handed out as unreadable.
    pub row_bytes: usize,
    /// Records of one answer.
    pub rows_max: u64,
    /// How long before its end a token is renewed.
    pub token_renew_before: SignedDuration,
    /// Plans whose offers are asked for at once.
    pub plans_at_once: usize,
    /// Seed of the jitter in waits; give each desktop its own, so that they do
    /// not come back all at once.
    pub jitter_seed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            idle: Duration::from_secs(90),
            total: Duration::from_mins(3),
            history_total: Duration::from_mins(45),
            tries: 4,
            wait_first: Duration::from_millis(500),
            wait_max: Duration::from_secs(20),
            retry_after_max: Duration::from_secs(60),
            short_body: MEGABYTE / 16,
            list_body: 128 * MEGABYTE,
            invoice_body: 256 * MEGABYTE,
            history_body: 512 * MEGABYTE,
            row_bytes: 1 << 20,
            rows_max: 2_000_000,
            token_renew_before: SignedDuration::from_mins(5),
            plans_at_once: 4,
            jitter_seed: 0x5eed,
        }
    }
}
