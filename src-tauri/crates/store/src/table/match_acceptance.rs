//! Suggestions that were accepted, step by step, so that the last steps can be
//! taken back. Only the newest steps are kept.

use super::match_alias::MatchKind;
use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual},
    error::Error,
    migration::Migration,
};
use domain::ids::CustomerId;
use jiff::Timestamp;
use rusqlite::params;

/// So many steps can be taken back.
const KEPT: u32 = 20;

/// One accepted suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// What was matched.
    pub kind: MatchKind,
    /// C3 customer.
    pub customer: CustomerId,
    /// Billing cycle or product's id; empty for the customer itself.
    pub what: String,
    /// Number of the company, agreement or catalog item.
    pub target: u32,
    /// The folded name that was remembered.
    pub alias: String,
    /// What that name stood for before.
    pub alias_before: Option<u32>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    39,
    "match_acceptance",
    "CREATE TABLE match_acceptance (
        id           INTEGER PRIMARY KEY,
        step         INTEGER NOT NULL,
        kind         TEXT NOT NULL CHECK (kind IN ('customer', 'agreement', 'product')),
        customer     TEXT NOT NULL,
        what         TEXT NOT NULL,
        target       INTEGER NOT NULL,
        alias        TEXT NOT NULL,
        alias_before INTEGER,
        accepted_at  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX match_acceptance_step ON match_acceptance (step)",
)];

impl Reader<'_> {
    /// What the last step accepted, in the order in which it was.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn last_acceptances(&self) -> Result<Vec<Acceptance>, Error> {
        self.rows(
            "SELECT * FROM match_acceptance
             WHERE step = (SELECT max(step) FROM match_acceptance) ORDER BY id",
            [],
            |row| {
                Ok(Acceptance {
                    kind: row.text("kind")?,
                    customer: row.text("customer")?,
                    what: row.get("what")?,
                    target: row.get("target")?,
                    alias: row.get("alias")?,
                    alias_before: row.get("alias_before")?,
                })
            },
        )
    }

    /// How many steps can be taken back.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_acceptance_steps(&self) -> Result<u32, Error> {
        self.number("SELECT count(DISTINCT step) FROM match_acceptance", [])
    }
}

impl Writer<'_> {
    /// Keeps what one step accepted, and forgets the oldest steps.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_acceptances(
        &mut self,
        accepted: &[Acceptance],
        at: Timestamp,
    ) -> Result<(), Error> {
        let last = self.number("SELECT ifnull(max(step), 0) FROM match_acceptance", [])?;
        let step = last + 1;
        for one in accepted {
            self.run(
                "INSERT INTO match_acceptance (step, kind, customer, what, target, alias,
                    alias_before, accepted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    step,
                    one.kind.word(),
                    one.customer.as_str(),
                    one.what,
                    one.target,
                    one.alias,
                    one.alias_before,
                    at.to_text(),
                ],
            )?;
        }
        let sql = "DELETE FROM match_acceptance WHERE step <= ?1";
        self.run(sql, [step.saturating_sub(KEPT)]).map(drop)
    }

    /// Forgets the last step.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn forget_last_acceptances(&mut self) -> Result<(), Error> {
        let sql = "DELETE FROM match_acceptance
            WHERE step = (SELECT max(step) FROM match_acceptance)";
        self.run(sql, []).map(drop)
    }
}
