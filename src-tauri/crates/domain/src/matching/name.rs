//! A company's name taken apart: its words, its legal form, other names in it.

use super::{fold, form, word};

/// What stands between a name and another one.
const OTHERWISE: [&str; 10] = [
    "formerly",
    "trading as",
    "t/a",
    "d/b/a",
    "dba",
    "aka",
    "a.k.a.",
    "vormals",
    "ehemals",
    "previously",
];

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Written out and under one spelling.
    pub(super) key: String,
    /// Many companies have it.
    pub(super) known: bool,
}

/// A name that can be compared.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Its words as they are written, folded, without the legal form.
    pub(super) plain: String,
    pub(super) words: Vec<Word>,
    /// The words' keys without spaces.
    pub(super) compact: String,
    /// The same with umlauts in two letters: `müller` and `mueller` are one name,
    /// `muller` may be another.
    pub(super) umlauts: String,
    pub(super) form: Option<&'static str>,
    /// It was in Cyrillic or Greek letters.
    pub(super) transliterated: bool,
    /// Other names that stand in it, compact.
    pub(super) others: Vec<String>,
    /// How many characters it has as it is written.
    pub(super) length: usize,
}

impl Name {
    pub(super) fn of(text: &str) -> Self {
        let (main, others) = apart(text);
        let mut name = Self::plain(&main);
        name.length = text.trim().chars().count();
        name.others = others
            .iter()
            .map(|other| Self::plain(other).compact)
            .filter(|other| !other.is_empty())
            .collect();
        name
    }

    fn plain(text: &str) -> Self {
        let (text, unspaced) = form::take_unspaced(text);
        let (folded, transliterated) = fold::folded(&text);
        let mut written = fold::words(&folded);
        let all = written.clone();
        let form = form::take(&mut written).or(unspaced);
        let before = written.len() < all.len() && written.first() != all.first();
        let kept = without_joining(written);
        let umlauts = fold::words(&fold::folded(&fold::without_umlauts(&text)).0);
        let umlauts = umlauts.into_iter().skip(usize::from(before));
        let umlauts = without_joining(umlauts.take(all.len()).collect());
        let words: Vec<Word> = kept.iter().map(|one| Word::of(one)).collect();
        Self {
            plain: kept.join(" "),
            compact: words.iter().map(|word| word.key.as_str()).collect(),
            umlauts: umlauts
                .iter()
                .take(kept.len())
                .map(|one| word::written_out(one))
                .collect(),
            words,
            form,
            transliterated,
            others: Vec::new(),
            length: 0,
        }
    }

    /// The first letters of its words, where it has at least three.
    pub(super) fn initials(&self) -> Option<String> {
        let letters = || {
            let words = self.words.iter();
            words.filter_map(|word| word.key.chars().next())
        };
        (self.words.len() >= 3).then(|| letters().collect())
    }

    /// Whether a word of it is not one that many companies have.
    pub(super) fn is_telling(&self) -> bool {
        self.compact.chars().count() >= 3
    }
}

fn without_joining(written: Vec<String>) -> Vec<String> {
    let last = written.len().saturating_sub(1);
    if last == 0 {
        return written;
    }
    let counts = |(at, one): &(usize, String)| !word::is_joining(one, *at > 0 && *at < last);
    let kept = written.into_iter().enumerate().filter(counts);
    kept.map(|(_, one)| one).collect()
}

impl Word {
    fn of(written: &str) -> Self {
        let long = word::written_out(written);
        Self {
            key: fold::spelling(long),
            known: word::is_known(long),
        }
    }
}

/// A name without what stands in brackets or behind a word for another name, and
/// those other names.
fn apart(text: &str) -> (String, Vec<String>) {
    let mut main = text.to_owned();
    let mut others = Vec::new();
    if let (Some(open), Some(close)) = (main.find(['(', '（']), main.rfind([')', '）'])) {
        let inside = main
            .get(open..close)
            .map(|inside| inside.trim_start_matches(['(', '（']));
        let inside = inside.unwrap_or_default().to_owned();
        let named = OTHERWISE
            .iter()
            .find_map(|mark| inside.to_lowercase().find(mark).map(|at| at + mark.len()));
        if let Some(other) = named.and_then(|from| inside.get(from..)) {
            others.push(other.to_owned());
            main.replace_range(open..close, " ");
            main = main.replace([')', '）'], " ");
        }
    }
    let low = main.to_lowercase();
    for mark in OTHERWISE {
        let spaced = format!(" {mark} ");
        let cut = low.find(&spaced);
        if let (Some(before), Some(behind)) = (
            cut.and_then(|at| main.get(..at)),
            cut.and_then(|at| main.get(at + spaced.len()..)),
        ) {
            others.push(behind.to_owned());
            main = before.to_owned();
            break;
        }
    }
    (main, others)
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn short_forms_are_written_out_and_joining_words_left_out() {
        let name = Name::of("The Smith & Jones Mfg. Co., Ltd.");
        let keys: Vec<_> = name.words.iter().map(|word| word.key.as_str()).collect();
        assert_eq!(keys, ["smith", "jones", "manufacturing"]);
        assert_eq!(name.form, Some("ltd"));
    }

    #[test]
    fn a_former_or_trading_name_is_another_name() {
        let name = Name::of("Adatum Group (formerly Fabrikam)");
        assert_eq!(
            (name.compact.as_str(), name.others.as_slice()),
            ("adatumgroup", &["fabrikam".to_owned()][..])
        );
        let name = Name::of("Alpine Ltd t/a Ski House");
        assert_eq!(name.others, ["skihouse"]);
        assert_eq!(name.compact, "alpin".to_owned() + "e");
    }

    #[test]
    fn what_else_stands_in_brackets_belongs_to_the_name() {
        let name = Name::of("Fabrikam (Schweiz) AG");
        assert_eq!(name.compact, "fabrikamschweiz");
    }
}
