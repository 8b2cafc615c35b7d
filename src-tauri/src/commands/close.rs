//! Closing the window, where something may be unsaved.

use crate::closing::Closing;
use tauri::{State, WebviewWindow};

/// Whether closing the window would lose something.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_unsaved(closing: State<'_, Closing>, unsaved: bool) {
    closing.set_unsaved(unsaved);
}

/// Closes the window, or lets it stay, for now: a page that says so is alive.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn answer_close(window: WebviewWindow, closing: State<'_, Closing>, close: bool) {
    closing.stay();
    if close && let Err(error) = window.destroy() {
        tracing::error!(%error, "the window could not be closed");
    }
}
