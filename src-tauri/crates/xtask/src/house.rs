//! The house: where the workspace lies, and cargo as it is called in it.

use std::env;
use std::ffi::OsStr;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::MetadataCommand;

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
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if SET_BY_CARGO_RUN
                .iter()
                .any(|prefix| text.starts_with(prefix))
            {
                command.env_remove(&name);
            }
        }
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
    use super::{as_typed, finish};
    use std::process::Command;

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
