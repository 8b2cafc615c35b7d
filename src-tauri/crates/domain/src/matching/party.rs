//! C3 customers and ConnectWise companies: which may be the same, and why.
//!
//! A name alone makes a pair only where it is the same; a likeness needs something
//! else that speaks for it, and nothing that speaks against it. Two that are alike
//! are told apart by city, country, number or domain, or not at all.

use super::{
    Class, Match, Suggestion,
    evidence::{Evidence, Marks},
    fit::{Fit, fit},
    index::Index,
    name::Name,
    settle::{Claim, Settled, settle},
};

/// What is known of a customer or a company besides its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    /// Short identifier.
    pub identifier: Option<String>,
    /// Domains, of tenants or of the website.
    pub domains: Vec<String>,
    /// City.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The number under which both systems' bookkeeping knows it.
    pub number: Option<String>,
}

/// A customer or a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// What else is known.
    pub traits: Traits,
}

/// A party made comparable.
#[derive(Debug)]
struct Prepared<'a> {
    party: &'a Party,
    name: Name,
    marks: Marks,
}

/// What is compared of a party.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) name: &'a Name,
    pub(super) marks: &'a Marks,
}

/// Why two may be the same.
#[derive(Debug, Clone, Copy)]
struct Why {
    fit: Fit,
    evidence: Evidence,
    accepted: bool,
}

/// Suggests for each of `lefts`, by place, one of `rights`, by place.
///
/// `accepted` names the place on the right that a person accepted earlier for a
/// left one's name. The candidates of one are looked up in an index, so that the
/// work grows with the number of both sides and not with their product: building
/// costs the letters of all names on the right, each left one costs at most some
/// hundreds of comparisons. Of a word that more than [`super::COMMON`] companies
/// have, only whole names are looked up.
#[must_use]
pub fn suggest(
    lefts: &[Party],
    rights: &[Party],
    accepted: impl Fn(usize) -> Option<usize>,
) -> Vec<Match> {
    let rights: Vec<_> = rights.iter().map(Prepared::of).collect();
    let index = Index::of(rights.iter().map(Prepared::known));
    let lefts: Vec<_> = lefts.iter().map(Prepared::of).collect();
    let claims = lefts.iter().enumerate().map(|(place, left)| {
        if let Some(right) = accepted(place).and_then(|at| Some((at, rights.get(at)?))) {
            return vec![of_accepted(left, right)];
        }
        let candidates = index.candidates(&left.known()).into_iter();
        candidates
            .filter_map(|at| claim(left, at, rights.get(at)?))
            .collect()
    });
    let settled = settle(claims.collect());
    let told = settled.iter().map(|settled| match settled {
        None => Match::None {
            reason: "No company of ConnectWise has a name like this".to_owned(),
        },
        Some(settled) => Match::Suggested(told(settled, &lefts, &rights)),
    });
    told.collect()
}

/// Compares each with each, without an index: what the index saves is measured
/// against this.
#[must_use]
pub fn compare_all(lefts: &[Party], rights: &[Party]) -> usize {
    let rights: Vec<_> = rights.iter().map(Prepared::of).collect();
    let lefts: Vec<_> = lefts.iter().map(Prepared::of).collect();
    let claims = lefts.iter().flat_map(|left| {
        let all = rights.iter().enumerate();
        all.filter_map(move |(at, right)| claim(left, at, right))
    });
    claims.filter(|claim| claim.class != Class::NotSure).count()
}

impl<'a> Prepared<'a> {
    fn of(party: &'a Party) -> Self {
        Self {
            party,
            name: Name::of(&party.name),
            marks: Marks::of(&party.traits),
        }
    }

    fn known(&self) -> Known<'_> {
        Known {
            name: &self.name,
            marks: &self.marks,
        }
    }

    /// The name, with the city where that is known.
    fn shown(&self) -> String {
        match &self.party.traits.city {
            Some(city) => format!("{} ({city})", self.party.name),
            None => self.party.name.clone(),
        }
    }
}

fn of_accepted(left: &Prepared<'_>, (right, known): (usize, &Prepared<'_>)) -> Claim<Why> {
    let why = Why {
        fit: fit(&left.name, &known.name),
        evidence: Evidence::of(&left.known(), &known.known()),
        accepted: true,
    };
    Claim {
        right,
        class: Class::Exact,
        evidence: why.evidence.weight(),
        rank: 0,
        why,
    }
}

