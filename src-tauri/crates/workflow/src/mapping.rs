//! Mapping: what belongs together in both systems, said once by a person
//! (`product.md` 4), and taken away again.
//!
//! Ids are mapped; names are only shown. Every rule is checked inside the
//! transaction that writes, so that two windows cannot break it together, and
//! the database holds the same rules as constraints. Nothing here asks or writes
//! to ConnectWise: the rules are checked on what was last read.

mod agreement;
mod customer;
mod draft;
mod names;
mod portable;
mod product;
mod put_back;
mod release;
mod renamed;
mod stand;
pub mod suggest;

pub use agreement::AgreementChoices;
pub use draft::MappingDraft;
pub use portable::{Carried, ImportedMappings, Moved, Repoint, Repointed, Skipped};
pub use put_back::Released;
pub use release::{ReleaseEffect, ReleaseTarget, ReleasedProduct};
pub use renamed::{MappedKind, Renamed, Seen, Target};

pub(crate) use agreement::unselectable as unselectable_agreement;
pub(crate) use names::Names;
pub(crate) use product::unselectable as unselectable_item;
