//! Subscription history from a file, for partners without C3's API.
//!
//! CSV, JSON and XLSX, told apart by what they hold, not by their names. Rows go
//! to the caller one by one, as they do from the API; one that cannot be read is
//! handed out with its place and reason, and the rest goes on. Nothing is guessed
//! that could bill wrongly: a date or number that could mean two things makes its
//! row unreadable.
//!
//! These functions read from disk and block; call them from a thread that may.

mod columns;
mod csv;
mod date;
mod error;
mod json;
mod xlsx;

pub use columns::{Columns, DayOrder, guess};
pub use error::FileError;

use crate::record::history::{Handout, HistoryReport, Sink};
use std::{
    fs::File,
    io::{Read, Seek},
    path::Path,
};

/// The largest file that is read.
pub const FILE_BYTES_MAX: u64 = 512 << 20;

/// The largest workbook that is read. It is compressed, and its texts are held
/// while it is read.
pub const WORKBOOK_BYTES_MAX: u64 = 64 << 20;

/// How much of a file's beginning tells what it is.
const HEAD_BYTES: u64 = 4096;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Json,
    Xlsx,
}

/// The titles of a file's columns, in their order: the first row of a CSV file,
/// the names of the first record of a JSON file, the first row of the first
/// sheet that has any.
///
/// # Errors
/// When the file cannot be read or holds nothing.
pub fn titles(path: &Path) -> Result<Vec<String>, FileError> {
    let (file, kind) = open(path)?;
    match kind {
        Kind::Csv => csv::titles(file),
        Kind::Json => json::titles(file),
        Kind::Xlsx => xlsx::titles(file),
    }
}

/// The beginning of a file, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The titles of its columns.
    pub titles: Vec<String>,
    /// Its first rows, each with a text for each title.
    pub rows: Vec<Vec<String>>,
}

/// The titles of a file's columns, as [`titles`] gives them, and its first `most`
/// rows, whether or not they can be read as history.
///
/// # Errors
/// When the file cannot be read or holds nothing.
pub fn sample(path: &Path, most: usize) -> Result<Sample, FileError> {
    let (file, kind) = open(path)?;
    match kind {
        Kind::Csv => csv::sample(file, most),
        Kind::Json => json::sample(file, most),
        Kind::Xlsx => xlsx::sample(file, most),
    }
}

/// Reads a file's rows into `sink`.
///
/// # Errors
/// When the file cannot be read, lacks a column without which it is no history,
/// or `sink` fails. Rows that were handed out before stay valid.
pub fn read(
    path: &Path,
    columns: &Columns,
    sink: &mut Sink<'_>,
) -> Result<HistoryReport, FileError> {
    let (file, kind) = open(path)?;
    let mut handout = Handout {
        sink,
        report: HistoryReport::default(),
    };
    match kind {
        Kind::Csv => csv::read(file, columns, &mut handout)?,
        Kind::Json => json::read(file, columns, &mut handout)?,
        Kind::Xlsx => xlsx::read(file, columns, &mut handout)?,
    }
    Ok(handout.report)
}

fn open(path: &Path) -> Result<(File, Kind), FileError> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    file.rewind()?;
    let kind = kind_of(&head)?;
    let limit = match kind {
        Kind::Csv | Kind::Json => FILE_BYTES_MAX,
        Kind::Xlsx => WORKBOOK_BYTES_MAX,
    };
    if file.metadata()?.len() > limit {
        return Err(FileError::TooLarge { limit });
    }
    Ok((file, kind))
}

fn kind_of(head: &[u8]) -> Result<Kind, FileError> {
    let unsupported = |what| Err(FileError::Unsupported { what });
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match (head, text.trim_ascii_start()) {
        (_, []) => Err(FileError::Empty),
        ([b'P', b'K', 3, 4, ..], _) => Ok(Kind::Xlsx),
        ([0xd0, 0xcf, 0x11, 0xe0, ..], _) => unsupported("an old or protected Excel workbook"),
        ([0xff, 0xfe, ..] | [0xfe, 0xff, ..], _) => unsupported("text in UTF-16"),
        (_, [b'<', ..]) => unsupported("a web page or XML"),
        (_, [b'{' | b'[', ..]) => Ok(Kind::Json),
        (bytes, _) if bytes.contains(&0) => unsupported("of a kind that is not known"),
        _ => Ok(Kind::Csv),
    }
}
