//! Going over to practice mode, and back.

use super::{Answer, Books, announce};
use crate::{
    progress::{Step, watcher},
    training::Training,
};
use tauri::{AppHandle, ipc::Channel};

/// Opens practice mode, with new sample data.
#[tauri::command]
#[specta::specta]
pub(crate) async fn enter_practice(
    app: AppHandle,
    books: Books<'_>,
    run: u32,
    progress: Channel<Step>,
) -> Answer<()> {
    books.runs.refuse_while_any()?;
    books.train(None);
    let run = books.runs.begin(run);
    let training = Training::begin(books.folder(), watcher(progress), run.cancel.clone());
    books.train(Some(training.await?));
    announce(&app);
    Ok(())
}

/// Goes back to the real books.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn leave_practice(app: AppHandle, books: Books<'_>) -> Answer<()> {
    books.runs.refuse_while_any()?;
    books.train(None);
    announce(&app);
    Ok(())
}
