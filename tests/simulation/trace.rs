//! What happened in a run, for a person to read when it went wrong.

use jiff::Timestamp;
use std::fmt;

/// Everything that happened, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Trace(Vec<String>);

impl Trace {
    pub(crate) fn note(&mut self, now: Timestamp, what: impl fmt::Display) {
        self.0.push(format!("{now}  {what}"));
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
