//! The reference by which Accord recognises its lines: a subscription's id, a
//! colon, and a suffix that is unique on the agreement (`upload-engine.md` 1).

use crate::ids::SubscriptionId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Characters that a serial number holds.
pub const MAX_LENGTH: usize = 50;

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// What the customer has.
    Base,
    /// The part of a period that the base line gets wrong.
    Adjustment,
    /// What invoiced days got wrong.
    Settlement,
}

impl LineKind {
    fn letter(self) -> char {
        match self {
            Self::Base => 'b',
            Self::Adjustment => 'a',
            Self::Settlement => 's',
        }
    }
}

/// The reference of one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// What the line is for.
    pub kind: LineKind,
    /// The day in the suffix: a base line's first day that is Accord's, an
    /// adjustment's day of change, a settlement's first day of the open period.
    pub day: Date,
    /// Tells lines apart that would be named alike; 0 is not written.
    pub digit: u8,
}

/// A text that is no reference of Accord's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a reference of Accord's")]
pub struct NotAReference(pub String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}{:02}{:02}{:02}",
            self.subscription,
            self.kind.letter(),
            self.day.year().rem_euclid(100),
            self.day.month(),
            self.day.day()
        )?;
        if self.digit > 0 {
            write!(f, "{}", self.digit)
        } else {
            Ok(())
        }
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        parse(text.trim()).ok_or_else(|| NotAReference(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Reference> {
    let (subscription, suffix) = text.split_once(':')?;
    Uuid::parse_str(subscription).ok()?;
    let kind = [LineKind::Base, LineKind::Adjustment, LineKind::Settlement]
        .into_iter()
        .find(|kind| suffix.starts_with(kind.letter()))?;
    let digits = suffix.get(1..)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !(6..=7).contains(&digits.len()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
    let year = 2000 + i16::from(number(0..2)?);
    let day = Date::new(year, number(2..4)?, number(4..6)?).ok()?;
    let digit = digits
        .get(6..)
        .and_then(|digit| digit.parse().ok())
        .unwrap_or(0);
    Some(Reference {
        subscription: SubscriptionId::new(subscription),
        kind,
        day,
        digit,
    })
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;
    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}
