//! Accord's window: a thin shell over `workflow`.
//!
//! Each command unpacks what the window asks, calls a use case and maps the
//! answer; there is no rule of billing here. The web view gets no secret, no
//! file system and no network: only the commands that the capability file names.

mod closing;
mod commands;
mod crash;
mod dto;
mod error;
mod files;
mod office;
mod progress;
mod runs;
mod shown;
mod timer;
mod training;
mod updates;
mod window;

pub use window::run;
