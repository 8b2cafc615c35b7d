//! A product's name or an item's text taken apart: which product, for whom, billed
//! how often.

use super::{
    mark::{self, Mark},
    vocabulary,
};
use crate::{
    cycle::BillingCycle::{self, Annual, Monthly, OneTime, Triennial},
    matching::fold,
};
use std::collections::BTreeSet;

/// A text made comparable.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Its words as they are written, without those on the cycle.
    pub(super) plain: String,
    /// The words that say which product it is, sorted.
    pub(super) words: Vec<String>,
    pub(super) marks: BTreeSet<Mark>,
    /// New Commerce Experience.
    pub(super) nce: bool,
    /// How often it bills, where the text says.
    pub(super) cycle: Option<BillingCycle>,
}

/// Words on the cycle, the longest first.
const CYCLES: &[(&str, BillingCycle)] = &[
    ("one time", OneTime),
    ("onetime", OneTime),
    ("perpetual", OneTime),
    ("36 months", Triennial),
    ("3 years", Triennial),
    ("3 year", Triennial),
    ("three year", Triennial),
    ("12 months", Annual),
    ("12 month", Annual),
    ("1 year", Annual),
    ("one year", Annual),
    ("1 month", Monthly),
    ("month to month", Monthly),
    ("triennial", Triennial),
    ("p3y", Triennial),
    ("3yr", Triennial),
    ("3y", Triennial),
    ("annual", Annual),
    ("annually", Annual),
    ("yearly", Annual),
    ("year", Annual),
    ("yr", Annual),
    ("p1y", Annual),
    ("1yr", Annual),
    ("1y", Annual),
    ("jahrlich", Annual),
    ("jaehrlich", Annual),
    ("annuel", Annual),
    ("annuale", Annual),
    ("anual", Annual),
    ("monthly", Monthly),
    ("month", Monthly),
    ("mth", Monthly),
    ("mo", Monthly),
    ("p1m", Monthly),
    ("1m", Monthly),
    ("monatlich", Monthly),
    ("mensuel", Monthly),
    ("mensile", Monthly),
    ("mensual", Monthly),
];

/// The last letters of an identifier that tell a cycle.
const ENDINGS: [(&str, BillingCycle); 5] = [
    ("m", Monthly),
    ("y", Annual),
    ("a", Annual),
    ("mon", Monthly),
    ("ann", Annual),
];

/// Beside these, a cycle's word is about how long one is bound.
const BOUND: [&str; 5] = ["term", "commitment", "commit", "committed", "contract"];

/// Beside these, it is about how often one pays.
const PAID: [&str; 7] = [
    "billed", "billing", "paid", "payment", "pay", "invoiced", "payments",
];

/// A word on the cycle, and what stands beside it.
struct Told {
    cycle: BillingCycle,
    bound: bool,
    paid: bool,
}

impl Label {
    /// Reads a name or a description.
    pub(super) fn of(text: &str) -> Self {
        Self::read(written(text))
    }

    /// Reads an identifier, whose last letter may tell the cycle.
    pub(super) fn of_identifier(text: &str) -> Self {
        let mut words = written(text);
        let last = words.last().filter(|_| words.len() > 1);
        let ending = last.and_then(|last| ENDINGS.iter().find(|(ending, _)| ending == last));
        let ending = ending.map(|(_, cycle)| *cycle);
        if ending.is_some() {
            words.pop();
        }
        let label = Self::read(words);
        Self {
            cycle: label.cycle.or(ending),
            ..label
        }
    }

    fn read(words: Vec<String>) -> Self {
        let (words, nce) = without_nce(words);
        let (words, cycle) = without_cycle(&words);
        let (mut kept, mut marks) = (Vec::new(), BTreeSet::new());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            // Whom a licence for schools is for tells it from another one.
            let whom = matches!(word.as_str(), "faculty" | "student" | "students");
            match mark::at(&words[at..]) {
                Some((mark, length)) => {
                    marks.insert(mark);
                    kept.extend(whom.then(|| word.trim_end_matches('s').to_owned()));
                    at += length;
                }
                None => {
                    kept.push(word.clone());
                    at += 1;
                }
            }
        }
        let mut telling: Vec<_> = vocabulary::written_out(&kept);
        telling.retain(|word| !vocabulary::is_noise(word));
        telling.sort_unstable();
        telling.dedup();
        Self {
            plain: kept.join(" "),
            words: telling,
            marks,
            nce,
            cycle,
        }
    }

    /// Whether an item may be this product: the same marks.
    pub(super) fn allows(&self, item: &Self) -> bool {
        self.marks == item.marks
    }
}

