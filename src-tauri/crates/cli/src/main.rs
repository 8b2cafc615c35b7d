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

use arguments::{Arguments, Command, Practice};
use clap::Parser;
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
    match arguments.command {
        Command::Practice(Practice::Serve(serve)) => {
            logging::to_standard_error();
            commands::practice::serve(serve, arguments.json).await
        }
        command => {
            let folder = session::folder(arguments.data_dir)?;
            let _log = logging::to_folder(&folder);
            commands::run(command, &folder, arguments.json).await
        }
    }
}

/// clap's own answers: help and version are no errors; with `--json` the words
/// that are off come as a document too.
fn usage(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args().any(|word| word == "--json");
    if error.use_stderr() && wants_json {
        let message = error.to_string();
        let headline = message
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ");
        let failure = Failure::usage(headline);
        report(true, &failure);
        return failure.status.into();
    }
    // Nothing can be said about a terminal that is gone.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
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
