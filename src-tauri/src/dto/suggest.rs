//! Suggestions for mapping, each with its class and its reason.

use super::mirror;
use domain::{
    ids::{AgreementId, CustomerId},
    matching::Class,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::mapping::suggest::{self, MatchStanding, SuggestionFilter, SuggestionScope};

/// For what suggestions are made.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub(crate) enum SuggestScope {
    /// C3 customers that are mapped to no company.
    Customers,
    /// A mapped customer's billing cycles that have no agreement.
    Agreements {
        /// C3 customer.
        customer: String,
    },
    /// A customer's products that belong on an agreement and are not mapped.
    Products {
        /// C3 customer.
        customer: String,
        /// ConnectWise agreement.
        agreement: u32,
    },
}

mirror! {
    /// Where the search for a counterpart stands.
    SuggestStanding of MatchStanding {
        /// The same name, or accepted before.
        Exact,
        /// The same name in other words or letters.
        Strong,
        /// For a person to look at.
        NotSure,
        /// Nothing was found, and nobody looked yet.
        None,
        /// A person looked: there is none.
        NoMatch,
    }
}

/// A class that can be accepted as a whole.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SuggestedClass {
    /// The same name, or accepted before.
    Exact,
    /// The same name in other words or letters.
    Strong,
}

/// Which part of the suggestions is wanted.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
pub(crate) struct SuggestPart {
    /// Only those that stand so.
    pub(crate) standing: Option<SuggestStanding>,
    /// From this one on.
    pub(crate) offset: u32,
    /// At most so many.
    pub(crate) limit: u32,
}

/// What is suggested.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SuggestCandidate {
    /// Number of the company, agreement or catalog item.
    pub(crate) id: u32,
    /// Its name, or an item's identifier.
    pub(crate) name: String,
    /// What tells it from others.
    pub(crate) detail: Option<String>,
}

/// One thing that is not mapped, and what is suggested for it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Suggestion {
    /// Its id within its scope.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// What tells it from others.
    pub(crate) detail: Option<String>,
    /// Where the search stands.
    pub(crate) standing: SuggestStanding,
    /// What is suggested, where something is.
    pub(crate) candidate: Option<SuggestCandidate>,
    /// Why, in words.
    pub(crate) reason: String,
}

/// A part of the suggestions.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Suggestions {
    /// The part asked for, by name.
    pub(crate) rows: Vec<Suggestion>,
    /// How many there are of it.
    pub(crate) total: u32,
    /// Exact ones in all.
    pub(crate) exact: u32,
    /// Strong ones in all.
    pub(crate) strong: u32,
    /// Not sure ones in all.
    pub(crate) not_sure: u32,
    /// Those for which nothing was found, and nobody looked.
    pub(crate) none: u32,
    /// Those marked as having no match.
    pub(crate) no_match: u32,
    /// Says that the exact ones were seen.
    pub(crate) exact_list: String,
    /// Says that the strong ones were seen.
    pub(crate) strong_list: String,
    /// How many accepted steps can be taken back.
    pub(crate) steps: u32,
}

/// What a rule refused.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SuggestRefused {
    /// Name of what was to be mapped.
    pub(crate) name: String,
    /// Why not.
    pub(crate) reason: String,
}

/// What came of accepting.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SuggestAccepted {
    /// How many were mapped.
    pub(crate) accepted: u32,
    /// What was refused; the rest went on.
    pub(crate) refused: Vec<SuggestRefused>,
}

/// What came of taking a step back.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SuggestTakenBack {
    /// Mappings that were released.
    pub(crate) released: u32,
    /// Those that stay.
    pub(crate) refused: Vec<SuggestRefused>,
}

impl From<SuggestScope> for SuggestionScope {
    fn from(scope: SuggestScope) -> Self {
        match scope {
            SuggestScope::Customers => Self::Customers,
            SuggestScope::Agreements { customer } => Self::Agreements(CustomerId::new(&customer)),
            SuggestScope::Products {
                customer,
                agreement,
            } => Self::Products(CustomerId::new(&customer), AgreementId(agreement)),
        }
    }
}

impl From<SuggestPart> for SuggestionFilter {
    fn from(wanted: SuggestPart) -> Self {
        Self {
            standing: wanted.standing.map(Into::into),
            limit: Some(wanted.limit),
            offset: wanted.offset,
        }
    }
}

impl From<SuggestedClass> for Class {
    fn from(class: SuggestedClass) -> Self {
        match class {
            SuggestedClass::Exact => Self::Exact,
            SuggestedClass::Strong => Self::Strong,
        }
    }
}

impl From<suggest::Suggestions> for Suggestions {
    fn from(found: suggest::Suggestions) -> Self {
        let counts = found.counts;
        Self {
            rows: found.suggestions.into_iter().map(Into::into).collect(),
            total: found.total,
            exact: counts.exact,
            strong: counts.strong,
            not_sure: counts.not_sure,
            none: counts.none,
            no_match: counts.no_match,
            exact_list: found.exact_list,
            strong_list: found.strong_list,
            steps: found.steps,
        }
    }
}

impl From<suggest::SuggestionRow> for Suggestion {
    fn from(row: suggest::SuggestionRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            detail: row.detail,
            standing: row.standing.into(),
            candidate: row.candidate.map(|one| SuggestCandidate {
                id: one.id,
                name: one.name,
                detail: one.detail,
            }),
            reason: row.reason,
        }
    }
}

fn refused(all: Vec<suggest::RefusedSuggestion>) -> Vec<SuggestRefused> {
    let all = all.into_iter();
    let plain = all.map(|one| SuggestRefused {
        name: one.name,
        reason: one.reason,
    });
    plain.collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<suggest::Accepted> for SuggestAccepted {
    fn from(done: suggest::Accepted) -> Self {
        Self {
            accepted: count(done.accepted.len()),
            refused: refused(done.refused),
        }
    }
}

impl From<suggest::TakenBack> for SuggestTakenBack {
    fn from(done: suggest::TakenBack) -> Self {
        Self {
            released: count(done.released),
            refused: refused(done.refused),
        }
    }
}