fn claim(left: &Prepared<'_>, right: usize, known: &Prepared<'_>) -> Option<Claim<Why>> {
    let fit = fit(&left.name, &known.name);
    let evidence = Evidence::of(&left.known(), &known.known());
    let class = class(fit, evidence, &left.name)?;
    Some(Claim {
        right,
        class,
        evidence: evidence.weight(),
        rank: Fit::Nothing as u32 - fit as u32,
        why: Why {
            fit,
            evidence,
            accepted: false,
        },
    })
}

/// How sure a pair is; `None` where nothing speaks for it.
fn class(fit: Fit, evidence: Evidence, name: &Name) -> Option<Class> {
    let says_who = evidence.number || evidence.site;
    let contradicted = evidence.contradicts() && !says_who;
    let other_country = evidence.country == Some(false) || evidence.currency == Some(false);
    let near = says_who || evidence.city == Some(true);
    let sure = match fit {
        Fit::Same => return Some(of_same(evidence, contradicted, name)),
        Fit::Formless | Fit::Spelled | Fit::Cut | Fit::Slip => name.is_telling() || near,
        Fit::Reordered => near || evidence.label,
        Fit::Umlaut => says_who,
        Fit::Typo => says_who || evidence.label,
        Fit::Part => evidence.number,
        Fit::OtherForm | Fit::Initials | Fit::OtherName | Fit::Faint => false,
        Fit::Nothing if says_who || evidence.label => false,
        Fit::Nothing => return None,
    };
    let strong = sure && !contradicted && !other_country;
    Some(if strong {
        Class::Strong
    } else {
        Class::NotSure
    })
}

fn of_same(evidence: Evidence, contradicted: bool, name: &Name) -> Class {
    let tells = name.is_telling() || evidence.weight() > 0;
    if contradicted || !tells {
        Class::NotSure
    } else if evidence.contradicts() {
        Class::Strong
    } else {
        Class::Exact
    }
}

fn told(settled: &Settled<Why>, lefts: &[Prepared<'_>], rights: &[Prepared<'_>]) -> Suggestion {
    let claim = &settled.claim;
    let right = rights.get(claim.right);
    let mut reason = if claim.why.accepted {
        "You accepted this name before".to_owned()
    } else {
        let city = right.and_then(|right| right.party.traits.city.as_deref());
        words(claim.why, city)
    };
    if let Some(other) = settled.alike.and_then(|at| rights.get(at)) {
        reason += &format!("; {} fits as well", other.shown());
    }
    if let Some(other) = settled.rival.and_then(|at| lefts.get(at)) {
        reason += &format!("; the C3 customer {} fits it, too", other.shown());
    }
    Suggestion {
        candidate: claim.right,
        class: claim.class,
        reason,
    }
}

/// The reason as a sentence without its full stop.
fn words(why: Why, city: Option<&str>) -> String {
    let Evidence {
        number,
        site,
        label,
        city: same_city,
        country,
        currency,
    } = why.evidence;
    let city = city.unwrap_or_default();
    let parts = [
        number.then(|| "the customer number is the same".to_owned()),
        site.then(|| "the domain is the same".to_owned()),
        (label && why.fit > Fit::Slip).then(|| "a domain or identifier spells it".to_owned()),
        (same_city == Some(true)).then(|| format!("the city is the same ({city})")),
        (same_city == Some(false)).then(|| format!("but the company is in {city}")),
        (country == Some(false)).then(|| "but the country is another".to_owned()),
        (currency == Some(false)).then(|| "but the currency is another".to_owned()),
    ];
    let mut all = vec![name_words(why.fit).to_owned()];
    all.extend(parts.into_iter().flatten());
    all.join(", ")
}

fn name_words(fit: Fit) -> &'static str {
    match fit {
        Fit::Same => "The name is the same",
        Fit::Formless => "The name is the same, one without the legal form",
        Fit::Spelled => "The name is the same, spelled in another way",
        Fit::Cut => "The name is the same, cut off where ConnectWise takes no more letters",
        Fit::Slip => "The name is the same but for a typing error",
        Fit::Umlaut => "The name is the same but for an umlaut",
        Fit::Reordered => "The words of the name are the same, in another order",
        Fit::Typo => "The name differs by a letter or two",
        Fit::OtherForm => "The name is the same, but the legal form is another",
        Fit::Part => "One name is a part of the other",
        Fit::Initials => "One name may be the first letters of the other",
        Fit::OtherName => "It may be a former or a trading name",
        Fit::Faint => "Only a part of the name is the same",
        Fit::Nothing => "The name is another",
    }
}
