//! Suggestions for mapping: looked at, accepted one by one or as a class, marked as
//! having no match, and the last step taken back.

use super::{Answer, Books, changed};
use crate::dto::suggest::{
    SuggestAccepted, SuggestPart, SuggestScope, SuggestTakenBack, SuggestedClass, Suggestions,
};
use tauri::AppHandle;

/// What may belong together, as far as it is not mapped.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn suggestions(
    books: Books<'_>,
    scope: SuggestScope,
    part: SuggestPart,
) -> Answer<Suggestions> {
    let workflow = books.workflow()?;
    let found = workflow.suggestions(&scope.into(), &part.into())?;
    Ok(found.into())
}

/// Maps one thing as it was suggested.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn accept_suggestion(
    app: AppHandle,
    books: Books<'_>,
    scope: SuggestScope,
    id: String,
    candidate: u32,
) -> Answer<SuggestAccepted> {
    let workflow = books.workflow()?;
    let done = workflow.accept_suggestion(&scope.into(), &id, candidate);
    Ok(changed(&app, done)?.into())
}

/// Maps a whole class as it was listed.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn accept_class(
    app: AppHandle,
    books: Books<'_>,
    scope: SuggestScope,
    of_class: SuggestedClass,
    list: String,
) -> Answer<SuggestAccepted> {
    let workflow = books.workflow()?;
    let done = workflow.accept_class(&scope.into(), of_class.into(), Some(&list), false);
    Ok(changed(&app, done)?.into())
}

/// Marks that a person looked and found nothing, or takes the mark back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_no_match(
    app: AppHandle,
    books: Books<'_>,
    scope: SuggestScope,
    id: String,
    marked: bool,
) -> Answer<()> {
    let workflow = books.workflow()?;
    let scope = scope.into();
    let done = match marked {
        true => workflow.mark_no_match(&scope, &id),
        false => workflow.take_back_no_match(&scope, &id),
    };
    Ok(changed(&app, done)?)
}

/// Takes the last accepted step back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_accepted(app: AppHandle, books: Books<'_>) -> Answer<SuggestTakenBack> {
    let done = books.workflow()?.undo_accepted();
    Ok(changed(&app, done)?.into())
}
