//! A harder look at the engine than `test` takes: many seeds, and the stopwatch.
//!
//! What they look at lies in the package `tests`; here it is only started.

use std::process::Command;

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};

/// Optimised, with every check of a test build.
const PROFILE: &str = "simulation";

/// Tries `seeds` seeds from `seed` on, and shows what the simulation says.
pub(crate) fn simulate(house: &House, seeds: u64, seed: u64) -> Result<(), Error> {
    let mut lives = simulation(house, &[], "random_lives");
    lives
        .env("ACCORD_SIMULATION_SEEDS", seeds.to_string())
        .env("ACCORD_SIMULATION_SEED", seed.to_string());
    house::finish(lives)
}

/// All of the simulation, with so many random lives.
pub(crate) fn lives(house: &House, seeds: u64) -> Command {
    let mut all = simulation(house, &[], "");
    all.env("ACCORD_SIMULATION_SEEDS", seeds.to_string());
    all
}

/// Whether the simulation catches an engine that makes mistakes.
pub(crate) fn mistakes(house: &House) -> Command {
    simulation(house, &["--features", "mutation"], "every_mutation")
}

/// Runs the benchmark, optimised as for a release; it takes minutes.
pub(crate) fn bench(house: &House) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build])?;
    let load = ["bench", "--locked", "--package", "tests", "--bench", "load"];
    house::finish(house.cargo(&load))
}

fn simulation(house: &House, features: &[&str], filter: &str) -> Command {
    let test = ["test", "--locked", "--profile", PROFILE];
    let target = ["--package", "tests", "--test", "simulation"];
    let shown = ["--", "--nocapture"];
    let mut command = house.cargo(&[&test[..], features, &target, &shown].concat());
    if !filter.is_empty() {
        command.arg(filter);
    }
    command
}
