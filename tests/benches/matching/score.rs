//! Precision and recall, as a table.

use std::fmt;

/// Who suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Accord's class exact.
    Exact,
    /// Accord's class strong.
    Strong,
    /// Both.
    Sure,
    /// Baseline: the same text.
    SameText,
    /// Baseline: the most similar text, from 90 % on.
    Similar,
}

/// What one method found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    /// Pairs that it named.
    pub(crate) named: usize,
    /// Of them right.
    pub(crate) found: usize,
    /// All that there are.
    pub(crate) all: usize,
    mistakes: Vec<String>,
}

/// All methods on one set of data.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) pairs: usize,
    pub(crate) traps: usize,
    scores: Vec<(Method, Score)>,
    /// By kind of row: pairs that Accord is sure of, that it shows as not sure, all.
    pub(crate) kinds: Vec<(String, [usize; 3])>,
}

impl Table {
    pub(crate) fn new(title: String, pairs: usize, traps: usize) -> Self {
        let methods = [
            Method::Exact,
            Method::Strong,
            Method::Sure,
            Method::SameText,
            Method::Similar,
        ];
        let empty = Score {
            all: pairs,
            ..Score::default()
        };
        Self {
            title,
            pairs,
            traps,
            scores: methods.map(|method| (method, empty.clone())).to_vec(),
            kinds: Vec::new(),
        }
    }

    /// A method names a pair.
    pub(crate) fn name(&mut self, method: Method, right: bool, said: impl Fn() -> String) {
        for (other, score) in &mut self.scores {
            if *other == method {
                score.named += 1;
                score.found += usize::from(right);
                if !right {
                    score.mistakes.push(said());
                }
            }
        }
    }

    /// A pair of this kind: sure, shown as not sure, or not found.
    pub(crate) fn kind(&mut self, kind: &str, sure: bool, shown: bool) {
        let at = self.kinds.iter().position(|(known, _)| known == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push((kind.to_owned(), [0; 3]));
            self.kinds.len() - 1
        });
        let counts = &mut self.kinds[at].1;
        counts[0] += usize::from(sure);
        counts[1] += usize::from(shown);
        counts[2] += 1;
    }

    pub(crate) fn score(&self, method: Method) -> &Score {
        let found = self.scores.iter().find(|(other, _)| *other == method);
        &found.unwrap().1
    }

    pub(crate) fn mistakes(&self, method: Method) -> String {
        self.score(method).mistakes.join("\n")
    }
}

impl Score {
    /// In hundredths of a per cent; one that names nothing is never wrong.
    pub(crate) fn precision(&self) -> usize {
        (self.found * 10_000)
            .checked_div(self.named)
            .unwrap_or(10_000)
    }

    pub(crate) fn recall(&self) -> usize {
        (self.found * 10_000).checked_div(self.all).unwrap_or(0)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{}: {} pairs, {} traps",
            self.title, self.pairs, self.traps
        )?;
        writeln!(
            f,
            "{:<34}{:>7}{:>7}{:>11}{:>9}",
            "", "named", "right", "precision", "recall"
        )?;
        for (method, score) in &self.scores {
            let name = match method {
                Method::Exact => "Accord: exact",
                Method::Strong => "Accord: strong",
                Method::Sure => "Accord: exact and strong",
                Method::SameText => "baseline: same text",
                Method::Similar => "baseline: 90 % similar",
            };
            let per_cent = |part: usize| format!("{}.{:02} %", part / 100, part % 100);
            writeln!(
                f,
                "{name:<34}{:>7}{:>7}{:>11}{:>9}",
                score.named,
                score.found,
                per_cent(score.precision()),
                per_cent(score.recall())
            )?;
        }
        for (kind, [sure, shown, all]) in &self.kinds {
            writeln!(f, "  {kind:<32}{sure:>7} sure{shown:>5} not sure, of {all}")?;
        }
        Ok(())
    }
}
