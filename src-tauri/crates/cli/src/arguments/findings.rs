//! The words of what settles a finding: `history`, `lines` and `duplicates`.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum History {
    /// Accept or discard an event that contradicts the one before
    Decide {
        /// The event's number
        event: i64,
        /// What to do with it
        decision: AcceptOrDiscard,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcceptOrDiscard {
    Accept,
    Discard,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Lines {
    /// Keep a person's edit, or take Accord's values back
    Decide {
        /// The addition's number
        addition: u32,
        /// Whose values
        choice: TheirsOrOurs,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TheirsOrOurs {
    Theirs,
    Ours,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Duplicates {
    /// Adopt an addition for a subscription, end it, or leave it
    Decide {
        /// The addition's number
        addition: u32,
        /// What to do with it
        decision: DuplicateDecision,
        /// The subscription that adopts it
        #[arg(long, value_name = "ID", required_if_eq("decision", "adopt"))]
        subscription: Option<String>,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DuplicateDecision {
    Adopt,
    End,
    Leave,
}
