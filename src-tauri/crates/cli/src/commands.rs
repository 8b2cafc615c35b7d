//! Each command: unpack its words, call one use case, say what came of it.

mod automatic;
mod choices;
mod connect;
mod duplicates;
mod invoice;
mod jobs;
mod listing;
mod mapping;
mod practice;
mod reading;
mod suggest;
mod support;

use crate::{
    arguments::{Command, OnData, Practice},
    outcome::{Failure, Success},
    session,
};
use std::path::Path;

/// What a command's work comes to.
type Outcome = Result<Success, Failure>;

/// Runs a command on a data folder.
pub(crate) async fn run(command: Command, folder: &Path, json: bool) -> Outcome {
    match command {
        Command::OnData(command) => on_data(command, &session::open(folder)?, json).await,
        // These must not find the database open already.
        Command::Cancel { job } => jobs::cancel(folder, job),
        Command::Restore { file } => restore(folder, &file),
        Command::SupportBundle { file } => support::bundle(folder, &file),
        Command::Practice(Practice::Serve(serve)) => practice::serve(serve, json).await,
    }
}

async fn on_data(command: OnData, workflow: &workflow::Workflow, json: bool) -> Outcome {
    match command {
        OnData::Connect(command) => connect::connect(workflow, command).await,
        OnData::Check => connect::check(workflow).await,
        OnData::Refresh { what } => reading::refresh(workflow, what, json).await,
        OnData::Import { file, columns } => {
            reading::import(workflow, &file, columns.as_deref(), json)
        }
        OnData::List(list) => listing::list(workflow, list),
        OnData::Validate(command) => jobs::validate(workflow, command, json).await,
        OnData::Preview { customer } => invoice::preview(workflow, &customer, json).await,
        OnData::Why {
            addition,
            agreement,
        } => invoice::why(workflow, addition, agreement).await,
        OnData::Upload { job } => jobs::upload(workflow, job, json).await,
        OnData::Undo { job, validate_only } => jobs::undo(workflow, job, validate_only, json).await,
        OnData::Hold { subscription, held } => choices::hold(workflow, &subscription, held),
        OnData::Resume => jobs::resume(workflow, json).await,
        OnData::Jobs { job } => jobs::show(workflow, job, json),
        OnData::Map(map) => mapping::map(workflow, map),
        OnData::Suggest(command) => suggest::suggest(workflow, command),
        OnData::Release(release) => mapping::release(workflow, release),
        OnData::Mappings(command) => mapping::mappings(workflow, command),
        OnData::Backup { file } => backup(workflow, &file),
        OnData::Automatic(command) => automatic::set(workflow, &command),
        OnData::Run(_) => automatic::run(workflow, json).await,
        OnData::SetCycle {
            subscription,
            cycle,
        } => choices::set_cycle(workflow, &subscription, &cycle),
        OnData::SetBaseline {
            subscription,
            quantity,
            price,
        } => choices::set_baseline(workflow, &subscription, quantity, price),
        OnData::SetAside {
            customer,
            product,
            reason,
        } => choices::set_aside(workflow, &customer, &product, &reason),
        OnData::Set { name, value } => choices::set(workflow, &name, &value),
        OnData::Settings => choices::settings(workflow),
        OnData::History(command) => choices::history(workflow, &command),
        OnData::Lines(command) => choices::lines(workflow, command).await,
        OnData::Duplicates(command) => duplicates::duplicates(workflow, command).await,
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
    session::restore(folder, file)?;
    Ok(Success::done(format!(
        "The database was restored from {}",
        file.display()
    )))
}
