//! Mapping at speed: suggestions for what is not mapped yet, taken by a person one by
//! one or a whole class at once.
//!
//! Nothing is chosen by itself. What is accepted goes through the same rules as a
//! mapping made by hand, its name is remembered, and the last steps can be taken
//! back. Suggestions are computed anew from what was last read; nothing of them is
//! kept but what a person said: accepted, or “no match”.

mod accept;
mod agreements;
mod customers;
mod products;
mod undo;

pub use accept::{Accepted, RefusedSuggestion};
pub use undo::TakenBack;

use crate::{Workflow, error::Error};
use domain::{
    cycle::AgreementCycle,
    ids::{AgreementId, CustomerId},
    mapping::ProductKey,
    matching::{Class, Match},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{fmt::Write, str::FromStr};
use store::{MatchKind, fold};

/// For what suggestions are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionScope {
    /// All C3 customers that are mapped to no company.
    Customers,
    /// The billing cycles of a mapped customer's products that have no agreement.
    Agreements(CustomerId),
    /// The products of a customer that belong on an agreement and are not mapped.
    Products(CustomerId, AgreementId),
}

/// Where the search for a counterpart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchStanding {
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

/// Which part of the suggestions to hand back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SuggestionFilter {
    /// Only those of one standing.
    pub standing: Option<MatchStanding>,
    /// At most so many; `None`: all.
    pub limit: Option<u32>,
    /// From this one on.
    pub offset: u32,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateRow {
    /// Number of the company, agreement or catalog item.
    pub id: u32,
    /// Its name, or an item's identifier.
    pub name: String,
    /// What tells it from others: city, type or description.
    pub detail: Option<String>,
}

/// One thing that is not mapped, and what is suggested for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuggestionRow {
    /// C3's id of the customer, a billing cycle, or a product's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from others.
    pub detail: Option<String>,
    /// Where the search stands.
    pub standing: MatchStanding,
    /// What is suggested; none where nothing is, or a person said so.
    pub candidate: Option<CandidateRow>,
    /// Why, in words.
    pub reason: String,
}

/// How many there are of each standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct StandingCounts {
    /// Exact.
    pub exact: u32,
    /// Strong.
    pub strong: u32,
    /// Not sure.
    pub not_sure: u32,
    /// Nothing found, nobody looked.
    pub none: u32,
    /// A person looked: no match.
    pub no_match: u32,
}

/// A part of the suggestions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestions {
    /// The part asked for, by name.
    pub suggestions: Vec<SuggestionRow>,
    /// How many the filter lets through.
    pub total: u32,
    /// How many there are of each standing.
    pub counts: StandingCounts,
    /// Stands for all exact suggestions as they are now: whoever accepts the class
    /// says it, and by that has seen the list.
    pub exact_list: String,
    /// The same for the strong ones.
    pub strong_list: String,
    /// Accepted steps that can be taken back.
    pub steps: u32,
}

/// A suggestion as it is computed, before it is shown.
pub(super) struct Found {
    row: SuggestionRow,
    /// The folded name that is remembered when it is accepted.
    alias: String,
}

impl Workflow {
    /// Suggestions for what is not mapped yet.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such customer or agreement;
    /// [`Error::Refused`] when the customer is not mapped.
    pub fn suggestions(
        &self,
        scope: &SuggestionScope,
        filter: &SuggestionFilter,
    ) -> Result<Suggestions, Error> {
        let found = self.found(scope)?;
        let mut counts = StandingCounts::default();
        for one in &found {
            counts.add(one.row.standing);
        }
        let lists = [Class::Exact, Class::Strong].map(|class| list_of(&found, class));
        let [exact_list, strong_list] = lists;
        let wanted = |one: &Found| filter.standing.is_none_or(|own| own == one.row.standing);
        let rows: Vec<_> = found.into_iter().filter(wanted).collect();
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let limit = filter.limit.map_or(usize::MAX, |limit| limit as usize);
        let part = rows.into_iter().skip(filter.offset as usize).take(limit);
        Ok(Suggestions {
            suggestions: part.map(|one| one.row).collect(),
            total,
            counts,
            exact_list,
            strong_list,
            steps: self.store.read(|reader| reader.count_acceptance_steps())?,
        })
    }

    /// Marks that a person looked and found nothing.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing of that is to be mapped.
    pub fn mark_no_match(&self, scope: &SuggestionScope, id: &str) -> Result<(), Error> {
        let found = self.found(scope)?;
        let one = scope.one(&found, id)?;
        let (customer, what) = scope.place(&one.row);
        let now = self.clock.now();
        self.store
            .write(|writer| writer.mark_no_match(scope.kind(), &customer, &what, now))?;
        Ok(())
    }

