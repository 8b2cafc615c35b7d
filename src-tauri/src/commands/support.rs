//! Support: the bundle for whoever helps, and what the page tells of its own faults.

use super::{Answer, Books, changed};
use crate::{
    crash,
    dto::support::BundlePart,
    error::{CommandError, ErrorCode},
};
use logs::Crash;
use std::path::Path;
use tauri::AppHandle;

/// What would be sent to whoever helps, to be read first.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn support_bundle(books: Books<'_>) -> Vec<BundlePart> {
    let bundle = books.gather_bundle();
    bundle.parts.iter().map(Into::into).collect()
}

/// Saves the bundle that was shown, as it was shown.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_support_bundle(books: Books<'_>, path: String) -> Answer<()> {
    let shown = books.shown_bundle();
    let unseen = || CommandError::new(ErrorCode::Refused, "Look at the bundle before you save it");
    Ok(shown.ok_or_else(unseen)?.save(Path::new(&path))?)
}

/// Logs what a screen could not do; answers the reference under which it is logged.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn report_fault(screen: String, said: String) -> String {
    crash::note_fault(&screen, &said)
}

/// Takes note of the crash that was told.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn forget_crash(app: AppHandle, books: Books<'_>) {
    Crash::forget(books.folder());
    changed(&app, ())
}
