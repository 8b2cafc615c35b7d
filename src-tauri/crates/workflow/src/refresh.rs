//! Refreshing: what both systems hold is read into the local copy, and C3's
//! history into the ledger.
//!
//! Reading the same again adds nothing. What is gone in ConnectWise is marked
//! as gone and never deleted, so that a mapping can say what it pointed to.
//! Nothing here writes to either system.

mod c3;
mod connectwise;
mod copy;
mod gap;
mod import;
mod ledger;
mod preview;

pub use ::c3::{
    Field as HistoryField,
    file::{Columns, DayOrder},
};
pub use import::{Imported, read_columns};
pub use preview::FilePreview;

use crate::{Workflow, error::Error, progress::Watcher, run};
use serde::Serialize;
use store::{EventFilter, Search};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

/// What a refresh brought, and what is known now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Refreshed {
    /// Events that the ledger did not have.
    pub events_new: u32,
    /// Events in the ledger.
    pub events_total: u32,
    /// Rows of this refresh that could not be read.
    pub rows_unreadable: u32,
    /// C3 customers.
    pub customers: u32,
    /// Companies.
    pub companies: u32,
    /// Agreements.
    pub agreements: u32,
    /// Catalog items.
    pub items: u32,
}

impl Workflow {
    /// Reads both systems; C3 only where its API is used.
    ///
    /// # Errors
    /// When a system is not connected or cannot be read. What was read before
    /// stays.
    pub async fn refresh_all(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Refreshed, Error> {
        let span = run::reading(self.clock.now());
        let c3 = if self.c3_is_connected()? {
            let reading = self.refresh_c3(watcher.clone(), cancel.clone());
            reading.instrument(span.clone()).await?
        } else {
            Refreshed::default()
        };
        let reading = self.refresh_connectwise(watcher, cancel);
        let connectwise = reading.instrument(span).await?;
        Ok(Refreshed {
            events_new: c3.events_new,
            rows_unreadable: c3.rows_unreadable,
            ..connectwise
        })
    }

    /// What is known now.
    fn counts(&self) -> Result<Refreshed, Error> {
        let none = Search {
            limit: Some(0),
            ..Search::all()
        };
        Ok(self.store.read(|reader| {
            Ok(Refreshed {
                events_total: reader.count_events(&EventFilter::default())?,
                customers: reader.customers(&none)?.total,
                companies: reader.companies(&none)?.total,
                agreements: reader.count_agreements()?,
                items: reader.items(&none)?.total,
                ..Refreshed::default()
            })
        })?)
    }
}

/// The error of a refresh that was cancelled.
fn cancelled() -> Error {
    Error::Cancelled
}

/// Waits for `work`, unless `cancel` comes first.
async fn unless_cancelled<T, E: Into<Error>>(
    cancel: &CancellationToken,
    work: impl Future<Output = Result<T, E>> + Send,
) -> Result<T, Error> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(cancelled()),
        done = work => done.map_err(Into::into),
    }
}
