//! From rows to the ledger, some thousand in one transaction.
//!
//! A row counts once however often it comes. One that cannot be read is kept
//! aside with its reason, and the others go on.

use super::gap::Extent;
use c3::Read;
use domain::ledger::HistoryRow;
use jiff::{Timestamp, tz::TimeZone};
use store::{Appended, Error, Pulled, Store, Writer};

/// Rows in one transaction: few enough to be held in memory, many enough that
/// 150,000 are a matter of seconds. Each row lands somewhere else in every index,
/// so that each transaction writes nearly all of their pages anew.
const BATCH: usize = 10_000;

/// Takes rows in until it is finished.
pub(super) struct Intake<'a> {
    store: &'a Store,
    source: &'a str,
    at: Timestamp,
    waiting: Vec<Read>,
    pulled: Pulled,
    extent: Extent,
}

impl<'a> Intake<'a> {
    /// Rows from `source`, pulled at the instant `at`.
    pub(super) fn new(store: &'a Store, source: &'a str, at: Timestamp) -> Self {
        Self {
            store,
            source,
            at,
            waiting: Vec::new(),
            pulled: Pulled::default(),
            extent: Extent::default(),
        }
    }

    /// Takes one row; writes when there are enough of them.
    pub(super) fn take(&mut self, row: Read) -> Result<(), Error> {
        self.waiting.push(row);
        if self.waiting.len() < BATCH {
            return Ok(());
        }
        self.write(|_, _, _| Ok(()))
    }

    /// Rows taken so far.
    pub(super) fn rows(&self) -> u32 {
        let waiting = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        self.pulled
            .rows
            .saturating_add(self.pulled.unreadable)
            .saturating_add(waiting)
    }

    /// Writes what is left; `last` belongs to the same transaction.
    pub(super) fn finish(
        mut self,
        last: impl FnOnce(&mut Writer<'_>, Pulled, &Extent) -> Result<(), Error>,
    ) -> Result<Pulled, Error> {
        self.write(last)?;
        Ok(self.pulled)
    }

    fn write(
        &mut self,
        last: impl FnOnce(&mut Writer<'_>, Pulled, &Extent) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.waiting);
        let (source, at) = (self.source, self.at);
        let (mut pulled, mut extent) = (self.pulled, self.extent);
        self.store.write(|writer| {
            for row in &rows {
                match row {
                    Read::Row(row) => append(writer, row, source, at, &mut pulled, &mut extent)?,
                    Read::Unreadable { raw, reason, .. } => {
                        writer.keep_unreadable(raw, reason, source, at)?;
                        pulled.unreadable += 1;
                    }
                }
            }
            last(writer, pulled, &extent)
        })?;
        (self.pulled, self.extent) = (pulled, extent);
        Ok(())
    }
}

fn append(
    writer: &mut Writer<'_>,
    row: &HistoryRow,
    source: &str,
    at: Timestamp,
    pulled: &mut Pulled,
    extent: &mut Extent,
) -> Result<(), Error> {
    pulled.rows += 1;
    if writer.append(row, source, at)? == Appended::New {
        pulled.new += 1;
    }
    extent.stretch(row.changed_at.instant(&TimeZone::UTC));
    Ok(())
}
