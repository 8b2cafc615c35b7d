//! The ledger by place, for a table that is scrolled; the events behind a line; and
//! how busy each day was.

use super::{HistoryRow, history::row};
use crate::{Workflow, error::Error};
use domain::{ledger::ChangeKind, line::EventId};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use serde::Serialize;
use store::{Event, EventFilter, Found, Reader};

/// A part of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryWindow {
    /// The events, the newest change first.
    pub rows: Vec<HistoryRow>,
    /// How many match in all.
    pub total: u32,
}

/// How many events of one kind a day has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayOfChanges {
    /// The day, as C3 dates it.
    pub day: Date,
    /// What kind of change they are.
    pub kind: ChangeKind,
    /// How many.
    pub events: u32,
}

impl Workflow {
    /// At most `limit` of the events that match, from the place `offset` on.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history_window(
        &self,
        filter: &EventFilter,
        offset: u32,
        limit: u32,
    ) -> Result<HistoryWindow, Error> {
        let zone = self.billing_settings()?.c3_zone;
        Ok(self.store.read(|reader| {
            let Found { items, total } = reader.event_window(filter, offset, limit)?;
            Ok(HistoryWindow {
                rows: rows(reader, items, &zone)?,
                total,
            })
        })?)
    }

    /// The events of these numbers in the order of time; a number that no event has
    /// is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn events(&self, ids: &[EventId]) -> Result<Vec<HistoryRow>, Error> {
        let zone = self.billing_settings()?.c3_zone;
        Ok(self.store.read(|reader| {
            let events = reader.events(ids)?;
            rows(reader, events, &zone)
        })?)
    }

    /// How many events of each kind the last `days` days have, today among them. A
    /// day is the one that C3 dates them with, not the one in the billing time zone:
    /// it is counted from the ledger's index, and hours at midnight change no
    /// picture. A day without events is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changes_per_day(&self, days: u32) -> Result<Vec<DayOfChanges>, Error> {
        let zone = self.billing_settings()?.c3_zone;
        let today = zone.to_datetime(self.clock.now()).date();
        let back = i64::from(days.saturating_sub(1)).days();
        let from = today.checked_sub(back).unwrap_or(Date::MIN);
        let counted = self.store.read(|reader| reader.events_by_day(from))?;
        Ok(counted
            .into_iter()
            .map(|(day, kind, events)| DayOfChanges { day, kind, events })
            .collect())
    }
}

/// Events as a list shows them, each with what became of it.
fn rows(
    reader: &Reader<'_>,
    events: Vec<Event>,
    zone: &TimeZone,
) -> Result<Vec<HistoryRow>, store::Error> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let mut became = reader.became(&ids)?;
    let rows = events.into_iter().map(|event| {
        let lines = became.remove(&event.id).unwrap_or_default();
        row(event, zone, lines)
    });
    Ok(rows.collect())
}
