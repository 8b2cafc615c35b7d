//! The words for automatic runs.

use super::OnOrOff;
use clap::{ArgAction, Args, ValueEnum};
use jiff::civil::Time;
use rust_decimal::Decimal;

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Without a person: uploads only what is allowed, else says what waits
    #[arg(long, required = true, action = ArgAction::SetTrue)]
    pub(crate) automatic: bool,
}

/// What is not said stays as it is.
#[derive(Debug, Args)]
pub(crate) struct Automatic {
    /// Whether the window runs by itself while it is open
    #[arg(long, value_name = "on|off")]
    pub(crate) schedule: Option<OnOrOff>,
    /// On which days
    #[arg(long)]
    pub(crate) every: Option<Period>,
    /// monday to sunday, with `--every week`; 1 to 31, with `--every month`
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    /// At what time, such as 08:00
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Time>,
    /// Whether a run may upload
    #[arg(long, value_name = "on|off")]
    pub(crate) upload: Option<OnOrOff>,
    /// The most that an upload's changes may come to
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) most_amount: Option<Decimal>,
    /// The most lines that it may write
    #[arg(long, value_name = "N")]
    pub(crate) most_lines: Option<u32>,
    /// The most lines of subscriptions that were never billed before
    #[arg(long, value_name = "N")]
    pub(crate) most_first_time: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Period {
    Day,
    Week,
    Month,
}
