//! The `conditions` language: what a list is filtered by.
//!
//! Understood are comparisons (`= != < <= > >=`), `like`, `contains` and `in`
//! with or without `not`, `and`, `or`, `not` and parentheses; strings in either
//! quote, numbers, booleans, `null` and instants in square brackets; fields of
//! references with a slash. Anything else is refused rather than guessed at.

mod evaluate;
mod lexer;
mod parser;

pub(in crate::connectwise) use evaluate::field;

use super::document::{Document, Kind};
use jiff::Timestamp;
use rust_decimal::Decimal;

/// A condition on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Both hold.
    And(Box<Condition>, Box<Condition>),
    /// One of them holds.
    Or(Box<Condition>, Box<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A field compares in this way.
    Compare(Path, Operator, Value),
    /// A field is one of these.
    In(Path, Vec<Value>),
}

/// A field's name, or the way to a field of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(pub(crate) Vec<String>);

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `=`, with wildcards in a string.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `like`, with wildcards.
    Like,
    /// `contains`.
    Contains,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(Decimal),
    /// A string.
    Text(String),
    /// An instant.
    Time(Timestamp),
}

/// A condition that cannot be understood; the message is shown to the client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct BadCondition(pub(crate) String);

impl Condition {
    /// Reads a condition and checks it against the fields of a record.
    pub(crate) fn parse(text: &str, sample: &dyn Document) -> Result<Self, BadCondition> {
        let condition = parser::parse(lexer::tokens(text)?)?;
        condition.check(sample)?;
        Ok(condition)
    }

    /// Whether the condition holds for a record.
    pub(crate) fn holds(&self, record: &dyn Document) -> bool {
        evaluate::holds(self, record)
    }

    fn check(&self, sample: &dyn Document) -> Result<(), BadCondition> {
        match self {
            Self::And(left, right) | Self::Or(left, right) => {
                left.check(sample)?;
                right.check(sample)
            }
            Self::Not(inner) => inner.check(sample),
            Self::Compare(path, _, value) => path.check(value, sample),
            Self::In(path, values) => values
                .iter()
                .try_for_each(|value| path.check(value, sample)),
        }
    }
}

impl Path {
    /// Reads a name, or a way with slashes. `lastUpdated` may be written without
    /// the part it stands in.
    pub(crate) fn parse(text: &str) -> Self {
        let prefix = (text == "lastUpdated").then_some("_info");
        let names = prefix.into_iter().chain(text.split('/'));
        Self(names.map(str::to_owned).collect())
    }

    /// The way as it was written.
    pub(crate) fn text(&self) -> String {
        self.0.join("/")
    }

    fn check(&self, value: &Value, sample: &dyn Document) -> Result<(), BadCondition> {
        let known = self.0.first().and_then(|name| sample.kind(name));
        let kind = known.ok_or_else(|| {
            BadCondition(format!("There is no field named '{}' here.", self.text()))
        })?;
        let expected = match (kind, self.0.len(), value) {
            (_, _, Value::Null) | (Kind::Any, ..) => return Ok(()),
            // What a reference holds is known only from the record at hand.
            (Kind::Record, 2.., _) => return Ok(()),
            (Kind::Record, ..) => "a field of the reference",
            (Kind::Flag, _, Value::Flag(_))
            | (Kind::Number, _, Value::Number(_))
            | (Kind::Text, _, Value::Text(_))
            | (Kind::Time, _, Value::Time(_)) => return Ok(()),
            (Kind::Flag, ..) => "a boolean",
            (Kind::Number, ..) => "a numeric",
            (Kind::Text, ..) => "a string",
            (Kind::Time, ..) => "a date",
        };
        Err(BadCondition(format!(
            "Expected {expected} value, not {}, for '{}'.",
            value.kind(),
            self.text()
        )))
    }
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Flag(_) => "a boolean",
            Self::Number(_) => "a numeric",
            Self::Text(_) => "a string",
            Self::Time(_) => "a date",
        }
    }
}

#[cfg(test)]
mod tests;
