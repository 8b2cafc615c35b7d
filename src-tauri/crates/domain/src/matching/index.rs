//! Where to look for a name: by the whole of it, by each of its words, by words
//! one error away, by first letters, numbers and domains.
//!
//! It finds candidates and judges none of them.

use super::{COMMON, party::Known};
use std::collections::{BTreeSet, HashMap};

/// Errors are looked for in words of at least so many letters.
const SHORTEST: usize = 5;

/// Finds who may be who on the right side.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Whole names, other names, labels and identifiers, compact.
    whole: HashMap<String, Vec<usize>>,
    /// Words.
    words: HashMap<String, Vec<usize>>,
    /// Words with one letter left out, with the words that they come from.
    shortened: HashMap<String, Vec<String>>,
    initials: HashMap<String, Vec<usize>>,
    numbers: HashMap<String, Vec<usize>>,
    sites: HashMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn of<'a>(rights: impl Iterator<Item = Known<'a>>) -> Self {
        let mut index = Self::default();
        for (at, right) in rights.enumerate() {
            index.put(at, &right);
        }
        let words: Vec<String> = index.words.keys().cloned().collect();
        for word in words {
            for short in shortened(&word) {
                index.shortened.entry(short).or_default().push(word.clone());
            }
        }
        index
    }

    fn put(&mut self, at: usize, right: &Known<'_>) {
        let name = right.name;
        let wholes = name.others.iter().chain(&right.marks.labels);
        for whole in wholes.chain([&name.compact]) {
            note(&mut self.whole, whole, at);
        }
        for word in &name.words {
            note(&mut self.words, &word.key, at);
        }
        if let Some(initials) = name.initials() {
            note(&mut self.initials, &initials, at);
        }
        if let Some(number) = right.marks.number() {
            note(&mut self.numbers, number, at);
        }
        for site in &right.marks.sites {
            note(&mut self.sites, site, at);
        }
    }

    /// All that may be the left one, in order.
    pub(super) fn candidates(&self, left: &Known<'_>) -> Vec<usize> {
        let name = left.name;
        let mut found = BTreeSet::new();
        let wholes = name.others.iter().chain(&left.marks.labels);
        let wholes = wholes.chain([&name.compact]);
        found.extend(wholes.flat_map(|whole| all(&self.whole, whole)));
        found.extend(all(&self.initials, &name.compact));
        found.extend(name.initials().iter().flat_map(|one| all(&self.whole, one)));
        found.extend(
            left.marks
                .number()
                .into_iter()
                .flat_map(|one| all(&self.numbers, one)),
        );
        found.extend(
            left.marks
                .sites
                .iter()
                .flat_map(|one| all(&self.sites, one)),
        );
        for word in &name.words {
            found.extend(few(&self.words, &word.key));
            for near in self.near(&word.key) {
                found.extend(few(&self.words, near));
            }
        }
        found.into_iter().collect()
    }

    /// Words that a letter put in, left out, changed or swapped makes of this one.
    fn near(&self, word: &str) -> BTreeSet<&str> {
        let shorts = shortened(word);
        let near = shorts.iter().filter_map(|short| self.shortened.get(short));
        near.flatten().map(String::as_str).collect()
    }
}

fn note(map: &mut HashMap<String, Vec<usize>>, key: &str, at: usize) {
    let places = map.entry(key.to_owned()).or_default();
    if places.last() != Some(&at) {
        places.push(at);
    }
}

fn all<'a>(map: &'a HashMap<String, Vec<usize>>, key: &str) -> impl Iterator<Item = usize> + 'a {
    map.get(key).into_iter().flatten().copied()
}

/// The places of a word that not too many have.
fn few<'a>(map: &'a HashMap<String, Vec<usize>>, key: &str) -> impl Iterator<Item = usize> + 'a {
    let places = map.get(key).filter(|places| places.len() <= COMMON);
    places.into_iter().flatten().copied()
}

/// The word, and the word without each one of its letters.
fn shortened(word: &str) -> Vec<String> {
    if word.chars().count() < SHORTEST {
        return Vec::new();
    }
    let without = word.char_indices().map(|(at, letter)| {
        let (before, behind) = (&word[..at], &word[at + letter.len_utf8()..]);
        [before, behind].concat()
    });
    without.chain([word.to_owned()]).collect()
}
