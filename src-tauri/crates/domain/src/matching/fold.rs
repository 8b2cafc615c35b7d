//! Text made comparable: width, accents, case, ligatures, Cyrillic and Greek
//! letters, and the words in it.
//!
//! It never transliterates where a letter alone does not tell how it is read:
//! Chinese, Japanese, Arabic and others stay as they are, and match only themselves.

use unicode_normalization::UnicodeNormalization;

/// A text in small Latin letters without marks, other scripts as they are, and
/// whether letters of another alphabet were put into Latin ones.
pub(super) fn folded(text: &str) -> (String, bool) {
    let mut latin = String::with_capacity(text.len());
    let mut transliterated = false;
    for letter in text.nfkc() {
        if is_foreign(letter) {
            transliterated = true;
            latin.push_str(any_ascii::any_ascii_char(letter));
        } else {
            latin.push(letter);
        }
    }
    let bare = latin.nfd().filter(|letter| !is_mark(*letter)).nfc();
    let mut plain = String::with_capacity(latin.len());
    for letter in bare.flat_map(char::to_lowercase) {
        match ligature(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    (plain, transliterated)
}

/// Cyrillic or Greek: alphabets whose letters have customary Latin ones.
fn is_foreign(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
}

/// Marks of European letters only: elsewhere a mark makes another letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "oe",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        '\'' | '’' | '‘' | '`' | '´' => "",
        _ => return None,
    })
}

/// A text with its umlauts in the two letters that stand for each.
pub(super) fn without_umlauts(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'å' => plain.push_str("aa"),
            _ => plain.push(letter),
        }
    }
    plain
}

/// The words of a folded text. Letters that stand alone beside each other are one
/// word: `s.a.` is `sa`. An ampersand or a plus is the word `and`.
pub(super) fn words(folded: &str) -> Vec<String> {
    let spaced = folded.replace(['&', '+'], " and ");
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in spaced
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let single = word.len() == 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
        match words.last_mut() {
            Some(last) if single && open => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        open = single;
    }
    words
}

/// A word under which its usual spellings meet: `mueller` and `muller`, `aarhus`
/// and `arhus`.
pub(super) fn spelling(word: &str) -> String {
    let two = word
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u");
    two.replace("aa", "a")
}

#[cfg(test)]
mod tests {
    use super::{folded, spelling, words};

    fn of(text: &str) -> Vec<String> {
        words(&folded(text).0)
    }

    #[test]
    fn accents_case_width_and_ligatures_do_not_count() {
        assert_eq!(of("ÉCLAIR Café"), ["eclair", "cafe"]);
        assert_eq!(of("Straße Łódź"), ["strasse", "lodz"]);
        assert_eq!(of("Ｆａｂｒｉｋａｍ"), ["fabrikam"]);
        assert_eq!(of("O’Neil"), ["oneil"]);
    }

    #[test]
    fn single_letters_become_one_word() {
        assert_eq!(of("Contoso S.r.l."), ["contoso", "srl"]);
        assert_eq!(of("A & B"), ["a", "and", "b"]);
    }

    #[test]
    fn cyrillic_and_greek_are_put_into_latin_letters() {
        let (text, transliterated) = folded("Ромашка");
        assert_eq!((text.as_str(), transliterated), ("romashka", true));
        assert!(!folded("Romashka").1);
        assert_eq!(of("Ελιά"), ["elia"]);
    }

    #[test]
    fn japanese_letters_keep_their_marks() {
        assert_ne!(of("ガラス"), of("カラス"));
    }

    #[test]
    fn umlauts_meet_their_two_letter_spellings() {
        assert_eq!(spelling("mueller"), spelling(&of("Müller")[0]));
        assert_eq!(spelling("soerensen"), spelling(&of("Sørensen")[0]));
    }
}
