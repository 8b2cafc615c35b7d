//! The real window, driven as a person would: under a virtual display, with an
//! unlocked credential store, against the practice servers.
//!
//! `cargo xtask test` builds the program and starts the display; each test has a
//! session bus, a keyring, folders and a driver of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a journey that cannot go on ends there, and says where"
)]

mod aria;
mod automatic;
mod backend;
#[path = "../cli/binary.rs"]
mod binary;
mod connecting;
mod contract;
mod crashing;
mod cut_over;
mod desktop;
mod felt;
mod figures;
mod keyboard;
mod killed;
mod large;
mod ledger;
mod mending;
mod page;
mod replacing;
mod sample_data;
mod secret_keys;
mod servers;
mod site;
mod suggesting;
mod support;
mod undoing;
