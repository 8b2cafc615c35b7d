//! Automatic runs while the window is open: looks at the clock now and then, runs what
//! is due, and says what came of it.
//!
//! It runs nothing where that is off, beside another run, or in practice mode.

use crate::{commands::announce, office::Office};
use jiff::tz::TimeZone;
use std::time::Duration;
use tauri::{AppHandle, Manager, UserAttentionType};
use workflow::{automatic::Outcome, progress::unwatched};

/// How often the clock is looked at.
const PACE: Duration = Duration::from_secs(20);

/// Looks at the clock until the window is closed.
pub(crate) async fn keep_watch(app: AppHandle) {
    loop {
        run_if_due(&app).await;
        tokio::time::sleep(PACE).await;
    }
}

/// Runs what is due. Its failure is in its notice, and in the log.
async fn run_if_due(app: &AppHandle) {
    let office = app.state::<Office>();
    let Some((workflow, run)) = office.begin_automatic(&TimeZone::system()) else {
        return;
    };
    announce(app);
    let ran = workflow
        .run_automatic(unwatched(), run.cancel.clone())
        .await;
    drop(run);
    announce(app);
    let is_done =
        ran.is_ok_and(|notice| matches!(notice.outcome, Outcome::NothingToDo | Outcome::Uploaded));
    let window = app.get_webview_window("main");
    if let Some(window) = window.filter(|_| !is_done) {
        // The task bar or the dock says that something waits; no more is needed.
        let _ = window.request_user_attention(Some(UserAttentionType::Informational));
    }
}
