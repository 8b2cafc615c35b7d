//! What was renamed or deleted since it was mapped, and what replaced it.

use super::{Answer, Books, changed};
use crate::dto::{
    listing::{Item, Page, Search},
    renamed::{Renamed, Replaceable, Repointed, Target},
};
use tauri::AppHandle;

/// Mapped things that were renamed or deleted since a person looked at them.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn renamed(books: Books<'_>) -> Answer<Vec<Renamed>> {
    let renamed = books.workflow()?.renamed()?;
    Ok(renamed.into_iter().map(Into::into).collect())
}

/// A person has looked at them and keeps the mappings.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn keep_names(app: AppHandle, books: Books<'_>) -> Answer<u32> {
    let seen = books.workflow()?.keep_names();
    Ok(changed(&app, seen)?.seen)
}

/// What mappings point at.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn mapped_targets(
    books: Books<'_>,
    kind: Replaceable,
    search: Search,
) -> Answer<Page<Target>> {
    let (workflow, search) = (books.workflow()?, search.into());
    let found = match kind {
        Replaceable::Company => workflow.mapped_companies(&search)?,
        Replaceable::Item => workflow.mapped_items(&search)?,
    };
    Ok(Page::of(found))
}

/// The whole catalog.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_catalog(books: Books<'_>, search: Search) -> Answer<Page<Item>> {
    Ok(Page::of(books.workflow()?.items(&search.into())?))
}

/// Points all mappings of one thing at what replaced it; with `dry_run` says which.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn repoint(
    app: AppHandle,
    books: Books<'_>,
    kind: Replaceable,
    replaced: u32,
    by: u32,
    dry_run: bool,
) -> Answer<Repointed> {
    let done = books
        .workflow()?
        .repoint(kind.repoint(replaced, by), dry_run);
    Ok(changed(&app, done)?.into())
}
