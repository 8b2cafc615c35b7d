//! Each command: unpack its words, call one use case, say what came of it.

mod choices;
mod connect;
mod jobs;
mod listing;
mod mapping;
pub(crate) mod practice;
mod reading;

use crate::{
    arguments::Command,
    outcome::{Failure, Success},
    session,
};
use std::path::Path;
use workflow::store::Store;

/// What a command's work comes to.
type Outcome = Result<Success, Failure>;

/// Runs a command on a data folder.
pub(crate) async fn run(command: Command, folder: &Path, json: bool) -> Outcome {
    match command {
        // These two must not find the database open already.
        Command::Restore { file } => restore(folder, &file),
        Command::Cancel { job } => jobs::cancel(folder, job),
        command => on_workflow(command, &session::open(folder)?, json).await,
    }
}

async fn on_workflow(command: Command, workflow: &workflow::Workflow, json: bool) -> Outcome {
    match command {
        Command::Connect(command) => connect::connect(workflow, command).await,
        Command::Check => connect::check(workflow).await,
        Command::Refresh { what } => reading::refresh(workflow, what, json).await,
        Command::Import { file, columns } => {
            reading::import(workflow, &file, columns.as_deref(), json)
        }
        Command::List(list) => listing::list(workflow, list),
        Command::Validate(command) => jobs::validate(workflow, command, json).await,
        Command::Upload { job } => jobs::upload(workflow, job, json).await,
        Command::Resume => jobs::resume(workflow, json).await,
        Command::Jobs { job } => jobs::show(workflow, job),
        Command::Map(map) => mapping::map(workflow, map),
        Command::Release(release) => mapping::release(workflow, release),
        Command::Mappings(command) => mapping::mappings(workflow, command),
        Command::Backup { file } => backup(workflow, &file),
        other => choices::choose(workflow, other).await,
    }
}

fn backup(workflow: &workflow::Workflow, file: &Path) -> Outcome {
    workflow.backup(file)?;
    Ok(Success::done(format!(
        "The database was copied to {}. It holds no secret",
        file.display()
    )))
}

fn restore(folder: &Path, file: &Path) -> Outcome {
    Store::restore(folder, file).map_err(workflow::Error::from)?;
    Ok(Success::done(format!(
        "The database was restored from {}",
        file.display()
    )))
}
