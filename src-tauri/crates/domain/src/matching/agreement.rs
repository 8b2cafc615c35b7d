//! Agreements of a mapped customer's company: which one bills the products of a
//! cycle.
//!
//! The only one that can is taken for it; among several a name that speaks of the
//! cloud decides, where one alone does.

use super::{Class, Match, Suggestion, fold};

/// An agreement that can be chosen: active, free, and of the cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// The agreement type's name.
    pub kind: Option<String>,
    /// A person accepted an agreement of this name before.
    pub accepted: bool,
}

/// Words that speak of what C3 sells, the more telling the more.
const HINTS: [(&str, u32); 14] = [
    ("csp", 4),
    ("m365", 3),
    ("o365", 3),
    ("365", 3),
    ("microsoft", 3),
    ("nce", 3),
    ("azure", 2),
    ("office", 2),
    ("cloud", 2),
    ("license", 1),
    ("licenses", 1),
    ("licensing", 1),
    ("subscription", 1),
    ("subscriptions", 1),
];

/// Words of agreements for something else.
const AGAINST: [&str; 11] = [
    "support",
    "managed",
    "backup",
    "hardware",
    "telephony",
    "voip",
    "hosting",
    "block",
    "time",
    "service",
    "prepaid",
];

/// Suggests one of the agreements that bill `cycle`, in a word for people.
#[must_use]
pub fn suggest(cycle: &str, candidates: &[Candidate]) -> Match {
    let Some((first, rest)) = candidates.split_first() else {
        return Match::None {
            reason: format!("The company has no active agreement that bills {cycle} and is free"),
        };
    };
    if rest.is_empty() {
        return only(cycle, first);
    }
    if let Some(at) = only_best(candidates.iter().map(|one| u32::from(one.accepted))) {
        return suggested(
            at,
            Class::Exact,
            "You accepted an agreement of this name before".to_owned(),
        );
    }
    match only_best(candidates.iter().map(hints)) {
        Some(at) => {
            let reason = format!(
                "Of the active agreements that bill {cycle} only its name speaks most of Microsoft's cloud"
            );
            suggested(at, Class::Strong, reason)
        }
        None => {
            let best = candidates.iter().map(hints).max();
            let at = candidates.iter().position(|one| Some(hints(one)) == best);
            let reason = format!(
                "{} active agreements bill {cycle}, and no name tells which one",
                candidates.len()
            );
            suggested(at.unwrap_or_default(), Class::NotSure, reason)
        }
    }
}

fn only(cycle: &str, candidate: &Candidate) -> Match {
    if candidate.accepted {
        return suggested(
            0,
            Class::Exact,
            "You accepted an agreement of this name before".to_owned(),
        );
    }
    let reason = format!("It is the only active agreement that bills {cycle}");
    if is_for_other(candidate) {
        let reason = format!("{reason}, but its name speaks of something else");
        return suggested(0, Class::NotSure, reason);
    }
    suggested(0, Class::Strong, reason)
}

fn suggested(candidate: usize, class: Class, reason: String) -> Match {
    Match::Suggested(Suggestion {
        candidate,
        class,
        reason,
    })
}

/// The place of the greatest number, where it is greater than 0 and there once.
fn only_best(numbers: impl Iterator<Item = u32> + Clone) -> Option<usize> {
    let best = numbers.clone().max().filter(|best| *best > 0)?;
    let mut places = numbers.enumerate().filter(|(_, number)| *number == best);
    let place = places.next()?.0;
    places.next().is_none().then_some(place)
}

fn hints(candidate: &Candidate) -> u32 {
    let (name, kind) = words(candidate);
    let weight = |words: &[String]| -> u32 {
        let hints = HINTS.iter();
        let found = hints.filter(|(hint, _)| words.iter().any(|word| word == hint));
        found.map(|(_, weight)| *weight).max().unwrap_or_default()
    };
    let own = weight(&name);
    if own == 0 && is_for_other(candidate) {
        return 0;
    }
    own * 10 + weight(&kind)
}

/// Its name speaks of other work, and not of the cloud.
fn is_for_other(candidate: &Candidate) -> bool {
    let (name, kind) = words(candidate);
    let speaks = |list: &[String], word: &str| list.iter().any(|own| own == word);
    let of_cloud = HINTS
        .iter()
        .any(|(hint, _)| speaks(&name, hint) || speaks(&kind, hint));
    !of_cloud && AGAINST.iter().any(|word| speaks(&name, word))
}

fn words(candidate: &Candidate) -> (Vec<String>, Vec<String>) {
    let of = |text: &str| fold::words(&fold::folded(text).0);
    let kind = candidate.kind.as_deref().map(of);
    (of(&candidate.name), kind.unwrap_or_default())
}
