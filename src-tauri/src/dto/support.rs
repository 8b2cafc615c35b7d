//! Support bundles, crashes and backups, as the window shows them.

use serde::Serialize;
use specta::Type;
use workflow::{store, support};

/// A part of a support bundle.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct BundlePart {
    /// What it is.
    pub(crate) title: String,
    /// What it says.
    pub(crate) text: String,
}

impl From<&support::Part> for BundlePart {
    fn from(part: &support::Part) -> Self {
        Self {
            title: part.title.clone(),
            text: part.text.clone(),
        }
    }
}

/// A crash that nobody took note of yet.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CrashNote {
    /// Finds it in the log.
    pub(crate) reference: String,
    /// When it was.
    pub(crate) at: String,
    /// Where, and what the program said, for whoever helps.
    pub(crate) details: String,
}

impl From<logs::Crash> for CrashNote {
    fn from(crash: logs::Crash) -> Self {
        Self {
            reference: crash.reference,
            at: crash.at.to_string(),
            details: format!("{}\n{}", crash.place, crash.message),
        }
    }
}

/// What a backup holds.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct BackupFacts {
    /// When its newest record began.
    pub(crate) newest_run: Option<String>,
    /// Its records.
    pub(crate) runs: u32,
    /// Events in its ledger.
    pub(crate) events: u32,
    /// C3 customers that it maps.
    pub(crate) mapped: u32,
}

impl From<store::BackupFacts> for BackupFacts {
    fn from(facts: store::BackupFacts) -> Self {
        Self {
            newest_run: facts.newest_run.map(|at| at.to_string()),
            runs: facts.runs,
            events: facts.events,
            mapped: facts.mapped,
        }
    }
}
