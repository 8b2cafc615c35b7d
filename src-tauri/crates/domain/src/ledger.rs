//! The ledger: what C3 reported, one event for each change of a subscription.
//!
//! History rows have no id, so an event's identity is its content
//! (`upload-engine.md` 2). Names are no part of it: a customer who was renamed,
//! or the same rows imported again from a file, add nothing.

use crate::ids::{CustomerId, SubscriptionId, TenantId, folded};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A subscription's status in C3.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Billed.
    Active,
    /// Billed by Microsoft all the same; a setting decides for Accord.
    Suspended,
    /// Ended.
    Deleted,
    /// Ended.
    Disabled,
    /// A word that C3's documentation does not name.
    Other(String),
}

impl Status {
    /// Reads C3's word, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match folded(text).as_str() {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            "deleted" => Self::Deleted,
            "disabled" => Self::Disabled,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Whether the subscription has ended.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self, Self::Deleted | Self::Disabled)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Active => "Active",
            Self::Suspended => "Suspended",
            Self::Deleted => "Deleted",
            Self::Disabled => "Disabled",
            Self::Other(word) => word,
        })
    }
}

/// `DateofChange`: as received, and as what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChangedAt {
    raw: String,
    meaning: Meaning,
}

/// Characters of `2026-10-16`.
const DAY_LENGTH: usize = 10;

/// C3 sends no offset; files may, and may leave out the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Day(Date),
    Local(DateTime),
    Exact(Timestamp),
}

/// A text that is no date and time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date and time such as 2026-10-16T11:40:15")]
pub struct NotADate(pub String);

impl ChangedAt {
    /// Reads ISO 8601, with or without an offset, or a bare day.
    ///
    /// # Errors
    /// When the text is neither.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let raw = text.trim();
        let meaning = if raw.len() <= DAY_LENGTH {
            raw.parse::<Date>().map(Meaning::Day)
        } else {
            raw.parse::<Timestamp>()
                .map(Meaning::Exact)
                .or_else(|_| raw.parse::<DateTime>().map(Meaning::Local))
        };
        let meaning = meaning.map_err(|_| NotADate(raw.to_owned()))?;
        Ok(Self {
            raw: raw.to_owned(),
            meaning,
        })
    }

    /// The text as received, trimmed.
    #[must_use]
    pub fn as_received(&self) -> &str {
        &self.raw
    }

    /// The instant it names, `zone` being the one in which C3 reports. A local
    /// time that a change of clocks skips or repeats takes the earlier offset.
    #[must_use]
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        let local = match self.meaning {
            Meaning::Exact(instant) => return instant,
            Meaning::Local(local) => local,
            Meaning::Day(day) => day.at(0, 0, 0, 0),
        };
        zone.to_ambiguous_timestamp(local)
            .compatible()
            .unwrap_or(Timestamp::MAX)
    }

    /// The calendar day in the zone `billing`, `reported` being the zone in which
    /// C3 reports. A day without a time is that day everywhere.
    #[must_use]
    pub fn day(&self, reported: &TimeZone, billing: &TimeZone) -> Date {
        match self.meaning {
            Meaning::Day(day) => day,
            Meaning::Local(_) | Meaning::Exact(_) => {
                billing.to_datetime(self.instant(reported)).date()
            }
        }
    }
}

impl TryFrom<String> for ChangedAt {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

impl From<ChangedAt> for String {
    fn from(changed_at: ChangedAt) -> Self {
        changed_at.raw
    }
}

/// Quantity, price and status on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// Licences. C3's `null`, missing and 0 all mean none.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle, where C3 gave one.
    pub price: Option<Decimal>,
    /// Status, where C3 gave one.
    pub status: Option<Status>,
}

/// One row of C3's subscription history, read and trimmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name, for display only.
    pub customer_name: String,
    /// Microsoft tenant.
    pub tenant: Option<TenantId>,
    /// The tenant's name, for display only.
    pub tenant_name: Option<String>,
    /// `SubscriptionID`, where the row carries one.
    pub subscription: Option<SubscriptionId>,
    /// Owning entity's kind: Customer, Site or Department.
    pub owner_kind: Option<String>,
    /// Owner's name.
    pub owner: Option<String>,
    /// Product's name; rows carry no SKU.
    pub product: String,
    /// When.
    pub changed_at: ChangedAt,
    /// Before.
    pub old: Values,
    /// After.
    pub new: Values,
    /// Who made the change.
    pub created_by: Option<String>,
}

