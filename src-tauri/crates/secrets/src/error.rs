//! What can be wrong with the credential store, told apart by what a person can do.
//!
//! The credential store's own errors may hold the bytes of a secret that could not be
//! decoded; those are dropped here and never become a source.

use std::error::Error as StdError;

type Source = Box<dyn StdError + Send + Sync>;

/// Why the credential store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is there, and locked.
    #[error(
        "The system's credential store is locked; unlock it, by signing in to the desktop or in its own window, and try again"
    )]
    Locked(#[source] Source),
    /// This session has none.
    #[error(
        "This session has no credential store; on Linux start a secret service such as GNOME Keyring or KWallet, on Windows and macOS sign in as a user of the desktop, and try again"
    )]
    Missing(#[source] Source),
    /// The system or the user refused Accord.
    #[error(
        "Access to the system's credential store was refused; allow it when the system asks, and try again"
    )]
    Denied(#[source] Source),
    /// The secret is longer than the store takes.
    #[error(
        "The secret is longer than the system's credential store takes ({limit} bytes); check that nothing else was pasted along with it"
    )]
    TooLong {
        /// The store's limit, in bytes.
        limit: u32,
    },
    /// Anything else.
    #[error(
        "The system's credential store failed; try again, and sign out and in again if it goes on failing"
    )]
    Other(#[source] Source),
}

/// Makes an error of a kind.
type Kind = fn(Source) -> Error;

/// Marks in what the systems say, where their kind alone does not tell.
const MARKS: [(&str, Kind); 10] = [
    // macOS: the user said no; the password was wrong; read only; no permission.
    ("code: -128", Error::Denied),
    ("code: -25293", Error::Denied),
    ("code: -25292", Error::Denied),
    ("code: -61", Error::Denied),
    // macOS: it would have to ask and may not; there is no keychain.
    ("code: -25308", Error::Locked),
    ("code: -25294", Error::Missing),
    // Windows: access denied; no logon session.
    ("PlatformError(5)", Error::Denied),
    ("PlatformError(1312)", Error::Missing),
    // Linux: the bus refuses; nobody answers for the service.
    ("AccessDenied", Error::Denied),
    ("ServiceUnknown", Error::Missing),
];

impl Error {
    /// The store could not even be reached.
    pub(crate) fn unreachable(error: keyring_core::Error) -> Self {
        match error {
            keyring_core::Error::PlatformFailure(source) => marked(source, Self::Missing),
            other => other.into(),
        }
    }
}

impl From<keyring_core::Error> for Error {
    fn from(error: keyring_core::Error) -> Self {
        use keyring_core::Error as Keyring;
        match error {
            Keyring::NoStorageAccess(source) => marked(source, Self::Locked),
            Keyring::PlatformFailure(source) => marked(source, Self::Other),
            Keyring::TooLong(_, limit) => Self::TooLong { limit },
            Keyring::BadEncoding(_) | Keyring::BadDataFormat(..) => {
                Self::Other("the entry is not one of Accord's".into())
            }
            Keyring::Ambiguous(_) => Self::Other("there are several entries of one name".into()),
            other => Self::Other(Box::new(other)),
        }
    }
}

fn marked(source: Source, otherwise: Kind) -> Error {
    let said = format!("{source:?}");
    let kind = MARKS.iter().find(|(mark, _)| said.contains(mark));
    kind.map_or(otherwise, |(_, kind)| *kind)(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the system's words")]
    struct Said {
        code: i32,
    }

    #[derive(Debug, thiserror::Error)]
    #[error("the system's words")]
    struct PlatformError(u32);

    fn failure(source: impl StdError + Send + Sync + 'static) -> Error {
        keyring_core::Error::PlatformFailure(Box::new(source)).into()
    }

    #[test]
    fn the_systems_codes_are_told_apart() {
        assert!(matches!(failure(Said { code: -128 }), Error::Denied(_)));
        assert!(matches!(failure(Said { code: -25308 }), Error::Locked(_)));
        assert!(matches!(failure(Said { code: -25294 }), Error::Missing(_)));
        assert!(matches!(failure(Said { code: -1 }), Error::Other(_)));
        assert!(matches!(failure(PlatformError(5)), Error::Denied(_)));
        assert!(matches!(failure(PlatformError(1312)), Error::Missing(_)));
        assert!(matches!(failure(PlatformError(50)), Error::Other(_)));
    }

    #[test]
    fn an_entry_that_cannot_be_decoded_takes_none_of_its_bytes_along() {
        let bytes = b"top-secret\xff".to_vec();
        let shown = format!("{bytes:?}");
        let errors = [
            Error::from(keyring_core::Error::BadEncoding(bytes.clone())),
            Error::from(keyring_core::Error::BadDataFormat(bytes, "odd".into())),
        ];
        for error in errors {
            assert!(!format!("{error:?}").contains(&shown));
            assert!(!format!("{error:?}").contains("top-secret"));
        }
    }

    #[test]
    fn the_headline_holds_none_of_the_systems_words() {
        for code in [-128, -25308, -25294, -1] {
            let error = failure(Said { code });
            assert!(!error.to_string().contains("the system's words"));
            assert!(error.source().is_some(), "the words are one step away");
        }
    }
}
