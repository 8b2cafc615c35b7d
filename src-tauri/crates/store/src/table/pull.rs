//! Each reading of a system, begun and, where it went through, finished.
//!
//! How long a gap between two pulls may be is not decided here.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, named, word},
    error::Error,
    migration::Migration,
};
use jiff::Timestamp;
use rusqlite::{Row, params};

/// A pull's number.
pub type PullId = i64;

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// C3's API.
    C3,
    /// ConnectWise.
    ConnectWise,
    /// A history file.
    File,
}

/// What a pull brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pulled {
    /// Rows or records read.
    pub rows: u32,
    /// Of these, new to the ledger.
    pub new: u32,
    /// Rows that could not be read.
    pub unreadable: u32,
}

/// One pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pull {
    /// Number.
    pub id: PullId,
    /// What was read.
    pub system: System,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was through; `None` where it was not.
    pub finished_at: Option<Timestamp>,
    /// What it brought.
    pub pulled: Pulled,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    3,
    "pull",
    "CREATE TABLE pull (
        id          INTEGER PRIMARY KEY,
        system      TEXT NOT NULL CHECK (system IN ('c3', 'connectwise', 'file')),
        started_at  TEXT NOT NULL,
        finished_at TEXT,
        rows        INTEGER NOT NULL DEFAULT 0,
        new         INTEGER NOT NULL DEFAULT 0,
        unreadable  INTEGER NOT NULL DEFAULT 0
    ) STRICT",
)];

const SYSTEMS: [(System, &str); 3] = [
    (System::C3, "c3"),
    (System::ConnectWise, "connectwise"),
    (System::File, "file"),
];

impl Textual for System {
    fn to_text(&self) -> String {
        word(*self, &SYSTEMS).to_owned()
    }
    fn from_text(text: &str) -> Option<Self> {
        named(text, &SYSTEMS)
    }
}

impl Pull {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            system: row.text("system")?,
            started_at: row.text("started_at")?,
            finished_at: row.text_or_none("finished_at")?,
            pulled: Pulled {
                rows: row.get("rows")?,
                new: row.get("new")?,
                unreadable: row.get("unreadable")?,
            },
        })
    }
}

impl Reader<'_> {
    /// The last pull of a system that went through.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn last_pull(&self, system: System) -> Result<Option<Pull>, Error> {
        self.row(
            "SELECT * FROM pull WHERE system = ?1 AND finished_at IS NOT NULL
             ORDER BY id DESC LIMIT 1",
            [system.to_text()],
            Pull::from_row,
        )
    }

    /// All pulls of a system, the newest first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn pulls(&self, system: System) -> Result<Vec<Pull>, Error> {
        self.rows(
            "SELECT * FROM pull WHERE system = ?1 ORDER BY id DESC",
            [system.to_text()],
            Pull::from_row,
        )
    }
}

impl Writer<'_> {
    /// Records that a pull began.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn begin_pull(&mut self, system: System, at: Timestamp) -> Result<PullId, Error> {
        self.insert(
            "INSERT INTO pull (system, started_at) VALUES (?1, ?2)",
            [system.to_text(), at.to_text()],
        )
    }

    /// Records that a pull went through, and what it brought.
    ///
    /// # Errors
    /// [`Error::Missing`] where it never began; what SQLite refuses.
    pub fn finish_pull(&mut self, id: PullId, at: Timestamp, pulled: Pulled) -> Result<(), Error> {
        self.run_on(
            "pull",
            id,
            "UPDATE pull SET finished_at = ?2, rows = ?3, new = ?4, unreadable = ?5
             WHERE id = ?1",
            params![id, at.to_text(), pulled.rows, pulled.new, pulled.unreadable],
        )
    }
}
