//! The records: what ran, what it found, and what it would write or wrote.

use super::{Answer, Books};
use crate::{
    dto::{
        listing::{Page, Search},
        record::{AgreementPlan, Finding, Job, JobFilter, Severity},
    },
    error::{CommandError, ErrorCode},
};
use std::fs;

/// The records, newest first.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn jobs(
    books: Books<'_>,
    filter: JobFilter,
    offset: u32,
    limit: u32,
) -> Answer<Page<Job>> {
    let workflow = books.workflow()?;
    Ok(Page::of(workflow.job_summaries(
        &filter.into(),
        offset,
        limit,
    )?))
}

/// One record without its details.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn record(books: Books<'_>, job: u32) -> Answer<Job> {
    Ok(books.workflow()?.job_summary(i64::from(job))?.into())
}

/// What a record found, in order.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn record_findings(
    books: Books<'_>,
    job: u32,
    severity: Option<Severity>,
    search: Search,
) -> Answer<Page<Finding>> {
    let shown = books.shown(job)?;
    Ok(shown.findings(severity, &search))
}

/// What a record would write or wrote, agreement by agreement.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn record_plan(
    books: Books<'_>,
    job: u32,
    search: Search,
) -> Answer<Page<AgreementPlan>> {
    let shown = books.shown(job)?;
    Ok(shown.plan(&search))
}

/// Saves a record with its details as CSV.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_record(books: Books<'_>, job: u32, path: String) -> Answer<()> {
    write(&path, books.workflow()?.record_csv(i64::from(job))?)
}

/// Saves the list of records as CSV.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_records(books: Books<'_>, filter: JobFilter, path: String) -> Answer<()> {
    write(&path, books.workflow()?.records_csv(&filter.into())?)
}

fn write(path: &str, text: String) -> Answer<()> {
    fs::write(path, text).map_err(|error| {
        CommandError::new(
            ErrorCode::File,
            format!("{path} could not be written: {error}"),
        )
    })
}
