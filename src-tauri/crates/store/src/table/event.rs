//! The ledger's events: what C3 reported, append-only.
//!
//! C3 shows only 90 days, so this is the only full record. A trigger refuses to
//! change or delete what was reported. Three things about an event may change: the
//! user's decision, which subscription it counts for, as an id-less row's is learned
//! later (see [`super::subscription_alias`]), and whether it led to a line (see
//! [`super::event_uploaded`]).

use crate::{
    access::Reader,
    cell::{Cells, InOrder},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{CustomerId, SubscriptionId},
    ledger::{HistoryRow, Values},
    line::EventId,
    timeline::Decision,
};
use jiff::Timestamp;
use rusqlite::Row;
use std::collections::BTreeMap;

/// An event of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Number; a later event has a higher one.
    pub id: EventId,
    /// The subscription that it counts for: the row's own, the one that an id-less
    /// row turned out to be of, or the derived one.
    pub subscription: SubscriptionId,
    /// What C3 reported.
    pub row: HistoryRow,
    /// The user's word on it.
    pub decision: Option<Decision>,
    /// Where it came from: C3, or a file's name.
    pub source: String,
    /// When it came.
    pub pulled_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    7,
    "event",
    "CREATE TABLE event (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        identity        TEXT NOT NULL UNIQUE,
        idless_identity TEXT NOT NULL,
        subscription    TEXT NOT NULL,
        derived         INTEGER NOT NULL CHECK (derived IN (0, 1)),
        customer        TEXT NOT NULL,
        customer_name   TEXT NOT NULL,
        tenant          TEXT,
        tenant_name     TEXT,
        owner_kind      TEXT,
        owner           TEXT,
        product         TEXT NOT NULL,
        changed_at      TEXT NOT NULL,
        old_quantity    TEXT NOT NULL,
        old_price       TEXT,
        old_status      TEXT,
        new_quantity    TEXT NOT NULL,
        new_price       TEXT,
        new_status      TEXT,
        created_by      TEXT,
        kind            TEXT NOT NULL,
        sorts_at        TEXT NOT NULL,
        search          TEXT NOT NULL,
        source          TEXT NOT NULL,
        pulled_at       TEXT NOT NULL,
        counts_for      TEXT NOT NULL,
        decision        TEXT CHECK (decision IN ('accept', 'discard'))
    ) STRICT;
    CREATE INDEX event_idless_identity ON event (idless_identity);
    CREATE INDEX event_customer ON event (customer, id);
    CREATE INDEX event_counts_for ON event (counts_for);
    CREATE INDEX event_derived ON event (subscription) WHERE derived = 1;
    CREATE INDEX event_sorts_at ON event (sorts_at, id);
    CREATE TRIGGER event_is_not_changed BEFORE UPDATE OF
        id, identity, idless_identity, subscription, derived, customer, customer_name,
        tenant, tenant_name, owner_kind, owner, product, changed_at, old_quantity,
        old_price, old_status, new_quantity, new_price, new_status, created_by, kind,
        sorts_at, search, source, pulled_at ON event
    BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END",
)];

impl Event {
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let row = &InOrder::of(row);
        Ok(Self {
            id: row.get("id")?,
            row: history_row(row)?,
            source: row.get("source")?,
            pulled_at: row.text("pulled_at")?,
            subscription: row.text("counts_for")?,
            decision: row.text_or_none("decision")?,
        })
    }
}

fn history_row(row: &InOrder<'_, '_>) -> rusqlite::Result<HistoryRow> {
    let subscription = row.text("subscription")?;
    let derived: bool = row.get("derived")?;
    Ok(HistoryRow {
        customer: row.text("customer")?,
        customer_name: row.get("customer_name")?,
        tenant: row.text_or_none("tenant")?,
        tenant_name: row.get("tenant_name")?,
        subscription: (!derived).then_some(subscription),
        owner_kind: row.get("owner_kind")?,
        owner: row.get("owner")?,
        product: row.get("product")?,
        changed_at: row.text("changed_at")?,
        old: Values {
            quantity: row.text("old_quantity")?,
            price: row.text_or_none("old_price")?,
            status: row.text_or_none("old_status")?,
        },
        new: Values {
            quantity: row.text("new_quantity")?,
            price: row.text_or_none("new_price")?,
            status: row.text_or_none("new_status")?,
        },
        created_by: row.get("created_by")?,
    })
}

impl Reader<'_> {
    /// One event.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn event(&self, id: EventId) -> Result<Option<Event>, Error> {
        self.row("SELECT * FROM event WHERE id = ?1", [id], Event::from_row)
    }

    /// The events that count for a subscription, oldest change first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn events_of_subscription(&self, id: &SubscriptionId) -> Result<Vec<Event>, Error> {
        self.rows(
            "SELECT * FROM event WHERE counts_for = ?1 ORDER BY sorts_at, id",
            [id.as_str()],
            Event::from_row,
        )
    }

    /// The events of a customer: by subscription, oldest change first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn events_of_customer(&self, id: &CustomerId) -> Result<Vec<Event>, Error> {
        let mut events = Vec::new();
        self.each_event_of_customer(id, |event| {
            events.push(event);
            Ok(())
        })?;
        Ok(events)
    }

    /// Hands out the events of a customer one by one: by subscription, oldest
    /// change first.
    ///
    /// # Errors
    /// What `take` gives, or what SQLite refuses.
    pub fn each_event_of_customer(
        &self,
        id: &CustomerId,
        mut take: impl FnMut(Event) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.connection().prepare_cached(
            "SELECT * FROM event WHERE customer = ?1 ORDER BY counts_for, sorts_at, id",
        )?;
        let mut rows = statement.query([id.as_str()])?;
        while let Some(row) = rows.next()? {
            take(Event::from_row(row)?)?;
        }
        Ok(())
    }

    /// The ledger's extent: the last event of a customer; 0 where there is none.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn last_event(&self, customer: &CustomerId) -> Result<EventId, Error> {
        let sql = "SELECT ifnull(max(id), 0) FROM event WHERE customer = ?1";
        let last = self.row(sql, [customer.as_str()], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    /// The last event of each customer that has any.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn last_events(&self) -> Result<BTreeMap<CustomerId, EventId>, Error> {
        let sql = "SELECT customer, max(id) FROM event GROUP BY customer";
        let rows = self.rows(sql, [], |row| Ok((row.text("customer")?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The customers that the ledger knows, each with the name of its last event.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customers_in_ledger(&self) -> Result<Vec<(CustomerId, String)>, Error> {
        // With max(), SQLite takes the other columns from the row that has it.
        self.rows(
            "SELECT customer, customer_name, max(id) FROM event GROUP BY customer",
            [],
            |row| Ok((row.text("customer")?, row.get("customer_name")?)),
        )
    }
}
