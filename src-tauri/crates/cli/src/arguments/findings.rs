//! The words of what settles a finding: `history`, `lines` and `duplicates`.

use clap::{Subcommand, ValueEnum};
use serde::Deserialize;
use std::path::PathBuf;

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
    /// List an agreement's hand-made lines, with what is proposed for each
    List {
        /// The agreement that they stand on
        #[arg(long, value_name = "ID")]
        agreement: u32,
        /// Show what these decisions would come to, without saving them
        #[arg(long, value_name = "FILE")]
        with: Option<PathBuf>,
    },
    /// Adopt additions for subscriptions, end them, or leave them: one, or those of a file
    Decide {
        /// The addition's number
        #[arg(required_unless_present = "file")]
        addition: Option<u32>,
        /// What to do with it
        #[arg(required_unless_present = "file")]
        decision: Option<DuplicateDecision>,
        /// The subscription that adopts it
        #[arg(long, value_name = "ID", required_if_eq("decision", "adopt"))]
        subscription: Option<String>,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
        /// Several decisions, saved together or not at all: a JSON array of
        /// {"addition": 1, "decision": "adopt|end|leave", "subscription": "…"}
        #[arg(long, value_name = "FILE", conflicts_with_all = ["addition", "decision", "subscription"])]
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DuplicateDecision {
    Adopt,
    End,
    Leave,
}
