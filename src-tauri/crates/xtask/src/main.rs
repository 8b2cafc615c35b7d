//! The developer's front door: `cargo xtask run`, `test` and the rest.
//!
//! It starts other programs (cargo, the package manager, `accord`) and tells what became of them.
//! It depends on no other crate of the house, so that it builds in seconds and works while they do not.

#![expect(
    clippy::print_stdout,
    reason = "talking to the person at the terminal is what this program does"
)]

mod checks;
mod engine;
mod error;
mod house;
mod icons;
mod package;
mod practice;
mod prepare;
mod release;
mod report;
mod runner;
mod window;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::house::House;
use crate::prepare::Purpose;

/// The developer's front door
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds Accord and opens it with sample data; without a display does the same job on the command line
    Run,
    /// Checks everything: format, lints, tests, documentation, dependencies
    Test,
    /// Checks format, lints and documentation, without a test
    Lint,
    /// Renders the TypeScript bindings of the window's commands
    Bindings,
    /// Runs the engine's simulation over many seeds
    Simulate {
        /// How many seeds to try
        #[arg(long, default_value_t = 1_000)]
        seeds: u64,
        /// The first seed; with `--seeds 1` it repeats one run
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Takes 20,000 customers through Accord, and says what each step costs
    Bench {
        /// Instead, how soon the window starts and answers, and what memory it takes
        #[arg(long)]
        window: bool,
    },
    /// Makes what people install
    Package(package::Wanted),
    /// What becomes of bundles between being built and being published
    Release {
        #[command(subcommand)]
        step: release::Step,
    },
    /// Draws the program's icons anew from `src-tauri/icons/icon.svg`
    Icons,
}

fn main() -> ExitCode {
    match obey(&Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: &Command) -> Result<ExitCode, Error> {
    let house = House::find()?;
    match command {
        Command::Test => return Ok(checks::test(&house)),
        Command::Lint => return Ok(checks::lint(&house)),
        Command::Run if window::has_display() => {
            prepare::prepare(&[Purpose::Build, Purpose::Window])?;
            window::open(&house)?;
        }
        Command::Run => practice::run(&house)?,
        Command::Simulate { seeds, seed } => engine::simulate(&house, *seeds, *seed)?,
        Command::Bindings => window::bindings(&house)?,
        Command::Bench { window: true } => window::bench(&house)?,
        Command::Bench { window: false } => engine::bench(&house)?,
        Command::Package(wanted) => package::package(&house, wanted)?,
        Command::Release { step } => release::release(&house, step)?,
        Command::Icons => icons::icons(&house)?,
    }
    Ok(ExitCode::SUCCESS)
}
