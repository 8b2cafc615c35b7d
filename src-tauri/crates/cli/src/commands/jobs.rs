//! `validate`, `upload`, `undo`, `resume`, `cancel` and `jobs`.

use super::Outcome;
use crate::{
    arguments::Validate,
    outcome::{Failure, Success},
    session,
    show::{job, places::Places, progress},
};
use domain::ids::CustomerId;
use std::path::Path;
use workflow::{
    JobId, Scope, Workflow,
    jobs::Record,
    store::{JobStatus, Store},
};

/// How many records `jobs` lists.
const LISTED: u32 = 200;

pub(super) async fn validate(workflow: &Workflow, command: Validate, json: bool) -> Outcome {
    let scope = if command.all {
        Scope::All
    } else {
        Scope::Customers(
            command
                .customer
                .iter()
                .map(|id| CustomerId::new(id))
                .collect(),
        )
    };
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let id = workflow
        .validate(&scope, command.as_of, watcher, cancel)
        .await?;
    ended(workflow, id, json)
}

pub(super) async fn upload(workflow: &Workflow, validated: JobId, json: bool) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let id = workflow.upload(validated, watcher, cancel).await?;
    ended(workflow, id, json)
}

/// Plans to take an upload back and, unless only the plan is wanted or it has errors,
/// carries that out.
pub(super) async fn undo(
    workflow: &Workflow,
    export: JobId,
    validate_only: bool,
    json: bool,
) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let planned = workflow
        .plan_undo(export, watcher.clone(), cancel.clone())
        .await?;
    if validate_only || workflow.record(planned)?.job.status != JobStatus::Success {
        return ended(workflow, planned, json);
    }
    let id = workflow.undo(planned, watcher, cancel).await?;
    ended(workflow, id, json)
}

pub(super) async fn resume(workflow: &Workflow, json: bool) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let ids = workflow.resume(watcher, cancel).await?;
    let mut data = Vec::new();
    let mut text = String::new();
    let mut worst = JobStatus::Success;
    for id in ids {
        let record = workflow.record(id)?;
        if record.job.status != JobStatus::Success {
            worst = record.job.status;
        }
        data.push(job::data(&record));
        text += &described(workflow, &record, json)?;
    }
    if data.is_empty() {
        text = "Nothing was interrupted".to_owned();
    }
    outcome(worst, data.into(), text)
}

/// A record that has ended, as the command's outcome.
fn ended(workflow: &Workflow, id: JobId, json: bool) -> Outcome {
    let record = workflow.record(id)?;
    let text = described(workflow, &record, json)?;
    outcome(record.job.status, job::data(&record), text)
}

/// A record for people, with the names that are known locally; nothing where the
/// document is wanted, since a large plan's tables take their time.
fn described(workflow: &Workflow, record: &Record, json: bool) -> Result<String, Failure> {
    if json {
        return Ok(String::new());
    }
    let places = Places::look_up(workflow, &record.operations)?;
    Ok(job::text(record, &places))
}

fn outcome(status: JobStatus, data: serde_json::Value, text: String) -> Outcome {
    let message = match status {
        JobStatus::Success | JobStatus::Running => return Ok(Success { data, text }),
        JobStatus::Error => "The job ended in Error; see its findings",
        JobStatus::Cancelled => {
            "The job was cancelled. What was written stays recorded, the rest was not written"
        }
        JobStatus::Interrupted => "The job was interrupted; resume it",
    };
    let ended = Success { data, text };
    Err(Failure::ended("job-error", message, ended))
}

/// Asks a job to stop, also one that another process runs. A record that says it
/// runs is not believed while nobody has the database open.
pub(super) fn cancel(folder: &Path, id: JobId) -> Outcome {
    if let Some(workflow) = session::open_if_free(folder)? {
        return give_up(&workflow, id);
    }
    match Store::ask_to_cancel(folder, id).map_err(workflow::Error::from)? {
        Some(asked) => Success::new(job::summary(&asked), format!("Job {id} was asked to stop")),
        None => give_up(&session::open(folder)?, id),
    }
}

/// Cancels a job that nobody runs.
fn give_up(workflow: &Workflow, id: JobId) -> Outcome {
    let ended = workflow.cancel(id)?;
    Success::new(job::summary(&ended), format!("Job {id} is cancelled"))
}

pub(super) fn show(workflow: &Workflow, id: Option<JobId>, json: bool) -> Outcome {
    match id {
        Some(id) => {
            let record = workflow.record(id)?;
            Ok(Success {
                data: job::data(&record),
                text: described(workflow, &record, json)?,
            })
        }
        None => {
            let jobs = workflow.jobs(LISTED)?;
            let data: Vec<_> = jobs.iter().map(job::summary).collect();
            Success::new(data, job::list(&jobs))
        }
    }
}
