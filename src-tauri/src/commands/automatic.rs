//! Automatic runs: how they are set, and what the last one came to.

use super::{Answer, Books, changed};
use crate::{
    dto::automatic::{AutomaticNotice, AutomaticSettings, AutomaticView},
    office::Office,
    progress::{Step, watcher},
};
use jiff::tz::TimeZone;
use std::path::PathBuf;
use tauri::{AppHandle, ipc::Channel};
use workflow::{automatic::Lines, live};

/// How automatic runs are set, and when the next one is due.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn automatic(books: Books<'_>) -> Answer<AutomaticView> {
    let workflow = books.workflow()?;
    let set = workflow.automatic()?;
    let next = workflow.next_automatic(&TimeZone::system())?;
    let folder = books.folder();
    let data = Some(folder).filter(|folder| !live::is_own_folder(folder));
    let lines = Lines::new(&set.schedule, &command_line(), data);
    Ok(AutomaticView::new(&set, next, lines))
}

/// Sets automatic runs.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_automatic(
    app: AppHandle,
    books: Books<'_>,
    settings: AutomaticSettings,
) -> Answer<()> {
    let set = settings.try_into()?;
    books.workflow()?.set_automatic(&set)?;
    changed(&app, Ok(()))
}

/// Runs now as it would by itself, within the same limits.
#[tauri::command]
#[specta::specta]
pub(crate) async fn run_automatic(
    app: AppHandle,
    books: Books<'_>,
    run: u32,
    progress: Channel<Step>,
) -> Answer<AutomaticNotice> {
    let (workflow, run) = begin_alone(&books, run)?;
    let ran = workflow.run_automatic(watcher(progress), run.cancel.clone());
    Ok(changed(&app, ran.await)?.into())
}

/// What the last automatic run came to, until somebody took note.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn automatic_notice(books: Books<'_>) -> Answer<Option<AutomaticNotice>> {
    let notice = books.workflow()?.automatic_notice()?;
    Ok(notice.map(Into::into))
}

/// Takes note of what the last automatic run came to.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn dismiss_automatic_notice(app: AppHandle, books: Books<'_>) -> Answer<()> {
    books.workflow()?.dismiss_automatic_notice()?;
    changed(&app, Ok(()))
}

/// Beside another run it would validate what that one is writing.
fn begin_alone(books: &Office, run: u32) -> Answer<(workflow::Workflow, crate::runs::Run)> {
    let (workflow, run) = books.begin(run)?;
    books.runs.refuse_beside(&run)?;
    Ok((workflow, run))
}

/// The command line's program, which lies beside the window's.
fn command_line() -> PathBuf {
    let window = std::env::current_exe().unwrap_or_default();
    let name = format!("accord{}", std::env::consts::EXE_SUFFIX);
    window.with_file_name(name)
}
