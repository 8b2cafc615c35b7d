//! What tells customers and companies apart and nothing else needs: the number under
//! which both systems' bookkeeping knows them, and a website.

use crate::{
    access::{Reader, Writer},
    error::Error,
    migration::Migration,
};
use rusqlite::params;
use std::collections::HashMap;

/// Whose traits they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraitsOf {
    /// C3's customers.
    Customers,
    /// ConnectWise's companies.
    Companies,
}

/// A customer's or a company's traits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchTraits {
    /// Its id, as text.
    pub id: String,
    /// The number in the partner's bookkeeping.
    pub number: Option<String>,
    /// Website.
    pub website: Option<String>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    40,
    "match_trait",
    "CREATE TABLE match_trait (
        side    TEXT NOT NULL CHECK (side IN ('customers', 'companies')),
        id      TEXT NOT NULL,
        number  TEXT,
        website TEXT,
        PRIMARY KEY (side, id)
    ) STRICT",
)];

impl TraitsOf {
    fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Companies => "companies",
        }
    }
}

impl Reader<'_> {
    /// All traits of one side, by id.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn match_traits(&self, side: TraitsOf) -> Result<HashMap<String, MatchTraits>, Error> {
        let sql = "SELECT * FROM match_trait WHERE side = ?1";
        let rows = self.rows(sql, [side.word()], |row| {
            Ok(MatchTraits {
                id: row.get("id")?,
                number: row.get("number")?,
                website: row.get("website")?,
            })
        })?;
        Ok(rows.into_iter().map(|one| (one.id.clone(), one)).collect())
    }
}

impl Writer<'_> {
    /// Replaces the traits of one side.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn replace_match_traits(
        &mut self,
        side: TraitsOf,
        traits: &[MatchTraits],
    ) -> Result<(), Error> {
        self.run("DELETE FROM match_trait WHERE side = ?1", [side.word()])?;
        for one in traits {
            self.run(
                "INSERT OR REPLACE INTO match_trait (side, id, number, website)
                 VALUES (?1, ?2, ?3, ?4)",
                params![side.word(), one.id, one.number, one.website],
            )?;
        }
        Ok(())
    }
}
