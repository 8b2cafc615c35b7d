//! What this desktop last wrote, or saw confirmed, on each line of Accord's.
//!
//! It tells a person's edit from Accord's own work, and remembers a line that
//! vanished. ConnectWise stays the shared truth: this is never billed from alone.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, InOrder, Textual, json_of},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::LineValues,
    reference::Reference,
};
use jiff::Timestamp;
use rusqlite::{Row, params};

/// A line as this desktop knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenLine {
    /// The addition.
    pub addition: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// Its reference, which names the subscription.
    pub reference: Reference,
    /// What it said.
    pub values: LineValues,
    /// When that was written or confirmed.
    pub written_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    21,
    "line",
    "CREATE TABLE line (
        addition      INTEGER PRIMARY KEY,
        agreement     INTEGER NOT NULL,
        subscription  TEXT NOT NULL,
        reference     TEXT NOT NULL,
        line_values   TEXT NOT NULL,
        written_at    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX line_agreement ON line (agreement);
    CREATE INDEX line_subscription ON line (subscription)",
)];

impl WrittenLine {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let row = &InOrder::of(row);
        Ok(Self {
            addition: AdditionId(row.get("addition")?),
            agreement: AgreementId(row.get("agreement")?),
            reference: row.text("reference")?,
            values: row.json("line_values")?,
            written_at: row.text("written_at")?,
        })
    }
}

impl Reader<'_> {
    /// One line.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn line(&self, addition: AdditionId) -> Result<Option<WrittenLine>, Error> {
        let sql = "SELECT * FROM line WHERE addition = ?1";
        self.row(sql, [addition.0], WrittenLine::from_row)
    }

    /// The lines on an agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn lines_on(&self, agreement: AgreementId) -> Result<Vec<WrittenLine>, Error> {
        let sql = "SELECT * FROM line WHERE agreement = ?1 ORDER BY addition";
        self.rows(sql, [agreement.0], WrittenLine::from_row)
    }

    /// The lines of a subscription, on whichever agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn lines_of(&self, subscription: &SubscriptionId) -> Result<Vec<WrittenLine>, Error> {
        let sql = "SELECT * FROM line WHERE subscription = ?1 ORDER BY addition";
        self.rows(sql, [subscription.as_str()], WrittenLine::from_row)
    }
}

impl Writer<'_> {
    /// Sets what is known of a line.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_line(&mut self, line: &WrittenLine) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO line (addition, agreement, subscription, reference,
                line_values, written_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                line.addition.0,
                line.agreement.0,
                line.reference.subscription.as_str(),
                line.reference.to_text(),
                json_of(&line.values)?,
                line.written_at.to_text(),
            ],
        )?;
        Ok(())
    }

    /// Forgets a line; whether it was known.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn forget_line(&mut self, addition: AdditionId) -> Result<bool, Error> {
        let sql = "DELETE FROM line WHERE addition = ?1";
        Ok(self.run(sql, [addition.0])? > 0)
    }
}
