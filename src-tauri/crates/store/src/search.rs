//! Finding things by name: any part of any word, in any order, without regard to
//! case or accents.
//!
//! Each searchable table keeps the folded text of its names in a column
//! `search`, so that a search is one scan without folding anything anew.

use rusqlite::{ToSql, types::Value};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What to look for, and which part of what is found to hand back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words; each must occur somewhere. Empty: everything.
    pub text: String,
    /// At most so many; `None`: all.
    pub limit: Option<u32>,
    /// From this one on, in the order of names.
    pub offset: u32,
}

/// What was found: the part asked for, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The part asked for.
    pub items: Vec<T>,
    /// How many match.
    pub total: u32,
}

impl Search {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// The first `limit` that match `text`.
    #[must_use]
    pub fn first(text: &str, limit: u32) -> Self {
        Self {
            text: text.to_owned(),
            limit: Some(limit),
            offset: 0,
        }
    }

    /// The limit as SQLite takes it: −1 is none.
    pub(crate) fn limit(&self) -> i64 {
        self.limit.map_or(-1, i64::from)
    }
}

/// A text made comparable: compatibility forms unfolded, marks taken away, lower
/// case, each run of white space as one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The folded text of several names, for a column `search`.
pub(crate) fn searchable<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let names: Vec<_> = names.into_iter().flatten().map(fold).collect();
    // A line break keeps a word from matching across two names.
    names.join("\n")
}

/// The conditions of a query that is put together, with their values.
#[derive(Default)]
pub(crate) struct Conditions {
    clauses: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A condition without a value.
    pub(crate) fn when(&mut self, condition: bool, clause: &str) -> &mut Self {
        if condition {
            self.clauses.push(clause.to_owned());
        }
        self
    }

    /// A condition with one value for its `?`; left out where there is none.
    pub(crate) fn with(&mut self, clause: &str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.clauses.push(clause.to_owned());
            self.values.push(value.into());
        }
        self
    }

    /// Each word of `text` occurs in the column `search`.
    pub(crate) fn words(&mut self, text: &str) -> &mut Self {
        for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
            self.with("instr(search, ?) > 0", Some(word.to_owned()));
        }
        self
    }

    /// The clause for `WHERE`.
    pub(crate) fn clause(&self) -> String {
        if self.clauses.is_empty() {
            "TRUE".to_owned()
        } else {
            self.clauses.join(" AND ")
        }
    }

    /// The values, in the order of the clauses.
    pub(crate) fn values(&self) -> impl Iterator<Item = &dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql)
    }
}
