//! Accord's log files, and what a crash leaves: the window and the command line log
//! the same way, into the data folder.
//!
//! Files are cut by day and by size, and what is old or too much goes. Each line of a
//! run carries the run's reference, which is a span that the use cases open. What is
//! logged is the callers' business: ids, never names, and never a secret; this crate
//! sees to it for the one text that nobody chose, a panic's.

mod crash;
mod rolling;

pub use crash::{Crash, note_panics};
pub use rolling::{Limits, Rolling};

use std::{io::IsTerminal, path::Path};
use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// The folder of the log files, in the data folder.
pub const FOLDER: &str = "logs";

/// Sets what is logged, in the form of `tracing`'s filters.
const FILTER: &str = "ACCORD_LOG";

fn filter(default: &str) -> EnvFilter {
    EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(default))
}

/// Logs to standard error alone, from this level on.
pub fn to_standard_error(level: &str) {
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    tracing_subscriber::registry()
        .with(layer.with_filter(filter(level)))
        .init();
}

/// Logs to files of this name in the data folder, and errors to standard error. The
/// answer must be kept until the end, or the last lines are lost; `None` where the
/// folder takes no file.
#[must_use]
pub fn to_folder(folder: &Path, name: &str) -> Option<WorkerGuard> {
    let terminal = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .with_filter(filter("error"));
    let registry = tracing_subscriber::registry().with(terminal);
    let Ok(rolling) = Rolling::open(&folder.join(FOLDER), name, Limits::default()) else {
        registry.init();
        return None;
    };
    let (writer, guard) = tracing_appender::non_blocking(rolling);
    let file = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer);
    registry.with(file.with_filter(filter("info"))).init();
    Some(guard)
}
