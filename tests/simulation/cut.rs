//! What is left out of a life, and finding the least that still fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

/// Lives that are lived to find out what a failure needs.
const TRIES_MAX: u32 = 1_000;

/// What is left out of a life. Its words replay it:
/// `passes=3,calm,alone,deserted,faithful,resolute,no=2,not=1.4`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// It ends after so many passes.
    pub(crate) passes: Option<usize>,
    /// Nothing goes wrong.
    pub(crate) calm: bool,
    /// No other desktop joins.
    pub(crate) alone: bool,
    /// No person does anything in ConnectWise.
    pub(crate) deserted: bool,
    /// No mode or price source is changed, and no mapping released.
    pub(crate) faithful: bool,
    /// No upload is taken back.
    pub(crate) resolute: bool,
    /// Subscriptions that are not there.
    pub(crate) subscriptions: BTreeSet<u32>,
    /// Changes that do not happen: the subscription and its change's place.
    pub(crate) changes: BTreeSet<(u32, usize)>,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.passes.map(|passes| format!("passes={passes}")));
        let flags = [
            (self.calm, "calm"),
            (self.alone, "alone"),
            (self.deserted, "deserted"),
            (self.faithful, "faithful"),
            (self.resolute, "resolute"),
        ];
        let set = flags.iter().filter(|(is, _)| *is);
        words.extend(set.map(|(_, word)| (*word).to_owned()));
        words.extend(
            self.subscriptions
                .iter()
                .map(|number| format!("no={number}")),
        );
        let not = |(number, change): &(u32, usize)| format!("not={number}.{change}");
        words.extend(self.changes.iter().map(not));
        f.write_str(&words.join(","))
    }
}

impl FromStr for Cut {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut cut = Self::default();
        for word in text.split(',').filter(|word| !word.is_empty()) {
            cut.take(word)
                .ok_or_else(|| format!("“{word}” leaves nothing out"))?;
        }
        Ok(cut)
    }
}

impl Cut {
    fn take(&mut self, word: &str) -> Option<()> {
        match word.split_once('=') {
            None => match word {
                "calm" => self.calm = true,
                "alone" => self.alone = true,
                "deserted" => self.deserted = true,
                "faithful" => self.faithful = true,
                "resolute" => self.resolute = true,
                _ => return None,
            },
            Some(("passes", count)) => self.passes = Some(count.parse().ok()?),
            Some(("no", number)) => {
                self.subscriptions.insert(number.parse().ok()?);
            }
            Some(("not", change)) => {
                let (number, change) = change.split_once('.')?;
                self.changes
                    .insert((number.parse().ok()?, change.parse().ok()?));
            }
            Some(_) => return None,
        }
        Some(())
    }

    /// Cuts that leave out a little more.
    fn further(&self, changes: &BTreeMap<u32, usize>) -> Vec<Self> {
        let mut cuts = Vec::new();
        let mut with = |change: &dyn Fn(&mut Self)| {
            let mut cut = self.clone();
            change(&mut cut);
            if cut != *self {
                cuts.push(cut);
            }
        };
        with(&|cut| cut.calm = true);
        with(&|cut| cut.alone = true);
        with(&|cut| cut.deserted = true);
        with(&|cut| cut.faithful = true);
        with(&|cut| cut.resolute = true);
        for number in changes.keys() {
            with(&|cut| cut.subscriptions.extend([*number]));
        }
        for passes in [0, 1, 2, 3, 5, 8, 13] {
            with(&|cut| cut.passes = Some(cut.passes.map_or(passes, |now| now.min(passes))));
        }
        let left = changes
            .iter()
            .filter(|(number, _)| !self.subscriptions.contains(number));
        for (number, count) in left {
            for change in (0..*count).rev() {
                with(&|cut| cut.changes.extend([(*number, change)]));
            }
        }
        cuts
    }
}

/// The least that still fails, found greedily; `fails` lives it. `changes` are so many
/// of each subscription.
pub(crate) fn shrink(changes: &BTreeMap<u32, usize>, mut fails: impl FnMut(&Cut) -> bool) -> Cut {
    let mut least = Cut::default();
    let mut tries = 0..TRIES_MAX;
    loop {
        let mut smaller = least.further(changes).into_iter();
        let smaller = smaller.find(|cut| tries.next().is_some() && fails(cut));
        match smaller {
            Some(smaller) => least = smaller,
            None => return least,
        }
    }
}

#[test]
fn what_a_failure_does_not_need_is_left_out() {
    let needs = |cut: &Cut| !cut.subscriptions.contains(&2) && !cut.changes.contains(&(2, 4));
    let changes = BTreeMap::from([(1, 3), (2, 6)]);
    let least = shrink(&changes, |cut| needs(cut) && !cut.alone);
    assert!(least.calm && least.deserted && least.faithful && !least.alone);
    assert_eq!(least.passes, Some(0));
    assert!(!least.subscriptions.contains(&2) && least.subscriptions.contains(&1));
    assert!(least.changes.contains(&(2, 3)) && !least.changes.contains(&(2, 4)));
    assert_eq!(least.to_string().parse(), Ok(least));
}
