//! A look at a history file before it is imported: its titles, its first rows, and
//! the columns that the import would take.

use crate::{Workflow, error::Error};
use ::c3::file::{self, Columns};
use serde::Serialize;
use std::path::Path;

/// How many rows show what a file holds.
const ROWS: usize = 5;

/// A history file before it is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilePreview {
    /// The titles of its columns, in their order.
    pub titles: Vec<String>,
    /// Which column each field would be taken from.
    pub columns: Columns,
    /// Its first rows as they stand there, a text for each title.
    pub sample: Vec<Vec<String>>,
    /// The columns are those of an earlier import, not guessed from the titles.
    pub remembered: bool,
}

impl Workflow {
    /// Looks into a history file. It reads from disk and blocks; nothing of the file
    /// is kept.
    ///
    /// # Errors
    /// When the file cannot be read or holds nothing.
    pub fn preview_file(&self, path: &Path) -> Result<FilePreview, Error> {
        let file::Sample { titles, rows } = file::sample(path, ROWS)?;
        let (columns, remembered) = self.columns_under(&titles)?;
        Ok(FilePreview {
            titles,
            columns,
            sample: rows,
            remembered,
        })
    }
}
