//! JSON files: a list of history rows, or a saved answer of C3's with the rows
//! in its `Data`. Read in pieces, like the answer itself.

use super::{FileError, Sample, columns::Columns};
use crate::{
    envelope::{Element, Envelope},
    limits::Limits,
    record::history::Handout,
    scan::ScanError,
};
use std::{fs::File, io::Read};

const CHUNK_BYTES: usize = 64 * 1024;

/// The names of the first record.
pub(super) fn titles(file: File) -> Result<Vec<String>, FileError> {
    let mut titles = None;
    let end = each(file, |element| {
        let fields = element.fields().map_err(|reason| {
            let reason = format!("of its first row, {reason}");
            Stop::Failed(FileError::NotJson { reason })
        })?;
        titles = Some(fields.names().map(ToOwned::to_owned).collect());
        Err(Stop::Enough)
    });
    match (titles, end) {
        (Some(titles), _) => Ok(titles),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(FileError::Empty),
    }
}

/// The names of the first record, and what it and the next ones have under them.
pub(super) fn sample(file: File, most: usize) -> Result<Sample, FileError> {
    let mut sample: Option<Sample> = None;
    let end = each(file, |element| {
        let fields = element.fields().map_err(|reason| {
            let reason = format!("of its row {}, {reason}", element.position);
            Stop::Failed(FileError::NotJson { reason })
        })?;
        let sample = sample.get_or_insert_with(|| Sample {
            titles: fields.names().map(ToOwned::to_owned).collect(),
            rows: Vec::new(),
        });
        if sample.rows.len() == most {
            return Err(Stop::Enough);
        }
        let cell = |title: &String| fields.text(&[title]).unwrap_or_default();
        sample.rows.push(sample.titles.iter().map(cell).collect());
        Ok(())
    });
    match (sample, end) {
        (Some(sample), Ok(_)) => Ok(sample),
        (_, Err(error)) => Err(error),
        (None, Ok(_)) => Err(FileError::Empty),
    }
}

/// Hands out every row.
pub(super) fn read(
    file: File,
    columns: &Columns,
    handout: &mut Handout<'_, '_>,
) -> Result<(), FileError> {
    let end = each(file, |element| {
        let row = element.fields().and_then(|fields| {
            columns.row(|field| {
                let title = columns.titles.get(&field);
                Ok(title.and_then(|title| fields.text(&[title.trim()])))
            })
        });
        handout
            .give(element.position, row, || element.raw())
            .map_err(|error| Stop::Failed(FileError::Sink(error)))
    })?;
    handout.report.correlation_id = end.correlation_id;
    handout.report.high_water = end.high_water;
    Ok(())
}

/// What is known at a file's end.
#[derive(Default)]
struct End {
    correlation_id: Option<String>,
    high_water: usize,
}

/// Why reading stopped before the end.
enum Stop {
    Broken(ScanError),
    Failed(FileError),
    Enough,
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::Broken(error)
    }
}

fn each(
    mut file: File,
    mut take: impl FnMut(Element<'_>) -> Result<(), Stop>,
) -> Result<End, FileError> {
    let mut envelope = Envelope::new(Limits::default().row_bytes);
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        let chunk = buffer.get(..count).unwrap_or_default();
        match envelope.push(chunk, &mut take) {
            Ok(()) => {}
            Err(Stop::Enough) => return Ok(End::default()),
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Broken(error)) => return Err(broken(&error, envelope.elements())),
        }
    }
    let (rows, high_water) = (envelope.elements(), envelope.high_water() + CHUNK_BYTES);
    let verdict = envelope.finish().map_err(|error| broken(&error, rows))?;
    if verdict.is_error() {
        let message = verdict.message.unwrap_or_default();
        return Err(FileError::ErrorAnswer { message });
    }
    if !verdict.has_records {
        return Err(FileError::NoRecords);
    }
    Ok(End {
        correlation_id: verdict.correlation_id,
        high_water,
    })
}

fn broken(error: &ScanError, rows: u64) -> FileError {
    match error {
        ScanError::CutShort => FileError::CutShort { rows },
        ScanError::Empty => FileError::Empty,
        ScanError::NotJson { .. } | ScanError::TooDeep { .. } => FileError::NotJson {
            reason: error.to_string(),
        },
    }
}
