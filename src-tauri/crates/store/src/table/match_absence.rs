//! What a person looked for and found nothing for: “no match”, which is not “not
//! looked yet”. A mapping made later takes the mark away.

use super::match_alias::MatchKind;
use crate::{
    access::{Reader, Writer},
    cell::Textual,
    error::Error,
    migration::Migration,
};
use domain::ids::CustomerId;
use jiff::Timestamp;
use rusqlite::params;
use std::collections::HashSet;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    38,
    "match_absence",
    "CREATE TABLE match_absence (
        kind      TEXT NOT NULL CHECK (kind IN ('customer', 'agreement', 'product')),
        customer  TEXT NOT NULL,
        what      TEXT NOT NULL,
        marked_at TEXT NOT NULL,
        PRIMARY KEY (kind, customer, what)
    ) STRICT",
)];

impl Reader<'_> {
    /// The customers for which no company was found.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customers_without_match(&self) -> Result<HashSet<CustomerId>, Error> {
        let sql = "SELECT customer FROM match_absence WHERE kind = 'customer'";
        let rows = self.rows(sql, [], |row| row.get::<_, String>(0))?;
        Ok(rows.iter().map(|id| CustomerId::new(id)).collect())
    }

    /// What of a customer nothing was found for: billing cycles or folded products.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn without_match_of(
        &self,
        kind: MatchKind,
        customer: &CustomerId,
    ) -> Result<HashSet<String>, Error> {
        let sql = "SELECT what FROM match_absence WHERE kind = ?1 AND customer = ?2";
        let rows = self.rows(sql, [kind.word(), customer.as_str()], |row| row.get(0))?;
        Ok(rows.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Marks that nothing was found; `what` is empty for the customer itself.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_no_match(
        &mut self,
        kind: MatchKind,
        customer: &CustomerId,
        what: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO match_absence (kind, customer, what, marked_at)
             VALUES (?1, ?2, ?3, ?4)",
            params![kind.word(), customer.as_str(), what, at.to_text()],
        )
        .map(drop)
    }

    /// Takes such a mark back; whether there was one.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn take_back_no_match(
        &mut self,
        kind: MatchKind,
        customer: &CustomerId,
        what: &str,
    ) -> Result<bool, Error> {
        let sql = "DELETE FROM match_absence WHERE kind = ?1 AND customer = ?2 AND what = ?3";
        let taken = self.run(sql, [kind.word(), customer.as_str(), what])?;
        Ok(taken > 0)
    }
}
