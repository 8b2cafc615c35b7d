//! Pointing mappings at what replaced a company or a catalog item in ConnectWise:
//! all of them at once, after a dry run has said what would change.
//!
//! It writes nothing to ConnectWise. The next plan ends the lines of the item
//! before and starts those of the new one, as after a mapping made anew by hand.

use super::Skipped;
use crate::{
    Workflow,
    error::{Error, Kind},
    mapping::{Names, customer, product},
    upload,
};
use domain::{
    ids::{CompanyId, CustomerId, ItemId},
    mapping::{ProductMapping, Refusal},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{Job, JobStatus, Writer};

/// What was replaced, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repoint {
    /// One company by another, to which its agreements were moved.
    Company(CompanyId, CompanyId),
    /// One catalog item by another.
    Item(ItemId, ItemId),
}

/// What was pointed elsewhere, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Repointed {
    /// The mappings that change.
    pub moved: Vec<Moved>,
    /// Those that a rule keeps as they are.
    pub skipped: Vec<Skipped>,
    /// What a person should know.
    pub warnings: Vec<String>,
}

/// One mapping that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name.
    pub name: String,
    /// The product, where an item is replaced.
    pub product: Option<String>,
    /// Name of what it was mapped to.
    pub from: String,
    /// Name of what it is mapped to now.
    pub to: String,
}

/// Why the transaction does not commit.
enum Stop {
    /// It was only to be tried.
    Tried(Repointed),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Workflow {
    /// Points all mappings of a company or an item at what replaced it; with
    /// `dry_run`, only says what would change.
    ///
    /// # Errors
    /// [`Error::Unknown`] for what is not known or not mapped; [`Error::Refused`] or
    /// [`Error::Rule`] with the rule that forbids it, and while an upload runs or is
    /// interrupted.
    pub fn repoint(&self, what: Repoint, dry_run: bool) -> Result<Repointed, Error> {
        let now = self.clock.now();
        let outcome = self.store.try_write(|writer| {
            if let Some(job) = upload::in_doubt(writer)? {
                return Err(Stop::Failed(in_the_way(&job)));
            }
            let done = match what {
                Repoint::Company(old, new) => company(writer, old, new)?,
                Repoint::Item(old, new) => item(writer, old, new, now)?,
            };
            match dry_run {
                true => Err(Stop::Tried(done)),
                false => Ok(done),
            }
        });
        match outcome {
            Ok(done) | Err(Stop::Tried(done)) => Ok(done),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

fn in_the_way(job: &Job) -> Error {
    let id = job.id;
    Error::Rule(if job.status == JobStatus::Running {
        format!("Upload {id} is still running; let it end first. Nothing was changed")
    } else {
        format!(
            "Upload {id} was interrupted, and it is not known what it wrote last; resume it first. Nothing was changed"
        )
    })
}

fn alike(what: &str) -> Error {
    Error::Argument(format!("Both are the same {what}; nothing was changed"))
}

fn company(writer: &mut Writer<'_>, old: CompanyId, new: CompanyId) -> Result<Repointed, Error> {
    if old == new {
        return Err(alike("company"));
    }
    let customer = writer
        .holder_of_company(old)?
        .ok_or_else(|| Error::Unknown {
            what: "mapped company",
            id: old.to_string(),
        })?;
    customer::check_company(writer, new)?;
    let names = Names(writer);
    let moved = Moved {
        customer: customer.clone(),
        name: names.customer(&customer)?,
        product: None,
        from: names.company(old)?,
        to: names.company(new)?,
    };
    if let Some(holder) = writer.holder_of_company(new)? {
        return Err(Refusal::CompanyTaken {
            customer: names.customer(&holder)?,
            company: moved.to,
        }
        .into());
    }
    for mapping in writer.agreement_mappings_of(&customer)? {
        let known = writer.agreement(mapping.agreement)?;
        if known.is_none_or(|agreement| agreement.gone || agreement.company != new) {
            return Err(Error::Rule(format!(
                "The agreement {} is mapped and does not belong to {}. Move it there in ConnectWise and refresh, or release it; nothing was changed",
                names.agreement(mapping.agreement)?,
                moved.to
            )));
        }
    }
    writer.repoint_customer(&customer, new)?;
    Ok(Repointed {
        moved: vec![moved],
        ..Repointed::default()
    })
}

fn item(
    writer: &mut Writer<'_>,
    old: ItemId,
    new: ItemId,
    now: Timestamp,
) -> Result<Repointed, Error> {
    if old == new {
        return Err(alike("catalog item"));
    }
    product::check_item(writer, new)?;
    let mappings = writer.product_mappings_with(old)?;
    if mappings.is_empty() {
        return Err(Error::Unknown {
            what: "mapped catalog item",
            id: old.to_string(),
        });
    }
    let mut done = Repointed::default();
    for before in mappings {
        let names = Names(writer);
        let moved = Moved {
            customer: before.customer.clone(),
            name: names.customer(&before.customer)?,
            product: Some(names.product(&before)),
            from: names.item(old)?,
            to: names.item(new)?,
        };
        let after = ProductMapping {
            item: new,
            ..before
        };
        // A rule refuses before the new mapping is written; the one before is put back.
        writer.release_product(&after.customer, &after.product)?;
        match product::map(writer, &after, now) {
            Ok(()) => {
                done.warnings.extend(product::other_cycles(writer, &after)?);
                done.moved.push(moved);
            }
            Err(error) if error.kind() == Kind::Database => return Err(error),
            Err(error) => {
                writer.map_product(&ProductMapping { item: old, ..after }, now)?;
                done.skipped.push(Skipped {
                    what: format!("{} of {}", moved.product.unwrap_or_default(), moved.name),
                    reason: error.to_string(),
                });
            }
        }
    }
    done.warnings.sort();
    done.warnings.dedup();
    Ok(done)
}
