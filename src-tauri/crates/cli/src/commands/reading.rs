//! `refresh` and `import`.

use super::Outcome;
use crate::{
    arguments::RefreshWhat,
    outcome::Success,
    show::{counted, progress},
};
use std::path::Path;
use workflow::Workflow;

pub(super) async fn refresh(workflow: &Workflow, what: RefreshWhat, json: bool) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let read = match what {
        RefreshWhat::C3 => workflow.refresh_c3(watcher, cancel).await?,
        RefreshWhat::Connectwise => workflow.refresh_connectwise(watcher, cancel).await?,
        RefreshWhat::All => workflow.refresh_all(watcher, cancel).await?,
    };
    let events = events(read.events_new, read.events_total, read.rows_unreadable);
    let text = format!(
        "{events}\n{}, {}, {}, {}",
        counted(read.customers, "C3 customer", "C3 customers"),
        counted(read.companies, "company", "companies"),
        counted(read.agreements, "agreement", "agreements"),
        counted(read.items, "catalog item", "catalog items"),
    );
    Success::new(read, text)
}

pub(super) fn import(
    workflow: &Workflow,
    file: &Path,
    columns: Option<&Path>,
    json: bool,
) -> Outcome {
    let columns = columns.map(workflow::refresh::read_columns).transpose()?;
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    // It reads from disk; the thread that waits for Ctrl-C must go on.
    let read =
        tokio::task::block_in_place(|| workflow.import(file, columns.as_ref(), &watcher, &cancel))?;
    let text = events(read.events_new, read.events_total, read.rows_unreadable);
    Success::new(read, text)
}

fn events(new: u32, total: u32, unreadable: u32) -> String {
    let new = counted(new, "new event", "new events");
    let text = format!("{new}, {total} in the ledger");
    match unreadable {
        0 => text,
        rows => format!(
            "{text}; {} could not be read, see `accord list unreadable`",
            counted(rows, "row", "rows")
        ),
    }
}
