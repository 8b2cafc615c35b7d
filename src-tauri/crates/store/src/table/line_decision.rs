//! What the user decided on a line of Accord's that a person edited in ConnectWise:
//! theirs is kept, or ours is put back.
//!
//! Each word counts from a day on, and those that counted before it stay: invoices
//! were made by them. Only one that counts from the same day takes another's place.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, json_of, named, word},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{AdditionId, AgreementId},
    line::{EventId, LineValues},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// Whose values the line is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineChoice {
    /// The person's.
    Theirs,
    /// Accord's.
    Ours,
}

/// A decision on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDecision {
    /// The addition.
    pub addition: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// Whose values.
    pub choice: LineChoice,
    /// What the line said when it was decided; another edit needs another decision.
    pub accepted: LineValues,
    /// What the line said before the edit, where it is known: what invoices of the
    /// days until `from` were made from, since the decision before this one.
    pub before: Option<LineValues>,
    /// The first day for which the decision counts.
    pub from: Date,
    /// The last event of the ledger when it was decided.
    pub known: EventId,
    /// When it was decided.
    pub decided_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        20,
        "line_decision",
        "CREATE TABLE line_decision (
        addition      INTEGER PRIMARY KEY,
        agreement     INTEGER NOT NULL,
        choice        TEXT NOT NULL CHECK (choice IN ('theirs', 'ours')),
        accepted      TEXT NOT NULL,
        before_edit   TEXT,
        counts_from   TEXT NOT NULL,
        known_event   INTEGER NOT NULL,
        decided_at    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX line_decision_agreement ON line_decision (agreement)",
    ),
    Migration::new(
        34,
        "line_decisions",
        "ALTER TABLE line_decision RENAME TO line_decision_once;
    CREATE TABLE line_decision (
        addition      INTEGER NOT NULL,
        agreement     INTEGER NOT NULL,
        choice        TEXT NOT NULL CHECK (choice IN ('theirs', 'ours')),
        accepted      TEXT NOT NULL,
        before_edit   TEXT,
        counts_from   TEXT NOT NULL,
        known_event   INTEGER NOT NULL,
        decided_at    TEXT NOT NULL,
        PRIMARY KEY (addition, counts_from)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO line_decision SELECT * FROM line_decision_once;
    DROP TABLE line_decision_once;
    CREATE INDEX line_decision_agreement ON line_decision (agreement)",
    ),
];

const CHOICES: [(LineChoice, &str); 2] =
    [(LineChoice::Theirs, "theirs"), (LineChoice::Ours, "ours")];

impl Textual for LineChoice {
    fn to_text(&self) -> String {
        word(*self, &CHOICES).to_owned()
    }
    fn from_text(text: &str) -> Option<Self> {
        named(text, &CHOICES)
    }
}

impl LineDecision {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            addition: AdditionId(row.get("addition")?),
            agreement: AgreementId(row.get("agreement")?),
            choice: row.text("choice")?,
            accepted: row.json("accepted")?,
            before: row.json_or_none("before_edit")?,
            from: row.text("counts_from")?,
            known: row.get("known_event")?,
            decided_at: row.text("decided_at")?,
        })
    }
}

impl Reader<'_> {
    /// The last decision on one line.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn line_decision(&self, addition: AdditionId) -> Result<Option<LineDecision>, Error> {
        let sql = "SELECT * FROM line_decision WHERE addition = ?1
             ORDER BY counts_from DESC LIMIT 1";
        self.row(sql, [addition.0], LineDecision::from_row)
    }

    /// The decisions on an agreement's lines, those on one line in the order of the
    /// days from which they count.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn line_decisions_on(&self, agreement: AgreementId) -> Result<Vec<LineDecision>, Error> {
        let sql = "SELECT * FROM line_decision WHERE agreement = ?1
             ORDER BY addition, counts_from";
        self.rows(sql, [agreement.0], LineDecision::from_row)
    }
}

impl Writer<'_> {
    /// Decides on a line, in place of what was decided to count from the same day.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn decide_line(&mut self, decision: &LineDecision) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO line_decision (addition, agreement, choice, accepted,
                before_edit, counts_from, known_event, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                decision.addition.0,
                decision.agreement.0,
                decision.choice.to_text(),
                json_of(&decision.accepted)?,
                decision.before.as_ref().map(json_of).transpose()?,
                decision.from.to_text(),
                decision.known,
                decision.decided_at.to_text(),
            ],
        )?;
        Ok(())
    }

    /// Takes the last decision on a line back; whether there was one.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn undecide_line(&mut self, addition: AdditionId) -> Result<bool, Error> {
        let sql = "DELETE FROM line_decision WHERE addition = ?1 AND counts_from =
             (SELECT max(counts_from) FROM line_decision WHERE addition = ?1)";
        Ok(self.run(sql, [addition.0])? > 0)
    }
}
