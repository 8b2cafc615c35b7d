//! Files: the database's backup, mappings as text, and the system's file dialogs.

use super::{Answer, Books, changed};
use crate::{
    dto::{overview::ImportedMappings, support::BackupFacts},
    office::Reopen,
};
use serde::Deserialize;
use specta::Type;
use std::path::{Path, PathBuf};
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;
use workflow::store::Store;

/// What to do about a database that could not be opened.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub(crate) enum Remedy {
    /// Try again.
    Retry,
    /// Take this backup.
    Restore {
        /// Where it lies.
        file: String,
    },
    /// Keep the old file, and begin with an empty one.
    Anew,
}

/// Opens the database after it could not be opened.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn reopen(app: AppHandle, books: Books<'_>, remedy: Remedy) -> Answer<()> {
    let how = match remedy {
        Remedy::Retry => Reopen::Retry,
        Remedy::Restore { file } => Reopen::Restore(PathBuf::from(file)),
        Remedy::Anew => Reopen::Anew,
    };
    changed(&app, books.reopen(&how))
}

/// Copies the database, which holds no secret, into a file.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn backup(books: Books<'_>, path: String) -> Answer<()> {
    Ok(books.workflow()?.backup(Path::new(&path))?)
}

/// Looks at a backup: whether it is sound, and what it holds. Nothing is replaced.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn examine_backup(books: Books<'_>, file: String) -> Answer<BackupFacts> {
    let facts = Store::examine(books.folder(), Path::new(&file));
    Ok(facts.map_err(workflow::Error::from)?.into())
}

/// Puts a backup in the place of the database. It is checked once more before that, and
/// what stands is kept beside it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn restore_backup(app: AppHandle, books: Books<'_>, file: String) -> Answer<()> {
    let restored = books.restore(Path::new(&file));
    changed(&app, restored)
}

/// Writes all mappings and billing settings into a file, as text.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn export_mappings(books: Books<'_>, path: String) -> Answer<u32> {
    let carried = books.workflow()?.export_mappings(Path::new(&path))?;
    Ok(carried.customers)
}

/// Reads mappings from a file; with `dry_run` says what that would do.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_mappings(
    app: AppHandle,
    books: Books<'_>,
    path: String,
    dry_run: bool,
) -> Answer<ImportedMappings> {
    let workflow = books.workflow()?;
    let read = workflow.import_mappings(Path::new(&path), dry_run);
    Ok(changed(&app, read)?.into())
}

/// Lets the person choose a file; none when he does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_file(app: AppHandle, endings: Vec<String>) -> Answer<Option<String>> {
    let (told, chosen) = oneshot::channel();
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    let dialog = app.dialog().file().add_filter("Files", &endings);
    dialog.pick_file(move |file| drop(told.send(file)));
    Ok(path(chosen.await.ok().flatten()))
}

/// Lets the person choose where to save a file; none when he does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_place(app: AppHandle, name: String) -> Answer<Option<String>> {
    let (told, chosen) = oneshot::channel();
    let dialog = app.dialog().file().set_file_name(name);
    dialog.save_file(move |file| drop(told.send(file)));
    Ok(path(chosen.await.ok().flatten()))
}

fn path(file: Option<FilePath>) -> Option<String> {
    let path = file?.into_path().ok()?;
    Some(path.display().to_string())
}
