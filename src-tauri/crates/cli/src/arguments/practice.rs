//! The words of `practice`.

use clap::{Args, Subcommand};
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    /// Run a practice ConnectWise and a practice C3 on loopback, until interrupted
    Serve(Serve),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// ConnectWise's port; any free one by default
    #[arg(long, default_value_t = 0, value_name = "P")]
    pub(crate) connectwise_port: u16,
    /// C3's port; any free one by default
    #[arg(long, default_value_t = 0, value_name = "P")]
    pub(crate) c3_port: u16,
    /// Seed of the made-up data
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// How many customers to make up
    #[arg(long, default_value_t = 12, value_name = "N")]
    pub(crate) customers: u32,
    /// Faults to inject, such as `drop-after-post=3,429-every=50`
    #[arg(long, value_name = "SPEC")]
    pub(crate) faults: Option<String>,
    /// The servers' day; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<Date>,
}
