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
mod ledger_by_place;
mod mapped_customers;
mod mapping;
mod matching;
mod names;
mod offered;
mod records;
mod sample;
mod settings;
