//! Names that a person accepted a suggestion for, so that the same name is not
//! asked about again.

use crate::{
    access::{Reader, Writer},
    cell::Textual,
    error::Error,
    migration::Migration,
};
use jiff::Timestamp;
use rusqlite::params;
use std::collections::HashMap;

/// What is matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// A C3 customer with a company.
    Customer,
    /// A customer's billing cycle with an agreement.
    Agreement,
    /// A product with a catalog item.
    Product,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    37,
    "match_alias",
    "CREATE TABLE match_alias (
        kind        TEXT NOT NULL CHECK (kind IN ('customer', 'agreement', 'product')),
        name        TEXT NOT NULL,
        target      INTEGER NOT NULL,
        accepted_at TEXT NOT NULL,
        PRIMARY KEY (kind, name)
    ) STRICT",
)];

impl MatchKind {
    /// The word in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Agreement => "agreement",
            Self::Product => "product",
        }
    }
}

impl Textual for MatchKind {
    fn to_text(&self) -> String {
        self.word().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        let all = [Self::Customer, Self::Agreement, Self::Product];
        all.into_iter().find(|kind| kind.word() == text)
    }
}

impl Reader<'_> {
    /// All accepted names of a kind, folded, with the number that each stands for.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn match_aliases(&self, kind: MatchKind) -> Result<HashMap<String, u32>, Error> {
        let sql = "SELECT name, target FROM match_alias WHERE kind = ?1";
        let rows = self.rows(sql, [kind.word()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// What a folded name stands for.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn match_alias(&self, kind: MatchKind, name: &str) -> Result<Option<u32>, Error> {
        let sql = "SELECT target FROM match_alias WHERE kind = ?1 AND name = ?2";
        self.row(sql, [kind.word(), name], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Remembers a folded name; `None` forgets it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_match_alias(
        &mut self,
        kind: MatchKind,
        name: &str,
        target: Option<u32>,
        at: Timestamp,
    ) -> Result<(), Error> {
        let Some(target) = target else {
            let sql = "DELETE FROM match_alias WHERE kind = ?1 AND name = ?2";
            return self.run(sql, [kind.word(), name]).map(drop);
        };
        self.run(
            "INSERT INTO match_alias (kind, name, target, accepted_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, name) DO UPDATE
             SET target = excluded.target, accepted_at = excluded.accepted_at",
            params![kind.word(), name, target, at.to_text()],
        )
        .map(drop)
    }
}
