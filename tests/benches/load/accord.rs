//! `accord` as a process: built like this bench is, given words, answering with one
//! JSON document.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use cargo_metadata::Message;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    cost::{Cost, measured},
    practice::Opening,
};

/// What any step of the bench comes to.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The program, with the data folder that it works in and the secrets it is given.
#[derive(Debug)]
pub(crate) struct Accord {
    binary: PathBuf,
    data: PathBuf,
    secrets: Vec<(&'static str, String)>,
}

/// A job that ended in Error answers with its data all the same.
#[derive(Deserialize)]
struct Reply<T> {
    data: Option<T>,
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
    message: String,
}

impl Accord {
    /// Builds the program, with optimisation where this bench has it.
    pub(crate) fn build(data: &Path) -> Outcome<Self> {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--locked", "--package", "cli", "--bin", "accord"]);
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let built = cargo
            .arg("--message-format=json-render-diagnostics")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::inherit())
            .output()?;
        let mut messages = Message::parse_stream(built.stdout.as_slice());
        let binary = messages.find_map(|message| match message.ok()? {
            Message::CompilerArtifact(made) if made.target.name == "accord" => made.executable,
            _ => None,
        });
        Ok(Self {
            binary: binary.ok_or("cargo built no program called accord")?.into(),
            data: data.to_owned(),
            secrets: Vec::new(),
        })
    }

    /// Gives it the secrets of the practice servers.
    pub(crate) fn learn(&mut self, opening: &Opening) {
        let key = opening.connectwise.private_key.clone();
        let secret = opening.c3.client_secret.clone();
        self.secrets = vec![
            ("ACCORD_CONNECTWISE_PRIVATE_KEY", key),
            ("ACCORD_C3_CLIENT_SECRET", secret),
        ];
    }

    /// A command, not started yet.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(["--json", "--data-dir"])
            .arg(&self.data)
            .args(words)
            .envs(self.secrets.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Does one command; what it answered, and what it cost.
    pub(crate) fn ask<T: DeserializeOwned>(&self, words: &[&str]) -> Outcome<(T, Cost)> {
        let ended = measured(&mut self.command(words))?;
        let said = words.join(" ");
        let reply: Reply<T> = serde_json::from_str(&ended.output)
            .map_err(|error| format!("accord {said} ({}): {error}", ended.status))?;
        match (reply.data, reply.error) {
            (Some(data), _) => Ok((data, ended.cost)),
            (None, Some(Refusal { code, message })) => {
                Err(format!("accord {said} was refused ({code}): {message}").into())
            }
            (None, None) => Err(format!("accord {said} answered nothing").into()),
        }
    }
}