/// What a history event is, derived from its values; C3 does not say
/// (`reference` to the documented statuses; rows that fit none are for review).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A subscription began.
    New,
    /// More licences.
    Increase,
    /// Fewer licences.
    Decrease,
    /// Another price only.
    Price,
    /// Active to Suspended.
    Suspended,
    /// Suspended to Active.
    Reactivated,
    /// Deleted or Disabled.
    Ended,
    /// Several of these at once.
    Combined,
    /// Nothing changed.
    NoChange,
    /// Fits none; shown for review.
    Review,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Increase,
        Self::Decrease,
        Self::Price,
        Self::Suspended,
        Self::Reactivated,
        Self::Ended,
        Self::Combined,
        Self::NoChange,
        Self::Review,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Price => "price",
            Self::Suspended => "suspended",
            Self::Reactivated => "reactivated",
            Self::Ended => "ended",
            Self::Combined => "combined",
            Self::NoChange => "no-change",
            Self::Review => "review",
        }
    }
}

impl HistoryRow {
    /// The subscription's id, derived where the row carries none.
    #[must_use]
    pub fn subscription_key(&self) -> SubscriptionId {
        self.subscription
            .clone()
            .unwrap_or_else(|| self.derived_subscription())
    }

    /// The id that Accord derives for a row without one.
    #[must_use]
    pub fn derived_subscription(&self) -> SubscriptionId {
        SubscriptionId::derived(
            &self.customer,
            self.tenant.as_ref(),
            self.owner.as_deref().unwrap_or_default(),
            &self.product,
        )
    }

    /// The event's identity: a hash over subscription and content.
    #[must_use]
    pub fn identity(&self) -> String {
        self.identity_of(&self.subscription_key())
    }

    /// The identity that the row would have without a subscription id: an
    /// id-less row equal to one with an id is the same event.
    #[must_use]
    pub fn idless_identity(&self) -> String {
        self.identity_of(&self.derived_subscription())
    }

    fn identity_of(&self, subscription: &SubscriptionId) -> String {
        let side = |values: &Values| {
            [
                values.quantity.normalize().to_string(),
                values.price.unwrap_or_default().normalize().to_string(),
                values
                    .status
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ]
            .join("\u{1f}")
        };
        let content = [
            subscription.as_str(),
            self.changed_at.as_received(),
            &side(&self.old),
            &side(&self.new),
        ]
        .join("\u{1e}");
        hex(&Sha256::digest(content.as_bytes()))
    }

    /// What kind of change this is.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        kind_of(&self.old, &self.new)
    }
}

fn kind_of(old: &Values, new: &Values) -> ChangeKind {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let ended = |values: &Values| values.status.as_ref().is_some_and(Status::is_ended);
    let odd = |values: &Values| matches!(values.status, Some(Status::Other(_)));
    if odd(new) || new.quantity.is_sign_negative() && !new.quantity.is_zero() {
        return ChangeKind::Review;
    }
    if ended(new) {
        return if ended(old) && old.quantity == new.quantity {
            ChangeKind::NoChange
        } else {
            ChangeKind::Ended
        };
    }
    if old.quantity.is_zero() && !new.quantity.is_zero() {
        return ChangeKind::New;
    }
    let quantity = match new.quantity.cmp(&old.quantity) {
        Greater => Some(ChangeKind::Increase),
        Less => Some(ChangeKind::Decrease),
        Equal => None,
    };
    let price = (old.price != new.price && old.price.is_some()).then_some(ChangeKind::Price);
    let status = match (&old.status, &new.status) {
        (Some(Status::Suspended), Some(Status::Active)) => Some(ChangeKind::Reactivated),
        (before, Some(Status::Suspended)) if *before != Some(Status::Suspended) => {
            Some(ChangeKind::Suspended)
        }
        (Some(before), Some(Status::Active)) if before.is_ended() => Some(ChangeKind::Reactivated),
        _ => None,
    };
    let mut kinds = [quantity, price, status].into_iter().flatten();
    match (kinds.next(), kinds.next()) {
        (None, _) => ChangeKind::NoChange,
        (Some(kind), None) => kind,
        (Some(_), Some(_)) => ChangeKind::Combined,
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
