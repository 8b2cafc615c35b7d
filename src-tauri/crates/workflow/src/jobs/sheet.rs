//! A table as CSV, for a spreadsheet: UTF-8 with a byte order mark, by which Excel
//! knows it, and commas.
//!
//! A spreadsheet takes a cell that begins with one of some signs for a formula and
//! runs it. Names come from other systems, so such a cell gets an apostrophe before
//! it; plain numbers stay numbers.

use crate::error::Error;
use csv::{Terminator, Writer, WriterBuilder};
use rust_decimal::Decimal;
use std::borrow::Cow;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table that is being written.
pub(super) struct Sheet(Writer<Vec<u8>>);

impl Sheet {
    /// A table with its head row.
    pub(super) fn new(head: &[&str]) -> Result<Self, Error> {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        let mut sheet = Self(writer);
        sheet.row(head.iter().copied())?;
        Ok(sheet)
    }

    /// One more row, with as many cells as the head has.
    pub(super) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = impl Into<Cow<'c, str>>>,
    ) -> Result<(), Error> {
        let cells = cells.into_iter().map(|cell| safe(cell.into()));
        let cells: Vec<Cow<'_, str>> = cells.collect();
        let cells = cells.iter().map(|cell| cell.as_bytes());
        self.0.write_record(cells).map_err(unwritable)
    }

    /// The table as text.
    pub(super) fn text(self) -> Result<String, Error> {
        let bytes = self.0.into_inner().map_err(unwritable)?;
        let table = String::from_utf8(bytes).map_err(unwritable)?;
        Ok(format!("{BYTE_ORDER_MARK}{table}"))
    }
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: Cow<'_, str>) -> Cow<'_, str> {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if begins && cell.parse::<Decimal>().is_err() {
        return Cow::Owned(format!("'{cell}"));
    }
    cell
}

fn unwritable(error: impl std::fmt::Display) -> Error {
    Error::Rule(format!("The table could not be put together: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_a_text_and_a_number_stays_one() {
        for formula in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-"] {
            assert_eq!(safe(formula.into()), format!("'{formula}"));
        }
        for plain in ["-19.35", "+3", "10", "a=b", "Müller, Söhne", ""] {
            assert_eq!(safe(plain.into()), plain);
        }
    }

    #[test]
    fn commas_quotes_and_breaks_stay_within_their_cell() {
        let mut sheet = Sheet::new(&["a", "b"]).unwrap();
        sheet.row(["x, \"y\"", "one\ntwo"]).unwrap();
        let text = sheet.text().unwrap();
        assert_eq!(text, "\u{feff}a,b\r\n\"x, \"\"y\"\"\",\"one\ntwo\"\r\n");
    }

    #[test]
    fn a_row_of_another_width_is_refused() {
        let mut sheet = Sheet::new(&["a", "b"]).unwrap();
        assert!(sheet.row(["alone"]).is_err());
    }
}
