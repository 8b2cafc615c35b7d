//! What the machine must have beside Rust, and getting it where it is missing.
//!
//! On Debian and its kin it is installed; elsewhere it is said what to get. Nothing is
//! installed that is there already, so a second start needs neither network nor root.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::house;

/// What something is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Build,
    Window,
    Test,
    /// Trying a package on a clean system.
    Trial,
    /// Verifying signatures.
    Verify,
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
    /// A library that can be built against, by its name for pkg-config.
    Library(&'static str),
    /// Chromium, or Chrome.
    Browser,
    /// Node, new enough for the tools that build the pages.
    Node,
}

/// The oldest Node that the pages' tools run on.
const NODE: (u32, u32) = (20, 19);

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
        purpose: Purpose::Window,
        what: "the web view's headers",
        sign: Sign::Library("webkit2gtk-4.1"),
        debian: &["libwebkit2gtk-4.1-dev"],
        macos: None,
        windows: Some("WebView2, which Windows 11 has and Windows 10 gets with Edge"),
    },
    Need {
        purpose: Purpose::Window,
        what: "Node.js 20.19 or newer with npm, which build the window's pages",
        sign: Sign::Node,
        debian: &["nodejs", "npm"],
        macos: Some("brew install node, or nodejs.org"),
        windows: Some("winget install OpenJS.NodeJS.LTS, or nodejs.org"),
    },
    Need {
        purpose: Purpose::Test,
        what: "the web view's driver",
        sign: Sign::Program("WebKitWebDriver"),
        debian: &["webkit2gtk-driver"],
        macos: None,
        windows: None,
    },
    Need {
        purpose: Purpose::Test,
        what: "a browser to test the pages' components in",
        sign: Sign::Browser,
        debian: &["chromium"],
        macos: Some("brew install chromium"),
        windows: Some("Chromium or Chrome, named by CHROMIUM"),
    },
    Need {
        purpose: Purpose::Test,
        what: "a display that nobody sees",
        sign: Sign::Program("xvfb-run"),
        debian: &["xvfb", "xauth"],
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
    Need {
        purpose: Purpose::Trial,
        what: "a way to set up a clean Debian",
        sign: Sign::Program("debootstrap"),
        debian: &["debootstrap"],
        macos: Some("only Linux can try the deb"),
        windows: None,
    },
    Need {
        purpose: Purpose::Verify,
        what: "minisign, which verifies signatures",
        sign: Sign::Program("minisign"),
        debian: &["minisign"],
        macos: Some("brew install minisign"),
        windows: Some("minisign, from scoop or its own site"),
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
        install(&packages(&missing))?;
        // A package that is there and too old is not helped by installing it.
        let still = missing.iter().filter(|need| !need.is_met());
        return refuse(still.map(|need| (need.what, "newer than this system's packages")));
    }
    refuse(missing.iter().map(|need| (need.what, need.debian[0])))
}

impl Need {
    fn is_met(&self) -> bool {
        match self.sign {
            Sign::Program(name) => on_path(name),
            Sign::File(path) => Path::new(path).exists(),
            Sign::Library(name) => library(name),
            Sign::Browser => browser().is_some(),
            Sign::Node => on_path("npm") && node().is_some_and(|version| version >= NODE),
        }
    }
}

/// Whether a library's description lies where pkg-config looks for it.
fn library(name: &str) -> bool {
    let file = format!("pkgconfig/{name}.pc");
    let folders = ["/usr/lib", "/usr/local/lib", "/usr/share"].map(Path::new);
    let below = folders.iter().filter_map(|folder| folder.read_dir().ok());
    let below = below.flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut all = folders
        .iter()
        .map(|folder| folder.to_path_buf())
        .chain(below);
    all.any(|folder| folder.join(&file).is_file())
}

/// The version of the Node that is on the path: its first two numbers.
fn node() -> Option<(u32, u32)> {
    let output = Command::new("node").arg("--version").output().ok()?;
    version(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `v20.20.2`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.');
    let mut number = || numbers.next()?.parse().ok();
    Some((number()?, number()?))
}

pub(crate) fn on_path(program: &str) -> bool {
    found(program).is_some()
}

fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&path).map(|folder| folder.join(program));
    places.find(|place| place.is_file())
}

/// The browser that the pages' components are tested in: the one that `CHROMIUM`
/// names, else the first that is on the path.
pub(crate) fn browser() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let known = ["chromium", "chromium-browser", "google-chrome"];
    named.or_else(|| known.into_iter().find_map(found))
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

pub(crate) fn is_root() -> bool {
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
    fn a_version_is_read_as_node_tells_it() {
        assert_eq!(super::version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(super::version("20"), None);
        assert!(super::version("v18.19.0").unwrap() < super::NODE);
    }

    #[test]
    fn each_need_can_be_installed_somewhere() {
        assert!(NEEDS.iter().all(|need| !need.debian.is_empty()));
    }
}
