//! History rows that could not be read: kept with the reason, shown, and never in
//! the way of the others. The same row seen again adds nothing.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::{Migration, hexadecimal},
};
use jiff::Timestamp;
use rusqlite::params;
use sha2::{Digest, Sha256};

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableRow {
    /// Number.
    pub id: i64,
    /// The row as received, as far as it was kept.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
    /// Where it came from: C3, or a file's name.
    pub source: String,
    /// When it was first seen.
    pub seen_at: Timestamp,
    /// When a person dismissed it, who has dealt with it.
    pub dismissed_at: Option<Timestamp>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        9,
        "unreadable_row",
        "CREATE TABLE unreadable_row (
        id      INTEGER PRIMARY KEY,
        digest  TEXT NOT NULL UNIQUE,
        raw     TEXT NOT NULL,
        reason  TEXT NOT NULL,
        source  TEXT NOT NULL,
        seen_at TEXT NOT NULL
    ) STRICT",
    ),
    Migration::new(
        28,
        "unreadable_row_dismissed",
        "ALTER TABLE unreadable_row ADD COLUMN dismissed_at TEXT",
    ),
];

impl Reader<'_> {
    /// All of them, dismissed ones too, the newest first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn unreadable_rows(&self) -> Result<Vec<UnreadableRow>, Error> {
        self.rows("SELECT * FROM unreadable_row ORDER BY id DESC", [], |row| {
            Ok(UnreadableRow {
                id: row.get("id")?,
                raw: row.get("raw")?,
                reason: row.get("reason")?,
                source: row.get("source")?,
                seen_at: row.text("seen_at")?,
                dismissed_at: row.text_or_none("dismissed_at")?,
            })
        })
    }

    /// How many there are that nobody dismissed.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_unreadable_rows(&self) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM unreadable_row WHERE dismissed_at IS NULL";
        self.number(sql, [])
    }
}

impl Writer<'_> {
    /// Keeps a row aside; whether it is new.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_unreadable(
        &mut self,
        raw: &str,
        reason: &str,
        source: &str,
        at: Timestamp,
    ) -> Result<bool, Error> {
        let digest = hexadecimal(&Sha256::digest(raw.as_bytes()));
        let kept = self.run(
            "INSERT INTO unreadable_row (digest, raw, reason, source, seen_at)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (digest) DO NOTHING",
            [&digest, raw, reason, source, &at.to_text()],
        )?;
        Ok(kept > 0)
    }

    /// Dismisses a row at an instant; `None` takes that back.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is none; what SQLite refuses.
    pub fn dismiss_unreadable(&mut self, id: i64, at: Option<Timestamp>) -> Result<(), Error> {
        self.run_on(
            "unreadable row",
            id,
            "UPDATE unreadable_row SET dismissed_at = ?2 WHERE id = ?1",
            params![id, text_of(at.as_ref())],
        )
    }

    /// Forgets the rows kept aside, once the user has dealt with them.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn clear_unreadable(&mut self) -> Result<(), Error> {
        self.run("DELETE FROM unreadable_row", []).map(drop)
    }
}
