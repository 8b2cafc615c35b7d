//! How two names of companies fit each other, before anything else is known.

use super::{
    form::{self, Forms},
    name::{Name, Word},
};
use strsim::osa_distance;

/// ConnectWise takes names of at most so many characters.
const LONGEST: usize = 50;

/// A typing error is looked for in words of at least so many letters.
const SHORTEST: usize = 5;

/// Two errors are looked for in words of at least so many.
const LONG: usize = 9;

/// How two names fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The same words and the same legal form.
    Same,
    /// The same words; one name has no legal form.
    Formless,
    /// The same words, spelled or shortened in another way.
    Spelled,
    /// One is the beginning of the other, as long as ConnectWise takes.
    Cut,
    /// A typing error in a word that many companies have.
    Slip,
    /// The same words in another order.
    Reordered,
    /// An umlaut in one is the bare letter in the other: Krämer and Kramer are two.
    Umlaut,
    /// A word is another by a letter or two.
    Typo,
    /// The same words; another legal form.
    OtherForm,
    /// All words of one name stand in the other.
    Part,
    /// One may be the other's first letters.
    Initials,
    /// A former or trading name.
    OtherName,
    /// A telling word is the same.
    Faint,
    /// Nothing of the names.
    Nothing,
}

/// Compares two names.
pub(super) fn fit(left: &Name, right: &Name) -> Fit {
    let words = of_words(left, right);
    match form::compare(left.form, right.form) {
        Forms::Differ if words <= Fit::Typo => Fit::OtherForm,
        Forms::OneMissing if words == Fit::Same => Fit::Formless,
        Forms::Akin if words == Fit::Same => Fit::Spelled,
        _ => words,
    }
}

fn of_words(left: &Name, right: &Name) -> Fit {
    if left.compact == right.compact && left.umlauts != right.umlauts {
        return Fit::Umlaut;
    }
    if left.plain == right.plain && left.transliterated == right.transliterated {
        return Fit::Same;
    }
    if left.compact == right.compact {
        return Fit::Spelled;
    }
    if is_cut(left, right) {
        return Fit::Cut;
    }
    let (shared, only_left, only_right) = shared(&left.words, &right.words);
    match (only_left.as_slice(), only_right.as_slice()) {
        ([], []) => return Fit::Reordered,
        ([one], [other]) => {
            if let Some(fit) = mistyped(one, other) {
                return fit;
            }
        }
        _ => {}
    }
    if is_one_letter_apart(&left.compact, &right.compact) {
        return Fit::Typo;
    }
    let telling = shared.iter().any(|word| !word.known && word.key.len() > 2);
    if (only_left.is_empty() || only_right.is_empty()) && telling {
        return Fit::Part;
    }
    if are_initials(left, right) || are_initials(right, left) {
        return Fit::Initials;
    }
    if names_other(left, right) || names_other(right, left) {
        return Fit::OtherName;
    }
    let all = left.words.len() + right.words.len();
    if telling && shared.len() * 4 >= all {
        return Fit::Faint;
    }
    Fit::Nothing
}

/// The words of both, and those of either alone.
fn shared<'a>(
    left: &'a [Word],
    right: &'a [Word],
) -> (Vec<&'a Word>, Vec<&'a Word>, Vec<&'a Word>) {
    let mut only_right: Vec<&Word> = right.iter().collect();
    let (mut shared, mut only_left) = (Vec::new(), Vec::new());
    for word in left {
        match only_right.iter().position(|other| other.key == word.key) {
            Some(at) => shared.push(only_right.remove(at)),
            None => only_left.push(word),
        }
    }
    (shared, only_left, only_right)
}

fn is_cut(left: &Name, right: &Name) -> bool {
    right.length == LONGEST
        && left.length > LONGEST
        && right.plain.len() > LONGEST / 2
        && left.plain.starts_with(&right.plain)
}

/// Whether one word may be the other with an error; two words of trades are two.
fn mistyped(one: &Word, other: &Word) -> Option<Fit> {
    let (a, b) = (one.key.as_str(), other.key.as_str());
    let shortest = a.chars().count().min(b.chars().count());
    let letters = a.chars().chain(b.chars()).all(char::is_alphabetic);
    if (one.known && other.known) || shortest < SHORTEST || !letters {
        return None;
    }
    let distance = osa_distance(a, b);
    if distance > 1 + usize::from(shortest >= LONG) {
        return None;
    }
    if one.known != other.known {
        let same_start = a.chars().next() == b.chars().next();
        let slip = distance == 1 && shortest > SHORTEST && same_start;
        return slip.then_some(Fit::Slip);
    }
    Some(Fit::Typo)
}

/// For names whose words are divided in another way.
fn is_one_letter_apart(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    short >= LONG && long - short <= 1 && digits(a) == digits(b) && osa_distance(a, b) <= 1
}

fn are_initials(short: &Name, long: &Name) -> bool {
    short.words.len() == 1
        && long
            .initials()
            .is_some_and(|initials| initials == short.compact)
}

/// Whether another name that stands in one is the other one.
fn names_other(one: &Name, other: &Name) -> bool {
    let is_it = |name: &String| *name == other.compact || other.others.contains(name);
    one.others.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};
    use crate::matching::name::Name;

    #[track_caller]
    fn fits(left: &str, right: &str, expected: Fit) {
        let (left_name, right_name) = (Name::of(left), Name::of(right));
        assert_eq!(fit(&left_name, &right_name), expected, "{left} / {right}");
    }

    #[test]
    fn the_same_words_are_the_same_however_they_are_written() {
        fits("Contoso GmbH", "CONTOSO, G.m.b.H.", Fit::Same);
        fits("Contoso", "Contoso AG", Fit::Formless);
        fits("Müller Bau", "Mueller Bau", Fit::Spelled);
        fits("North Wind Ltd", "Northwind Limited", Fit::Spelled);
        fits("Ромашка", "Romashka", Fit::Spelled);
        fits("Fabrikam Mfg", "Fabrikam Manufacturing", Fit::Spelled);
        fits("Wind North", "North Wind", Fit::Reordered);
    }

    #[test]
    fn errors_are_told_from_other_names() {
        fits("Contoso Consultng", "Contoso Consulting", Fit::Slip);
        fits("Hartman Bau", "Hartmann Bau", Fit::Typo);
        fits("Fabrikam Bau", "Fabricam Bau", Fit::Typo);
        fits("Contoso North", "Contoso South", Fit::Faint);
        fits("Autohaus 54", "Autohaus 55", Fit::Nothing);
        fits("Meier Bau", "Maier Bau", Fit::Typo);
        fits("Krämer Bau", "Kramer Bau", Fit::Umlaut);
        fits("Krämer Bau", "Kraemer Bau", Fit::Spelled);
        fits("Café Noir", "Cafe Noir", Fit::Same);
    }

    #[test]
    fn more_words_or_another_form_are_another_company() {
        fits("Contoso", "Contoso Consulting", Fit::Part);
        fits("Contoso GmbH", "Contoso GmbH & Co. KG", Fit::OtherForm);
        fits(
            "Adatum Group (formerly Fabrikam)",
            "Fabrikam",
            Fit::OtherName,
        );
        fits("ABC", "Alpine Bike Company of Chur", Fit::Nothing);
        fits("ABC", "Alpine Bike Carriers", Fit::Initials);
        fits("Global Services", "Global Partners", Fit::Nothing);
    }
}
