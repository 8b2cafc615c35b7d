//! A harder look at the engine than `test` takes: many seeds, and the stopwatch.
//!
//! What they look at lies in the package `tests`; here it is only started.

use std::process::Command;

use crate::error::Error;
use crate::house::{self, House};

/// Tries `seeds` seeds from `seed` on, and shows what the simulation says.
pub(crate) fn simulate(house: &House, seeds: u64, seed: u64) -> Result<(), Error> {
    house::finish(simulation(house, seeds, seed))
}

/// Runs every benchmark.
pub(crate) fn bench(house: &House) -> Result<(), Error> {
    house::finish(house.cargo(&["bench", "--locked", "--package", "tests"]))
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
