//! What a process costs from its start to its end: time, and memory at its most.
//!
//! Memory is what Linux calls the high-water mark of the resident set. It is read
//! while the process lives, since it dies with it; elsewhere it is not measured.

use std::{
    fs::File,
    io::{Read, Seek},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use crate::accord::Outcome;

/// How often to look: what a process takes in its last moments may go unseen.
const EVERY: Duration = Duration::from_millis(2);

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// From its start to its end.
    pub(crate) time: Duration,
    /// The most memory it had at once, in KiB, where that can be told.
    pub(crate) memory: Option<u64>,
}

/// A process that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// What it wrote to standard output.
    pub(crate) output: String,
    pub(crate) cost: Cost,
}

/// Runs a command to its end. Its output goes to a file, so that nobody has to keep
/// up with it while it is measured.
pub(crate) fn measured(command: &mut Command) -> Outcome<Ended> {
    let mut file = tempfile::tempfile()?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let process = child.id();
    let (living, watched) = mpsc::channel::<()>();
    let watcher = thread::spawn(move || {
        let mut most = None;
        loop {
            most = most.max(memory_of(process));
            if watched.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                return most;
            }
        }
    });
    let status = child.wait()?;
    let time = started.elapsed();
    drop(living);
    let memory = watcher.join().map_err(|_| "the watcher of memory failed")?;
    Ok(Ended {
        status,
        output: read(&mut file)?,
        cost: Cost { time, memory },
    })
}

fn read(file: &mut File) -> Outcome<String> {
    let mut text = String::new();
    file.rewind()?;
    file.read_to_string(&mut text)?;
    Ok(text)
}

/// The `VmHWM` of a living process; `None` once it has ended, or where there is no
/// `/proc`.
fn memory_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
