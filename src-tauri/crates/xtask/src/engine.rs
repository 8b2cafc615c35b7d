//! A harder look at the engine than `test` takes: many seeds, and the stopwatch.
//!
//! What they look at lies in the package `tests`; here it is only started.

use std::process::Command;

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};

/// Tries `seeds` seeds from `seed` on, and shows what the simulation says.
pub(crate) fn simulate(house: &House, seeds: u64, seed: u64) -> Result<(), Error> {
    house::finish(simulation(house, seeds, seed))
}

/// Runs the benchmark, optimised as for a release; it takes minutes.
pub(crate) fn bench(house: &House) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build])?;
    let load = ["bench", "--locked", "--package", "tests", "--bench", "load"];
    house::finish(house.cargo(&load))
}

fn simulation(house: &House, seeds: u64, seed: u64) -> Command {
    let mut command = house.cargo(&[
        "test",
        "--locked",
        "--package",
        "tests",
        "--test",
        "simulation",
        "--",
        "--nocapture",
    ]);
    command
        .env("ACCORD_SIMULATION_SEEDS", seeds.to_string())
        .env("ACCORD_SIMULATION_SEED", seed.to_string());
    command
}
