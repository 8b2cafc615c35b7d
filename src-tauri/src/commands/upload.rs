//! Uploading a validated plan, taking an upload back, resuming, cancelling.

use super::{Answer, Books, announce, changed};
use crate::{
    dto::number,
    progress::{Step, watcher},
};
use domain::ids::SubscriptionId;
use tauri::{AppHandle, ipc::Channel};

/// Uploads a validated record; answers with the Export record's number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn upload(
    app: AppHandle,
    books: Books<'_>,
    job: u32,
    run: u32,
    progress: Channel<Step>,
) -> Answer<u32> {
    let (workflow, run) = books.begin(run)?;
    let job = workflow.upload(i64::from(job), watcher(progress), run.cancel.clone());
    Ok(number(changed(&app, job.await)?))
}

/// Plans to take an upload back; answers with the Undo record's number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_undo(
    app: AppHandle,
    books: Books<'_>,
    job: u32,
    run: u32,
    progress: Channel<Step>,
) -> Answer<u32> {
    let (workflow, run) = books.begin(run)?;
    let job = workflow.plan_undo(i64::from(job), watcher(progress), run.cancel.clone());
    Ok(number(changed(&app, job.await)?))
}

/// Carries out the plan of an undo; answers with that Undo record's number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(
    app: AppHandle,
    books: Books<'_>,
    job: u32,
    run: u32,
    progress: Channel<Step>,
) -> Answer<u32> {
    let (workflow, run) = books.begin(run)?;
    let job = workflow.undo(i64::from(job), watcher(progress), run.cancel.clone());
    Ok(number(changed(&app, job.await)?))
}

/// Puts a subscription on hold, or lifts that.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn hold(
    app: AppHandle,
    books: Books<'_>,
    subscription: String,
    held: bool,
) -> Answer<()> {
    let id = SubscriptionId::new(&subscription);
    books.workflow()?.hold(&id, held)?;
    announce(&app);
    Ok(())
}

/// Settles and continues uploads that were cut off; answers with their numbers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume(
    app: AppHandle,
    books: Books<'_>,
    run: u32,
    progress: Channel<Step>,
) -> Answer<Vec<u32>> {
    let (workflow, run) = books.begin(run)?;
    let jobs = workflow.resume(watcher(progress), run.cancel.clone());
    Ok(changed(&app, jobs.await)?.into_iter().map(number).collect())
}

/// Asks a record's run to stop, or gives up one that was cut off.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn cancel_job(app: AppHandle, books: Books<'_>, job: u32) -> Answer<()> {
    books.workflow()?.cancel(i64::from(job))?;
    announce(&app);
    Ok(())
}
