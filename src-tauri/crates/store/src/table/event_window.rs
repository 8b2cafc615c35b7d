//! The ledger by place: any part of it, for a table that is scrolled by hand, the
//! events behind a line, and how many of each kind a day has.
//!
//! A window's events are found in the index alone; only its own rows are read, so
//! that the last screen of 150,000 events comes as quickly as the first.

use super::{event::Event, event_page::EventFilter};
use crate::{
    access::Reader,
    cell::{Cells, Textual},
    error::Error,
    migration::Migration,
    search::Found,
};
use domain::{ledger::ChangeKind, line::EventId};
use jiff::civil::Date;
use rusqlite::params_from_iter;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    33,
    "event_for_review",
    "CREATE INDEX event_for_review ON event (decision) WHERE kind = 'review'",
)];

impl Reader<'_> {
    /// At most `limit` of the events that match, from the place `offset` on, the
    /// newest change first; and how many match.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn event_window(
        &self,
        filter: &EventFilter,
        offset: u32,
        limit: u32,
    ) -> Result<Found<Event>, Error> {
        let conditions = filter.conditions();
        let sql = format!(
            "SELECT * FROM event WHERE id IN (
                SELECT id FROM event WHERE {}
                ORDER BY sorts_at DESC, id DESC LIMIT {limit} OFFSET {offset})
             ORDER BY sorts_at DESC, id DESC",
            conditions.clause()
        );
        let values = params_from_iter(conditions.values());
        Ok(Found {
            items: self.rows(&sql, values, Event::from_row)?,
            total: self.count_events(filter)?,
        })
    }

    /// The events of these numbers, the oldest change first; a number that no event
    /// has is left out.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn events(&self, ids: &[EventId]) -> Result<Vec<Event>, Error> {
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        self.rows(
            "SELECT * FROM event WHERE id IN (SELECT value FROM json_each(?1))
             ORDER BY sorts_at, id",
            [format!("[{}]", ids.join(","))],
            Event::from_row,
        )
    }

    /// How many events of each kind each day from `from` on has, by the day that C3
    /// dates them; a day without events is left out.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn events_by_day(&self, from: Date) -> Result<Vec<(Date, ChangeKind, u32)>, Error> {
        self.rows(
            "SELECT substr(sorts_at, 1, 10) AS day, kind, count(*) AS events FROM event
             WHERE sorts_at >= ?1 GROUP BY day, kind ORDER BY day, kind",
            [from.to_text()],
            |row| Ok((row.text("day")?, row.text("kind")?, row.get("events")?)),
        )
    }
}
