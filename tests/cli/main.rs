//! `accord` as a process: its words, its documents, its exit statuses, and the
//! whole job against the practice servers as another process.
//!
//! Nothing is looked at from inside. Each test has its own data folder, its own
//! home folder and its own servers on free ports, so that they run side by side;
//! nothing leaves loopback. What is waited for is seen in the servers' journal.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a stage that cannot be set up fails the test, which is what a test is for"
)]

mod accord;
mod automatic;
mod binary;
mod canary;
mod cancelling;
mod contract;
#[cfg(target_os = "linux")]
mod credentials;
mod files;
mod invoice;
mod job;
mod killed;
mod killed_at_random;
mod mappings;
mod safekeeping;
mod site;
mod suggesting;
mod support;
mod two_desktops;
mod whole_job;
