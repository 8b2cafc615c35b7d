//! Appending to the ledger, so that a row that came twice is one event.

use super::event_page::Instant;
use crate::{
    access::Writer,
    cell::{Textual, text_of},
    error::Error,
    search::searchable,
};
use domain::{ids::SubscriptionId, ledger::HistoryRow, line::EventId, timeline::Decision};
use jiff::Timestamp;
use rusqlite::params;

/// What became of a row that was appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// A new event.
    New,
    /// The ledger had it.
    Known,
}

impl Writer<'_> {
    /// Appends a row, unless the ledger has it: under its identity, or as an
    /// id-less row of the same content, one of the two having the id.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn append(
        &mut self,
        row: &HistoryRow,
        source: &str,
        at: Timestamp,
    ) -> Result<Appended, Error> {
        let identity = row.identity();
        if self.is_known(&identity)? {
            return Ok(Appended::Known);
        }
        let idless = row.idless_identity();
        let counts_for = match &row.subscription {
            None if self.learn_from_named(row, &idless)? => return Ok(Appended::Known),
            None => self.alias_or_self(&row.derived_subscription())?,
            Some(id) if self.learn_from_idless(row, id, &identity, &idless)? => {
                return Ok(Appended::Known);
            }
            Some(id) => {
                // Rows of this subscription that come without an id are its own.
                self.learn(&row.derived_subscription(), id)?;
                id.clone()
            }
        };
        self.insert_event(row, [&identity, &idless], &counts_for, source, at)?;
        Ok(Appended::New)
    }

    /// Records the user's word on an event; `None` takes it back.
    ///
    /// # Errors
    /// [`Error::Missing`], or what SQLite refuses.
    pub fn decide_event(&mut self, id: EventId, decision: Option<Decision>) -> Result<(), Error> {
        let sql = "UPDATE event SET decision = ?2 WHERE id = ?1";
        self.run_on("event", id, sql, params![id, text_of(decision.as_ref())])
    }

    fn insert_event(
        &mut self,
        row: &HistoryRow,
        [identity, idless]: [&str; 2],
        counts_for: &SubscriptionId,
        source: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.insert(
            "INSERT INTO event (identity, idless_identity, subscription, derived, customer,
                customer_name, tenant, tenant_name, owner_kind, owner, product, changed_at,
                old_quantity, old_price, old_status, new_quantity, new_price, new_status,
                created_by, kind, sorts_at, search, source, pulled_at, counts_for)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
            params![
                identity,
                idless,
                row.subscription_key().as_str(),
                row.subscription.is_none(),
                row.customer.as_str(),
                row.customer_name,
                text_of(row.tenant.as_ref()),
                row.tenant_name,
                row.owner_kind,
                row.owner,
                row.product,
                row.changed_at.as_received(),
                row.old.quantity.to_text(),
                text_of(row.old.price.as_ref()),
                text_of(row.old.status.as_ref()),
                row.new.quantity.to_text(),
                text_of(row.new.price.as_ref()),
                text_of(row.new.status.as_ref()),
                row.created_by,
                row.kind().word(),
                Instant::of(&row.changed_at).to_text(),
                searched(row),
                source,
                at.to_text(),
                counts_for.as_str(),
            ],
        )?;
        Ok(())
    }
}

fn searched(row: &HistoryRow) -> String {
    searchable([
        Some(row.product.as_str()),
        Some(row.customer_name.as_str()),
        row.tenant_name.as_deref(),
        row.owner.as_deref(),
        row.subscription.as_ref().map(SubscriptionId::as_str),
    ])
}
