//! The mappings as a file: by id, sorted, one field a line, so that two of them
//! can be compared and a second desktop bills as the first one does.
//!
//! It carries the billing settings, the agreements' terms, the products set aside
//! and the choices for subscriptions; never a secret, a price list or a history.

mod carry;
mod document;
mod export;
mod repoint;

pub use carry::{Carried, ImportedMappings, Skipped};
pub use repoint::{Moved, Repoint, Repointed};
