//! Numbers as texts, read exactly or not at all.
//!
//! C3 writes plain numbers; files that went through a spreadsheet may carry the
//! signs of their country. A text that could mean two numbers is refused: a
//! price that is a thousand times too high is worse than a row set aside.
//! Nothing here is floating point.

use rust_decimal::Decimal;

/// Reads a decimal number, keeping every digit.
///
/// # Errors
/// Why the text is no number, to stand behind “it ”.
pub(crate) fn parse(text: &str) -> Result<Decimal, String> {
    let text = text.trim();
    let plain = plain(text)?;
    exact(&plain).ok_or_else(|| format!("“{text}” is not a number that can be kept exactly"))
}

/// The same number with a point as decimal sign and without grouping.
fn plain(text: &str) -> Result<String, String> {
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let not_a_number = || format!("“{text}” is not a number");
    match (commas, points) {
        (0, 0 | 1) => Ok(text.to_owned()),
        (1, 0) => comma_only(text),
        (0, _) => ungrouped(text, '.').ok_or_else(not_a_number),
        (_, 0) => ungrouped(text, ',').ok_or_else(not_a_number),
        _ => both_signs(text).ok_or_else(not_a_number),
    }
}

/// One comma: a decimal sign, unless it could as well group thousands.
fn comma_only(text: &str) -> Result<String, String> {
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let digits = whole.trim_start_matches(['-', '+']);
    if part.len() == 3 && !digits.is_empty() && !digits.starts_with('0') {
        return Err(format!("“{text}” could be {whole}{part} or {whole}.{part}"));
    }
    Ok(format!("{whole}.{part}"))
}

/// Points and commas: the one that stands last is the decimal sign.
fn both_signs(text: &str) -> Option<String> {
    let at = text.rfind(['.', ','])?;
    let (whole, part) = (text.get(..at)?, text.get(at + 1..)?);
    let group = if text.get(at..=at)? == "." { ',' } else { '.' };
    Some(format!("{}.{part}", ungrouped(whole, group)?))
}

/// Takes the grouping away, if it groups by threes.
fn ungrouped(text: &str, sign: char) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']);
    let mut groups = digits.split(sign);
    let first = groups.next()?;
    let by_threes = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    by_threes.then(|| text.replace(sign, ""))
}

fn exact(text: &str) -> Option<Decimal> {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-' | 'e' | 'E');
    if !text.chars().all(allowed) {
        return None;
    }
    match text.split_once(['e', 'E']) {
        None => Decimal::from_str_exact(text).ok(),
        Some((base, _)) => {
            // The scientific reader rounds its base; this one does not.
            Decimal::from_str_exact(base).ok()?;
            Decimal::from_scientific(text).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).ok().map(|number| number.to_string())
    }

    #[test]
    fn plain_numbers_keep_every_digit() {
        for (text, number) in [
            ("6", "6"),
            (" 40.0000 ", "40.0000"),
            ("-1.5", "-1.5"),
            (
                "1234567890123456789.12345678",
                "1234567890123456789.12345678",
            ),
            ("0.1", "0.1"),
            ("4E1", "40"),
            ("1.5e+3", "1500"),
            ("12e-2", "0.12"),
        ] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn the_signs_of_other_countries_are_read_where_they_have_one_meaning() {
        for (text, number) in [
            ("40,0000", "40.0000"),
            ("40,5", "40.5"),
            ("0,125", "0.125"),
            ("-1.234,50", "-1234.50"),
            ("1,234.50", "1234.50"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_numbers_is_refused() {
        let reason = parse("1,234").unwrap_err();
        assert!(reason.contains("1234 or 1.234"), "{reason}");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "abc",
            "1_000",
            "€40",
            "12,34,56",
            "1.2.3",
            ",",
            ".",
            "--1",
            "1e99",
            "NaN",
            "1 000",
            "0.12345678901234567890123456789",
            "999999999999999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
