//! What was renamed or deleted since it was mapped, and what mappings point at.
//!
//! A mapping goes by id and goes on; but a company that carries another name may be
//! another customer now, and a person should look.

use crate::{Workflow, error::Error};
use domain::ids::folded;
pub use domain::mapping::MappedKind;
use serde::Serialize;
use store::{Found, RenamedRow, Search, TargetRow};

/// A mapped thing that is called otherwise now, or is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Renamed {
    /// What it is.
    pub kind: MappedKind,
    /// Its id, in its own system.
    pub id: String,
    /// What it was called when it was mapped, or last looked at.
    pub was: String,
    /// What it is called now; `null`: it is gone.
    pub now: Option<String>,
}

/// Names that a person has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// How many differed.
    pub seen: u32,
}

/// Something that mappings point at, and that another thing may have replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Its number in ConnectWise.
    pub id: u32,
    /// What it was called last.
    pub name: String,
    /// ConnectWise no longer has it.
    pub gone: bool,
    /// How many mappings point at it.
    pub mappings: u32,
}

impl From<RenamedRow> for Renamed {
    fn from(row: RenamedRow) -> Self {
        Self {
            kind: row.kind,
            id: row.id,
            was: row.was,
            now: row.now,
        }
    }
}

impl From<TargetRow> for Target {
    fn from(row: TargetRow) -> Self {
        let TargetRow {
            id,
            name,
            gone,
            mappings,
        } = row;
        Self {
            id,
            name,
            gone,
            mappings,
        }
    }
}

impl Workflow {
    /// Mapped things that were renamed or deleted since they were mapped or last looked
    /// at, as far as the last refresh told; what is gone comes first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn renamed(&self) -> Result<Vec<Renamed>, Error> {
        let rows = self.store.read(|reader| reader.renamed())?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// A person has looked at them and keeps the mappings.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_names(&self) -> Result<Seen, Error> {
        let seen = self.store.write(|writer| writer.keep_names())?;
        Ok(Seen { seen })
    }

    /// The companies that customers are mapped to, gone ones, too, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mapped_companies(&self, search: &Search) -> Result<Found<Target>, Error> {
        Ok(part(
            self.store.read(|reader| reader.mapped_companies())?,
            search,
        ))
    }

    /// The catalog items that products are mapped to, gone ones, too, by identifier.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mapped_items(&self, search: &Search) -> Result<Found<Target>, Error> {
        Ok(part(
            self.store.read(|reader| reader.mapped_items())?,
            search,
        ))
    }
}

/// Those whose name or number has each of the words, and of these the part asked for.
fn part(rows: Vec<TargetRow>, search: &Search) -> Found<Target> {
    let text = folded(&search.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let matches = |row: &TargetRow| {
        let (name, id) = (folded(&row.name), row.id.to_string());
        let mut words = words.iter();
        words.all(|word| name.contains(word) || id == *word)
    };
    let found: Vec<Target> = rows.into_iter().filter(matches).map(Target::from).collect();
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let from = search.offset as usize;
    let most = search.limit.map_or(usize::MAX, |limit| limit as usize);
    Found {
        items: found.into_iter().skip(from).take(most).collect(),
        total,
    }
}
