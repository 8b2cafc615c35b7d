//! The simulation: the whole of `workflow` on a simulated ConnectWise, C3 and
//! clock, over the real database in memory, deterministic from a seed.
//!
//! A run is polled on one thread. At every request and every commit it can be
//! hit by a [`fault`]: the process dies, an answer is lost, a list lags, a person
//! edits, an invoice is made. Afterwards the process starts again on the same
//! database, resumes, uploads again; months and invoices pass; and the
//! [`judge`] compares what was billed with what the [`oracle`] finds owed from
//! the raw history alone.
//!
//! Neither the simulated server nor the oracle uses the code under test. The
//! machine's clock and randomness never enter, so that a seed always replays:
//!
//! ```text
//! ACCORD_SIMULATION_SEED=4711 ACCORD_SIMULATION_SEEDS=1 cargo test --profile simulation -p tests --test simulation random
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a world that cannot be made or asked ends the test"
)]

mod both_at_once;
mod c3;
mod calendar;
mod chance;
mod clock;
mod connector;
mod connectwise;
mod crash_points;
mod cut;
mod death;
mod desktop;
mod fault;
mod history;
mod judge;
mod life;
mod mode;
#[cfg(feature = "mutation")]
mod mutations;
mod oracle;
mod random_seeds;
mod representative;
mod scenario;
mod single_faults;
mod trace;
mod undoing;
mod world;
