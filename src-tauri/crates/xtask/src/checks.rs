//! `test` and `lint`: the list of what is checked, in order.
//!
//! Every check runs, whatever became of the ones before it: one look shows all that is wrong.

use std::io::IsTerminal;
use std::process::{Command, ExitCode};

use crate::engine;
use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};
use crate::report::{Done, Report};
use crate::runner::{self, Runner};
use crate::window;

/// Seeds of the simulation in an everyday run: what two cores live in less than five
/// minutes. `cargo xtask simulate` tries more.
const SIMULATION_SEEDS: u64 = 2_000;

/// Seeds among the other tests, which are built to be built fast.
const SEEDS_ASIDE: &str = "10";

/// Checks everything; what is missing on the machine is installed first.
pub(crate) fn test(house: &House) -> ExitCode {
    let mut report = Report::new();
    report.step("prepare", || {
        prepare::prepare(&[
            Purpose::Build,
            Purpose::Window,
            Purpose::Test,
            Purpose::Verify,
        ])?;
        Ok(Done::Passed)
    });
    format_and_clippy(house, &mut report);
    tests(house, &mut report);
    simulation(house, &mut report);
    pages(house, &mut report);
    shell(house, &mut report);
    documentation(house, &mut report);
    dependencies(house, &mut report);
    workflows(house, &mut report);
    report.close_with_cases()
}

/// Checks what can be checked without running a test.
pub(crate) fn lint(house: &House) -> ExitCode {
    let mut report = Report::new();
    format_and_clippy(house, &mut report);
    documentation(house, &mut report);
    workflows(house, &mut report);
    report.close()
}

fn format_and_clippy(house: &House, report: &mut Report) {
    report.step("format", || {
        passed(house.cargo(&["fmt", "--all", "--check"]))
    });
    report.step("clippy", || {
        passed(house.cargo(&[
            "clippy",
            "--locked",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
}

/// All tests; nextest knows no tests in documentation, plain cargo runs them along.
fn tests(house: &House, report: &mut Report) {
    if house.has("nextest") {
        let nextest = ["nextest", "run", "--locked", "--no-fail-fast"];
        report.step("tests", || counted(house, &nextest, Runner::Nextest));
        let examples = ["test", "--doc", "--locked", "--no-fail-fast"];
        report.step("examples in the documentation", || {
            counted(house, &examples, Runner::Libtest)
        });
    } else {
        let all = ["test", "--locked", "--no-fail-fast"];
        report.step("tests", || counted(house, &all, Runner::Libtest));
    }
}

/// The simulation, optimised: many lives, and lives under an engine that makes mistakes.
fn simulation(house: &House, report: &mut Report) {
    report.step("the simulation", || {
        let lives = engine::lives(house, SIMULATION_SEEDS);
        runner::run(lives, Runner::Libtest).map(Done::Counted)
    });
    report.step("the simulation: deliberate mistakes", || {
        runner::run(engine::mistakes(house), Runner::Libtest).map(Done::Counted)
    });
}

/// The window's pages: format, lints, types, tests.
fn pages(house: &House, report: &mut Report) {
    report.step("the window's pages: tools", || {
        window::fetch(house)?;
        Ok(Done::Passed)
    });
    for (name, script) in [
        ("the window's pages: lints", "lint"),
        ("the window's pages: types", "check"),
    ] {
        report.step(name, || passed(window::npm(house, &["run", script])));
    }
    report.step("the window's pages: tests", || {
        runner::run(window::npm(house, &["test"]), Runner::Vitest).map(Done::Counted)
    });
    report.step("the window's pages: build", || {
        passed(window::npm(house, &["run", "build"]))
    });
}

/// The window's shell, and the real window.
fn shell(house: &House, report: &mut Report) {
    let features = ["--package", window::SHELL, "--features", window::OWN_PAGES];
    report.step("the window's shell: clippy", || {
        let clippy = ["clippy", "--locked", "--all-targets"];
        let clippy = [&clippy[..], &features, &["--", "-D", "warnings"]].concat();
        passed(house.cargo(&clippy))
    });
    report.step("the window's shell: tests", || {
        let tests = ["test", "--locked", "--no-fail-fast"];
        counted(house, &[&tests[..], &features].concat(), Runner::Libtest)
    });
    report.step("the real window", || {
        if !cfg!(target_os = "linux") {
            return Ok(Done::Skipped("it is driven on Linux alone"));
        }
        let program = window::program(house)?;
        let (journeys, runner) = window::journeys(house, &program);
        runner::run(journeys, runner).map(Done::Counted)
    });
}

fn documentation(house: &House, report: &mut Report) {
    report.step("documentation", || {
        let mut command = house.cargo(&["doc", "--no-deps", "--locked"]);
        command.env("RUSTDOCFLAGS", "-D warnings");
        passed(command)
    });
}

fn dependencies(house: &House, report: &mut Report) {
    report.step("dependencies", || {
        if !house.has("deny") {
            return Ok(Done::Skipped("cargo-deny is not installed"));
        }
        passed(house.cargo(&["deny", "--locked", "check", "bans", "licenses", "sources"]))
    });
}

/// The workflow files: what they mean, and what somebody could do with them.
fn workflows(house: &House, report: &mut Report) {
    report.step("the workflows: actionlint", || {
        if !prepare::on_path("actionlint") {
            return Ok(Done::Skipped("actionlint is not installed"));
        }
        let mut command = Command::new("actionlint");
        command.current_dir(house.path(""));
        passed(command)
    });
    report.step("the workflows: zizmor", || {
        if !prepare::on_path("zizmor") {
            return Ok(Done::Skipped("zizmor is not installed"));
        }
        let mut command = Command::new("zizmor");
        command.current_dir(house.path(""));
        command.args(["--offline", "--no-progress", ".github/workflows"]);
        passed(command)
    });
}

fn passed(command: Command) -> Result<Done, Error> {
    house::finish(command)?;
    Ok(Done::Passed)
}

fn counted(house: &House, arguments: &[&str], runner: Runner) -> Result<Done, Error> {
    let mut command = house.cargo(arguments);
    command.env("ACCORD_SIMULATION_SEEDS", SEEDS_ASIDE);
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    runner::run(command, runner).map(Done::Counted)
}
