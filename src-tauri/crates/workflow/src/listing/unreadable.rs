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
}

impl Workflow {
    /// The rows that could not be read, the newest first.
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
        };
        Ok(rows.into_iter().map(row).collect())
    }
}
