//! What was renamed or replaced since it was mapped.

use super::mirror;
use domain::ids::{CompanyId, ItemId};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::mapping;

mirror! {
    /// What a mapping points at, or comes from.
    MappedKind of mapping::MappedKind {
        /// A C3 customer.
        Customer,
        /// A company.
        Company,
        /// An agreement.
        Agreement,
        /// A catalog item.
        Item,
    }
}

/// A mapped thing that is called otherwise now, or is gone.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Renamed {
    /// What it is.
    pub(crate) kind: MappedKind,
    /// Its id.
    pub(crate) id: String,
    /// What it was called.
    pub(crate) was: String,
    /// What it is called now; none: it is gone.
    pub(crate) now: Option<String>,
}

impl From<mapping::Renamed> for Renamed {
    fn from(one: mapping::Renamed) -> Self {
        Self {
            kind: one.kind.into(),
            id: one.id,
            was: one.was,
            now: one.now,
        }
    }
}

/// Something that mappings point at.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Target {
    /// Its number.
    pub(crate) id: u32,
    /// What it was called last.
    pub(crate) name: String,
    /// ConnectWise no longer has it.
    pub(crate) gone: bool,
    /// How many mappings point at it.
    pub(crate) mappings: u32,
}

impl From<mapping::Target> for Target {
    fn from(target: mapping::Target) -> Self {
        Self {
            id: target.id,
            name: target.name,
            gone: target.gone,
            mappings: target.mappings,
        }
    }
}

/// What can be replaced as a whole.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Replaceable {
    /// A company.
    Company,
    /// A catalog item.
    Item,
}

impl Replaceable {
    /// The one by the other.
    pub(crate) fn repoint(self, replaced: u32, by: u32) -> mapping::Repoint {
        match self {
            Self::Company => mapping::Repoint::Company(CompanyId(replaced), CompanyId(by)),
            Self::Item => mapping::Repoint::Item(ItemId(replaced), ItemId(by)),
        }
    }
}

/// One mapping that points elsewhere now, or would.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Moved {
    /// The customer.
    pub(crate) name: String,
    /// The product, where an item is replaced.
    pub(crate) product: Option<String>,
    /// What it was mapped to.
    pub(crate) from: String,
    /// What it is mapped to now.
    pub(crate) to: String,
}

/// What was pointed elsewhere, or would be.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Repointed {
    /// The mappings that change.
    pub(crate) moved: Vec<Moved>,
    /// Those that a rule keeps as they are, with the reason.
    pub(crate) skipped: Vec<String>,
    /// What a person should know.
    pub(crate) warnings: Vec<String>,
}

impl From<mapping::Repointed> for Repointed {
    fn from(done: mapping::Repointed) -> Self {
        let moved = |one: mapping::Moved| Moved {
            name: one.name,
            product: one.product,
            from: one.from,
            to: one.to,
        };
        let skipped = |one: mapping::Skipped| format!("{}: {}", one.what, one.reason);
        Self {
            moved: done.moved.into_iter().map(moved).collect(),
            skipped: done.skipped.into_iter().map(skipped).collect(),
            warnings: done.warnings,
        }
    }
}
