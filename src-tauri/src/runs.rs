//! The runs that are under way, so that the window can cancel one.
//!
//! The window numbers its runs: a number is known before the run has a record.

use crate::error::{CommandError, ErrorCode};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio_util::sync::CancellationToken;

/// The window's number of a run.
pub(crate) type RunId = u32;

/// The number of the automatic run; the window's own are higher.
pub(crate) const AUTOMATIC: RunId = 0;

/// What is under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runs {
    tokens: Arc<Mutex<BTreeMap<RunId, CancellationToken>>>,
}

/// One run; it is under way until this is dropped.
pub(crate) struct Run {
    id: RunId,
    runs: Runs,
    /// Asks the run to stop.
    pub(crate) cancel: CancellationToken,
}

impl Runs {
    /// Takes note of a run that begins.
    pub(crate) fn begin(&self, id: RunId) -> Run {
        let cancel = CancellationToken::new();
        self.tokens().insert(id, cancel.clone());
        Run {
            id,
            runs: self.clone(),
            cancel,
        }
    }

    /// Asks a run to stop; one that has ended is left in peace.
    pub(crate) fn cancel(&self, id: RunId) {
        if let Some(token) = self.tokens().get(&id) {
            token.cancel();
        }
    }

    /// Whether anything is under way.
    pub(crate) fn is_any(&self) -> bool {
        !self.tokens().is_empty()
    }

    /// Refuses what must not happen beside a run.
    pub(crate) fn refuse_while_any(&self) -> Result<(), CommandError> {
        refuse_if(self.is_any())
    }

    /// Refuses a run beside an automatic one: both would write the same lines.
    pub(crate) fn refuse_beside_automatic(&self) -> Result<(), CommandError> {
        if !self.tokens().contains_key(&AUTOMATIC) {
            return Ok(());
        }
        Err(CommandError::new(
            ErrorCode::Refused,
            "An automatic run is under way. Let it finish first. Nothing was changed",
        ))
    }

    /// Refuses what a run must not do while there is another one.
    pub(crate) fn refuse_beside(&self, run: &Run) -> Result<(), CommandError> {
        refuse_if(self.tokens().keys().any(|id| *id != run.id))
    }

    fn tokens(&self) -> MutexGuard<'_, BTreeMap<RunId, CancellationToken>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refuse_if(is_busy: bool) -> Result<(), CommandError> {
    if !is_busy {
        return Ok(());
    }
    Err(CommandError::new(
        ErrorCode::Refused,
        "Something is still running. Let it finish or cancel it first. Nothing was changed",
    ))
}

impl Drop for Run {
    fn drop(&mut self) {
        self.runs.tokens().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::{AUTOMATIC, Runs};

    #[test]
    fn beside_an_automatic_run_there_is_no_other() {
        let runs = Runs::default();
        assert!(runs.refuse_beside_automatic().is_ok());
        let automatic = runs.begin(AUTOMATIC);
        assert!(runs.refuse_beside_automatic().is_err());
        drop(automatic);
        assert!(runs.refuse_beside_automatic().is_ok());
    }

    #[test]
    fn a_run_can_be_cancelled_until_it_ends() {
        let runs = Runs::default();
        let run = runs.begin(1);
        assert!(runs.refuse_while_any().is_err());
        runs.cancel(2);
        assert!(!run.cancel.is_cancelled());
        runs.cancel(1);
        assert!(run.cancel.is_cancelled());
        drop(run);
        runs.cancel(1);
        assert!(runs.refuse_while_any().is_ok());
    }

    #[test]
    fn a_run_is_not_in_its_own_way_and_another_is() {
        let runs = Runs::default();
        let install = runs.begin(1);
        assert!(runs.refuse_beside(&install).is_ok());
        let upload = runs.begin(2);
        assert!(runs.refuse_beside(&install).is_err());
        drop(upload);
        assert!(runs.refuse_beside(&install).is_ok());
    }
}