    /// Takes such a mark back: nobody looked yet.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing of that is to be mapped; [`Error::Rule`] when
    /// it bears no mark.
    pub fn take_back_no_match(&self, scope: &SuggestionScope, id: &str) -> Result<(), Error> {
        let found = self.found(scope)?;
        let one = scope.one(&found, id)?;
        let (customer, what) = scope.place(&one.row);
        let taken = self
            .store
            .write(|writer| writer.take_back_no_match(scope.kind(), &customer, &what))?;
        if !taken {
            let message = format!("{} is not marked as having no match", one.row.name);
            return Err(Error::Rule(message));
        }
        Ok(())
    }

    fn found(&self, scope: &SuggestionScope) -> Result<Vec<Found>, Error> {
        match scope {
            SuggestionScope::Customers => self.found_for_customers(),
            SuggestionScope::Agreements(customer) => self.found_for_agreements(customer),
            SuggestionScope::Products(customer, agreement) => {
                self.found_for_products(customer, *agreement)
            }
        }
    }
}

impl SuggestionScope {
    fn kind(&self) -> MatchKind {
        match self {
            Self::Customers => MatchKind::Customer,
            Self::Agreements(_) => MatchKind::Agreement,
            Self::Products(..) => MatchKind::Product,
        }
    }

    /// The customer, and what of it, as the store names them.
    fn place(&self, row: &SuggestionRow) -> (CustomerId, String) {
        match self {
            Self::Customers => (CustomerId::new(&row.id), String::new()),
            Self::Agreements(customer) => (customer.clone(), row.id.clone()),
            Self::Products(customer, _) => (customer.clone(), fold(&row.id)),
        }
    }

    fn one<'a>(&self, found: &'a [Found], id: &str) -> Result<&'a Found, Error> {
        let same = |one: &&Found| match self {
            Self::Customers => CustomerId::new(&one.row.id) == CustomerId::new(id),
            _ => fold(&one.row.id) == fold(id),
        };
        found.iter().find(same).ok_or_else(|| Error::Unknown {
            what: match self {
                Self::Customers => "unmapped C3 customer",
                Self::Agreements(_) => "billing cycle without an agreement",
                Self::Products(..) => "unmapped product",
            },
            id: id.to_owned(),
        })
    }
}

impl MatchStanding {
    const ALL: [Self; 5] = [
        Self::Exact,
        Self::Strong,
        Self::NotSure,
        Self::None,
        Self::NoMatch,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => Class::Exact.word(),
            Self::Strong => Class::Strong.word(),
            Self::NotSure => Class::NotSure.word(),
            Self::None => "none",
            Self::NoMatch => "no-match",
        }
    }
}

impl From<Class> for MatchStanding {
    fn from(class: Class) -> Self {
        match class {
            Class::Exact => Self::Exact,
            Class::Strong => Self::Strong,
            Class::NotSure => Self::NotSure,
        }
    }
}

impl FromStr for MatchStanding {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|own| own.word() == word);
        found.ok_or_else(|| {
            Error::Argument(format!(
                "“{word}” is no class of suggestions; known are exact, strong, not-sure, none and no-match"
            ))
        })
    }
}

impl StandingCounts {
    fn add(&mut self, standing: MatchStanding) {
        *match standing {
            MatchStanding::Exact => &mut self.exact,
            MatchStanding::Strong => &mut self.strong,
            MatchStanding::NotSure => &mut self.not_sure,
            MatchStanding::None => &mut self.none,
            MatchStanding::NoMatch => &mut self.no_match,
        } += 1;
    }
}

impl Found {
    /// Puts a thing and what was found for it together.
    fn new(
        (id, name, detail): (String, String, Option<String>),
        matched: Match,
        marked: bool,
        candidate: impl FnOnce(usize) -> Option<CandidateRow>,
    ) -> Self {
        let alias = fold(&name);
        let (standing, candidate, reason) = match matched {
            _ if marked => (
                MatchStanding::NoMatch,
                None,
                "You looked and found no match".to_owned(),
            ),
            Match::None { reason } => (MatchStanding::None, None, reason),
            Match::Suggested(one) => {
                let standing = MatchStanding::from(one.class);
                (standing, candidate(one.candidate), one.reason)
            }
        };
        Self {
            row: SuggestionRow {
                id,
                name,
                detail,
                standing,
                candidate,
                reason,
            },
            alias,
        }
    }
}

/// A short text that stands for a class's suggestions as they are.
fn list_of(found: &[Found], class: Class) -> String {
    let mut hash = Sha256::new();
    for one in found.iter().filter(|one| one.row.standing == class.into()) {
        let candidate = one.row.candidate.as_ref().map_or(0, |one| one.id);
        hash.update(format!("{}\u{1f}{candidate}\u{1e}", one.row.id));
    }
    hash.finalize()
        .iter()
        .take(4)
        .fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The word for an agreement's cycle.
pub(super) fn cycle_word(cycle: AgreementCycle) -> &'static str {
    match cycle {
        AgreementCycle::Monthly => "monthly",
        AgreementCycle::Yearly => "yearly",
    }
}

/// A product's id, read back.
fn product(id: &str) -> Result<ProductKey, Error> {
    ProductKey::parse(id).map_err(|error| Error::Argument(error.to_string()))
}
