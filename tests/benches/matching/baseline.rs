//! The two ways to match that a spreadsheet offers.

use strsim::normalized_levenshtein;

/// From this similarity on.
const SIMILAR: f64 = 0.9;

/// The place of the first that is the same text, but for case and white space at
/// the ends.
pub(crate) fn same_text(left: &str, rights: &[String]) -> Option<usize> {
    let plain = |text: &str| text.trim().to_lowercase();
    let left = plain(left);
    rights.iter().position(|right| plain(right) == left)
}

/// The place of the most similar one, from 90 % on.
pub(crate) fn similar(left: &str, rights: &[String]) -> Option<usize> {
    let left = left.trim().to_lowercase();
    let of = |right: &String| normalized_levenshtein(&left, &right.trim().to_lowercase());
    let likeness = rights.iter().map(of).enumerate();
    let best = likeness.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (best.1 >= SIMILAR).then_some(best.0)
}
