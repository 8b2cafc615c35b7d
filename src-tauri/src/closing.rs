//! Closing the window: where something in it is not saved, its page asks first.
//!
//! The page says whether something is unsaved, so that a page that hangs or is gone
//! cannot keep a window open that has nothing to lose.

use serde::{Deserialize, Serialize};
use specta::Type;
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use tauri::{Manager, Runtime, Window, WindowEvent};
use tauri_specta::Event;

/// The window was asked to close, and waits for the page's word.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct CloseAsked;

/// A page that did not ask for so long hangs: whoever closes the window again means it.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the page said of its unsaved work.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    unsaved: bool,
    /// Since when the page has been asked without an answer.
    asked: Option<Instant>,
}

impl Closing {
    /// Whether something would be lost.
    pub(crate) fn set_unsaved(&self, unsaved: bool) {
        self.with(|state| state.unsaved = unsaved);
    }

    /// The page is alive, and asks the person or was told to stay.
    pub(crate) fn stay(&self) {
        self.with(|state| state.asked = None);
    }

    /// Whether the page has to ask before the window closes.
    fn asks(&self, now: Instant) -> bool {
        self.with(|state| {
            let since = state.asked.filter(|_| state.unsaved).unwrap_or(now);
            state.asked = Some(since);
            state.unsaved && now.duration_since(since) < PATIENCE
        })
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Keeps the window open until its page has asked.
pub(crate) fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    if window.state::<Closing>().asks(Instant::now()) {
        api.prevent_close();
        // Without a page to hear it the window closes at the next try.
        let _ = CloseAsked.emit(window.app_handle());
    }
}

#[cfg(test)]
mod tests {
    use super::{Closing, PATIENCE};
    use std::time::Instant;

    #[test]
    fn nothing_unsaved_closes_at_once() {
        let closing = Closing::default();
        assert!(!closing.asks(Instant::now()));
        closing.set_unsaved(true);
        closing.set_unsaved(false);
        assert!(!closing.asks(Instant::now()));
    }

    #[test]
    fn something_unsaved_asks_each_time() {
        let (closing, now) = (Closing::default(), Instant::now());
        closing.set_unsaved(true);
        assert!(closing.asks(now));
        closing.stay();
        assert!(closing.asks(now + 2 * PATIENCE));
    }

    #[test]
    fn a_page_that_does_not_answer_keeps_nothing_open() {
        let (closing, now) = (Closing::default(), Instant::now());
        closing.set_unsaved(true);
        assert!(closing.asks(now));
        assert!(closing.asks(now + PATIENCE / 2));
        assert!(!closing.asks(now + PATIENCE));
    }
}
