//! What the tests across crates share: a practice site and desktops that work on
//! it over real HTTP, with the real database in a folder of their own.
//!
//! Nothing here knows how a plan is computed, and nothing leaves loopback. Time is
//! a clock that the test moves; waiting on it costs no real time.

#![expect(
    clippy::unwrap_used,
    reason = "a stage that cannot be set up fails the test that asked for it"
)]

pub mod clock;
pub mod connector;
pub mod desk;
pub mod history;
pub mod office;
pub mod shown;
pub mod simple;
pub mod site;

pub use clock::StageClock;
pub use connector::ShortWaits;
pub use desk::Desk;
pub use history::Subscription;
pub use office::Office;
pub use simple::Simple;
pub use site::{Client, SmallSite, Terms};

use domain::finding::Code;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use workflow::jobs::Record;

/// The codes of a record's findings.
#[must_use]
pub fn codes(record: &Record) -> BTreeSet<Code> {
    record.findings.iter().map(|finding| finding.code).collect()
}

/// What a record found under one code, in words.
#[must_use]
pub fn messages(record: &Record, code: Code) -> Vec<&str> {
    let of_code = record
        .findings
        .iter()
        .filter(|finding| finding.code == code);
    of_code.map(|finding| finding.message.as_str()).collect()
}

/// A decimal from its text.
#[must_use]
pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}
