//! The window's commands: each unpacks what was asked, calls a use case and maps
//! the answer, in at most eight lines.
//!
//! None blocks the window: they run on the runtime's threads.

include!("commands/list.in");
pub(crate) use every_command;

pub(crate) mod automatic;
pub(crate) mod close;
pub(crate) mod config;
pub(crate) mod cut_over;
pub(crate) mod data;
pub(crate) mod history;
pub(crate) mod invoice;
pub(crate) mod mapping;
pub(crate) mod overview;
pub(crate) mod practice_mode;
pub(crate) mod product;
pub(crate) mod reading;
pub(crate) mod records;
pub(crate) mod release;
pub(crate) mod renamed;
pub(crate) mod suggest;
pub(crate) mod support;
pub(crate) mod updates;
pub(crate) mod upload;
pub(crate) mod validate;

use crate::{error::CommandError, office::Office};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};
use tauri_specta::Event;

/// What a command answers.
pub(crate) type Answer<T> = Result<T, CommandError>;

/// The books and what is under way on them.
pub(crate) type Books<'a> = State<'a, Office>;

/// Something changed: read again what is shown.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Changed;

/// Tells the window that something changed.
pub(crate) fn announce(app: &AppHandle) {
    // A window that has gone away need not hear it.
    let _ = Changed.emit(app);
}

/// Tells the window that something changed, and hands the answer through.
pub(crate) fn changed<T>(app: &AppHandle, answer: T) -> T {
    announce(app);
    answer
}
