//! `accord`: a thin shell over the use cases, without a window, for schedules,
//! scripts, support and tests.
//!
//! It parses words, opens the data folder, calls one use case and shows what came
//! of it: tables for people, or one JSON document. It holds no rule.

mod arguments;
mod commands;
mod outcome;
mod session;
mod show;

use arguments::{Arguments, Command};
use clap::{Parser, error::ErrorKind};
use outcome::{Failure, Success};
use serde::Serialize;
use std::{
    io::{BufWriter, Write},
    process::ExitCode,
};

/// The name of the command line's log files.
const LOG: &str = "accord";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let json = arguments.json;
    match run(arguments).await {
        Ok(success) => {
            if !success.is_said() {
                tell(json, &success);
            }
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
        Command::Practice(_) => {
            logs::to_standard_error("warn");
            None
        }
        _ => logs::to_folder(&folder, LOG),
    };
    if !matches!(command, Command::Practice(_)) {
        logs::note_panics(&folder, say_crashed);
    }
    commands::run(command, &folder, json).await
}

/// A crash ends in words and in the log, not in a bare status.
fn say_crashed(crash: &logs::Crash) {
    let mut err = std::io::stderr().lock();
    // Nothing can be said about a terminal that is gone.
    let _ = writeln!(
        err,
        "Accord crashed at {}: {}. Reference {}; `accord support-bundle FILE` writes what is needed to mend it",
        crash.place, crash.message, crash.reference
    );
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

/// The contract's document. A job's data may be large, so it is not copied.
#[derive(Serialize)]
struct Document<'a> {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a serde_json::Value>,
}

impl Document<'_> {
    fn print(&self) {
        let mut out = BufWriter::new(std::io::stdout().lock());
        // A closed pipe is the reader's choice.
        let _ = serde_json::to_writer(&mut out, self);
        let _ = writeln!(out);
    }
}

fn print(text: &str) {
    let text = text.trim_end();
    if !text.is_empty() {
        // A closed pipe is the reader's choice.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
}

fn tell(json: bool, success: &Success) {
    if !json {
        return print(&success.text);
    }
    let document = Document {
        ok: true,
        error: None,
        data: Some(&success.data),
    };
    document.print();
}

fn report(json: bool, failure: &Failure) {
    if json {
        let error = serde_json::json!({
            "code": failure.code,
            "message": failure.message,
            "details": failure.details,
        });
        let document = Document {
            ok: false,
            error: Some(error),
            data: failure.ended.as_ref().map(|ended| &ended.data),
        };
        return document.print();
    }
    if let Some(ended) = &failure.ended {
        print(&ended.text);
    }
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{}", failure.message);
    for detail in &failure.details {
        let _ = writeln!(err, "  {detail}");
    }
}
