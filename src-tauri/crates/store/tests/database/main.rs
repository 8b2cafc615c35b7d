//! The database from outside: every rule that it holds, broken once.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects"
)]

mod commit;
mod copies;
mod damage;
mod decisions;
mod history;
mod holder;
mod jobs;
mod journal;
mod ledger;
mod mapping;
mod offered;
mod sample;
mod settings;
