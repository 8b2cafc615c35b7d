//! How old it is what everything else here shows.

use crate::{Workflow, error::Error};
use jiff::Timestamp;
use serde::Serialize;
use store::{EventFilter, Reader, System};

/// When each system was last read whole, and how much of the history is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Freshness {
    /// When C3 was last read to the end.
    pub c3: Option<Timestamp>,
    /// When ConnectWise was.
    pub connectwise: Option<Timestamp>,
    /// When a history file was.
    pub file: Option<Timestamp>,
    /// Events in the ledger.
    pub events: u32,
    /// Rows that could not be read and that nobody dismissed.
    pub unreadable: u32,
}

impl Workflow {
    /// How old the copy of both systems is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn freshness(&self) -> Result<Freshness, Error> {
        Ok(self.store.read(|reader| {
            Ok(Freshness {
                c3: last(reader, System::C3)?,
                connectwise: last(reader, System::ConnectWise)?,
                file: last(reader, System::File)?,
                events: reader.count_events(&EventFilter::default())?,
                unreadable: reader.count_unreadable_rows()?,
            })
        })?)
    }
}

fn last(reader: &Reader<'_>, system: System) -> Result<Option<Timestamp>, store::Error> {
    let pull = reader.last_pull(system)?;
    Ok(pull.and_then(|pull| pull.finished_at))
}
