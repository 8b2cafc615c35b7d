//! `refresh` and `import`.

use super::Outcome;
use crate::{arguments::RefreshWhat, outcome::Success, show::progress};
use std::path::Path;
use tokio_util::sync::CancellationToken;
use workflow::Workflow;

pub(super) async fn refresh(workflow: &Workflow, what: RefreshWhat, json: bool) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let read = match what {
        RefreshWhat::C3 => workflow.refresh_c3(watcher, cancel).await?,
        RefreshWhat::Connectwise => workflow.refresh_connectwise(watcher, cancel).await?,
        RefreshWhat::All => workflow.refresh_all(watcher, cancel).await?,
    };
    let text = format!(
        "{} new events ({} in the ledger), {} rows could not be read\n{} C3 customers, {} companies, {} agreements, {} products",
        read.events_new,
        read.events_total,
        read.rows_unreadable,
        read.customers,
        read.companies,
        read.agreements,
        read.items
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
    let cancel = CancellationToken::new();
    let read = workflow.import(file, columns.as_ref(), &progress::watcher(json), &cancel)?;
    let text = format!(
        "{} new events ({} in the ledger), {} rows could not be read",
        read.events_new, read.events_total, read.rows_unreadable
    );
    Success::new(read, text)
}
