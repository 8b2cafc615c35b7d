//! The window: its pages, its program, and its tests on a virtual display.
//!
//! The pages are built by Node's tools, the program by cargo; neither is kept in the
//! repository, so both are made here before anything opens.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};
use crate::runner::Runner;

/// The shell's package.
pub(crate) const SHELL: &str = "accord-desktop";

/// With this feature the program serves its own pages.
pub(crate) const OWN_PAGES: &str = "custom-protocol";

/// Where the tests are told which program to open.
const PROGRAM: &str = "ACCORD_DESKTOP";

/// Whether a window can be opened here.
pub(crate) fn has_display() -> bool {
    let names = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || names("DISPLAY") || names("WAYLAND_DISPLAY")
}

/// Opens Accord with its sample data, and comes back when it is closed.
pub(crate) fn open(house: &House) -> Result<(), Error> {
    pages(house)?;
    house::finish(house.cargo(&[
        "run",
        "--locked",
        "--package",
        SHELL,
        "--features",
        OWN_PAGES,
        "--",
        "--practice",
    ]))
}

/// Fetches what the pages are made with, and builds them.
pub(crate) fn pages(house: &House) -> Result<(), Error> {
    fetch(house)?;
    house::finish(npm(house, &["run", "build"]))
}

/// Fetches what the pages are made with: exactly what the lock file names.
pub(crate) fn fetch(house: &House) -> Result<(), Error> {
    house::finish(npm(house, &["ci", "--no-audit", "--no-fund"]))
}

/// npm, called in the pages' folder.
pub(crate) fn npm(house: &House, arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(house.path("ui")).args(arguments);
    if let Some(browser) = prepare::browser() {
        command.env("CHROMIUM", browser);
    }
    command
}

/// Builds the program as the tests open it, and the empty window beside it.
pub(crate) fn program(house: &House) -> Result<PathBuf, Error> {
    house::finish(house.cargo(&[
        "build",
        "--locked",
        "--bins",
        "--examples",
        "--package",
        SHELL,
        "--features",
        OWN_PAGES,
    ]))?;
    Ok(house.target().join("debug").join(SHELL))
}

/// Measures the window as it is released, beside one with nothing in it.
pub(crate) fn bench(house: &House) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build, Purpose::Window])?;
    pages(house)?;
    let features = ["--package", SHELL, "--features", OWN_PAGES];
    let build = ["build", "--locked", "--release", "--bin", SHELL];
    let both = [&build[..], &["--example", "empty"], &features].concat();
    house::finish(house.cargo(&both))?;
    let program = house.target().join("release").join(SHELL);
    let words = ["test", "--locked", "--package", "tests", "--features"];
    let measured = ["window", "--test", "e2e", "measured", "--", "--nocapture"];
    let mut command = unseen(&house.cargo(&[&words[..], &measured].concat()));
    command.current_dir(house.path("")).env(PROGRAM, program);
    house::finish(command)
}

/// Builds the tests of the real window, and says where the program lies that runs them.
pub(crate) fn journeys_program(house: &House) -> Result<PathBuf, Error> {
    let mut command = house.cargo(&[
        "test",
        "--no-run",
        "--locked",
        "--package",
        "tests",
        "--features",
        "window",
        "--test",
        "e2e",
        "--message-format=json-render-diagnostics",
    ]);
    let messages = house::said(&mut command)?;
    house::executable(messages.as_bytes(), "e2e").ok_or(Error::Failed {
        program: house::as_typed(&command),
    })
}

/// The tests of the real window, on a display that nobody sees, and who runs them.
pub(crate) fn journeys(house: &House, program: &Path) -> (Command, Runner) {
    let tests = [
        "--package",
        "tests",
        "--features",
        "window",
        "--test",
        "e2e",
    ];
    let (runner, begin, end): (_, &[&str], &[&str]) = if house.has("nextest") {
        (Runner::Nextest, &["nextest", "run"], &[])
    } else {
        (Runner::Libtest, &["test"], &["--", "--test-threads=1"])
    };
    let flags = ["--locked", "--no-fail-fast"];
    let run = [begin, &flags, &tests, end].concat();
    let mut command = unseen(&house.cargo(&run));
    command.current_dir(house.path("")).env(PROGRAM, program);
    (command, runner)
}

/// The same command on a display that nobody sees.
fn unseen(cargo: &Command) -> Command {
    let mut command = Command::new("xvfb-run");
    command
        .args([
            "--auto-servernum",
            "--server-args=-screen 0 1600x1200x24 -noreset",
        ])
        .arg(cargo.get_program())
        .args(cargo.get_args());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Renders the bindings of the shell's commands anew.
pub(crate) fn bindings(house: &House) -> Result<(), Error> {
    let mut render = house.cargo(&["test", "--locked", "--package", SHELL, "bindings"]);
    render.env("ACCORD_WRITE_BINDINGS", "1");
    house::finish(render)
}
