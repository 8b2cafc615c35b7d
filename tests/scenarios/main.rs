//! Scenarios: the whole of `workflow` with the real clients over real HTTP,
//! against the practice servers in the same process, on a real database in a
//! folder of its own.
//!
//! Each test begins with what a person has in front of him and ends with what
//! stands on the practice ConnectWise, or what its invoices bill. Nothing is
//! looked up in the code under test: expected lines are written out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a scenario that cannot be played out fails, which is what a test is for"
)]

mod automatic;
mod canary;
mod cut_over;
mod findings;
mod invoices;
mod oracle;
mod samples;
mod support;
mod trouble;
mod undo;
mod whole_job;
