//! What needs a hand, and how busy each day was.

use super::{Answer, Books};
use crate::dto::overview::{DayOfChanges, Overview};

/// What needs a hand.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn overview(books: Books<'_>) -> Answer<Overview> {
    Ok(books.workflow()?.overview()?.into())
}

/// How many events of each kind the last days had.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn changes_per_day(books: Books<'_>, days: u32) -> Answer<Vec<DayOfChanges>> {
    let found = books.workflow()?.changes_per_day(days)?;
    Ok(found.into_iter().map(Into::into).collect())
}