/// The words of a text, a plan with its number as one.
fn written(text: &str) -> Vec<String> {
    let (folded, _) = fold::folded(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let mut written: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let is_number = word.len() == 1 && word.chars().all(|one| one.is_ascii_digit());
        match written.last_mut() {
            Some(last) if is_number && (last == "plan" || last == "p") => {
                *last = format!("p{word}");
            }
            _ => written.push(match word.strip_prefix("plan") {
                Some(number) if number.len() == 1 => format!("p{number}"),
                _ => word.to_owned(),
            }),
        }
    }
    written
}

fn without_nce(words: Vec<String>) -> (Vec<String>, bool) {
    let text = format!(" {} ", words.join(" "));
    let plain = text
        .replace(" new commerce experience ", " nce ")
        .replace(" new commerce ", " nce ");
    let nce = plain.contains(" nce ");
    let words = plain.split_whitespace().filter(|word| *word != "nce");
    (words.map(str::to_owned).collect(), nce)
}

/// Takes the words on the cycle out, and reads what they say on billing.
fn without_cycle(words: &[String]) -> (Vec<String>, Option<BillingCycle>) {
    let mut kept: Vec<String> = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let Some((cycle, length)) = cycle_at(&words[at..]) else {
            kept.push(word.clone());
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let behind = words.get(at + length);
        let beside = |list: &[&str]| {
            let mut near = before.into_iter().chain(behind);
            near.any(|word| list.contains(&word.as_str()))
        };
        told.push(Told {
            cycle,
            bound: behind.is_some_and(|word| BOUND.contains(&word.as_str())),
            paid: beside(&PAID),
        });
        at += length;
    }
    (kept, billed(&told))
}

fn cycle_at(words: &[String]) -> Option<(BillingCycle, usize)> {
    CYCLES.iter().find_map(|(spelled, cycle)| {
        let spelled: Vec<&str> = spelled.split(' ').collect();
        let here = words.get(..spelled.len())?;
        (here == spelled.as_slice()).then_some((*cycle, spelled.len()))
    })
}

/// How often it bills: what stands beside a word for paying; else, of two, the
/// second, as price lists write term and billing; else the one that is no term.
fn billed(told: &[Told]) -> Option<BillingCycle> {
    if let Some(paid) = told.iter().find(|one| one.paid && !one.bound) {
        return Some(paid.cycle);
    }
    let last = told.last().filter(|one| !one.bound)?;
    Some(last.cycle)
}

#[cfg(test)]
mod tests {
    use super::{BillingCycle::*, Label, Mark};

    fn words(text: &str) -> String {
        Label::of(text).words.join(" ")
    }

    #[test]
    fn what_a_catalog_leaves_out_does_not_count() {
        assert_eq!(
            words("Microsoft 365 Business Premium"),
            words("M365 Bus. Prem. (monthly)")
        );
        assert_eq!(words("Exchange Online (Plan 1)"), words("EXO P1"));
        assert_eq!(
            words("Azure Active Directory Premium P1"),
            words("Microsoft Entra ID P1")
        );
        assert_ne!(words("Microsoft 365 E3"), words("Office 365 E3"));
        assert_ne!(words("Microsoft 365 E3"), words("Microsoft 365 E5"));
    }

    #[test]
    fn billing_is_told_from_the_term() {
        for (text, cycle) in [
            ("E3 (Annual)", Some(Annual)),
            ("E3 annual commitment, billed monthly", Some(Monthly)),
            ("E3 annual term", None),
            ("E3 P1Y-P1M", Some(Monthly)),
            ("E3 - 1 Year - Annual billing", Some(Annual)),
            ("E3", None),
        ] {
            assert_eq!(Label::of(text).cycle, cycle, "{text}");
        }
        assert_eq!(Label::of_identifier("M365-E3-Y").cycle, Some(Annual));
    }

    #[test]
    fn whom_it_is_for_is_a_mark() {
        let label = Label::of("Microsoft 365 E3 (Non-Profit) Add-on");
        assert_eq!(label.marks, [Mark::AddOn, Mark::NonProfit].into());
        assert_ne!(words("A3 for faculty"), words("A3 for students"));
        assert!(Label::of("Visio Plan 2 (NCE)").nce);
    }
}
