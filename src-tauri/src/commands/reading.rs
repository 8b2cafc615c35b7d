//! Reading both systems, and history files.

use super::{Answer, Books, changed};
use crate::{
    dto::overview::{FileColumns, FilePreview, Imported, Refreshed, What},
    files,
    progress::{Step, watcher},
};
use std::path::Path;
use tauri::{AppHandle, ipc::Channel};

/// Reads one system, or both.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refresh(
    app: AppHandle,
    books: Books<'_>,
    what: What,
    run: u32,
    progress: Channel<Step>,
) -> Answer<Refreshed> {
    let (workflow, run) = books.begin(run)?;
    let (watcher, cancel) = (watcher(progress), run.cancel.clone());
    let read = match what {
        What::C3 => workflow.refresh_c3(watcher, cancel).await,
        What::Connectwise => workflow.refresh_connectwise(watcher, cancel).await,
        What::All => workflow.refresh_all(watcher, cancel).await,
    };
    Ok(changed(&app, read)?.into())
}

/// What a history file holds, and how its columns would be taken.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn preview_file(books: Books<'_>, path: String) -> Answer<FilePreview> {
    let preview = books.workflow()?.preview_file(Path::new(&path))?;
    Ok(files::preview(preview))
}

/// Reads a history file into the ledger.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_file(
    app: AppHandle,
    books: Books<'_>,
    path: String,
    columns: FileColumns,
    run: u32,
    progress: Channel<Step>,
) -> Answer<Imported> {
    let (workflow, run) = books.begin(run)?;
    let columns = files::columns(columns)?;
    let watcher = watcher(progress);
    let read = workflow.import(Path::new(&path), Some(&columns), &watcher, &run.cancel);
    Ok(changed(&app, read)?.into())
}

/// Asks a run to stop.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn cancel_run(books: Books<'_>, run: u32) {
    books.runs.cancel(run);
}
