//! The window's log: a file a day in the data folder, of which the last fourteen
//! are kept. `ACCORD_LOG` sets what is logged, in the form of `tracing`'s filters.
//! A crash of the program leaves its message here too.

use std::{fs, path::Path};
use tracing_appender::{non_blocking, non_blocking::WorkerGuard, rolling};
use tracing_subscriber::{EnvFilter, fmt::layer, layer::SubscriberExt, util::SubscriberInitExt};

/// Days of log files that are kept.
const DAYS_KEPT: usize = 14;

/// Logs to the data folder. The answer must be kept until the end, or the last
/// lines are lost; `None` where the folder takes no file.
pub(crate) fn begin(folder: &Path) -> Option<WorkerGuard> {
    let folder = folder.join("logs");
    fs::create_dir_all(&folder).ok()?;
    let mut builder = rolling::Builder::new();
    builder = builder.rotation(rolling::Rotation::DAILY);
    builder = builder
        .filename_prefix("accord-window")
        .filename_suffix("log");
    let (writer, guard) = non_blocking(builder.max_log_files(DAYS_KEPT).build(folder).ok()?);
    let filter = EnvFilter::try_from_env("ACCORD_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = layer().with_ansi(false).with_writer(writer);
    tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .init();
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    Some(guard)
}
