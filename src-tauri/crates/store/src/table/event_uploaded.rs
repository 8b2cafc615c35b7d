//! Which events have led to a confirmed line, told on the event itself: a list of
//! 150,000 events is filtered and counted by it, and to ask the journal for each of
//! them takes a quarter of a second.
//!
//! A trigger keeps it, so that it cannot disagree with the journal. What is
//! confirmed stays confirmed; nothing ever takes the mark away.
//!
//! Filters on days, kinds, words and this mark are answered from one index, in the
//! order in which events are shown.

use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    32,
    "event_uploaded",
    "ALTER TABLE event ADD COLUMN uploaded INTEGER NOT NULL DEFAULT 0
        CHECK (uploaded IN (0, 1));
    UPDATE event SET uploaded = 1 WHERE id IN (
        SELECT event FROM operation_event
        JOIN operation ON operation.id = operation_event.operation
        WHERE operation.state = 'confirmed');
    CREATE TRIGGER event_is_uploaded AFTER UPDATE OF state ON operation
    WHEN NEW.state = 'confirmed'
    BEGIN
        UPDATE event SET uploaded = 1 WHERE NOT uploaded AND id IN (
            SELECT event FROM operation_event WHERE operation = NEW.id);
    END;
    CREATE TRIGGER event_stays_uploaded BEFORE UPDATE OF uploaded ON event
    WHEN NOT NEW.uploaded
    BEGIN SELECT RAISE(ABORT, 'ledger-append-only'); END;
    DROP INDEX event_sorts_at;
    CREATE INDEX event_sorts_at ON event (sorts_at, id, kind, uploaded, search)",
)];
