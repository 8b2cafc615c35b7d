//! Automatic runs: when one is due, and whether it may upload by itself.
//!
//! Nothing runs by itself unless somebody said so, and what runs uploads only where
//! that too was allowed, nothing exceeds the limits and nothing asks for a person. The
//! machine sleeps, its clock is set and its zone changes: whatever was missed is due
//! once, not once for each time.

mod judge;
mod schedule;

pub use judge::{Limits, Proposal, Reason, Verdict, asks_a_person, judge};
pub use schedule::{DayOfWeek, Every, Schedule};

use serde::{Deserialize, Serialize};

/// How automatic runs are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Automatic {
    /// Whether the window runs by itself.
    pub is_on: bool,
    /// When.
    pub schedule: Schedule,
    /// Whether a run may upload; otherwise it only looks.
    pub may_upload: bool,
    /// Up to what it may.
    pub limits: Limits,
}

impl Default for Automatic {
    /// Off, and without leave to upload.
    fn default() -> Self {
        Self {
            is_on: false,
            schedule: Schedule::default(),
            may_upload: false,
            limits: Limits::default(),
        }
    }
}
