//! C3 products and ConnectWise catalog items: which item bills which product.
//!
//! An edition, a plan, an add-on or a licence for schools is another product, and an
//! item for another billing cycle bills the wrong amount: none of them is ever more
//! than not sure. What a catalog leaves out (Microsoft, online, a word for licence)
//! does not count.

mod label;
mod mark;
mod vocabulary;

use super::{
    Class, Match, Suggestion,
    settle::{Claim, Settled, settle},
};
use crate::cycle::BillingCycle;
use label::Label;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use strsim::osa_distance;

/// A product of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name in C3.
    pub name: String,
    /// Its billing cycle, where known.
    pub cycle: Option<BillingCycle>,
    /// What C3 bills for one unit and one cycle.
    pub price: Option<Decimal>,
    /// Catalogue identifiers of its offers.
    pub identifiers: Vec<String>,
}

/// A catalog item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Identifier.
    pub identifier: String,
    /// Description.
    pub description: Option<String>,
    /// Price of one unit.
    pub price: Option<Decimal>,
}

/// What a person decided earlier for a product of this name and cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// Accepted a suggestion of this item, by place.
    Accepted(usize),
    /// Mapped it to this item, by place, for so many other customers and to no
    /// other item.
    Mapped(usize, u32),
}

/// How a product's name and an item's text fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The same words.
    Same,
    /// The same words, shortened, renamed or in another order.
    Spelled,
    /// The same catalogue identifier.
    Identifier,
    /// One word is mistyped.
    Typo,
    /// The words of one are among the other's.
    Part,
}

#[derive(Debug, Clone, Copy)]
struct Why {
    fit: Fit,
    identifier: bool,
    cycle: Option<bool>,
    price: Option<bool>,
    earlier: Option<Earlier>,
}

struct Prepared {
    labels: Vec<Label>,
    codes: Vec<String>,
    price: Option<Decimal>,
}

/// So many letters make a catalogue identifier: product and edition.
const CODE: usize = 12;

/// A word shorter than this is an edition or a number and never mistyped.
const SHORTEST: usize = 5;

/// The price of one cycle is taken for another's from so many times on.
const OTHER_CYCLE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// Suggests for each of `wanted`, by place, one of `items`, by place.
///
/// Items are looked up by their words: the work grows with those that share one.
#[must_use]
pub fn suggest(
    wanted: &[Wanted],
    items: &[Item],
    earlier: impl Fn(usize) -> Option<Earlier>,
) -> Vec<Match> {
    let prepared: Vec<_> = items.iter().map(Prepared::of_item).collect();
    let index = index(&prepared);
    let claims = wanted.iter().enumerate().map(|(place, wanted)| {
        let known = earlier(place).filter(|earlier| earlier.item() < items.len());
        if let Some(earlier) = known {
            return vec![of_earlier(earlier)];
        }
        let own = Prepared::of_wanted(wanted);
        let candidates = candidates(&own, &index);
        candidates
            .into_iter()
            .filter_map(|at| claim(wanted, &own, at, prepared.get(at)?))
            .collect()
    });
    let settled = settle(claims.collect());
    let told = wanted
        .iter()
        .zip(&settled)
        .map(|(wanted, settled)| match settled {
            Some(settled) => Match::Suggested(told(settled, wanted, items)),
            None => Match::None {
                reason: nothing(wanted),
            },
        });
    told.collect()
}

impl Earlier {
    fn item(self) -> usize {
        let (Self::Accepted(item) | Self::Mapped(item, _)) = self;
        item
    }
}

impl Prepared {
    fn of_item(item: &Item) -> Self {
        let description = item.description.as_deref().map(Label::of);
        let identifier = Label::of_identifier(&item.identifier);
        let mut labels: Vec<_> = description.into_iter().collect();
        // A cycle that stands in one of the two counts for both.
        let cycle = labels.first().and_then(|label| label.cycle);
        labels.push(Label {
            cycle: identifier.cycle.or(cycle),
            ..identifier
        });
        if let Some([first, last]) = labels.first_chunk_mut::<2>() {
            first.cycle = first.cycle.or(last.cycle);
            let marks: BTreeSet<_> = first.marks.union(&last.marks).copied().collect();
            first.marks.clone_from(&marks);
            last.marks = marks;
        }
        Self {
            labels,
            codes: vec![code(&item.identifier)],
            price: item.price,
        }
    }

