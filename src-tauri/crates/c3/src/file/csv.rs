//! CSV files, as spreadsheets of several countries write them.
//!
//! The separator is seen from the title row. Text is UTF-8, or what is not is
//! taken as Windows-1252. A row whose number of values is not the titles' is
//! unreadable: its values may stand under wrong titles.

use super::{
    FileError, Sample,
    columns::{Columns, Places},
};
use crate::{error::capped, record::history::Handout};
use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::WINDOWS_1252;
use std::{
    borrow::Cow,
    fs::File,
    io::{BufRead, BufReader, Seek, SeekFrom},
};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads ahead this much; a title row is looked for no further.
const BUFFER_BYTES: usize = 64 * 1024;

/// An open file, behind its title row.
struct Table {
    reader: Reader<BufReader<File>>,
    titles: Vec<String>,
    separator: char,
    /// Lines before the title row.
    skipped: u64,
}

/// The first row.
pub(super) fn titles(file: File) -> Result<Vec<String>, FileError> {
    Ok(open(file)?.titles)
}

/// The first row and `most` rows behind it.
pub(super) fn sample(file: File, most: usize) -> Result<Sample, FileError> {
    let mut table = open(file)?;
    let (mut rows, mut record) = (Vec::new(), ByteRecord::new());
    while rows.len() < most && table.reader.read_byte_record(&mut record).map_err(io)? {
        if record.iter().any(|value| !value.trim_ascii().is_empty()) {
            let cell = |at| record.get(at).map(|value| text(value).into_owned());
            let cells = (0..table.titles.len()).map(|at| cell(at).unwrap_or_default());
            rows.push(cells.collect());
        }
    }
    Ok(Sample {
        titles: table.titles,
        rows,
    })
}

/// Hands out every row.
pub(super) fn read(
    file: File,
    columns: &Columns,
    handout: &mut Handout<'_, '_>,
) -> Result<(), FileError> {
    let mut table = open(file)?;
    let places = columns.places(&table.titles)?;
    let mut record = ByteRecord::new();
    while table.reader.read_byte_record(&mut record).map_err(io)? {
        if record.iter().all(|value| value.trim_ascii().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line) + table.skipped;
        let row = same_length(&record, table.titles.len())
            .and_then(|()| columns.row(|field| Ok(value(&record, &places, field))));
        handout
            .give(line, row, || raw(&record, table.separator))
            .map_err(FileError::Sink)?;
        handout.report.high_water = handout
            .report
            .high_water
            .max(record.as_slice().len() + BUFFER_BYTES);
    }
    Ok(())
}

fn open(file: File) -> Result<Table, FileError> {
    let mut file = BufReader::with_capacity(BUFFER_BYTES, file);
    let start = beginning(file.fill_buf()?);
    file.seek(SeekFrom::Start(start.bytes))?;
    let mut reader = ReaderBuilder::new()
        .delimiter(start.separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(file);
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(io)? {
        return Err(FileError::Empty);
    }
    Ok(Table {
        reader,
        titles: record
            .iter()
            .map(|title| text(title).trim().to_owned())
            .collect(),
        separator: char::from(start.separator),
        skipped: start.lines,
    })
}

/// What stands before the title row, and what separates its titles.
struct Beginning {
    bytes: u64,
    lines: u64,
    separator: u8,
}

/// Excel's `sep=;` in the first line has the last word on the separator.
fn beginning(head: &[u8]) -> Beginning {
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let mark = head.len() - text.len();
    let end = text.iter().position(|byte| *byte == b'\n');
    let line = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => Beginning {
            bytes: (mark + end.map_or(text.len(), |end| end + 1)) as u64,
            lines: 1,
            separator: *separator,
        },
        titles => Beginning {
            bytes: mark as u64,
            lines: 0,
            separator: separator_of(titles),
        },
    }
}

/// The sign that stands most often between titles.
fn separator_of(titles: &[u8]) -> u8 {
    let count = |sign: u8| {
        let mut quoted = false;
        titles
            .iter()
            .filter(|byte| {
                quoted ^= **byte == b'"';
                !quoted && **byte == sign
            })
            .count()
    };
    let mut best = b',';
    for sign in [b';', b'\t'] {
        if count(sign) > count(best) {
            best = sign;
        }
    }
    best
}

/// Empty values beyond the last title are let pass; spreadsheets leave them.
fn same_length(record: &ByteRecord, titles: usize) -> Result<(), String> {
    let beyond = record.iter().skip(titles).any(|value| !value.is_empty());
    if beyond || record.len() < titles {
        return Err(format!(
            "it has {} values under {titles} titles",
            record.len()
        ));
    }
    Ok(())
}

fn value(record: &ByteRecord, places: &Places, field: crate::Field) -> Option<String> {
    let value = record.get(*places.get(&field)?)?;
    Some(text(value).into_owned())
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn raw(record: &ByteRecord, separator: char) -> String {
    let values: Vec<_> = record.iter().map(text).collect();
    capped(&values.join(&separator.to_string())).to_owned()
}

fn io(error: csv::Error) -> FileError {
    FileError::Io(error.into())
}
