//! What the machine must have beside Rust, and getting it where it is missing.
//!
//! On Debian and its kin it is installed; elsewhere it is said what to get. Nothing is
//! installed that is there already, so a second start needs neither network nor root.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::house;

/// What something is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Build,
    Test,
}

/// One thing that the machine must have.
struct Need {
    purpose: Purpose,
    what: &'static str,
    sign: Sign,
    /// The Debian packages that bring it.
    debian: &'static [&'static str],
    /// How to get it on macOS; `None` where macOS needs no such thing.
    macos: Option<&'static str>,
    /// How to get it on Windows; `None` where Windows needs no such thing.
    windows: Option<&'static str>,
}

/// How to see that it is there.
enum Sign {
    /// A program of this name is on the path.
    Program(&'static str),
    /// This file is there.
    File(&'static str),
}

/// All that is needed, in one table.
const NEEDS: &[Need] = &[
    Need {
        purpose: Purpose::Build,
        what: "a C compiler (SQLite and the TLS library are built from their C sources)",
        sign: Sign::Program("cc"),
        debian: &["gcc"],
        macos: Some("xcode-select --install"),
        windows: Some("Visual Studio Build Tools with \"Desktop development with C++\""),
    },
    Need {
        purpose: Purpose::Build,
        what: "the C library's headers",
        sign: Sign::File("/usr/include/stdio.h"),
        debian: &["libc6-dev"],
        macos: None,
        windows: None,
    },
    Need {
        purpose: Purpose::Test,
        what: "a credential store to test against",
        sign: Sign::Program("gnome-keyring-daemon"),
        debian: &["gnome-keyring"],
        macos: None,
        windows: None,
    },
    Need {
        purpose: Purpose::Test,
        what: "a message bus of the test's own, for the credential store",
        sign: Sign::Program("dbus-run-session"),
        debian: &["dbus"],
        macos: None,
        windows: None,
    },
];

/// Makes sure that the machine has what these purposes need.
pub(crate) fn prepare(purposes: &[Purpose]) -> Result<(), Error> {
    let wanted = NEEDS.iter().filter(|need| purposes.contains(&need.purpose));
    if cfg!(windows) {
        // The linker that Rust found is not on the path: nothing to look for, only to tell.
        tell(wanted.filter_map(|need| Some((need.what, need.windows?))));
        return Ok(());
    }
    if cfg!(target_os = "macos") {
        let hint = |need: &Need| Some((need.what, need.macos?));
        return refuse(wanted.filter(|need| !need.is_met()).filter_map(hint));
    }
    let missing: Vec<_> = wanted.filter(|need| !need.is_met()).collect();
    if missing.is_empty() {
        println!("nothing is missing");
        return Ok(());
    }
    if on_path("apt-get") {
        return install(&packages(&missing));
    }
    refuse(missing.iter().map(|need| (need.what, need.debian[0])))
}

impl Need {
    fn is_met(&self) -> bool {
        match self.sign {
            Sign::Program(name) => on_path(name),
            Sign::File(path) => Path::new(path).exists(),
        }
    }
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn packages(missing: &[&Need]) -> Vec<&'static str> {
    missing
        .iter()
        .flat_map(|need| need.debian)
        .copied()
        .collect()
}

fn tell<'a>(hints: impl Iterator<Item = (&'a str, &'a str)>) {
    for (what, how) in hints {
        println!("needed: {what}: {how}");
    }
}

fn refuse<'a>(hints: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), Error> {
    let missing: Vec<String> = hints.map(|(what, how)| format!("{what}: {how}")).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::Missing {
        what: missing.join("; "),
    })
}

fn install(packages: &[&str]) -> Result<(), Error> {
    println!("installing: {}", packages.join(" "));
    let no_right = || Error::NotRoot {
        packages: packages.join(" "),
    };
    let mut update = apt_get().ok_or_else(no_right)?;
    update.arg("update");
    house::finish(update)?;
    let mut install = apt_get().ok_or_else(no_right)?;
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    house::finish(install)
}

/// The package manager with the right to install, where there is a way to it.
fn apt_get() -> Option<Command> {
    const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";
    let mut command = if is_root() {
        Command::new("env")
    } else if on_path("sudo") {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    } else {
        return None;
    };
    command.args([QUIET, "apt-get", "--quiet"]);
    Some(command)
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::{NEEDS, Need, Purpose, Sign, packages, refuse};
    use crate::error::Error;

    fn need(sign: Sign, debian: &'static [&'static str]) -> Need {
        Need {
            purpose: Purpose::Test,
            what: "a thing",
            sign,
            debian,
            macos: None,
            windows: None,
        }
    }

    #[test]
    fn what_is_there_is_seen_and_what_is_not_is_missed() {
        assert!(need(Sign::Program("cargo"), &[]).is_met());
        assert!(!need(Sign::Program("no-such-program"), &[]).is_met());
        assert!(need(Sign::File(env!("CARGO_MANIFEST_DIR")), &[]).is_met());
        assert!(!need(Sign::File("/no/such/file"), &[]).is_met());
    }

    #[test]
    fn the_packages_of_all_that_is_missing_are_asked_for_at_once() {
        let one = need(Sign::File("/no/such/file"), &["dbus"]);
        let other = need(Sign::File("/no/such/file"), &["gcc", "libc6-dev"]);
        assert_eq!(packages(&[&one, &other]), ["dbus", "gcc", "libc6-dev"]);
    }

    #[test]
    fn what_cannot_be_installed_is_named_with_how_to_get_it() {
        assert!(refuse(std::iter::empty()).is_ok());
        let hints = [("a compiler", "cc"), ("a bus", "dbus")];
        let Err(Error::Missing { what }) = refuse(hints.into_iter()) else {
            panic!("two things are missing");
        };
        assert_eq!(what, "a compiler: cc; a bus: dbus");
    }

    #[test]
    fn each_need_can_be_installed_somewhere() {
        assert!(NEEDS.iter().all(|need| !need.debian.is_empty()));
    }
}
