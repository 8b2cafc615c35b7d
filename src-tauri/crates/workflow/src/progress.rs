//! How far a run is, told to whoever watches: a progress bar, a window.

use std::sync::Arc;

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// How much of it is done.
    pub done: u32,
    /// Of how much; 0 while that is not known.
    pub total: u32,
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading C3.
    ReadingC3,
    /// Reading ConnectWise.
    ReadingConnectWise,
    /// Checking and planning, a customer at a time.
    Planning,
    /// Settling writes of which it is not known whether they were done.
    Settling,
    /// Writing to ConnectWise, an operation at a time.
    Writing,
}

impl Phase {
    /// The phase for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ReadingC3 => "Reading C3",
            Self::ReadingConnectWise => "Reading ConnectWise",
            Self::Planning => "Validating",
            Self::Settling => "Settling interrupted writes",
            Self::Writing => "Uploading",
        }
    }
}

/// Takes note of progress.
pub type Watcher = Arc<dyn Fn(Progress) + Send + Sync>;

/// Nobody watches.
#[must_use]
pub fn unwatched() -> Watcher {
    Arc::new(|_| {})
}
