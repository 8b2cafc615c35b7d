//! Progress on a terminal, and Ctrl-C.

use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use workflow::progress::Watcher;

/// A bar on standard error where that is a terminal; nothing else with `--json`.
pub(crate) fn watcher(json: bool) -> Watcher {
    if json {
        return workflow::progress::unwatched();
    }
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    Arc::new(move |progress| {
        bar.set_message(progress.phase.words());
        bar.set_length(u64::from(progress.total));
        bar.set_position(u64::from(progress.done));
    })
}

/// Cancelled when the user presses Ctrl-C.
pub(crate) fn cancelled_by_interrupt() -> CancellationToken {
    let token = CancellationToken::new();
    let cancel = token.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
    token
}
