//! One record as names and texts.
//!
//! Names match in any case, since C3's documentation changed its casing between
//! two years. Numbers keep the text in which they came, so that no digit is lost
//! on the way to a decimal. What the fields mean is the records' business.

use crate::number;
use domain::cycle::BillingCycle;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// The id that .NET writes where there is none.
const NO_ID: &str = "00000000-0000-0000-0000-000000000000";

/// The fields of one record. Names and values are trimmed; `null` and blank values
/// are none.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(Cow<'static, str>, Option<String>)>);

impl Fields {
    /// Reads a JSON object.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice::<Object>(json)
            .map(|object| object.0)
            .map_err(|error| format!("it is not a readable record: {error}"))
    }

    /// One JSON value as text: a string's content, anything else as written.
    pub(crate) fn value(json: &[u8]) -> Option<String> {
        serde_json::from_slice::<&RawValue>(json)
            .and_then(text_of)
            .ok()
            .flatten()
    }

    /// Fields by other means than JSON.
    pub(crate) fn from_texts(texts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self(
            texts
                .into_iter()
                .map(|(name, text)| (Cow::Borrowed(name), trimmed(&text)))
                .collect(),
        )
    }

    /// The names, in the case in which they came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// The first of `names` that has a text.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.0
                .iter()
                .filter(|(known, _)| known.eq_ignore_ascii_case(name))
                .find_map(|(_, text)| text.as_deref())
        })
    }

    /// The same, owned.
    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        self.get(names).map(ToOwned::to_owned)
    }

    /// An id; the one that stands for “none” is none.
    pub(crate) fn id(&self, names: &[&str]) -> Option<&str> {
        self.get(names).filter(|id| *id != NO_ID)
    }

    /// A number.
    ///
    /// # Errors
    /// When there is a text that is no number.
    pub(crate) fn decimal(&self, name: &str) -> Result<Option<Decimal>, String> {
        match self.get(&[name]) {
            None => Ok(None),
            Some(text) if text.eq_ignore_ascii_case("null") => Ok(None),
            Some(text) => number::parse(text)
                .map(Some)
                .map_err(|reason| format!("{name} {reason}")),
        }
    }

    /// A number that may as well be missing: one that cannot be read is none.
    pub(crate) fn decimal_if_readable(&self, names: &[&str]) -> Option<Decimal> {
        self.get(names).and_then(|text| number::parse(text).ok())
    }

    /// The calendar day that a date, with or without a time, begins with.
    pub(crate) fn day(&self, names: &[&str]) -> Option<Date> {
        self.get(names)?.get(..10)?.parse().ok()
    }

    /// Yes or no, in any of the spellings that C3 uses.
    pub(crate) fn flag(&self, names: &[&str]) -> Option<bool> {
        match self.get(names)?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        }
    }

    /// A billing cycle, where the word names one.
    pub(crate) fn cycle(&self, names: &[&str]) -> Option<BillingCycle> {
        self.get(names)?.parse().ok()
    }
}

/// A JSON object on its way to [`Fields`].
struct Object(Fields);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names and values between curly brackets")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut fields = Fields::default();
        while let Some((mut name, value)) = map.next_entry::<String, &RawValue>()? {
            let text = text_of(value).map_err(A::Error::custom)?;
            if name.trim().len() < name.len() {
                name = name.trim().to_owned();
            }
            fields.0.push((Cow::Owned(name), text));
        }
        Ok(Object(fields))
    }
}

/// The text of a value: a string's content, a number's digits, brackets as
/// they stand.
fn text_of(value: &RawValue) -> Result<Option<String>, serde_json::Error> {
    Ok(match value.get() {
        "null" => None,
        text if text.starts_with('"') => trimmed(&serde_json::from_str::<String>(text)?),
        text => trimmed(text),
    })
}

fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_in_any_case_and_numbers_keep_their_digits() {
        let fields = Fields::parse(
            br#"{"CustomerId":null,"CUSTOMERID":" c-1 ","Price":40.0000,"Big":12345678901234567890.123,"Text":"3599"}"#,
        )
        .unwrap();
        assert_eq!(fields.get(&["customerID"]), Some("c-1"));
        assert_eq!(fields.get(&["price"]), Some("40.0000"));
        let big = fields.decimal("big").unwrap().unwrap();
        assert_eq!(big.to_string(), "12345678901234567890.123");
        assert_eq!(fields.decimal("Text").unwrap(), Some(3599.into()));
    }

    #[test]
    fn what_is_no_value_is_told_from_a_bad_one() {
        let fields =
            Fields::parse(br#"{"a":null,"b":"  ","c":"null","d":"x","e":{"f":1}}"#).unwrap();
        for none in ["a", "b", "c", "missing"] {
            assert_eq!(fields.decimal(none), Ok(None), "{none}");
        }
        for bad in ["d", "e"] {
            assert!(fields.decimal(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_record_that_is_none_says_why() {
        for text in [
            "7",
            "[1]",
            r#"{"a":}"#,
            r#"{"a":"\ud800"}"#,
            "{\"a\":\"\u{1}\"}",
        ] {
            let reason = Fields::parse(text.as_bytes()).unwrap_err();
            assert!(
                reason.starts_with("it is not a readable record"),
                "{reason}"
            );
        }
        assert!(Fields::parse(b"{\"a\":\"\xff\"}").is_err());
    }

    #[test]
    fn days_flags_and_ids_are_read_as_c3_writes_them() {
        let fields = Fields::parse(
            br#"{"Day":"2024-10-16T00:00:00","Yes":"TRUE","No":0,"Id":"00000000-0000-0000-0000-000000000000"}"#,
        )
        .unwrap();
        assert_eq!(fields.day(&["day"]), Some(jiff::civil::date(2024, 10, 16)));
        assert_eq!(fields.flag(&["yes"]), Some(true));
        assert_eq!(fields.flag(&["no"]), Some(false));
        assert_eq!(fields.id(&["id"]), None);
    }
}
