//! The house: where the workspace lies, and cargo as it is called in it.

use std::env;
use std::ffi::OsStr;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Message, MetadataCommand};

use crate::error::Error;

/// Variables that `cargo run` sets for the program it starts.
///
/// Some build scripts watch them: handed on, they would have the same crates built
/// anew each time somebody changes between `cargo xtask` and plain cargo.
const SET_BY_CARGO_RUN: [&str; 4] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
];

/// The workspace on disk.
pub(crate) struct House {
    root: PathBuf,
    target: PathBuf,
}

impl House {
    /// The workspace around the current folder.
    pub(crate) fn find() -> Result<Self, Error> {
        let metadata = MetadataCommand::new().no_deps().exec()?;
        Ok(Self {
            root: metadata.workspace_root.into_std_path_buf(),
            target: metadata.target_directory.into_std_path_buf(),
        })
    }

    /// A file or folder of the workspace.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo, called at the root of the workspace, as if typed there.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).args(arguments);
        as_if_typed(&mut command);
        command
    }

    /// Tauri's bundler, of the version that the pages' lock file names, called in the shell's folder.
    pub(crate) fn tauri(&self, arguments: &[&str]) -> Command {
        let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
        let mut command = Command::new(self.path("ui/node_modules/.bin").join(name));
        command.current_dir(self.path("src-tauri")).args(arguments);
        as_if_typed(&mut command);
        command
    }

    /// Whether cargo has this subcommand on this machine.
    pub(crate) fn has(&self, subcommand: &str) -> bool {
        self.cargo(&[subcommand, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

/// Takes away what this program's own `cargo run` left in the environment.
fn as_if_typed(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if SET_BY_CARGO_RUN
            .iter()
            .any(|prefix| text.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
}

/// Runs a command to its end, and hands out what it said on standard output.
pub(crate) fn said(command: &mut Command) -> Result<String, Error> {
    let program = as_typed(command);
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(_) => Err(Error::Failed { program }),
        Err(source) => Err(Error::Start { program, source }),
    }
}

/// The program of this name that cargo's messages say was built.
pub(crate) fn executable(messages: &[u8], name: &str) -> Option<PathBuf> {
    Message::parse_stream(messages)
        .filter_map(Result::ok)
        .find_map(|message| match message {
            Message::CompilerArtifact(artifact) if artifact.target.name == name => {
                artifact.executable.map(Into::into)
            }
            _ => None,
        })
}

/// Runs a command to its end, its output going where ours goes.
pub(crate) fn finish(mut command: Command) -> Result<(), Error> {
    let program = as_typed(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Error::Failed { program }),
        Err(source) => Err(Error::Start { program, source }),
    }
}

/// The command as somebody would type it; no argument of ours holds a blank or a secret.
pub(crate) fn as_typed(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    let words: Vec<_> = iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{as_typed, executable, finish};
    use std::path::Path;
    use std::process::Command;

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
        let found = |name| executable(messages.as_bytes(), name);
        assert_eq!(
            found("accord").as_deref(),
            Some(Path::new("/target/debug/accord"))
        );
        assert_eq!(found("domain"), None);
    }

    #[test]
    fn a_command_that_fails_is_named_as_typed() {
        let mut command = Command::new(env!("CARGO"));
        command.arg("--no-such-flag");
        let said = finish(command).unwrap_err().to_string();
        assert!(said.starts_with("cargo --no-such-flag failed"), "{said}");
        assert_eq!(as_typed(&Command::new("/usr/bin/env")), "env");
    }

    #[test]
    fn a_program_that_is_not_there_is_told_apart_from_one_that_fails() {
        let said = finish(Command::new("no-such-program")).unwrap_err();
        assert!(said.to_string().contains("could not be started"), "{said}");
    }
}
