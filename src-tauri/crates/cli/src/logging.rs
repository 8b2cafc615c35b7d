//! Where the log goes: standard error for warnings, and a file a day in the data
//! folder, of which the last fourteen are kept. `ACCORD_LOG` sets what is logged,
//! in the form of `tracing`'s filters.

use std::{io::IsTerminal, path::Path};
use tracing_appender::{non_blocking::WorkerGuard, rolling};
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// Days of log files that are kept.
const DAYS_KEPT: usize = 14;

fn filter(default: &str) -> EnvFilter {
    EnvFilter::try_from_env("ACCORD_LOG").unwrap_or_else(|_| EnvFilter::new(default))
}

/// Logs to standard error alone.
pub(crate) fn to_standard_error() -> Option<WorkerGuard> {
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    tracing_subscriber::registry()
        .with(layer.with_filter(filter("warn")))
        .init();
    None
}

/// Logs to the data folder too. The answer must be kept until the end, or the
/// last lines are lost; `None` where the folder takes no file.
pub(crate) fn to_folder(folder: &Path) -> Option<WorkerGuard> {
    let terminal = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .with_filter(filter("error"));
    let registry = tracing_subscriber::registry().with(terminal);
    let logs = folder.join("logs");
    // The appender complains on standard error about a folder that is not there;
    // one that cannot be made fails below.
    let _ = std::fs::create_dir_all(&logs);
    let file = rolling::Builder::new()
        .rotation(rolling::Rotation::DAILY)
        .filename_prefix("accord")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(logs);
    let Ok(file) = file else {
        registry.init();
        return None;
    };
    let (writer, guard) = tracing_appender::non_blocking(file);
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer);
    registry.with(layer.with_filter(filter("info"))).init();
    Some(guard)
}
