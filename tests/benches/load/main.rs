//! The largest partner that Accord must serve: 20,000 customers with some 100,000
//! subscriptions and 150,000 history rows, through refresh, mapping and validation.
//!
//! It asserts nothing on time: machines differ. It prints what each step took beside
//! two yardsticks of the same run, and fails only where a step fails or its outcome
//! is not what the made-up data must give.

mod accord;
mod cost;
mod figures;
mod mapping_file;
mod practice;
mod walk;

use std::{error::Error, io::Write};

/// How many customers to walk with; fewer make a quick look.
const CUSTOMERS: &str = "ACCORD_LOAD_CUSTOMERS";

/// The most customers that Accord promises to serve.
const MOST: u32 = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let customers = match std::env::var(CUSTOMERS) {
        Ok(number) => number.parse()?,
        Err(_) => MOST,
    };
    let figures = walk::walk(customers)?;
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}
