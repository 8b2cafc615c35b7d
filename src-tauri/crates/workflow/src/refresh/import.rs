//! Importing a history file, for partners without C3's API and for what C3 no
//! longer shows.
//!
//! The columns are those that are given, else those of the last import where
//! they fit this file, else guessed from the titles. What a person gave is
//! remembered.

use super::{c3::add_customers_of_ledger, cancelled, gap, ledger::Intake};
use crate::{
    Workflow,
    error::Error,
    progress::{Phase, Progress, Watcher},
};
use ::c3::file::{self, Columns, FileError};
use serde::Serialize;
use std::path::Path;
use store::{EventFilter, System};
use tokio_util::sync::CancellationToken;

/// Under which name the columns are remembered.
const REMEMBERED: &str = "history";

/// How many rows go by between two words on progress.
const TOLD_EVERY: u32 = 500;

/// What an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Events that the ledger did not have.
    pub events_new: u32,
    /// Events in the ledger.
    pub events_total: u32,
    /// Rows of this file that could not be read.
    pub rows_unreadable: u32,
}

impl Workflow {
    /// Reads a history file into the ledger. It reads from disk and blocks; call
    /// it from a thread that may.
    ///
    /// # Errors
    /// When the file cannot be read or lacks a column that is needed, or the
    /// import was cancelled. Events that were read until then are kept: the same
    /// file imported again adds only the others.
    pub fn import(
        &self,
        path: &Path,
        columns: Option<&Columns>,
        watcher: &Watcher,
        cancel: &CancellationToken,
    ) -> Result<Imported, Error> {
        let chosen = match columns {
            Some(columns) => columns.clone(),
            None => self.columns_for(path)?,
        };
        let now = self.clock.now();
        let pull = self
            .store
            .write(|writer| writer.begin_pull(System::File, now))?;
        let source = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let mut intake = Intake::new(&self.store, &source, now);
        let mut sink = |row| {
            if cancel.is_cancelled() {
                return Err(cancelled().into());
            }
            intake.take(row)?;
            if intake.rows().is_multiple_of(TOLD_EVERY) {
                watcher(Progress {
                    phase: Phase::ReadingC3,
                    done: intake.rows(),
                    total: 0,
                });
            }
            Ok(())
        };
        if let Err(error) = file::read(path, &chosen, &mut sink) {
            intake.finish(|_, _, _| Ok(()))?;
            let stopped = matches!(error, FileError::Sink(_)) && cancel.is_cancelled();
            return Err(if stopped { cancelled() } else { error.into() });
        }
        let finished = self.clock.now();
        let pulled = intake.finish(|writer, pulled, extent| {
            gap::close(writer, extent)?;
            add_customers_of_ledger(writer)?;
            writer.finish_pull(pull, finished, pulled)
        })?;
        self.remember(columns)?;
        Ok(Imported {
            events_new: pulled.new,
            events_total: self
                .store
                .read(|reader| reader.count_events(&EventFilter::default()))?,
            rows_unreadable: pulled.unreadable,
        })
    }

    /// The columns that an import of this file would take: the remembered ones
    /// where they fit, else those that the titles suggest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn columns_for(&self, path: &Path) -> Result<Columns, Error> {
        let titles = file::titles(path)?;
        Ok(self.columns_under(&titles)?.0)
    }

    /// The columns for a file with these titles, and whether they are remembered.
    pub(super) fn columns_under(&self, titles: &[String]) -> Result<(Columns, bool), Error> {
        let remembered = self
            .store
            .read(|reader| reader.column_mapping(REMEMBERED))?;
        let remembered: Option<Columns> =
            remembered.and_then(|json| serde_json::from_str(&json).ok());
        Ok(match remembered {
            Some(columns) if fits(&columns, titles) => (columns, true),
            _ => (file::guess(titles), false),
        })
    }

    fn remember(&self, columns: Option<&Columns>) -> Result<(), Error> {
        let Some(json) = columns.and_then(|columns| serde_json::to_string(columns).ok()) else {
            return Ok(());
        };
        Ok(self
            .store
            .write(|writer| writer.put_column_mapping(REMEMBERED, &json))?)
    }
}

/// Reads a JSON file that names the column of each field, as
/// `{"titles": {"CustomerID": "Client"}}`.
///
/// # Errors
/// When the file cannot be read, or names a field that is none.
pub fn read_columns(path: &Path) -> Result<Columns, Error> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| Error::OwnFile {
        path: name.clone(),
        verb: "read",
        source,
    })?;
    serde_json::from_str(&text)
        .map_err(|error| Error::Argument(format!("{name} does not name columns: {error}")))
}

/// Whether every column is among the titles.
fn fits(columns: &Columns, titles: &[String]) -> bool {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    columns
        .titles
        .values()
        .all(|title| titles.iter().any(|known| same(known, title)))
}
