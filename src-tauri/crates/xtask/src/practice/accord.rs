//! `accord` as a process: words in, one JSON document out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::job::Finding;
use super::story::Opening;
use crate::error::Error;

/// The program, with the data folder it works in and the secrets it is given.
pub(super) struct Accord {
    /// Its words, the program first: more than one where another program starts it.
    program: Vec<OsString>,
    data: PathBuf,
    secrets: Vec<(&'static str, String)>,
}

#[derive(Deserialize)]
struct Reply {
    ok: bool,
    #[serde(default)]
    data: Value,
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
    message: String,
}

impl Accord {
    pub(super) fn new(program: Vec<OsString>, data: &Path) -> Self {
        Self {
            program,
            data: data.to_owned(),
            secrets: Vec::new(),
        }
    }

    /// The same program, given the secrets of the practice servers.
    pub(super) fn knowing(self, opening: &Opening) -> Self {
        let key = opening.connectwise.private_key.clone();
        let secret = opening.c3.client_secret.clone();
        Self {
            secrets: vec![
                ("ACCORD_CONNECTWISE_PRIVATE_KEY", key),
                ("ACCORD_C3_CLIENT_SECRET", secret),
            ],
            ..self
        }
    }

    /// A command of `accord`, not started yet.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut words_of_program = self.program.iter();
        let mut command = Command::new(
            words_of_program
                .next()
                .map_or("".as_ref(), OsString::as_os_str),
        );
        command
            .args(words_of_program)
            .arg("--json")
            .arg("--data-dir")
            .arg(&self.data)
            .args(words)
            .envs(self.secrets.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Does one command and reads what it answers.
    pub(super) fn ask<T: DeserializeOwned>(&self, words: &[&str]) -> Result<T, Error> {
        let command = said(words);
        let output = self
            .command(words)
            .output()
            .map_err(|source| Error::Start {
                program: command.clone(),
                source,
            })?;
        answer(command, &output)
    }

    /// Does one command whose answer is of no interest.
    pub(super) fn tell(&self, words: &[&str]) -> Result<(), Error> {
        self.ask::<Value>(words).map(drop)
    }
}

/// The command as somebody would type it; it holds no secret, since those never go by the arguments.
fn said(words: &[&str]) -> String {
    format!("accord {}", words.join(" "))
}

fn answer<T: DeserializeOwned>(command: String, output: &Output) -> Result<T, Error> {
    if output.stdout.trim_ascii().is_empty() {
        return Err(Error::Silent {
            command,
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        });
    }
    let unreadable = |source| Error::Unreadable {
        command: command.clone(),
        source,
    };
    let reply: Reply = serde_json::from_slice(&output.stdout).map_err(unreadable)?;
    if reply.ok {
        return serde_json::from_value(reply.data).map_err(unreadable);
    }
    Err(refused(command, reply))
}

/// A refusal in words; a job that ended in Error says why in its findings.
fn refused(command: String, reply: Reply) -> Error {
    let (code, mut message) = match reply.error {
        Some(refusal) => (refusal.code, refusal.message),
        None => ("unknown".to_owned(), "no reason was given".to_owned()),
    };
    let findings = reply.data.get("findings").cloned().unwrap_or_default();
    let findings: Vec<Finding> = serde_json::from_value(findings).unwrap_or_default();
    for finding in findings {
        message.push_str(&format!("\n  {finding}"));
    }
    Error::Refused {
        command,
        code,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::error::Error;
    use std::process::Output;

    fn output(stdout: &str, stderr: &str) -> Output {
        Output {
            status: std::process::ExitStatus::default(),
            stdout: stdout.as_bytes().to_vec(),
            stderr: stderr.as_bytes().to_vec(),
        }
    }

    fn ask(stdout: &str, stderr: &str) -> Result<Vec<u32>, Error> {
        answer("accord list".to_owned(), &output(stdout, stderr))
    }

    #[test]
    fn the_data_of_an_answer_comes_out() {
        assert_eq!(ask(r#"{"ok":true,"data":[1,2]}"#, "").unwrap(), [1, 2]);
    }

    #[test]
    fn a_refusal_is_told_with_its_code_and_the_findings_of_the_job() {
        let reply = r#"{"ok":false,"error":{"code":"job-error","message":"the job ended in Error"},
            "data":{"findings":[{"customer":"Contoso","severity":"error","code":"item-gone","message":"item 7 is gone"}]}}"#;
        assert_eq!(
            ask(reply, "").unwrap_err().to_string(),
            "accord list was refused (job-error): the job ended in Error\n  error item-gone, Contoso: item 7 is gone"
        );
    }

    #[test]
    fn no_answer_is_told_with_what_went_to_standard_error() {
        assert_eq!(
            ask("\n", "killed\n").unwrap_err().to_string(),
            "accord list gave no answer; it said: killed"
        );
    }

    #[test]
    fn an_answer_of_another_shape_is_refused() {
        let wrong = ask(r#"{"ok":true,"data":"many"}"#, "");
        assert!(matches!(wrong, Err(Error::Unreadable { .. })));
        assert!(matches!(ask("done", ""), Err(Error::Unreadable { .. })));
    }
}
