//! The ledger, and what became of each event.

use super::plain;
use crate::{Workflow, error::Error};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    ledger::ChangeKind,
    line::{Action, EventId},
    timeline::Decision,
};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use store::{Became, Event, EventFilter, EventPage, JobId};

/// An event in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryRow {
    /// Number.
    pub id: EventId,
    /// The product's name.
    pub name: String,
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name, as C3 gave it then.
    pub customer_name: String,
    /// The subscription that it counts for.
    pub subscription: SubscriptionId,
    /// The product's name.
    pub product: String,
    /// When.
    pub changed_at: Timestamp,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// Licences before.
    pub old_quantity: String,
    /// Licences after.
    pub new_quantity: String,
    /// Price before.
    pub old_price: Option<String>,
    /// Price after.
    pub new_price: Option<String>,
    /// Status before.
    pub old_status: Option<String>,
    /// Status after.
    pub new_status: Option<String>,
    /// The user's word on it: `accept` or `discard`.
    pub decision: Option<&'static str>,
    /// The lines that it led to.
    pub became: Vec<BecameRow>,
}

/// A line that an event led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BecameRow {
    /// The addition.
    pub addition: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// What was done.
    pub operation: Action,
    /// In which run.
    pub job: JobId,
    /// The line's reference.
    pub reference: Option<String>,
}

/// A page of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryPage {
    /// The events, the newest change first.
    pub rows: Vec<HistoryRow>,
    /// Behind which event the next page begins; none on the last one.
    pub next: Option<EventId>,
}

impl Workflow {
    /// A page of the ledger: at most `limit` events that match, behind `after`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(
        &self,
        filter: &EventFilter,
        after: Option<EventId>,
        limit: u32,
    ) -> Result<HistoryPage, Error> {
        let zone = self.billing_settings()?.c3_zone;
        Ok(self.store.read(|reader| {
            let EventPage { events, next } = reader.event_page(filter, after, limit)?;
            let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
            let mut became = reader.became(&ids)?;
            let mut row = |event: Event| {
                let lines = became.remove(&event.id).unwrap_or_default();
                row(event, &zone, lines)
            };
            Ok(HistoryPage {
                rows: events.into_iter().map(&mut row).collect(),
                next,
            })
        })?)
    }

    /// How many events match.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_history(&self, filter: &EventFilter) -> Result<u32, Error> {
        Ok(self.store.read(|reader| reader.count_events(filter))?)
    }
}

pub(super) fn row(event: Event, zone: &TimeZone, became: Vec<Became>) -> HistoryRow {
    let kind = event.row.kind();
    let status = |status: Option<domain::ledger::Status>| status.map(|status| status.to_string());
    HistoryRow {
        id: event.id,
        name: event.row.product.clone(),
        customer: event.row.customer,
        customer_name: event.row.customer_name,
        subscription: event.subscription,
        product: event.row.product,
        changed_at: event.row.changed_at.instant(zone),
        kind,
        old_quantity: plain(event.row.old.quantity),
        new_quantity: plain(event.row.new.quantity),
        old_price: event.row.old.price.map(plain),
        new_price: event.row.new.price.map(plain),
        old_status: status(event.row.old.status),
        new_status: status(event.row.new.status),
        decision: event.decision.map(|decision| match decision {
            Decision::Accept => "accept",
            Decision::Discard => "discard",
        }),
        became: became.into_iter().map(line).collect(),
    }
}

fn line(became: Became) -> BecameRow {
    BecameRow {
        addition: became.addition,
        agreement: became.agreement,
        operation: became.action,
        job: became.job,
        reference: became.reference.map(|reference| reference.to_string()),
    }
}
