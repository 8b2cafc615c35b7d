//! `accord`: a thin shell over the use cases, without a window, for schedules,
//! scripts, support and tests.
//!
//! It parses words, opens the data folder, calls one use case and shows what came
//! of it: tables for people, or one JSON document. It holds no rule.

mod arguments;
mod commands;
mod logging;
mod outcome;
mod session;
mod show;

use arguments::{Arguments, Command};
use clap::{Parser, error::ErrorKind};
use outcome::{Failure, Success};
use std::{io::Write, process::ExitCode};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let json = arguments.json;
    match run(arguments).await {
        Ok(success) => {
            print(json, &envelope(&success), &success.text);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            report(json, &failure);
            failure.status.into()
        }
    }
}

async fn run(arguments: Arguments) -> Result<Success, Failure> {
    let Arguments {
        data_dir,
        json,
        command,
    } = arguments;
    let folder = session::folder(data_dir)?;
    let _log = match command {
        // It has no data, and so no place for a log.
        Command::Practice(_) => logging::to_standard_error(),
        _ => logging::to_folder(&folder),
    };
    commands::run(command, &folder, json).await
}

/// clap's own answers: help and version are no errors; with `--json` the words
/// that are off come as a document too.
fn usage(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args_os().any(|word| word == "--json");
    if error.use_stderr() && wants_json {
        let failure = wrong_words(error);
        report(true, &failure);
        return failure.status.into();
    }
    // Nothing can be said about a terminal that is gone.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// What clap says, without its help: the first line, and what it lists below.
fn wrong_words(error: &clap::Error) -> Failure {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Failure::usage("A command is missing; --help lists them");
    }
    let said = error.to_string();
    let mut lines = said
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:"))
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"));
    let headline = lines.next().unwrap_or_default();
    Failure {
        details: lines.map(str::to_owned).collect(),
        ..Failure::usage(headline.trim_start_matches("error: "))
    }
}

fn envelope(success: &Success) -> serde_json::Value {
    serde_json::json!({ "ok": true, "data": success.data })
}

/// Prints the one document, or the text.
fn print(json: bool, document: &serde_json::Value, text: &str) {
    let mut out = std::io::stdout().lock();
    let text = if json {
        document.to_string()
    } else {
        text.trim_end().to_owned()
    };
    if !text.is_empty() {
        // A closed pipe is the reader's choice.
        let _ = writeln!(out, "{text}");
    }
}

fn report(json: bool, failure: &Failure) {
    let mut document = serde_json::json!({
        "ok": false,
        "error": {
            "code": failure.code,
            "message": failure.message,
            "details": failure.details,
        },
    });
    if let Some(data) = &failure.data {
        document["data"] = data.clone();
    }
    if json {
        print(true, &document, "");
        return;
    }
    print(false, &document, &failure.text);
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{}", failure.message);
    for detail in &failure.details {
        let _ = writeln!(err, "  {detail}");
    }
}
