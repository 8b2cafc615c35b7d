//! Suggestions for mapping: which of the other side may be the same thing, how sure
//! that is, and the reason in words.
//!
//! Nothing is ever mapped here: a suggestion is shown, and a person takes it or does
//! not. Where two are alike, where a name is only like another or where something
//! speaks against it, the answer is “not sure”, with the reason, rather than a guess.
//! The same input gives the same answer, whatever the order of a hash map.

pub mod agreement;
pub mod party;
pub mod product;

mod evidence;
mod fit;
mod fold;
mod form;
mod index;
mod name;
mod settle;
mod word;

use serde::{Deserialize, Serialize};

/// A word that more than so many companies have in their names leads to no
/// candidates by itself.
pub const COMMON: usize = 250;

/// How sure a suggestion is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The same name and nothing against it, or accepted before.
    Exact,
    /// The same name in other words or letters, or told by something else.
    Strong,
    /// For a person to look at.
    NotSure,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its place among those that could be chosen.
    pub candidate: usize,
    /// How sure it is.
    pub class: Class,
    /// Why, in words.
    pub reason: String,
}

/// What came of looking for a counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One was found.
    Suggested(Suggestion),
    /// None was found.
    None {
        /// Why, in words.
        reason: String,
    },
}

/// A word that names no class.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no class of suggestions; known are exact, strong and not-sure")]
pub struct UnknownClass(pub String);

impl Class {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Strong, Self::NotSure];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Strong => "strong",
            Self::NotSure => "not-sure",
        }
    }
}

impl std::str::FromStr for Class {
    type Err = UnknownClass;

    fn from_str(word: &str) -> Result<Self, UnknownClass> {
        let found = Self::ALL.into_iter().find(|class| class.word() == word);
        found.ok_or_else(|| UnknownClass(word.to_owned()))
    }
}

impl Match {
    /// What is suggested, if anything.
    #[must_use]
    pub fn suggestion(&self) -> Option<&Suggestion> {
        match self {
            Self::Suggested(suggestion) => Some(suggestion),
            Self::None { .. } => None,
        }
    }
}
