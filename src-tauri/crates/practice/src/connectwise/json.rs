//! JSON with exact numbers.
//!
//! Prices and quantities must leave this server with the digits they came in
//! with. The usual JSON value type reads a number with a fraction as a binary
//! float; this one reads every number from its text, as a decimal. It is a value
//! type and nothing more: it knows no record.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;

/// A JSON value. An object keeps the order in which its members came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number, exact.
    Number(Decimal),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; of a member given twice the first counts.
    Object(Vec<(String, Json)>),
}

/// Text that is not JSON, or a number that no decimal holds.
#[derive(Debug, thiserror::Error)]
#[error("the text is not JSON that can be read: {0}")]
pub struct NotJson(String);

impl Json {
    /// Reads a whole text.
    ///
    /// # Errors
    /// When the text is not JSON, or a number has more digits than a decimal holds.
    pub fn parse(text: &str) -> Result<Self, NotJson> {
        let text = text.trim();
        match text.as_bytes().first() {
            Some(b'{') => read_object(text),
            Some(b'[') => read_list(text),
            Some(b'"') => Ok(Self::Text(read(text)?)),
            Some(b't' | b'f') => Ok(Self::Flag(read(text)?)),
            Some(b'n') => read::<()>(text).map(|()| Self::Null),
            _ => read_number(text),
        }
    }

    /// A member of an object; `None` where it is missing or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find_map(|(key, value)| (key == name).then_some(value)),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => write_number(*number, serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// Writes a decimal as a JSON number with all its digits.
pub(super) fn write_number<S: Serializer>(
    number: Decimal,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    RawValue::from_string(number.to_string())
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, NotJson> {
    serde_json::from_str(text).map_err(|error| NotJson(error.to_string()))
}

fn read_list(text: &str) -> Result<Json, NotJson> {
    let items: Vec<&RawValue> = read(text)?;
    let items = items.into_iter().map(|item| Json::parse(item.get()));
    items.collect::<Result<_, _>>().map(Json::List)
}

fn read_object(text: &str) -> Result<Json, NotJson> {
    let Members(members) = read(text)?;
    let members = members
        .into_iter()
        .map(|(name, value)| Ok((name, Json::parse(value.get())?)));
    members.collect::<Result<_, _>>().map(Json::Object)
}

fn read_number(text: &str) -> Result<Json, NotJson> {
    // The parser's grammar first: a decimal alone would take "+1" or "1_000".
    read::<serde_json::Number>(text)?;
    Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .map(Json::Number)
        .map_err(|error| NotJson(format!("the number {text}: {error}")))
}

/// An object's members in their order, each still text.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor).map(Self)
    }
}

struct MembersVisitor;

impl<'de> serde::de::Visitor<'de> for MembersVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(text: &str) -> String {
        serde_json::to_string(&Json::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn numbers_keep_their_digits() {
        for number in ["18.2796", "40.0000", "-19.35", "0.1", "12345678901234.5678"] {
            assert_eq!(round_trip(number), number);
        }
        assert_eq!(round_trip("1e2"), "100");
    }

    #[test]
    fn members_keep_their_order() {
        let text = r#"{"b":1,"a":[true,null,"x"],"c":{}}"#;
        assert_eq!(round_trip(text), text);
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "", "{", "[1,]", "1_000", "+1", "nul", "\"open", "1e99", "{} {}",
        ] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }
}
