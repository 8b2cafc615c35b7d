//! The contract of the house: rules that the compiler does not know, held by a test.
//!
//! Which crate may know which, which library may be used where, where versions stand, what a
//! source file looks like. Each rule is a function from facts to breaches, in words, and each
//! is tried on a broken sample as well as on the house, so that it is known to be able to fail.

#![expect(
    clippy::unwrap_used,
    reason = "what cannot be read cannot be checked, and a test may end there"
)]

mod arrows;
mod documents;
mod facts;
mod layout;
mod libraries;
mod manifests;
mod security;
mod sources;
mod window;

/// Fails with every breach on a line of its own.
fn hold(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}
