//! What went wrong with an update, in words: what happened, that nothing was changed, and
//! what to do. The updater's own words are one click away.

use crate::error::{CommandError, ErrorCode};
use tauri_plugin_updater::Error;

/// The failure as the window shows it.
pub(super) fn told(error: Error) -> CommandError {
    let (code, words) = words(&error);
    let failure = CommandError::new(code, words);
    tracing::warn!(reference = failure.reference, "{error}");
    CommandError {
        details: Some(error.to_string()),
        ..failure
    }
}

fn words(error: &Error) -> (ErrorCode, &'static str) {
    match error {
        Error::Reqwest(_) | Error::Network(_) => (
            ErrorCode::Unreachable,
            "The place where updates are published does not answer. Nothing was changed. Try again later; where this network has a proxy, see that it lets Accord through",
        ),
        Error::ReleaseNotFound | Error::Serialization(_) => (
            ErrorCode::Unreachable,
            "The place where updates are published answered with something that is no release. Nothing was changed",
        ),
        Error::TargetNotFound(_) | Error::TargetsNotFound(_) => (
            ErrorCode::Unknown,
            "There is a newer version, but none for this kind of computer yet. Nothing was changed",
        ),
        Error::Minisign(_)
        | Error::Base64(_)
        | Error::SignatureUtf8(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => (
            ErrorCode::Refused,
            "The update is not signed by those who make Accord, or is not the version that it says. It was thrown away; the version that you have stays in place. Tell whoever looks after this computer",
        ),
        Error::InsecureTransportProtocol => (
            ErrorCode::Argument,
            "Updates are only looked for over https. Nothing was changed",
        ),
        Error::EmptyEndpoints => (
            ErrorCode::Refused,
            "This copy of Accord was built without an address to look for updates at",
        ),
        _ => (
            ErrorCode::File,
            "The update could not be installed. The version that you have stays in place",
        ),
    }
}
