//! Which subscription an id-less row is of, once a row with an id tells.
//!
//! C3's rows carry a subscription id, files may not. An id-less row equal to one
//! with an id is the same event: the ledger keeps the first that came and, where
//! that was the id-less one, notes under which other identity it is known and
//! which subscription that names. One id-less event stands for one row with an id:
//! a second subscription with an equal row is a second event.
//!
//! A row with an id also tells what its derived id stands for: id-less events of the
//! same customer, tenant, owner and product count for that subscription, as long as
//! it is the only one known for them. Which rows came first does not matter.

use crate::{
    access::{Reader, Writer},
    cell::Cells,
    error::Error,
    migration::Migration,
};
use domain::{ids::SubscriptionId, ledger::HistoryRow, line::EventId};
use rusqlite::params;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    8,
    "subscription_alias",
    "CREATE TABLE known_as (
        identity     TEXT PRIMARY KEY,
        event        INTEGER NOT NULL UNIQUE REFERENCES event (id),
        subscription TEXT NOT NULL
    ) STRICT;
    CREATE TABLE idless_seen (
        identity TEXT PRIMARY KEY
    ) STRICT;
    CREATE TABLE subscription_alias (
        derived      TEXT NOT NULL,
        subscription TEXT NOT NULL,
        PRIMARY KEY (derived, subscription)
    ) STRICT;
    CREATE INDEX subscription_alias_subscription ON subscription_alias (subscription)",
)];

impl Reader<'_> {
    /// The subscription that a derived id stands for, where exactly one is known.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn alias_of(&self, derived: &SubscriptionId) -> Result<Option<SubscriptionId>, Error> {
        let sql = "SELECT subscription FROM subscription_alias WHERE derived = ?1 LIMIT 2";
        let named: Vec<SubscriptionId> =
            self.rows(sql, [derived.as_str()], |row| row.text("subscription"))?;
        Ok(<[SubscriptionId; 1]>::try_from(named)
            .ok()
            .map(|[only]| only))
    }

    /// Whether a derived id was seen to stand for several subscriptions, so that
    /// nobody can tell which of them its rows are of.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn stands_for_several(&self, derived: &SubscriptionId) -> Result<bool, Error> {
        let sql = "SELECT count(*) FROM subscription_alias WHERE derived = ?1";
        Ok(self.number(sql, [derived.as_str()])? > 1)
    }

    /// The derived ids that turned out to be this subscription: its older lines may
    /// carry them.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn aliases(&self, id: &SubscriptionId) -> Result<Vec<SubscriptionId>, Error> {
        let sql = "SELECT derived FROM subscription_alias WHERE subscription = ?1 ORDER BY derived";
        self.rows(sql, [id.as_str()], |row| row.text("derived"))
    }

    /// Whether a row of this identity came before.
    pub(crate) fn is_known(&self, identity: &str) -> Result<bool, Error> {
        let known = self.row(
            "SELECT 1 FROM event WHERE identity = ?1
             UNION ALL SELECT 1 FROM known_as WHERE identity = ?1
             UNION ALL SELECT 1 FROM idless_seen WHERE identity = ?1",
            [identity],
            |_| Ok(()),
        )?;
        Ok(known.is_some())
    }

    pub(crate) fn alias_or_self(&self, derived: &SubscriptionId) -> Result<SubscriptionId, Error> {
        Ok(self.alias_of(derived)?.unwrap_or_else(|| derived.clone()))
    }
}

impl Writer<'_> {
    /// An id-less row: whether an event with an id has its content. If so, that
    /// names what its derived id stands for, and the row need not be kept.
    pub(crate) fn learn_from_named(
        &mut self,
        row: &HistoryRow,
        idless: &str,
    ) -> Result<bool, Error> {
        let sql = "SELECT subscription FROM event WHERE idless_identity = ?1 AND derived = 0";
        let named: Vec<SubscriptionId> =
            self.rows(sql, [idless], |row| row.text("subscription"))?;
        if named.is_empty() {
            return Ok(false);
        }
        self.run("INSERT INTO idless_seen (identity) VALUES (?1)", [idless])?;
        for subscription in &named {
            self.learn(&row.derived_subscription(), subscription)?;
        }
        Ok(true)
    }

    /// A row with an id: whether an id-less event has its content that stands for
    /// no other row yet. If so, it stands for this one from now on.
    pub(crate) fn learn_from_idless(
        &mut self,
        row: &HistoryRow,
        subscription: &SubscriptionId,
        identity: &str,
        idless: &str,
    ) -> Result<bool, Error> {
        if !self.is_known(idless)? {
            return Ok(false);
        }
        let claimed = self.claim(subscription, identity, idless)?;
        self.learn(&row.derived_subscription(), subscription)?;
        Ok(claimed)
    }

    fn claim(
        &mut self,
        subscription: &SubscriptionId,
        identity: &str,
        idless: &str,
    ) -> Result<bool, Error> {
        let event: Option<EventId> = self.row(
            "SELECT id FROM event WHERE identity = ?1 AND derived = 1
             AND NOT EXISTS (SELECT 1 FROM known_as WHERE event = event.id)",
            [idless],
            |row| row.get(0),
        )?;
        let Some(event) = event else {
            return Ok(false);
        };
        self.run(
            "INSERT INTO known_as (identity, event, subscription) VALUES (?1, ?2, ?3)",
            params![identity, event, subscription.as_str()],
        )?;
        self.run(
            "UPDATE event SET counts_for = ?2 WHERE id = ?1",
            params![event, subscription.as_str()],
        )?;
        Ok(true)
    }

    /// Notes that `derived` was seen to stand for `subscription`, and lets its
    /// events that stand for no row of their own count accordingly.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn learn(
        &mut self,
        derived: &SubscriptionId,
        subscription: &SubscriptionId,
    ) -> Result<(), Error> {
        let learned = self.run(
            "INSERT INTO subscription_alias (derived, subscription) VALUES (?1, ?2)
             ON CONFLICT DO NOTHING",
            [derived.as_str(), subscription.as_str()],
        )?;
        if learned == 0 {
            return Ok(());
        }
        let counts_for = self.alias_or_self(derived)?;
        self.run(
            "UPDATE event SET counts_for = ?2 WHERE subscription = ?1 AND derived = 1
             AND NOT EXISTS (SELECT 1 FROM known_as WHERE event = event.id)",
            [derived.as_str(), counts_for.as_str()],
        )?;
        Ok(())
    }
}
