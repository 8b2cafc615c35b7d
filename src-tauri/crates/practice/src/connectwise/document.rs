//! How a record looks from outside: fields by name, readable and writable.
//!
//! Filters, sorting, field selection, JSON output and PATCH all work on names,
//! so every record can be asked for a field by its wire name and be told a new
//! value for it. The declaration of a record (see `record`) is the only list of
//! its fields. Nothing here knows a rule; it only knows shapes.

use super::json::{Json, write_number};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// A record with fields that go by their wire names.
pub trait Document {
    /// The wire names, in the order of output.
    fn names(&self) -> &'static [&'static str];

    /// A field's value; `None` when the record has no such field.
    fn view(&self, name: &str) -> Option<View<'_>>;

    /// Sets a field; `Ok(false)` when the record has no such field.
    ///
    /// # Errors
    /// When the value does not fit the field.
    fn set(&mut self, name: &str, value: &Json) -> Result<bool, Mismatch>;

    /// What kind of value a field holds; `None` when there is no such field.
    fn kind(&self, name: &str) -> Option<Kind>;
}

/// A field's value, borrowed from its record.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Not set: left out of the output.
    Absent,
    /// A boolean.
    Flag(bool),
    /// A number.
    Number(Decimal),
    /// A string or a word of an enumeration.
    Text(&'a str),
    /// A day, written as its midnight in UTC.
    Day(Date),
    /// An instant, written to the second.
    Instant(Timestamp),
    /// A record inside the record, such as a reference.
    Record(&'a dyn Document),
    /// An array of records.
    Records(&'a dyn Documents),
    /// A value of no fixed type.
    Any(&'a Json),
}

/// An array of records.
pub trait Documents {
    /// The records, in order.
    fn documents(&self) -> Box<dyn Iterator<Item = &dyn Document> + '_>;
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// A string or a word of an enumeration.
    Text,
    /// A day or an instant.
    Time,
    /// A record or an array of records.
    Record,
    /// Anything.
    Any,
}

/// A value that does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{expected} was expected")]
pub struct Mismatch {
    /// What would have fitted.
    pub expected: &'static str,
}

impl Mismatch {
    /// A mismatch that names what would have fitted.
    #[must_use]
    pub const fn new(expected: &'static str) -> Self {
        Self { expected }
    }
}

/// A type that a record's field can have.
pub trait Wire: Sized {
    /// What the field holds.
    const KIND: Kind;

    /// The value as seen from outside.
    fn view(&self) -> View<'_>;

    /// The value that JSON stands for; `null` is the type's empty value.
    ///
    /// # Errors
    /// When the JSON does not fit the type.
    fn read(json: &Json) -> Result<Self, Mismatch>;
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => write_number(*number, serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Day(day) => serializer.collect_str(&format_args!("{day}T00:00:00Z")),
            Self::Instant(instant) => {
                serializer.collect_str(&instant.strftime("%Y-%m-%dT%H:%M:%SZ"))
            }
            Self::Record(record) => Whole(*record).serialize(serializer),
            Self::Records(records) => serializer.collect_seq(records.documents().map(Whole)),
            Self::Any(json) => json.serialize(serializer),
        }
    }
}

/// A record with all its fields, as JSON; fields that are not set are left out.
pub struct Whole<'a>(pub &'a dyn Document);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for name in self.0.names() {
            match self.0.view(name) {
                None | Some(View::Absent) => {}
                Some(view) => map.serialize_entry(name, &view)?,
            }
        }
        map.end()
    }
}

/// Declares a record: the struct, and its fields by wire name.
///
/// Each field reads `"wireName" rust_name: Type`. Every field of the struct is a
/// field on the wire, in the order of declaration.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $record:ident { $( $(#[$about:meta])* $wire:literal $field:ident: $type:ty, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $record { $( $(#[$about])* pub $field: $type, )* }

        impl $crate::connectwise::document::Document for $record {
            fn names(&self) -> &'static [&'static str] {
                &[$($wire),*]
            }

            fn view(&self, name: &str) -> Option<$crate::connectwise::document::View<'_>> {
                use $crate::connectwise::document::Wire;
                match name {
                    $($wire => Some(Wire::view(&self.$field)),)*
                    _ => None,
                }
            }

            fn set(
                &mut self,
                name: &str,
                value: &$crate::connectwise::json::Json,
            ) -> Result<bool, $crate::connectwise::document::Mismatch> {
                use $crate::connectwise::document::Wire;
                match name {
                    $($wire => self.$field = Wire::read(value)?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn kind(&self, name: &str) -> Option<$crate::connectwise::document::Kind> {
                use $crate::connectwise::document::Wire;
                match name {
                    $($wire => Some(<$type as Wire>::KIND),)*
                    _ => None,
                }
            }
        }

        impl $crate::connectwise::document::Wire for $record {
            const KIND: $crate::connectwise::document::Kind =
                $crate::connectwise::document::Kind::Record;

            fn view(&self) -> $crate::connectwise::document::View<'_> {
                $crate::connectwise::document::View::Record(self)
            }

            fn read(
                json: &$crate::connectwise::json::Json,
            ) -> Result<Self, $crate::connectwise::document::Mismatch> {
                $crate::connectwise::wire::read_record(json)
            }
        }
    };
}

/// Declares an enumeration whose variants are ConnectWise's own words.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$about:meta])* $word:ident, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        #[expect(missing_docs, reason = "ConnectWise's own words")]
        pub enum $name { $( $(#[$about])* $word, )* }

        impl $crate::connectwise::document::Wire for $name {
            const KIND: $crate::connectwise::document::Kind =
                $crate::connectwise::document::Kind::Text;

            fn view(&self) -> $crate::connectwise::document::View<'_> {
                $crate::connectwise::document::View::Text(match self {
                    $(Self::$word => stringify!($word),)*
                })
            }

            fn read(
                json: &$crate::connectwise::json::Json,
            ) -> Result<Self, $crate::connectwise::document::Mismatch> {
                match json.text() {
                    $(Some(stringify!($word)) => Ok(Self::$word),)*
                    _ => Err($crate::connectwise::document::Mismatch::new(
                        concat!("one of", $(" ", stringify!($word)),*),
                    )),
                }
            }
        }
    };
}

pub(crate) use {record, words};
