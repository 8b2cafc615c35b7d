//! History rows that could not be read, kept aside with the reason.

use crate::{Workflow, error::Error};
use jiff::Timestamp;
use serde::Serialize;

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadableRow {
    /// Number.
    pub id: i64,
    /// Where it came from: C3, or a file's name.
    pub name: String,
    /// Why it could not be read.
    pub reason: String,
    /// The row as received, as far as it was kept.
    pub raw: String,
    /// When it was first seen.
    pub seen_at: Timestamp,
    /// When a person dismissed it; it is not warned of any more.
    pub dismissed_at: Option<Timestamp>,
}

impl Workflow {
    /// The rows that could not be read, dismissed ones too, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unreadable(&self) -> Result<Vec<UnreadableRow>, Error> {
        let rows = self.store.read(|reader| reader.unreadable_rows())?;
        let row = |row: store::UnreadableRow| UnreadableRow {
            id: row.id,
            name: row.source,
            reason: row.reason,
            raw: row.raw,
            seen_at: row.seen_at,
            dismissed_at: row.dismissed_at,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Dismisses a row that does not matter, or that somebody has dealt with: it
    /// stays listed and is not warned of any more.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn dismiss_unreadable(&self, id: i64) -> Result<(), Error> {
        let now = self.clock.now();
        self.store
            .try_write(|writer| known(id, writer.dismiss_unreadable(id, Some(now))))
    }

    /// Takes a dismissal back.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such row.
    pub fn restore_unreadable(&self, id: i64) -> Result<(), Error> {
        self.store
            .try_write(|writer| known(id, writer.dismiss_unreadable(id, None)))
    }
}

fn known(id: i64, done: Result<(), store::Error>) -> Result<(), Error> {
    done.map_err(|error| match error {
        store::Error::Missing { .. } => Error::Unknown {
            what: "unreadable row",
            id: id.to_string(),
        },
        other => other.into(),
    })
}
