//! Progress on its way to the window: over a channel of the call's own, at most
//! ten times a second.

use serde::Serialize;
use specta::Type;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tauri::ipc::Channel;
use workflow::progress::{Phase, Progress, Watcher};

/// The least time between two words on the same phase.
const PACE: Duration = Duration::from_millis(100);

/// How far a run is.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Step {
    /// What is being done, for people.
    pub(crate) phase: String,
    /// How much of it is done.
    pub(crate) done: u32,
    /// Of how much; 0 while that is not known.
    pub(crate) total: u32,
}

/// What was told last, and when.
struct Told {
    phase: Phase,
    at: Instant,
}

/// Tells a channel, at the window's pace.
pub(crate) fn watcher(channel: Channel<Step>) -> Watcher {
    let told: Mutex<Option<Told>> = Mutex::new(None);
    Arc::new(move |progress| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_due(told.as_ref(), progress) {
            return;
        }
        *told = Some(Told {
            phase: progress.phase,
            at: Instant::now(),
        });
        let step = Step {
            phase: progress.phase.words().to_owned(),
            done: progress.done,
            total: progress.total,
        };
        // A window that has gone away does not stop the run.
        let _ = channel.send(step);
    })
}

/// A new phase and the end of one are always told.
fn is_due(told: Option<&Told>, progress: Progress) -> bool {
    let Some(told) = told else { return true };
    let is_last = progress.total > 0 && progress.done >= progress.total;
    told.phase != progress.phase || is_last || told.at.elapsed() >= PACE
}
