//! Releasing mappings, which never writes to ConnectWise, and undoing it.

use super::{Answer, Books, changed};
use crate::{
    dto::release::{ReleaseEffect, ReleaseTarget, Released},
    error::{CommandError, ErrorCode},
};
use tauri::AppHandle;

/// What a release would do.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn release_effect(books: Books<'_>, target: ReleaseTarget) -> Answer<ReleaseEffect> {
    let effect = books.workflow()?.release_effect(&target.try_into()?)?;
    Ok(effect.into())
}

/// Releases; it can be undone right after.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn release(app: AppHandle, books: Books<'_>, target: ReleaseTarget) -> Answer<Released> {
    let released = books.workflow()?.release(&target.try_into()?)?;
    let counts = Released::from(&released);
    books.keep_released(Some(released));
    Ok(changed(&app, counts))
}

/// Puts back what the last release took away.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_release(app: AppHandle, books: Books<'_>) -> Answer<()> {
    let nothing = || CommandError::new(ErrorCode::Refused, "There is no release to be undone");
    let released = books.take_released().ok_or_else(nothing)?;
    let done = books.workflow()?.put_back(&released);
    Ok(changed(&app, done)?)
}
