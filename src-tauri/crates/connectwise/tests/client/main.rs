//! The client against a server on loopback, over real HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod discovery;
mod lists;
mod patience;
mod reads;
mod secrecy;
mod stub;
mod talk;
mod writes;
