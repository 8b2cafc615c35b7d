//! How single values stand in ConnectWise's JSON.
//!
//! Numbers are read from and written to their text, never through binary
//! floating point, so that a price keeps the digits it came with. A missing
//! value, `null` and an empty string all read as "not set", since all three are
//! seen. Nothing here knows which record or field it reads; the reader of
//! records adds that.

use crate::model::Id;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};

/// Texts.
pub(crate) mod text {
    use super::*;

    /// A text, or nothing where it is empty.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(text.filter(|text| !text.is_empty()))
    }
}

/// Money and quantities: JSON numbers with exact digits.
pub(crate) mod decimal {
    use super::*;
    use rust_decimal::Decimal;
    use serde_json::value::RawValue;

    /// A number, or nothing.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let Some(raw) = Option::<Box<RawValue>>::deserialize(from)? else {
            return Ok(None);
        };
        match raw.get() {
            "\"\"" => Ok(None),
            number => read(number)
                .map(Some)
                .ok_or_else(|| D::Error::custom(format!("expected a number, found {number}"))),
        }
    }

    /// Writes a number with all its digits.
    pub(crate) fn number<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(number.to_string())
            .map_err(S::Error::custom)?
            .serialize(to)
    }

    /// Writes a number with all its digits, or `null`.
    pub(crate) fn optional_number<S: Serializer>(
        value: &Option<Decimal>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => number(value, to),
            None => to.serialize_none(),
        }
    }

    /// The exact value of a JSON number; `None` for anything else, and for a
    /// number with more digits than a decimal holds.
    pub(crate) fn read(text: &str) -> Option<Decimal> {
        // The text comes from a JSON parser: of all JSON values, only a number
        // begins so.
        if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return None;
        }
        match text.split_once(['e', 'E']) {
            None => Decimal::from_str_exact(text).ok(),
            Some((base, _)) => {
                // The scientific reader rounds its base; this one does not.
                Decimal::from_str_exact(base).ok()?;
                Decimal::from_scientific(text).ok()
            }
        }
    }
}

/// Days. ConnectWise writes them as midnight in UTC and means the calendar day.
pub(crate) mod day {
    use super::*;
    use jiff::{Timestamp, civil::Date, civil::DateTime};

    /// A day, or nothing.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let Some(text) = text::optional(from)? else {
            return Ok(None);
        };
        read(&text)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format!("expected a day, found {text:?}")))
    }

    /// Writes a day as its midnight, to the second: fractions were seen refused.
    pub(crate) fn midnight<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{day}T00:00:00Z"))
    }

    /// Writes a day as its midnight, or `null`.
    pub(crate) fn optional_midnight<S: Serializer>(
        day: &Option<Date>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => midnight(day, to),
            None => to.serialize_none(),
        }
    }

    /// The day as it is written. A time behind it is checked but never moves
    /// it: turning it into a time zone could make it the day before.
    fn read(text: &str) -> Option<Date> {
        let (day, time) = text.split_at_checked("2026-10-17".len())?;
        let sound = time.is_empty()
            || text.parse::<Timestamp>().is_ok()
            || text.parse::<DateTime>().is_ok();
        sound.then(|| day.parse().ok())?
    }
}

/// Instants.
pub(crate) mod instant {
    use super::*;
    use jiff::Timestamp;

    /// An instant with its offset, or nothing.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let Some(text) = text::optional(from)? else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| D::Error::custom(format!("expected an instant, found {text:?}")))
    }
}

/// A custom field's value, which may be of any type.
pub(crate) mod free {
    use super::*;
    use serde_json::{Value, value::RawValue};

    /// A value that can be written back as it came. Accord sends the values of
    /// other people's fields along with its own; a number that would change on
    /// the way is refused here, before anything is overwritten.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
        let Some(raw) = Option::<Box<RawValue>>::deserialize(from)? else {
            return Ok(None);
        };
        let value: Value = serde_json::from_str(raw.get()).map_err(D::Error::custom)?;
        if value.is_number() && decimal::read(raw.get()) != decimal::read(&value.to_string()) {
            let number = raw.get();
            return Err(D::Error::custom(format!(
                "the number {number} has too many digits to be kept"
            )));
        }
        Ok(Some(value))
    }
}

/// A value whose `null` means its default.
pub(crate) fn or_default<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(from).map(Option::unwrap_or_default)
}

/// Writes a catalog item as the reference that ConnectWise takes.
pub(crate) fn item<S: Serializer>(id: &Id, to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Item {
        id: Id,
    }
    Item { id: *id }.serialize(to)
}
