//! Excel workbooks.
//!
//! The history is the first sheet whose first row has the titles that are looked
//! for. Cells are read one after another; only the workbook's shared texts are
//! held. A number in a cell is binary in the format itself; its shortest exact
//! text is taken and no arithmetic is done on it.

use super::{
    FileError, Sample,
    columns::{Columns, Places},
};
use crate::{
    error::capped,
    record::history::{Field, Handout},
};
use calamine::{
    Cell, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, Xlsx, XlsxCellReader,
};
use jiff::civil::DateTime;
use std::{collections::BTreeMap, fs::File, io::BufReader};

type Workbook = Xlsx<BufReader<File>>;

/// The first row of the first sheet that has any.
pub(super) fn titles(file: File) -> Result<Vec<String>, FileError> {
    let mut workbook = Workbook::new(BufReader::new(file))?;
    for sheet in sheets(&workbook) {
        if let Some(titles) = Rows::of(&mut workbook, &sheet)?.titles()? {
            return Ok(titles);
        }
    }
    Err(FileError::Empty)
}

/// The first row of the first sheet that has any, and `most` rows behind it.
pub(super) fn sample(file: File, most: usize) -> Result<Sample, FileError> {
    let mut workbook = Workbook::new(BufReader::new(file))?;
    for sheet in sheets(&workbook) {
        let mut found = Rows::of(&mut workbook, &sheet)?;
        let Some(titles) = found.titles()? else {
            continue;
        };
        let mut rows = Vec::new();
        while rows.len() < most
            && let Some(row) = found.next()?
        {
            let cell = |at| row.cells.get(&at).map(shown).unwrap_or_default();
            rows.push((0..titles.len()).map(cell).collect());
        }
        return Ok(Sample { titles, rows });
    }
    Err(FileError::Empty)
}

/// Hands out every row of the sheet that holds the history.
pub(super) fn read(
    file: File,
    columns: &Columns,
    handout: &mut Handout<'_, '_>,
) -> Result<(), FileError> {
    let mut workbook = Workbook::new(BufReader::new(file))?;
    let is_1904 = workbook.has_1904_epoch();
    let mut refusal = FileError::Empty;
    for sheet in sheets(&workbook) {
        let mut rows = Rows::of(&mut workbook, &sheet)?;
        let Some(titles) = rows.titles()? else {
            continue;
        };
        match columns.places(&titles) {
            Ok(places) => return hand_out(rows, columns, &places, is_1904, handout),
            Err(error) => refusal = closer(refusal, error),
        }
    }
    Err(refusal)
}

/// The names of the sheets that hold cells.
fn sheets(workbook: &Workbook) -> Vec<String> {
    workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect()
}

/// Of what two sheets lack, the lesser: that is the sheet that was meant.
fn closer(one: FileError, other: FileError) -> FileError {
    let lack = |error: &FileError| match error {
        FileError::MissingColumns { missing, .. } => missing.len(),
        _ => usize::MAX,
    };
    if lack(&other) < lack(&one) {
        other
    } else {
        one
    }
}

fn hand_out(
    mut rows: Rows<'_>,
    columns: &Columns,
    places: &Places,
    is_1904: bool,
    handout: &mut Handout<'_, '_>,
) -> Result<(), FileError> {
    while let Some(row) = rows.next()? {
        let read = columns.row(|field| {
            let cell = places.get(&field).and_then(|at| row.cells.get(at));
            cell.map_or(Ok(None), |cell| field_text(cell, field, is_1904))
        });
        handout
            .give(row.number, read, || row.raw())
            .map_err(FileError::Sink)?;
    }
    Ok(())
}

/// A sheet's row that is not blank.
#[derive(Default)]
struct Row<'a> {
    /// As Excel counts, from 1.
    number: u64,
    cells: BTreeMap<usize, DataRef<'a>>,
}

impl Row<'_> {
    fn raw(&self) -> String {
        let texts: Vec<String> = self.cells.values().map(text).collect();
        capped(&texts.join("\t")).to_owned()
    }
}

/// A sheet's rows, put together from its cells.
struct Rows<'a> {
    /// None at the sheet's end, which the reader must not be asked beyond.
    reader: Option<XlsxCellReader<'a, BufReader<File>>>,
    /// The cell that began the next row.
    ahead: Option<Cell<DataRef<'a>>>,
}

impl<'a> Rows<'a> {
    fn of(workbook: &'a mut Workbook, sheet: &str) -> Result<Self, FileError> {
        Ok(Self {
            reader: Some(workbook.worksheet_cells_reader(sheet)?),
            ahead: None,
        })
    }

    /// The first row as titles, by their places.
    fn titles(&mut self) -> Result<Option<Vec<String>>, FileError> {
        Ok(self.next()?.map(|row| {
            let width = row.cells.keys().next_back().map_or(0, |last| last + 1);
            (0..width)
                .map(|at| row.cells.get(&at).map(text).unwrap_or_default())
                .map(|title| title.trim().to_owned())
                .collect()
        }))
    }

    fn next(&mut self) -> Result<Option<Row<'a>>, FileError> {
        let mut row = Row::default();
        while let Some(cell) = self.next_cell()? {
            let (number, column) = cell.get_position();
            let number = u64::from(number) + 1;
            if !row.cells.is_empty() && row.number != number {
                self.ahead = Some(cell);
                break;
            }
            row.number = number;
            row.cells.insert(column as usize, cell.get_value().clone());
        }
        Ok((!row.cells.is_empty()).then_some(row))
    }

    /// The next cell with something in it.
    fn next_cell(&mut self) -> Result<Option<Cell<DataRef<'a>>>, FileError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while let Some(reader) = &mut self.reader {
            match reader.next_cell()? {
                Some(cell) if text(cell.get_value()).trim().is_empty() => {}
                Some(cell) => return Ok(Some(cell)),
                None => self.reader = None,
            }
        }
        Ok(None)
    }
}

/// A cell as the sheet shows it: a date as a date.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::DateTime(moment) => date_text(*moment).unwrap_or_else(|_| text(cell)),
        _ => text(cell),
    }
}

/// A cell's text for a field.
fn field_text(cell: &DataRef<'_>, field: Field, is_1904: bool) -> Result<Option<String>, String> {
    let moment = |serial| ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
    match (cell, field) {
        (DataRef::Error(error), _) => Err(format!("{} holds {error}", field.name())),
        (DataRef::DateTime(moment), Field::DateofChange) => date_text(*moment).map(Some),
        (DataRef::Float(serial), Field::DateofChange) => date_text(moment(*serial)).map(Some),
        _ => Ok(Some(text(cell))),
    }
}

/// A cell's text: numbers in full, by their shortest exact decimal.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A date cell as C3 writes dates, to the millisecond.
fn date_text(moment: ExcelDateTime) -> Result<String, String> {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let number = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
    DateTime::new(
        i16::try_from(year).unwrap_or(i16::MAX),
        number(month),
        number(day),
        number(hour),
        number(minute),
        number(second),
        i32::from(milli) * 1_000_000,
    )
    .map(|date| date.to_string())
    .map_err(|_| format!("{} holds no date", Field::DateofChange.name()))
}
