//! What makes a licence of the same name another one: for whom it is, and whether it
//! is a whole product.

/// A mark; both sides have it, or they are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    AddOn,
    NonProfit,
    Education,
    Government,
    Trial,
    Legacy,
    StepUp,
}

/// The words of each mark, longest first.
const MARKS: &[(&str, Mark)] = &[
    ("add on", Mark::AddOn),
    ("addon", Mark::AddOn),
    ("extra feature", Mark::AddOn),
    ("step up", Mark::StepUp),
    ("stepup", Mark::StepUp),
    ("from sa", Mark::StepUp),
    ("non profit", Mark::NonProfit),
    ("nonprofit", Mark::NonProfit),
    ("not for profit", Mark::NonProfit),
    ("charity", Mark::NonProfit),
    ("charities", Mark::NonProfit),
    ("npo", Mark::NonProfit),
    ("donation", Mark::NonProfit),
    ("grant", Mark::NonProfit),
    ("education", Mark::Education),
    ("edu", Mark::Education),
    ("academic", Mark::Education),
    ("faculty", Mark::Education),
    ("student", Mark::Education),
    ("students", Mark::Education),
    ("school", Mark::Education),
    ("government", Mark::Government),
    ("govt", Mark::Government),
    ("gov", Mark::Government),
    ("gcc", Mark::Government),
    ("trial", Mark::Trial),
    ("trials", Mark::Trial),
    ("legacy", Mark::Legacy),
    ("retired", Mark::Legacy),
];

/// The mark that a text begins with at a word, and how many words it has.
pub(super) fn at(words: &[String]) -> Option<(Mark, usize)> {
    MARKS.iter().find_map(|(spelled, mark)| {
        let spelled: Vec<&str> = spelled.split(' ').collect();
        let here = words.get(..spelled.len())?;
        (here == spelled.as_slice()).then_some((*mark, spelled.len()))
    })
}
