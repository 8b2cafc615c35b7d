//! Updates of Accord itself.

use super::{Answer, Books};
use crate::{
    progress::Step,
    updates::{UpdateHabits, UpdateOffer, Updates},
};
use tauri::{AppHandle, State, ipc::Channel};

/// How updates are dealt with on this computer.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn update_habits(app: AppHandle, updates: State<'_, Updates>) -> UpdateHabits {
    updates.habits(&app)
}

/// Whether Accord looks for updates by itself, once a day.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_quiet_updates(updates: State<'_, Updates>, quiet: bool) -> Answer<()> {
    updates.set_quiet(quiet)
}

/// Looks for a newer version because a person asks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_for_update(
    app: AppHandle,
    updates: State<'_, Updates>,
) -> Answer<Option<UpdateOffer>> {
    updates.look(&app).await
}

/// The newer version that is known; looks for one where that is due, and never fails.
#[tauri::command]
#[specta::specta]
pub(crate) async fn known_update(
    app: AppHandle,
    updates: State<'_, Updates>,
) -> Answer<Option<UpdateOffer>> {
    Ok(updates.look_quietly(&app).await)
}

/// Fetches and installs the newer version, and starts it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn install_update(
    app: AppHandle,
    books: Books<'_>,
    updates: State<'_, Updates>,
    run: u32,
    progress: Channel<Step>,
) -> Answer<()> {
    let run = books.runs.begin(run);
    updates.install(&books, run, progress).await?;
    app.request_restart();
    Ok(())
}
