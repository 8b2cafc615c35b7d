//! Why a file could not be read.

use crate::record::history::{Field, SinkError};

/// What is wrong with a file as a whole.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The system does not hand the file out.
    #[error("The file cannot be read")]
    Io(#[from] std::io::Error),
    /// There is nothing in it.
    #[error("The file is empty")]
    Empty,
    /// It is none of the kinds that are read.
    #[error("The file is {what}; save it as CSV (UTF-8), XLSX or JSON")]
    Unsupported {
        /// What it seems to be.
        what: &'static str,
    },
    /// It is over the bound.
    #[error("The file is larger than {} MB", limit >> 20)]
    TooLarge {
        /// The bound in bytes.
        limit: u64,
    },
    /// Columns without which it is no history.
    #[error("No column of the file is {}", names(missing))]
    MissingColumns {
        /// The fields that no column was found for.
        missing: Vec<Field>,
        /// The titles that there are.
        titles: Vec<String>,
    },
    /// It begins like JSON and is none.
    #[error("The file is not readable JSON: {reason}")]
    NotJson {
        /// What is wrong, and where.
        reason: String,
    },
    /// It is JSON without a list of records.
    #[error("The file holds no list of history rows")]
    NoRecords,
    /// The JSON ends before its last bracket.
    #[error("The file breaks off after {rows} rows")]
    CutShort {
        /// Rows that had been read by then.
        rows: u64,
    },
    /// A saved answer of C3's that says that the call had failed.
    #[error("The file is an error answer of C3's: {message}")]
    ErrorAnswer {
        /// C3's reason.
        message: String,
    },
    /// The workbook is damaged or protected.
    #[error("The workbook cannot be read")]
    Workbook(#[from] calamine::XlsxError),
    /// The receiver of the rows gave up.
    #[error("The rows could not be taken over")]
    Sink(#[source] SinkError),
}

fn names(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    names.join(", or ")
}
