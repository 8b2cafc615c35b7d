//! What the user decided on an addition that may be a duplicate. The next upload
//! carries it out.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual},
    error::Error,
    migration::Migration,
};
use domain::ids::{AdditionId, AgreementId, SubscriptionId};
use jiff::Timestamp;
use rusqlite::{Row, params, types::Type};

/// What is to be done with the addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DuplicateChoice {
    /// It becomes the line of this subscription.
    Adopt(SubscriptionId),
    /// It ends.
    End,
    /// It is something else and stays as it is.
    Leave,
}

/// A decision on one addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateDecision {
    /// The addition.
    pub addition: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// What is to be done.
    pub choice: DuplicateChoice,
    /// When it was decided.
    pub decided_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    19,
    "duplicate_decision",
    "CREATE TABLE duplicate_decision (
        addition     INTEGER PRIMARY KEY,
        agreement    INTEGER NOT NULL,
        decision     TEXT NOT NULL CHECK (decision IN ('adopt', 'end', 'leave')),
        subscription TEXT,
        decided_at   TEXT NOT NULL,
        CHECK ((decision = 'adopt') = (subscription IS NOT NULL))
    ) STRICT;
    CREATE INDEX duplicate_decision_agreement ON duplicate_decision (agreement)",
)];

impl DuplicateChoice {
    fn columns(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Adopt(subscription) => ("adopt", Some(subscription.as_str())),
            Self::End => ("end", None),
            Self::Leave => ("leave", None),
        }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let word: String = row.get("decision")?;
        match (word.as_str(), row.text_or_none("subscription")?) {
            ("adopt", Some(subscription)) => Ok(Self::Adopt(subscription)),
            ("end", None) => Ok(Self::End),
            ("leave", None) => Ok(Self::Leave),
            _ => Err(rusqlite::Error::InvalidColumnType(0, word, Type::Text)),
        }
    }
}

impl DuplicateDecision {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            addition: AdditionId(row.get("addition")?),
            agreement: AgreementId(row.get("agreement")?),
            choice: DuplicateChoice::from_row(row)?,
            decided_at: row.text("decided_at")?,
        })
    }
}

impl Reader<'_> {
    /// The decisions on an agreement's additions.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn duplicate_decisions_on(
        &self,
        agreement: AgreementId,
    ) -> Result<Vec<DuplicateDecision>, Error> {
        let sql = "SELECT * FROM duplicate_decision WHERE agreement = ?1 ORDER BY addition";
        self.rows(sql, [agreement.0], DuplicateDecision::from_row)
    }

    /// All decisions.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn duplicate_decisions(&self) -> Result<Vec<DuplicateDecision>, Error> {
        let sql = "SELECT * FROM duplicate_decision ORDER BY addition";
        self.rows(sql, [], DuplicateDecision::from_row)
    }
}

impl Writer<'_> {
    /// Decides on an addition, in place of what was decided before.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn decide_duplicate(&mut self, decision: &DuplicateDecision) -> Result<(), Error> {
        let (word, subscription) = decision.choice.columns();
        self.run(
            "INSERT OR REPLACE INTO duplicate_decision
                (addition, agreement, decision, subscription, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                decision.addition.0,
                decision.agreement.0,
                word,
                subscription,
                decision.decided_at.to_text(),
            ],
        )?;
        Ok(())
    }

    /// Takes a decision back; whether there was one.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn undecide_duplicate(&mut self, addition: AdditionId) -> Result<bool, Error> {
        let sql = "DELETE FROM duplicate_decision WHERE addition = ?1";
        Ok(self.run(sql, [addition.0])? > 0)
    }
}