    fn of_wanted(wanted: &Wanted) -> Self {
        let codes = wanted.identifiers.iter().map(|one| code(one));
        Self {
            labels: vec![Label::of(&wanted.name)],
            codes: codes.filter(|code| code.len() >= CODE).collect(),
            price: wanted.price,
        }
    }
}

/// Letters and digits of an identifier.
fn code(identifier: &str) -> String {
    let letters = identifier.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_ascii_lowercase()
}

type Index<'a> = HashMap<&'a str, Vec<usize>>;

fn index(items: &[Prepared]) -> Index<'_> {
    let mut index = Index::new();
    for (at, item) in items.iter().enumerate() {
        let words = item.labels.iter().flat_map(|label| &label.words);
        for word in words.chain(&item.codes) {
            let places = index.entry(word.as_str()).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    index
}

fn candidates(own: &Prepared, index: &Index<'_>) -> BTreeSet<usize> {
    let words = own.labels.iter().flat_map(|label| &label.words);
    let named = words.filter_map(|word| index.get(word.as_str())).flatten();
    let mut found: BTreeSet<usize> = named.copied().collect();
    for (word, places) in index {
        let holds = |code: &String| word.contains(code.as_str());
        if word.len() >= CODE && own.codes.iter().any(holds) {
            found.extend(places);
        }
    }
    found
}

fn of_earlier(earlier: Earlier) -> Claim<Why> {
    let accepted = matches!(earlier, Earlier::Accepted(_));
    Claim {
        right: earlier.item(),
        class: if accepted {
            Class::Exact
        } else {
            Class::Strong
        },
        evidence: u32::MAX,
        rank: 0,
        why: Why {
            fit: Fit::Same,
            identifier: false,
            cycle: None,
            price: None,
            earlier: Some(earlier),
        },
    }
}

fn claim(wanted: &Wanted, own: &Prepared, at: usize, item: &Prepared) -> Option<Claim<Why>> {
    let holds = |code: &String| item.codes.iter().any(|other| other.contains(code.as_str()));
    let identifier = own.codes.iter().any(holds);
    let left = own.labels.first()?;
    let fits = item.labels.iter().filter_map(|right| {
        let cycle = same(wanted.cycle.or(left.cycle), right.cycle);
        let allowed = cycle != Some(false) && left.allows(right);
        Some((fit(left, right, identifier)?, cycle)).filter(|_| allowed)
    });
    let (fit, cycle) = fits.min_by_key(|(fit, _)| *fit)?;
    let why = Why {
        fit,
        identifier,
        cycle,
        price: same(own.price, item.price),
        earlier: None,
    };
    let other_cycle = cycle.is_none() && is_of_other_cycle(wanted, item.price);
    let nce = item.labels.iter().any(|label| label.nce == left.nce);
    Some(Claim {
        right: at,
        class: if other_cycle {
            Class::NotSure
        } else {
            class(why)
        },
        evidence: 4 * u32::from(identifier)
            + 2 * u32::from(why.price == Some(true))
            + u32::from(cycle == Some(true)),
        rank: (Fit::Part as u32 - fit as u32) * 2 + u32::from(nce),
        why,
    })
}

fn same<T: PartialEq>(left: Option<T>, right: Option<T>) -> Option<bool> {
    Some(left? == right?)
}

/// An item that names no cycle, at the price of another one, or of none.
fn is_of_other_cycle(wanted: &Wanted, price: Option<Decimal>) -> bool {
    match (wanted.price, price) {
        (Some(own), Some(price)) if own > Decimal::ZERO && price > Decimal::ZERO => {
            own >= price * OTHER_CYCLE || price >= own * OTHER_CYCLE
        }
        _ => wanted.cycle != Some(BillingCycle::Monthly),
    }
}

fn class(why: Why) -> Class {
    let told = why.cycle == Some(true) || why.price == Some(true);
    match why.fit {
        Fit::Same if told => Class::Exact,
        Fit::Same | Fit::Spelled => Class::Strong,
        Fit::Identifier if told => Class::Strong,
        Fit::Typo if why.price == Some(true) => Class::Strong,
        Fit::Identifier | Fit::Typo | Fit::Part => Class::NotSure,
    }
}

fn fit(left: &Label, right: &Label, identifier: bool) -> Option<Fit> {
    if left.words.is_empty() || right.words.is_empty() {
        return identifier.then_some(Fit::Identifier);
    }
    if left.words == right.words {
        let same = left.plain == right.plain;
        return Some(if same { Fit::Same } else { Fit::Spelled });
    }
    let only = |one: &Label, other: &Label| {
        let other = other.words.clone();
        let alone = one.words.iter().filter(|word| !other.contains(word));
        alone.cloned().collect::<Vec<_>>()
    };
    let (only_left, only_right) = (only(left, right), only(right, left));
    match (only_left.as_slice(), only_right.as_slice()) {
        ([], []) => Some(Fit::Spelled),
        _ if identifier => Some(Fit::Identifier),
        ([one], [other]) if is_mistyped(one, other) => Some(Fit::Typo),
        ([], more) | (more, []) if more.len() <= 2 => Some(Fit::Part),
        _ => None,
    }
}

fn is_mistyped(one: &str, other: &str) -> bool {
    let letters = one.chars().chain(other.chars()).all(char::is_alphabetic);
    let known = vocabulary::is_known(one) && vocabulary::is_known(other);
    let long = one.len().min(other.len()) >= SHORTEST;
    letters && long && !known && osa_distance(one, other) == 1
}

fn told(settled: &Settled<Why>, wanted: &Wanted, items: &[Item]) -> Suggestion {
    let claim = &settled.claim;
    let mut reason = words(claim.why, wanted);
    if let Some(other) = settled.alike.and_then(|at| items.get(at)) {
        reason += &format!("; {} fits as well", other.identifier);
    }
    if settled.rival.is_some() {
        reason += "; another product of this customer fits it, too";
    }
    Suggestion {
        candidate: claim.right,
        class: claim.class,
        reason,
    }
}

fn words(why: Why, wanted: &Wanted) -> String {
    match why.earlier {
        Some(Earlier::Accepted(_)) => return "You accepted this name before".to_owned(),
        Some(Earlier::Mapped(_, 1)) => {
            return "It is mapped like this for another customer".to_owned();
        }
        Some(Earlier::Mapped(_, customers)) => {
            return format!("It is mapped like this for {customers} other customers");
        }
        None => {}
    }
    let cycle = wanted.cycle.map_or("", BillingCycle::word);
    let parts = [
        (why.identifier && why.fit != Fit::Identifier)
            .then(|| "the catalogue identifier is the same".to_owned()),
        (why.cycle == Some(true)).then(|| format!("the billing cycle is the same ({cycle})")),
        (why.cycle.is_none()).then(|| "the item names no billing cycle".to_owned()),
        (why.price == Some(true)).then(|| "the price is the same".to_owned()),
    ];
    let name = match why.fit {
        Fit::Same => "The name is the same",
        Fit::Spelled => "The name is the same, written in another way",
        Fit::Identifier => "The catalogue identifier is the same, the name is another",
        Fit::Typo => "The name differs by a letter",
        Fit::Part => "One name is a part of the other: it may be another edition or an add-on",
    };
    let mut all = vec![name.to_owned()];
    all.extend(parts.into_iter().flatten());
    all.join(", ")
}

fn nothing(wanted: &Wanted) -> String {
    match wanted.cycle {
        Some(cycle) => {
            format!("No catalog item that can be chosen has this name and is billed {cycle}")
        }
        None => "No catalog item that can be chosen has this name".to_owned(),
    }
}
