//! Lines: the additions that Accord owns, and what is to be done with them.

use crate::{
    ids::{AdditionId, AgreementId, ItemId, SubscriptionId},
    reference::{LineKind, Reference},
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What an addition says that matters to what is billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineValues {
    /// Catalog item.
    pub item: ItemId,
    /// Quantity.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle.
    pub unit_price: Decimal,
    /// First day.
    pub effective: Date,
    /// Last day, inclusive; `None` while it runs on.
    pub cancelled: Option<Date>,
    /// Whether it is billed; a voided line is not.
    pub billable: bool,
}

impl LineValues {
    /// The days on which it is in force.
    #[must_use]
    pub fn span(&self) -> Span {
        Span {
            first: self.effective,
            last: self.cancelled,
        }
    }

    /// The same, voided: not billed, and over on its first day. It keeps its reference,
    /// so that it is revived instead of created again.
    #[must_use]
    pub fn voided(&self) -> Self {
        Self {
            billable: false,
            cancelled: Some(self.effective),
            ..self.clone()
        }
    }

    /// Whether both say the same, but perhaps for their last day.
    #[must_use]
    pub fn is_same_but_end(&self, other: &Self) -> bool {
        let with_its_end = Self {
            cancelled: other.cancelled,
            ..self.clone()
        };
        with_its_end == *other
    }

    /// Whether it is a line that bills.
    #[must_use]
    pub fn bills(&self) -> bool {
        self.billable && !self.span().is_empty()
    }
}

/// A line as ConnectWise has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The addition.
    pub addition: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// Its reference; for a line about to be adopted, the one it will carry.
    pub reference: Reference,
    /// What it says.
    pub values: LineValues,
    /// Where edits by a person are known: what the line billed before each, in the
    /// order of their days.
    pub billed_as: Vec<BilledAs>,
}

/// What a line billed before a person edited it. An invoice that was made from
/// the old values is not made anew, so days before `until`, and since the edit
/// before this one, count by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BilledAs {
    /// The line before the edit.
    pub values: LineValues,
    /// The first day that counts by what the line said after the edit.
    pub until: Date,
}

impl Line {
    /// The subscription it belongs to.
    #[must_use]
    pub fn subscription(&self) -> &SubscriptionId {
        &self.reference.subscription
    }

    /// The day on which a hand-made line became Accord's: the one in its
    /// reference, where it billed before that. `None` for any other line.
    #[must_use]
    pub fn adopted_on(&self) -> Option<Date> {
        let made = self
            .billed_as
            .first()
            .map_or(&self.values, |was| &was.values);
        let adopted = self.reference.kind == LineKind::Base && made.effective < self.reference.day;
        adopted.then_some(self.reference.day)
    }

    /// The days that it bills and that are Accord's: an adopted line is
    /// Accord's only from the day in its reference on.
    #[must_use]
    pub fn ours(&self) -> Span {
        self.ours_by(&self.values)
    }

    /// The same by what the line said at another time.
    pub(crate) fn ours_by(&self, values: &LineValues) -> Span {
        match self.reference.kind {
            LineKind::Base => values.span().since(self.reference.day),
            LineKind::Adjustment | LineKind::Settlement => values.span(),
        }
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The reference is written on an addition that a person made.
    Adopt,
    /// A line gets a last day.
    End,
    /// A line is billed no more, from its first day.
    Void,
    /// Values change; also a last day that is moved or taken away.
    Change,
    /// A new addition.
    Create,
}

impl Action {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::End => "end",
            Self::Void => "void",
            Self::Change => "change",
            Self::Create => "create",
        }
    }

    /// In a sentence, of a line.
    #[must_use]
    pub fn of_a_line(self) -> &'static str {
        match self {
            Self::Adopt => "taking over a line",
            Self::End => "ending a line",
            Self::Void => "voiding a line",
            Self::Change => "changing a line",
            Self::Create => "creating a line",
        }
    }
}

/// One change of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// What it does.
    pub action: Action,
    /// The agreement.
    pub agreement: AgreementId,
    /// The addition; `None` when it is to be created.
    pub addition: Option<AdditionId>,
    /// The subscription; `None` where a foreign addition is ended.
    pub subscription: Option<SubscriptionId>,
    /// The line's reference; `None` where a foreign addition is ended.
    pub reference: Option<Reference>,
    /// What ConnectWise has now.
    pub before: Option<LineValues>,
    /// What it is to have.
    pub after: LineValues,
    /// `invoiceDescription`, where it is written.
    pub text: Option<String>,
    /// The ledger's events behind it, by their number there.
    pub because: Vec<EventId>,
}

/// The number of an event in the ledger of this desktop.
pub type EventId = i64;
