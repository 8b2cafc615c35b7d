//! How values are written in a cell, and read back.
//!
//! Money and quantities are decimals as text, days ISO 8601, instants RFC 3339,
//! words as on the command line. Nothing goes through floating point. A cell that
//! cannot be read back is an error that shows the cell, never a guess.

use domain::{
    agreement::{NextInvoiceCovers, PostingMode, PricePeriods},
    cycle::{AgreementCycle, BillingCycle},
    finding::Code,
    ids::{CustomerId, SubscriptionId, TenantId},
    ledger::{ChangeKind, ChangedAt, Status},
    line::Action,
    mapping::MappedKind,
    reference::Reference,
    timeline::Decision,
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{
    Row, Statement,
    types::{FromSql, Type, ValueRef},
};
use rust_decimal::Decimal;
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;

/// A value that is kept as text.
pub(crate) trait Textual: Sized {
    /// As it is written.
    fn to_text(&self) -> String;
    /// As it is read; `None` when the text is no such value.
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! textual {
    ($($type:ty: $write:expr, $read:expr;)*) => {$(
        impl Textual for $type {
            fn to_text(&self) -> String {
                let write: fn(&Self) -> String = $write;
                write(self)
            }
            fn from_text(text: &str) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(text)
            }
        }
    )*};
}

textual! {
    Decimal: ToString::to_string, |text| text.parse().ok();
    Date: ToString::to_string, |text| text.parse().ok();
    Timestamp: ToString::to_string, |text| text.parse().ok();
    CustomerId: ToString::to_string, |text| Some(Self::new(text));
    TenantId: ToString::to_string, |text| Some(Self::new(text));
    SubscriptionId: ToString::to_string, |text| Some(Self::new(text));
    Status: ToString::to_string, |text| Some(Self::parse(text));
    ChangedAt: |at| at.as_received().to_owned(), |text| Self::parse(text).ok();
    Reference: ToString::to_string, |text| text.parse().ok();
    BillingCycle: |cycle| cycle.word().to_owned(), |text| text.parse().ok();
    PostingMode: |mode| mode.word().to_owned(), |text| text.parse().ok();
    NextInvoiceCovers: |covers| covers.word().to_owned(), |text| text.parse().ok();
    AgreementCycle: |cycle| word(*cycle, &AGREEMENT_CYCLES).to_owned(), |text| named(text, &AGREEMENT_CYCLES);
    PricePeriods: ToString::to_string, |text| text.parse().ok();
    Decision: |decision| word(*decision, &DECISIONS).to_owned(), |text| named(text, &DECISIONS);
    Action: |action| action.word().to_owned(), |text| {
        [Self::Adopt, Self::End, Self::Void, Self::Change, Self::Create]
            .into_iter()
            .find(|action| action.word() == text)
    };
    MappedKind: |kind| kind.word().to_owned(), |text| {
        Self::ALL.into_iter().find(|kind| kind.word() == text)
    };
    ChangeKind: |kind| kind.word().to_owned(), |text| {
        Self::ALL.iter().copied().find(|kind| kind.word() == text)
    };
    Code: |code| code.word().to_owned(), |text| {
        Self::ALL.iter().copied().find(|code| code.word() == text)
    };
}

const AGREEMENT_CYCLES: [(AgreementCycle, &str); 2] = [
    (AgreementCycle::Monthly, "monthly"),
    (AgreementCycle::Yearly, "yearly"),
];
const DECISIONS: [(Decision, &str); 2] =
    [(Decision::Accept, "accept"), (Decision::Discard, "discard")];

/// The word for one of a few choices.
pub(crate) fn word<T: PartialEq + Copy>(value: T, words: &[(T, &'static str)]) -> &'static str {
    words
        .iter()
        .find(|(choice, _)| *choice == value)
        .map_or("", |(_, word)| word)
}

/// The choice that a word names.
pub(crate) fn named<T: Copy>(text: &str, words: &[(T, &str)]) -> Option<T> {
    words
        .iter()
        .find(|(_, word)| *word == text)
        .map(|(choice, _)| *choice)
}

/// `None` stays `NULL`.
pub(crate) fn text_of<T: Textual>(value: Option<&T>) -> Option<String> {
    value.map(Textual::to_text)
}

/// A value kept as JSON text.
pub(crate) fn json_of<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// A cell that cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("“{text}” in column {column} cannot be read back")]
struct BadCell {
    column: &'static str,
    text: String,
}

/// Reading typed values out of a row.
pub(crate) trait Cells {
    /// A cell as it stands.
    fn cell(&self, column: &'static str) -> rusqlite::Result<ValueRef<'_>>;

    /// A text value that must be there.
    fn text<T: Textual>(&self, column: &'static str) -> rusqlite::Result<T> {
        let text = self.cell(column)?.as_str()?;
        T::from_text(text).ok_or_else(|| bad(column, text))
    }

    /// A text value that may be `NULL`.
    fn text_or_none<T: Textual>(&self, column: &'static str) -> rusqlite::Result<Option<T>> {
        match self.cell(column)?.as_str_or_null()? {
            None => Ok(None),
            Some(text) => T::from_text(text)
                .ok_or_else(|| bad(column, text))
                .map(Some),
        }
    }

    /// A JSON value that must be there.
    fn json<T: DeserializeOwned>(&self, column: &'static str) -> rusqlite::Result<T> {
        let text = self.cell(column)?.as_str()?;
        serde_json::from_str(text).map_err(|_| bad(column, text))
    }

    /// A JSON value that may be `NULL`.
    fn json_or_none<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> rusqlite::Result<Option<T>> {
        match self.cell(column)?.as_str_or_null()? {
            None => Ok(None),
            Some(text) => serde_json::from_str(text)
                .map_err(|_| bad(column, text))
                .map(Some),
        }
    }
}

impl Cells for Row<'_> {
    fn cell(&self, column: &'static str) -> rusqlite::Result<ValueRef<'_>> {
        self.get_ref(column)
    }
}

/// A row whose columns are asked for by name, and in about the order in which they
/// stand: each is looked for behind the one before. A wide row that is read by the
/// thousand spends most of its time on looking for names from the first column on.
pub(crate) struct InOrder<'r, 's> {
    row: &'r Row<'s>,
    next: Cell<usize>,
}

impl<'r, 's> InOrder<'r, 's> {
    pub(crate) fn of(row: &'r Row<'s>) -> Self {
        Self {
            row,
            next: Cell::new(0),
        }
    }

    /// A value that SQLite has a type for.
    pub(crate) fn get<T: FromSql>(&self, column: &'static str) -> rusqlite::Result<T> {
        self.row.get(self.place(column)?)
    }

    fn place(&self, column: &'static str) -> rusqlite::Result<usize> {
        let statement: &Statement<'_> = self.row.as_ref();
        let next = self.next.get();
        let mut places = (next..statement.column_count()).chain(0..next);
        let is_it = |place: &usize| {
            let name = statement.column_name(*place);
            name.is_ok_and(|name| name == column)
        };
        let place = places
            .find(is_it)
            .ok_or_else(|| rusqlite::Error::InvalidColumnName(column.to_owned()))?;
        self.next.set(place + 1);
        Ok(place)
    }
}

impl Cells for InOrder<'_, '_> {
    fn cell(&self, column: &'static str) -> rusqlite::Result<ValueRef<'_>> {
        self.row.get_ref(self.place(column)?)
    }
}

fn bad(column: &'static str, text: &str) -> rusqlite::Error {
    let cell = BadCell {
        column,
        text: text.to_owned(),
    };
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(cell))
}
