//! `run`: the whole job, from C3's history to ConnectWise's agreements, in practice mode.
//!
//! The practice servers and each command are processes of their own, as they are for a user;
//! nothing here reaches into Accord's code. The data folder is thrown away afterwards, and
//! the secrets go by the environment, so that no credential store is touched.

mod accord;
mod job;
mod names;
mod retelling;
mod server;
mod story;
mod walk;

use std::io;
use std::path::PathBuf;
use std::process::Stdio;

use cargo_metadata::Message;

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};

use accord::Accord;
use server::Server;

/// Builds `accord` and does the whole job with it, telling what happens.
pub(crate) fn run(house: &House) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build])?;
    let binary = build(house)?;
    let folder = tempfile::Builder::new()
        .prefix("accord-practice-")
        .tempdir()?;
    let accord = Accord::new(binary, folder.path());
    let (_server, opening) = Server::start(&accord)?;
    walk::walk(&accord.knowing(&opening), &opening, &mut io::stdout())
}

/// Builds the command line, and says where the program lies.
fn build(house: &House) -> Result<PathBuf, Error> {
    let mut command = house.cargo(&["build", "--locked", "--package", "cli", "--bin", "accord"]);
    command
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit());
    let program = house::as_typed(&command);
    let output = match command.output() {
        Ok(output) if output.status.success() => output,
        Ok(_) => return Err(Error::Failed { program }),
        Err(source) => return Err(Error::Start { program, source }),
    };
    executable(&output.stdout).ok_or(Error::NoAccord)
}

/// The program that cargo's messages say was built.
fn executable(messages: &[u8]) -> Option<PathBuf> {
    Message::parse_stream(messages)
        .filter_map(Result::ok)
        .find_map(|message| match message {
            Message::CompilerArtifact(artifact) if artifact.target.name == "accord" => {
                artifact.executable.map(Into::into)
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::executable;
    use std::path::Path;

    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let artifact = |name: &str, executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"p","manifest_path":"/m","target":{{"kind":["bin"],"crate_types":["bin"],"name":"{name}","src_path":"/s","edition":"2024","doc":true,"doctest":false,"test":true}},"profile":{{"opt_level":"0","debuginfo":0,"debug_assertions":true,"overflow_checks":true,"test":false}},"features":[],"filenames":[],"executable":{executable},"fresh":false}}"#
            )
        };
        let messages = [
            artifact("domain", "null"),
            artifact("accord", r#""/target/debug/accord""#),
        ]
        .join("\n");
        assert_eq!(
            executable(messages.as_bytes()).as_deref(),
            Some(Path::new("/target/debug/accord"))
        );
        assert_eq!(executable(artifact("domain", "null").as_bytes()), None);
    }
}
