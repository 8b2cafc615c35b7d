//! The ledger's events, and the rows that could not be read.

use super::{mirror, number};
use crate::error::{CommandError, ErrorCode};
use domain::{
    ids::{CustomerId, SubscriptionId},
    ledger, line,
    timeline::Decision as Word,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::{listing, store::EventFilter};

mirror! {
    /// What kind of change an event is.
    ChangeKind of ledger::ChangeKind {
        /// The first licences.
        New,
        /// More licences.
        Increase,
        /// Fewer licences.
        Decrease,
        /// Another price.
        Price,
        /// Suspended.
        Suspended,
        /// Active again.
        Reactivated,
        /// Deleted or disabled.
        Ended,
        /// Several of these at once.
        Combined,
        /// Nothing changed.
        NoChange,
        /// It fits none of these.
        Review,
    }
}

mirror! {
    /// What is done with a line.
    Action of line::Action {
        /// The reference is written on an addition that a person made.
        Adopt,
        /// A line gets a last day.
        End,
        /// A line is billed no more, from its first day.
        Void,
        /// Values change.
        Change,
        /// A new addition.
        Create,
    }
}

mirror! {
    /// The user's word on an event.
    Decision of Word {
        /// It counts.
        Accept,
        /// It does not.
        Discard,
    }
}

/// Which events to show; what is left out does not matter.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub(crate) struct HistoryFilter {
    /// Of this customer.
    pub(crate) customer: Option<String>,
    /// Of this subscription.
    pub(crate) subscription: Option<String>,
    /// Words that each occur in product, customer, tenant or owner.
    pub(crate) text: String,
    /// Of one of these kinds; empty: of any.
    pub(crate) kinds: Vec<ChangeKind>,
    /// Changed on this day or later.
    pub(crate) from: Option<String>,
    /// Changed on this day or earlier.
    pub(crate) until: Option<String>,
    /// With (`true`) or without (`false`) a confirmed line.
    pub(crate) uploaded: Option<bool>,
    /// Only those that wait for the user's word.
    pub(crate) decide: bool,
}

impl TryFrom<HistoryFilter> for EventFilter {
    type Error = CommandError;

    fn try_from(filter: HistoryFilter) -> Result<Self, CommandError> {
        Ok(Self {
            customer: filter.customer.as_deref().map(CustomerId::new),
            subscription: filter.subscription.as_deref().map(SubscriptionId::new),
            text: filter.text,
            kinds: filter.kinds.into_iter().map(Into::into).collect(),
            from: day(filter.from, "from")?,
            until: day(filter.until, "until")?,
            uploaded: filter.uploaded,
            decide: filter.decide,
        })
    }
}

fn day(text: Option<String>, field: &str) -> Result<Option<Date>, CommandError> {
    let text = text.filter(|text| !text.is_empty());
    let day = text.map(|text| text.parse()).transpose();
    day.map_err(|_| {
        let why = "This is no day; write it as 2026-10-31";
        CommandError::new(ErrorCode::Argument, why).of_field(field)
    })
}

/// An event.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LedgerEvent {
    /// Number.
    pub(crate) id: u32,
    /// C3 customer.
    pub(crate) customer: String,
    /// Its name, as C3 gave it then.
    pub(crate) customer_name: String,
    /// The subscription that it counts for.
    pub(crate) subscription: String,
    /// The product's name.
    pub(crate) product: String,
    /// When.
    pub(crate) changed_at: String,
    /// What kind of change it is.
    pub(crate) kind: ChangeKind,
    /// Licences before.
    pub(crate) old_quantity: String,
    /// Licences after.
    pub(crate) new_quantity: String,
    /// Price before.
    pub(crate) old_price: Option<String>,
    /// Price after.
    pub(crate) new_price: Option<String>,
    /// Status before.
    pub(crate) old_status: Option<String>,
    /// Status after.
    pub(crate) new_status: Option<String>,
    /// The user's word on it.
    pub(crate) decision: Option<String>,
    /// The lines that it led to.
    pub(crate) became: Vec<Became>,
}

/// A line that an event led to.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Became {
    /// The addition.
    pub(crate) addition: u32,
    /// The agreement that it stands on.
    pub(crate) agreement: u32,
    /// What was done.
    pub(crate) action: Action,
    /// In which record.
    pub(crate) job: u32,
    /// The line's reference.
    pub(crate) reference: Option<String>,
}

impl From<listing::HistoryRow> for LedgerEvent {
    fn from(row: listing::HistoryRow) -> Self {
        let became = |line: listing::BecameRow| Became {
            addition: line.addition.0,
            agreement: line.agreement.0,
            action: line.operation.into(),
            job: number(line.job),
            reference: line.reference,
        };
        Self {
            id: number(row.id),
            customer: row.customer.to_string(),
            customer_name: row.customer_name,
            subscription: row.subscription.to_string(),
            product: row.product,
            changed_at: row.changed_at.to_string(),
            kind: row.kind.into(),
            old_quantity: row.old_quantity,
            new_quantity: row.new_quantity,
            old_price: row.old_price,
            new_price: row.new_price,
            old_status: row.old_status,
            new_status: row.new_status,
            decision: row.decision.map(str::to_owned),
            became: row.became.into_iter().map(became).collect(),
        }
    }
}

/// A row that could not be read.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct UnreadableRow {
    /// Number.
    pub(crate) id: u32,
    /// The row as received, as far as it was kept.
    pub(crate) raw: String,
    /// Why it could not be read.
    pub(crate) reason: String,
    /// Where it came from.
    pub(crate) source: String,
    /// When it was first seen.
    pub(crate) seen_at: String,
    /// When the user dismissed it.
    pub(crate) dismissed_at: Option<String>,
}

impl From<listing::UnreadableRow> for UnreadableRow {
    fn from(row: listing::UnreadableRow) -> Self {
        Self {
            id: number(row.id),
            raw: row.raw,
            reason: row.reason,
            source: row.name,
            seen_at: row.seen_at.to_string(),
            dismissed_at: row.dismissed_at.map(|at| at.to_string()),
        }
    }
}
