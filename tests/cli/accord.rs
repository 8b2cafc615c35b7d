//! `accord` as a script sees it: words in, one document and an exit status out.
//!
//! Every run of every test goes through [`Accord::json`] or [`Accord::text`], so
//! that the envelope is checked wherever a command is used.

use crate::{binary, site::Site};
use serde_json::{Deserializer, Value};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

/// Variables that would let a test see the machine that it runs on.
const OF_THE_MACHINE: [&str; 8] = [
    "ACCORD_DATA_DIR",
    "ACCORD_CONNECTWISE_PRIVATE_KEY",
    "ACCORD_C3_CLIENT_SECRET",
    "ACCORD_LOG",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
    "XDG_DATA_HOME",
    "DISPLAY",
];

/// A data folder of its own, and the surroundings that commands run in.
pub(crate) struct Accord {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// What a command said with `--json`.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The exit status.
    pub(crate) status: i32,
    /// The one document.
    pub(crate) document: Value,
    /// Progress and logs.
    pub(crate) stderr: String,
}

/// What a command said to people.
#[derive(Debug)]
pub(crate) struct Said {
    /// The exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Accord {
    /// A desktop that knows nothing yet.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        let accord = Self {
            folder,
            variables: Vec::new(),
        };
        // Both systems are on this machine: a lost write need not be looked for
        // over two minutes.
        accord
            .with("HOME", home.to_str().unwrap())
            .with("ACCORD_PRACTICE_SETTLE_SECONDS", "0.05")
    }

    /// With an environment variable.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A desktop that is connected to a site, with the secrets in the environment.
    pub(crate) fn connected(site: &Site) -> Self {
        let accord = Self::new().with_secrets_of(site);
        accord.connect(site);
        accord
    }

    /// With the secrets of a site in the environment.
    pub(crate) fn with_secrets_of(self, site: &Site) -> Self {
        self.with(
            "ACCORD_CONNECTWISE_PRIVATE_KEY",
            &site.connectwise("private_key"),
        )
        .with("ACCORD_C3_CLIENT_SECRET", &site.c3("client_secret"))
    }

    /// Connects both systems.
    pub(crate) fn connect(&self, site: &Site) {
        self.json(&site.connectwise_words()).data();
        self.json(&site.c3_words()).data();
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file outside the data folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Everything that was written anywhere, the home folder included.
    pub(crate) fn everything(&self) -> &Path {
        self.folder.path()
    }

    /// A command that is not started yet, on the data folder.
    pub(crate) fn command<W: AsRef<str>>(&self, words: &[W]) -> Command {
        let mut command = self.bare(words);
        command.arg("--data-dir").arg(self.data());
        command
    }

    /// A command that is not started yet and is told no data folder.
    pub(crate) fn bare<W: AsRef<str>>(&self, words: &[W]) -> Command {
        let mut command = Command::new(binary::path());
        for variable in OF_THE_MACHINE {
            command.env_remove(variable);
        }
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        command
            .args(words.iter().map(AsRef::as_ref))
            .envs(variables);
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command with `--json`.
    pub(crate) fn json<W: AsRef<str>>(&self, words: &[W]) -> Answer {
        Answer::of(self.command(words).arg("--json").output().unwrap())
    }

    /// Runs a command for people.
    pub(crate) fn text<W: AsRef<str>>(&self, words: &[W]) -> Said {
        Said::of(self.command(words).output().unwrap())
    }

    /// Starts a command with `--json` and goes on.
    pub(crate) fn start<W: AsRef<str>>(&self, words: &[W]) -> Child {
        let mut command = self.command(words);
        command
            .arg("--json")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().unwrap()
    }
}

/// Runs a command with something on standard input.
pub(crate) fn given(command: &mut Command, input: &str) -> Output {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

impl Answer {
    /// Reads an output, which must be what the contract says.
    pub(crate) fn of(output: Output) -> Self {
        let Said {
            status,
            stdout,
            stderr,
        } = Said::of(output);
        let documents: Result<Vec<Value>, _> =
            Deserializer::from_str(&stdout).into_iter().collect();
        let mut documents = documents.unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"));
        assert_eq!(documents.len(), 1, "one document: {stdout}{stderr}");
        let answer = Self {
            status,
            document: documents.remove(0),
            stderr,
        };
        answer.check_envelope();
        answer
    }

    fn check_envelope(&self) {
        let document = self.document.as_object().unwrap();
        let keys: Vec<&str> = document.keys().map(String::as_str).collect();
        match document["ok"].as_bool() {
            Some(true) => {
                assert_eq!(keys, ["data", "ok"]);
                assert_eq!(self.status, 0);
            }
            Some(false) => {
                let error = document["error"].as_object().unwrap();
                let parts: Vec<&str> = error.keys().map(String::as_str).collect();
                assert_eq!(parts, ["code", "details", "message"]);
                assert!(error["details"].is_array());
                assert!((1..=4).contains(&self.status), "{self:?}");
                assert!(
                    keys == ["error", "ok"] || keys == ["data", "error", "ok"],
                    "{keys:?}"
                );
            }
            None => panic!("ok is true or false: {document:?}"),
        }
    }

    /// The data of a command that succeeded.
    #[track_caller]
    pub(crate) fn data(&self) -> &Value {
        assert_eq!(self.document["ok"], true, "{self:?}");
        &self.document["data"]
    }

    /// The message of a command that failed in this way.
    #[track_caller]
    pub(crate) fn refused(&self, status: i32, code: &str) -> &str {
        assert_eq!(self.document["error"]["code"], code, "{self:?}");
        assert_eq!(self.status, status, "{self:?}");
        self.document["error"]["message"].as_str().unwrap()
    }

    /// The job of a command whose job ended otherwise than in Success.
    #[track_caller]
    pub(crate) fn failed_job(&self) -> &Value {
        self.refused(1, "job-error");
        &self.document["data"]
    }
}

impl Said {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
