//! What needs a hand, how busy each day was, and what the next invoices change by.

use super::{Answer, Books};
use crate::dto::overview::{DayOfChanges, InvoiceTrends, Overview};

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

/// What the next invoices grow and shrink by: so many of the largest changes, and sums.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn invoice_trends(books: Books<'_>, most: u32) -> Answer<InvoiceTrends> {
    Ok(books.workflow()?.invoice_trends(most as usize)?.into())
}
