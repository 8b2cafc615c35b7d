//! The timeline of one subscription: for each calendar day in the billing time
//! zone its product, quantity, price and status (`upload-engine.md` 2).
//!
//! Events say what changed; the timeline says what was. It knows nothing of
//! agreements, lines or invoices.

mod build;

pub use build::{Built, Override, build};

use crate::{
    ids::folded,
    ledger::{HistoryRow, Status},
    line::EventId,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
};

/// The user's word on an event that contradicts the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Accept,
    /// It does not.
    Discard,
}

/// A ledger event with its number, day and the user's word on it.
#[derive(Debug, Clone)]
pub struct Event {
    /// Number in the ledger.
    pub id: EventId,
    /// When, to order events of one day.
    pub instant: jiff::Timestamp,
    /// The calendar day in the billing time zone: the first day that counts.
    pub day: Date,
    /// What C3 reported.
    pub row: HistoryRow,
    /// The user's word, if there is one.
    pub decision: Option<Decision>,
}

/// How Suspended bills.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuspendedBilling {
    /// It goes on billing, as Microsoft does.
    #[default]
    Bills,
    /// It stops billing.
    Stops,
}

impl SuspendedBilling {
    /// The word in settings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bills => "bills",
            Self::Stops => "stops",
        }
    }
}

impl std::str::FromStr for SuspendedBilling {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Bills, Self::Stops]
            .into_iter()
            .find(|choice| choice.word() == text)
            .ok_or_else(|| format!("Suspended either bills or stops; “{text}” is neither"))
    }
}

/// A product's name, comparable: names that differ in case or spaces only are
/// one product.
#[derive(Debug, Clone)]
pub struct ProductName {
    folded: String,
    shown: String,
}

impl PartialEq for ProductName {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for ProductName {}

impl PartialOrd for ProductName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ProductName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded.cmp(&other.folded)
    }
}

impl Hash for ProductName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

impl ProductName {
    /// From the name as C3 gives it.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            folded: folded(name),
            shown: name.trim().to_owned(),
        }
    }

    /// For comparing.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// For people.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

/// What a subscription is on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Product.
    pub product: ProductName,
    /// Licences.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle, where known.
    pub price: Option<Decimal>,
    /// Status; Active where C3 gave none.
    pub status: Status,
}

impl State {
    /// The quantity that is to be billed.
    #[must_use]
    pub fn billed(&self, suspended: SuspendedBilling) -> Decimal {
        match (&self.status, suspended) {
            (Status::Deleted | Status::Disabled, _)
            | (Status::Suspended, SuspendedBilling::Stops) => Decimal::ZERO,
            _ => self.quantity,
        }
    }
}

/// Days on which nothing changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The days; only the last segment has no end.
    pub span: Span,
    /// What it is on these days.
    pub state: State,
    /// The event that began it; `None` for what was there before the ledger.
    pub event: Option<EventId>,
}

/// Where the opening quantity comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpeningSource {
    /// The first known event's old values.
    Ledger,
    /// The user entered it.
    User,
    /// The latest C3 invoice line.
    InvoiceLine,
    /// The addition adopted for it.
    AdoptedLine,
}

/// What was there before the first known event, when the ledger does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Product.
    pub product: ProductName,
    /// Licences.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle.
    pub price: Option<Decimal>,
    /// Where it comes from.
    pub source: OpeningSource,
}

/// A subscription, day by day, without gaps, from the first day of time on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    segments: Vec<Segment>,
    heard: Vec<Date>,
}

impl Timeline {
    /// The segments in order.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The days of its events in order, also of those after which nothing is other than
    /// before, or of which a later one of that day tells nothing.
    #[must_use]
    pub fn heard(&self) -> &[Date] {
        &self.heard
    }

    /// What it is on `day`.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&State> {
        self.segments
            .iter()
            .find(|segment| segment.span.holds(day))
            .map(|segment| &segment.state)
    }

    /// What it is from the last event on.
    #[must_use]
    pub fn now(&self) -> Option<&State> {
        self.segments.last().map(|segment| &segment.state)
    }

    /// The same timeline, but for products that begin later than they were there:
    /// before its first day a product has no quantity.
    #[must_use]
    pub fn beginning(&self, first_day: impl Fn(&ProductName) -> Option<Date>) -> Self {
        let mut segments = Vec::with_capacity(self.segments.len());
        for segment in &self.segments {
            let Some(first) = first_day(&segment.state.product) else {
                segments.push(segment.clone());
                continue;
            };
            let before = State {
                quantity: Decimal::ZERO,
                ..segment.state.clone()
            };
            let early = Segment {
                span: segment.span.until(first),
                state: before,
                event: None,
            };
            let late = Segment {
                span: segment.span.since(first),
                ..segment.clone()
            };
            segments.extend(
                [early, late]
                    .into_iter()
                    .filter(|part| !part.span.is_empty()),
            );
        }
        Self {
            segments,
            heard: self.heard.clone(),
        }
    }

    /// The day of the last event that changed something.
    #[must_use]
    pub fn last_change(&self) -> Option<Date> {
        self.segments
            .iter()
            .rev()
            .find(|segment| segment.event.is_some())
            .map(|s| s.span.first)
    }
}
