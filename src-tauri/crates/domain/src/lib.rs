//! Accord's types and rules: money, days, the ledger, the timeline of a
//! subscription, the rules of mapping, and the plan.
//!
//! Everything here is pure: no clock, no randomness, no file, no network, no
//! database. Given the same input it gives the same answer, on any desktop.

pub mod agreement;
pub mod automatic;
pub mod cycle;
pub mod finding;
pub mod ids;
pub mod ledger;
pub mod line;
pub mod mapping;
pub mod matching;
pub mod money;
pub mod mutation;
pub mod period;
pub mod plan;
pub mod preview;
pub mod reference;
pub mod span;
pub mod takeover;
pub mod text;
pub mod timeline;
pub mod undo;
