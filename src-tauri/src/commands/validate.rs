//! Validating, and the word on what a validation asks about.

use super::{Answer, Books, changed};
use crate::{
    dto::{
        listing::{Customer, Page, Search, Standing},
        number,
        settings::Scope,
        takeover::{DuplicateWord, LineWord},
    },
    progress::{Step, watcher},
};
use domain::ids::{AdditionId, AgreementId};
use tauri::{AppHandle, ipc::Channel};

/// The mapped customers, with what is pending for each.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn upload_customers(
    books: Books<'_>,
    search: Search,
    standing: Option<Standing>,
) -> Answer<Page<Customer>> {
    let workflow = books.workflow()?;
    let found = workflow.mapped_customers(&search.into(), standing.map(Into::into))?;
    Ok(Page::of(found))
}

/// The ids of all mapped customers that match, to choose them all.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn upload_customer_ids(
    books: Books<'_>,
    search: Search,
    standing: Option<Standing>,
) -> Answer<Vec<String>> {
    let workflow = books.workflow()?;
    let found = workflow.mapped_customer_ids(&search.into(), standing.map(Into::into))?;
    Ok(found.iter().map(ToString::to_string).collect())
}

/// Validates; answers with the Validate record's number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn validate(
    app: AppHandle,
    books: Books<'_>,
    scope: Scope,
    run: u32,
    progress: Channel<Step>,
) -> Answer<u32> {
    let (workflow, run) = books.begin(run)?;
    let (scope, watcher) = (scope.into(), watcher(progress));
    let job = workflow.validate(&scope, None, watcher, run.cancel.clone());
    Ok(number(changed(&app, job.await)?))
}

/// Decides what the next upload does with a possible duplicate.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide_duplicate(
    app: AppHandle,
    books: Books<'_>,
    agreement: u32,
    addition: u32,
    word: DuplicateWord,
) -> Answer<()> {
    let (agreement, addition) = (AgreementId(agreement), AdditionId(addition));
    let workflow = books.workflow()?;
    let done = workflow.decide_duplicate(agreement, addition, word.into());
    Ok(changed(&app, done.await)?)
}

/// Decides whose values a line keeps that somebody edited.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide_line(
    app: AppHandle,
    books: Books<'_>,
    agreement: u32,
    addition: u32,
    word: LineWord,
) -> Answer<()> {
    let (agreement, addition) = (AgreementId(agreement), AdditionId(addition));
    let workflow = books.workflow()?;
    let done = workflow.decide_line(agreement, addition, word.into());
    Ok(changed(&app, done.await)?)
}
