//! What the steps took, beside what the yardsticks took in the same run.

use std::fmt;

use crate::cost::Cost;

/// The outcome of a walk, as a table.
#[derive(Debug)]
pub(crate) struct Figures {
    /// How much went through.
    pub(crate) size: String,
    /// Fetching the history over HTTP and parsing it, and nothing else.
    pub(crate) parsing: Cost,
    /// Reading all events out of the database, and nothing else.
    pub(crate) scanning: Cost,
    pub(crate) steps: Vec<(&'static str, Cost)>,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.size)?;
        writeln!(
            f,
            "{:<20}{:>10}{:>11}{:>16}{:>16}{:>16}{:>16}",
            "",
            "time",
            "memory",
            "time/parsing",
            "time/scanning",
            "memory/parsing",
            "mem./scanning"
        )?;
        self.row(f, "parsing alone", self.parsing)?;
        self.row(f, "scanning alone", self.scanning)?;
        for (step, cost) in &self.steps {
            self.row(f, step, *cost)?;
        }
        Ok(())
    }
}

impl Figures {
    fn row(&self, f: &mut fmt::Formatter<'_>, step: &str, cost: Cost) -> fmt::Result {
        let yardsticks = [self.parsing, self.scanning];
        let times = yardsticks.map(|one| ratio(micros(cost), micros(one)));
        let memories = yardsticks.map(|one| ratio(cost.memory, one.memory));
        writeln!(
            f,
            "{step:<20}{:>8} s{:>7} MiB{:>16}{:>16}{:>16}{:>16}",
            tenths(micros(cost).map(|micros| micros / 100_000)),
            shown(cost.memory.map(|kib| (kib / 1024).to_string())),
            times[0],
            times[1],
            memories[0],
            memories[1],
        )
    }
}

fn micros(cost: Cost) -> Option<u64> {
    u64::try_from(cost.time.as_micros()).ok()
}

/// How many times `of` something is, to a tenth.
fn ratio(something: Option<u64>, of: Option<u64>) -> String {
    let ratio = something.zip(of);
    tenths(ratio.and_then(|(something, of)| something.saturating_mul(10).checked_div(of)))
}

fn tenths(number: Option<u64>) -> String {
    shown(number.map(|number| format!("{}.{}", number / 10, number % 10)))
}

/// What was not measured is not shown as a number.
fn shown(text: Option<String>) -> String {
    text.unwrap_or_else(|| "-".to_owned())
}
