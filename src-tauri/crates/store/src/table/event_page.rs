//! The ledger in pages: filtered, the newest change first, by keyset, so that the
//! last page of 150,000 rows is as quick as the first.

use super::event::Event;
use crate::{access::Reader, cell::Textual, error::Error, search::Conditions};
use domain::{
    ids::{CustomerId, SubscriptionId},
    ledger::{ChangeKind, ChangedAt},
    line::EventId,
    period::next,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rusqlite::params_from_iter;

/// Which events to show; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// That count for this subscription.
    pub subscription: Option<SubscriptionId>,
    /// Words that each occur in product, customer, tenant or owner.
    pub text: String,
    /// Of one of these kinds; empty: of any.
    pub kinds: Vec<ChangeKind>,
    /// Changed on this day, as C3 reports it, or later.
    pub from: Option<Date>,
    /// Changed on this day, as C3 reports it, or earlier.
    pub until: Option<Date>,
    /// With (`true`) or without (`false`) a confirmed line.
    pub uploaded: Option<bool>,
    /// Only those that wait for a person's word: the customer's last plan named them,
    /// or they fit no kind of change, and nobody has decided yet.
    pub decide: bool,
}

/// A page of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPage {
    /// The events, the newest change first.
    pub events: Vec<Event>,
    /// Where the next page begins: behind this event. `None` on the last page.
    pub next: Option<EventId>,
}

/// The instant by which events are sorted: as reported, local times as if in UTC.
/// Of fixed width, so that text order is time order.
pub(crate) struct Instant(Timestamp);

impl Instant {
    pub(crate) fn of(changed_at: &ChangedAt) -> Self {
        Self(changed_at.instant(&TimeZone::UTC))
    }

    pub(crate) fn to_text(&self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%S.%9fZ").to_string()
    }
}

const UNDECIDED: &str = "decision IS NULL AND id IN (
    SELECT id FROM event WHERE kind = 'review'
    UNION ALL SELECT finding.event FROM finding WHERE finding.event IS NOT NULL
    AND finding.job = (SELECT max(job_customer.job)
        FROM job_customer JOIN job ON job.id = job_customer.job
        WHERE job_customer.customer = finding.customer
        AND job.kind IN ('validate', 'export') AND job.status <> 'running'))";

impl EventFilter {
    pub(super) fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::new();
        conditions
            .with("customer = ?", self.customer.as_ref().map(Textual::to_text))
            .with(
                "counts_for = ?",
                self.subscription.as_ref().map(Textual::to_text),
            )
            .with("sorts_at >= ?", self.from.as_ref().map(Textual::to_text))
            .with("sorts_at < ?", self.until.map(|day| next(day).to_text()))
            .with("uploaded = ?", self.uploaded)
            .when(self.decide, UNDECIDED)
            .words(&self.text);
        if !self.kinds.is_empty() {
            let words: Vec<_> = self.kinds.iter().map(|kind| kind.word()).collect();
            let words = format!("[\"{}\"]", words.join("\",\""));
            conditions.with("kind IN (SELECT value FROM json_each(?))", Some(words));
        }
        conditions
    }
}

impl Reader<'_> {
    /// The first `limit` events that match, behind the event `after` where a page
    /// came before.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn event_page(
        &self,
        filter: &EventFilter,
        after: Option<EventId>,
        limit: u32,
    ) -> Result<EventPage, Error> {
        let mut conditions = filter.conditions();
        conditions.with(
            "(sorts_at, id) < (SELECT sorts_at, id FROM event WHERE id = ?)",
            after,
        );
        let sql = format!(
            "SELECT * FROM event WHERE {} ORDER BY sorts_at DESC, id DESC LIMIT {}",
            conditions.clause(),
            u64::from(limit) + 1
        );
        let values = params_from_iter(conditions.values());
        let mut events = self.rows(&sql, values, Event::from_row)?;
        let more = events.len() > limit as usize;
        events.truncate(limit as usize);
        let next = events.last().filter(|_| more).map(|event| event.id);
        Ok(EventPage { events, next })
    }

    /// How many events match.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_events(&self, filter: &EventFilter) -> Result<u32, Error> {
        let conditions = filter.conditions();
        let sql = format!("SELECT count(*) FROM event WHERE {}", conditions.clause());
        self.number(&sql, params_from_iter(conditions.values()))
    }
}
