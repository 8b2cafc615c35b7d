//! Changes that are not a client's: a person at the screen, for rehearsals.
//!
//! They go past every rule, because a screen can do what the API refuses and
//! because stored data can be older than a rule. They are stamped like any write.

use super::{
    additions, document::Mismatch, endpoint::Collection, errors::Refusal, json::Json,
    records::Info, world::World,
};

/// A record that a person touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A company.
    Company(u32),
    /// An agreement.
    Agreement(u32),
    /// An addition of an agreement.
    Addition {
        /// The agreement.
        agreement: u32,
        /// The addition.
        id: u32,
    },
    /// A catalog item.
    Item(u32),
}

/// Why an edit was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such record.
    #[error("there is no such record")]
    NoRecord,
    /// No such field.
    #[error("the record has no field {0}")]
    NoField(String),
    /// The value does not fit.
    #[error("the value of {0} does not fit: {1}")]
    Misfit(String, Mismatch),
}

impl Target {
    fn place(self) -> (Collection, u32) {
        match self {
            Self::Company(id) => (Collection::Companies, id),
            Self::Agreement(id) => (Collection::Agreements, id),
            Self::Addition { agreement, id } => (Collection::Additions(agreement), id),
            Self::Item(id) => (Collection::Catalog, id),
        }
    }
}

/// Sets fields of a record by their wire names.
///
/// # Errors
/// When the record or a field is not there, or a value does not fit. Fields
/// before the failing one are set by then.
pub(crate) fn set(
    world: &mut World,
    target: Target,
    fields: &[(String, Json)],
) -> Result<(), EditError> {
    let (collection, id) = target.place();
    let record = collection.record_mut(world, id).map_err(gone)?;
    for (name, value) in fields {
        match record.set(name, value) {
            Ok(true) => {}
            Ok(false) => return Err(EditError::NoField(name.clone())),
            Err(mismatch) => return Err(EditError::Misfit(name.clone(), mismatch)),
        }
    }
    stamp(world, target);
    Ok(())
}

/// Deletes a record, and what stands on an agreement with it.
///
/// # Errors
/// When the record is not there.
pub(crate) fn delete(world: &mut World, target: Target) -> Result<(), EditError> {
    let there = match target {
        Target::Company(id) => world.companies.remove(id).is_some(),
        Target::Item(id) => world.items.remove(id).is_some(),
        Target::Agreement(id) => {
            world.additions.remove(&id);
            world.agreements.remove(id).is_some()
        }
        Target::Addition { agreement, id } => world
            .additions
            .get_mut(&agreement)
            .and_then(|additions| additions.remove(id))
            .is_some(),
    };
    there.then_some(()).ok_or(EditError::NoRecord)
}

fn stamp(world: &mut World, target: Target) {
    let now = world.write_instant();
    let touch = |info: &mut Info| {
        info.last_updated = Some(now);
        info.updated_by = Some("Person".to_owned());
    };
    match target {
        Target::Company(id) => world.companies.get_mut(id).map(|r| touch(&mut r.info)),
        Target::Agreement(id) => world.agreements.get_mut(id).map(|r| touch(&mut r.info)),
        Target::Item(id) => world.items.get_mut(id).map(|r| touch(&mut r.info)),
        Target::Addition { agreement, id } => {
            let derived = world.addition(agreement, id).cloned().map(|mut addition| {
                additions::derive(world, &mut addition);
                touch(&mut addition.info);
                addition
            });
            derived.map(|addition| {
                world.add(agreement, addition);
            })
        }
    };
}

fn gone(_: Refusal) -> EditError {
    EditError::NoRecord
}
