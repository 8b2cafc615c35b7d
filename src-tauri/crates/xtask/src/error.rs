//! What can go wrong at the front door, each as a sentence that says what to do.

use std::io;
use std::path::PathBuf;

/// Why a command of the front door could not be carried out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the workspace could not be read: {0}")]
    Workspace(#[from] cargo_metadata::Error),

    #[error("{program} could not be started: {source}")]
    Start { program: String, source: io::Error },

    #[error("{program} failed; its own words are above")]
    Failed { program: String },

    #[error(
        "these packages are missing, and neither root nor sudo is at hand to install them: {packages}"
    )]
    NotRoot { packages: String },

    #[error("these are missing: {what}; get them and try again")]
    Missing { what: String },

    #[error("cargo built no program called accord")]
    NoAccord,

    #[error("the practice servers ended before they said where they listen")]
    PracticeEnded,

    #[error("{command} answered something that is not what it promises: {source}")]
    Unreadable {
        command: String,
        source: serde_json::Error,
    },

    #[error("{command} was refused ({code}): {message}")]
    Refused {
        command: String,
        code: String,
        message: String,
    },

    #[error("{command} gave no answer; it said: {said}")]
    Silent { command: String, said: String },

    #[error("the second upload should have had nothing to write, and wrote {written} lines")]
    WroteTwice { written: usize },

    #[error("the first upload wrote nothing, and it should have")]
    WroteNothing,

    #[error("there is no bundle in {}; make it first", folder.display())]
    NoBundle { folder: PathBuf },

    #[error("{} is not signed with the key that installed copies have", file.display())]
    Unsigned { file: PathBuf },

    #[error("{} is signed for another version than {version}: {comment}", file.display())]
    SignedForAnother {
        file: PathBuf,
        comment: String,
        version: String,
    },

    #[error("a package is tried in a system of its own, which only root can set up and enter")]
    NeedsRoot,

    #[error("removing the package did not bring back what was there before:\n  {traces}")]
    Traces { traces: String },

    #[error("reading or writing failed: {0}")]
    Io(#[from] io::Error),
}
