//! Taking an agreement over: its hand-made lines, and lines that somebody edited,
//! looked at before they are decided on.

use super::{Answer, Books, changed};
use crate::dto::takeover::{EditedLine, LineDecided, TakeOver, words};
use domain::ids::{AdditionId, AgreementId};
use tauri::AppHandle;

/// An agreement's hand-made lines, and what the words so far come to. Without any
/// in place of the saved ones, ConnectWise is read afresh.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cut_over(
    books: Books<'_>,
    agreement: u32,
    drafts: Vec<LineDecided>,
) -> Answer<TakeOver> {
    let sitting = books.sitting(AgreementId(agreement), drafts.is_empty());
    let sitting = sitting.await?;
    let found = books.workflow()?.cut_over(&sitting, &words(drafts))?;
    Ok(found.into())
}

/// Decides on several possible duplicates, on all or on none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide_duplicates(
    app: AppHandle,
    books: Books<'_>,
    agreement: u32,
    drafts: Vec<LineDecided>,
) -> Answer<()> {
    let (workflow, words) = (books.workflow()?, words(drafts));
    let done = workflow.decide_duplicates(AgreementId(agreement), &words);
    Ok(changed(&app, done.await)?)
}

/// An edited line, side by side.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edited_line(
    books: Books<'_>,
    agreement: u32,
    addition: u32,
) -> Answer<EditedLine> {
    let (agreement, addition) = (AgreementId(agreement), AdditionId(addition));
    let found = books.workflow()?.edited_line(agreement, addition).await?;
    Ok(found.into())
}
