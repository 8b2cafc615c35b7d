//! The ledger, and the word on what in it is off.

use super::{Answer, Books, announce};
use crate::dto::{
    history::{Decision, HistoryFilter, LedgerEvent, UnreadableRow},
    listing::Page,
};
use tauri::AppHandle;

/// A part of the ledger, the newest change first.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn history(
    books: Books<'_>,
    filter: HistoryFilter,
    offset: u32,
    limit: u32,
) -> Answer<Page<LedgerEvent>> {
    let workflow = books.workflow()?;
    let window = workflow.history_window(&filter.try_into()?, offset, limit)?;
    let rows = window.rows.into_iter().map(Into::into).collect();
    Ok(Page {
        rows,
        total: window.total,
    })
}

/// Some events, in the order of time: those behind a line.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn events(books: Books<'_>, ids: Vec<u32>) -> Answer<Vec<LedgerEvent>> {
    let ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
    let found = books.workflow()?.events(&ids)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Accepts or discards an event that contradicts the one before it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn decide_event(
    app: AppHandle,
    books: Books<'_>,
    event: u32,
    decision: Decision,
) -> Answer<()> {
    let workflow = books.workflow()?;
    workflow.decide_event(i64::from(event), decision.into())?;
    announce(&app);
    Ok(())
}

/// The rows that could not be read.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn unreadable_rows(books: Books<'_>) -> Answer<Vec<UnreadableRow>> {
    let rows = books.workflow()?.unreadable()?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Says that a row that could not be read does not matter.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn dismiss_unreadable(app: AppHandle, books: Books<'_>, row: u32) -> Answer<()> {
    books.workflow()?.dismiss_unreadable(i64::from(row))?;
    announce(&app);
    Ok(())
}

/// Says that it does after all.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn restore_unreadable(app: AppHandle, books: Books<'_>, row: u32) -> Answer<()> {
    books.workflow()?.restore_unreadable(i64::from(row))?;
    announce(&app);
    Ok(())
}
