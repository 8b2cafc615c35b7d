//! Excel workbooks, written here and read back.

use crate::table::{SAMPLE, TITLES, assert_sample, read, rows, titles, unreadable, written};
use c3::{
    Field,
    file::{self, Columns, FileError},
};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

fn moment(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

/// A sheet with titles and the sample record, its date as a date cell and its
/// numbers as numbers.
fn fill(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (column, (title, value)) in (0..).zip(TITLES.iter().zip(SAMPLE)) {
        sheet.write_string(0, column, *title)?;
        match (*title, value.parse::<f64>()) {
            ("DateofChange", _) => {
                sheet.write_datetime_with_format(1, column, moment(value), &date)?
            }
            (_, Ok(number)) => sheet.write_number(1, column, number)?,
            _ => sheet.write_string(1, column, value)?,
        };
    }
    Ok(())
}

fn saved(build: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    build(&mut workbook).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The sample's workbook, with `change` made to its one sheet.
fn sample_with(change: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    saved(|workbook| {
        let sheet = workbook.add_worksheet();
        fill(sheet)?;
        change(sheet)
    })
}

const DATE: u16 = 9;
const NEW_QUANTITY: u16 = 8;
const NEW_PRICE: u16 = 13;

#[test]
fn date_cells_and_number_cells_give_the_same_event_as_the_api() {
    let book = sample_with(|_| Ok(()));
    assert_eq!(titles(&book).unwrap(), TITLES);
    assert_sample(&rows(&book, &Columns::default()));
    assert_sample(&rows(&book, &file::guess(&titles(&book).unwrap())));
}

#[test]
fn text_cells_give_the_same_event_too() {
    let book = saved(|workbook| {
        let sheet = workbook.add_worksheet();
        for (column, (title, value)) in (0..).zip(TITLES.iter().zip(SAMPLE)) {
            sheet.write_string(0, column, title.to_uppercase())?;
            sheet.write_string(1, column, value)?;
        }
        Ok(())
    });
    assert_sample(&rows(book, &Columns::default()));
}

#[test]
fn dates_as_bare_serials_and_in_other_forms_are_read() {
    let serial = moment(SAMPLE[9]).to_excel();
    let book = sample_with(|sheet| {
        sheet.write_number(1, DATE, serial)?;
        Ok(())
    });
    assert_sample(&rows(book, &Columns::default()));
    let book = sample_with(|sheet| {
        sheet.write_string(1, DATE, "16.10.2024 11:40:15")?;
        Ok(())
    });
    let rows = rows(book, &Columns::default());
    assert_eq!(rows[0].changed_at.as_received(), "2024-10-16T11:40:15");
}

#[test]
fn every_millisecond_of_a_date_cell_survives() {
    for milli in ["000", "001", "353", "499", "500", "999"] {
        let written = format!("2024-10-16T23:59:59.{milli}");
        let book = sample_with(|sheet| {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(1, DATE, moment(&written), &format)?;
            Ok(())
        });
        let rows = rows(book, &Columns::default());
        let expected = written.trim_end_matches('0').trim_end_matches('.');
        assert_eq!(rows[0].changed_at.as_received(), expected);
    }
}

#[test]
fn numbers_keep_what_the_format_carries() {
    let book = sample_with(|sheet| {
        sheet.write_number(1, NEW_QUANTITY, 9_007_199_254_740_991.0)?;
        sheet.write_number(1, NEW_PRICE, 0.1)?;
        Ok(())
    });
    let rows = rows(book, &Columns::default());
    assert_eq!(rows[0].new.quantity.to_string(), "9007199254740991");
    assert_eq!(rows[0].new.price.unwrap().to_string(), "0.1");
}

#[test]
fn bad_rows_are_kept_aside_with_their_row_and_reason() {
    let book = sample_with(|sheet| {
        for row in [2, 4, 5, 6] {
            sheet.write_string(row, 0, "c-2")?;
            sheet.write_string(row, 6, "P")?;
            sheet.write_string(row, DATE, "2024-10-16")?;
            sheet.write_number(row, NEW_QUANTITY, 1)?;
        }
        sheet.write_number(2, NEW_QUANTITY, 1e300)?;
        sheet.write_number(4, DATE, 6)?;
        sheet.write_formula(5, NEW_QUANTITY, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    });
    let (reads, report) = read(book, &Columns::default());
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 3));
    for ((row, part), (position, reason)) in [
        (3, "NewQuantity"),
        (5, "DateofChange"),
        (6, "NewQuantity holds #DIV/0!"),
    ]
    .into_iter()
    .zip(unreadable(&reads))
    {
        assert_eq!(position, row, "{reason}");
        assert!(reason.contains(part), "{reason}");
    }
}

#[test]
fn the_sheet_with_the_titles_is_found_among_others() {
    let book = saved(|workbook| {
        workbook.add_worksheet();
        let notes = workbook.add_worksheet();
        notes.write_string(0, 0, "Notes for October")?;
        let history = workbook.add_worksheet();
        // The table need not begin in the first row.
        history.write_blank(0, 0, &Format::new().set_bold())?;
        for (column, (title, value)) in (2..).zip(TITLES.iter().zip(SAMPLE)) {
            history.write_string(3, column, *title)?;
            history.write_string(4, column, value)?;
        }
        Ok(())
    });
    assert_sample(&rows(book, &Columns::default()));
}

#[test]
fn a_workbook_without_such_a_sheet_says_what_the_nearest_one_lacks() {
    let book = saved(|workbook| {
        workbook.add_worksheet().write_string(0, 0, "Notes")?;
        let nearest = workbook.add_worksheet();
        for (column, title) in (0..).zip(TITLES.iter().filter(|title| **title != "DateofChange")) {
            nearest.write_string(0, column, *title)?;
        }
        workbook.add_worksheet().write_string(0, 0, "More")?;
        Ok(())
    });
    let error = read(book, &Columns::default()).1.unwrap_err();
    let FileError::MissingColumns { missing, titles } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(missing[..], [Field::DateofChange]);
    assert_eq!(titles.len(), TITLES.len() - 1);
}

#[test]
fn an_empty_and_a_damaged_workbook_are_told_apart() {
    let empty = saved(|workbook| {
        workbook.add_worksheet();
        Ok(())
    });
    assert!(matches!(titles(&empty), Err(FileError::Empty)));
    let (_, report) = read(&empty, &Columns::default());
    assert!(matches!(report, Err(FileError::Empty)));

    let whole = sample_with(|_| Ok(()));
    let (_, report) = read(&whole[..whole.len() / 2], &Columns::default());
    assert!(matches!(report, Err(FileError::Workbook(_))), "{report:?}");
}

#[test]
fn a_workbook_over_the_bound_is_refused_unread() {
    let file = written(b"PK\x03\x04");
    let grown = std::fs::OpenOptions::new().write(true).open(&file.path);
    let grown = grown.unwrap().set_len(file::WORKBOOK_BYTES_MAX + 1);
    grown.unwrap();
    let error = file::titles(&file.path).unwrap_err();
    assert_eq!(error.to_string(), "The file is larger than 64 MB");
}

#[test]
fn a_sample_shows_dates_as_dates_and_numbers_in_full() {
    let book = written(sample_with(|_| Ok(())));
    let sample = file::sample(&book.path, 5).unwrap();
    assert_eq!(sample.titles, TITLES);
    assert_eq!(sample.rows.len(), 1);
    let cell = |title| {
        let at = TITLES.iter().position(|known| *known == title).unwrap();
        sample.rows[0][at].as_str()
    };
    assert_eq!(cell("DateofChange"), "2024-10-16T11:40:15.353");
    assert_eq!((cell("NewQuantity"), cell("OldPrice")), ("6", "40"));
    assert_eq!(cell("CustomerName"), "Contoso");
}
