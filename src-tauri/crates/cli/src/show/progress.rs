//! Progress on a terminal, and Ctrl-C.

use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use workflow::progress::Watcher;

/// A bar on standard error where that is a terminal, and only a count while the
/// end is not known; nothing with `--json`.
pub(crate) fn watcher(json: bool) -> Watcher {
    if json {
        return workflow::progress::unwatched();
    }
    let bar = ProgressBar::no_length();
    let known = style("{msg} {bar:30} {pos} of {len}");
    let unknown = style("{msg} {pos}");
    Arc::new(move |progress| {
        let total = u64::from(progress.total);
        bar.set_style(if total == 0 { &unknown } else { &known }.clone());
        bar.set_message(progress.phase.words());
        bar.set_length(total);
        bar.set_position(u64::from(progress.done));
    })
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
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
