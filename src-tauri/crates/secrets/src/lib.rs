//! The two secrets of Accord, and the one place where they are kept: the operating
//! system's credential store, behind a trait.
//!
//! The only crate that knows the credential store. A secret goes in and comes out as
//! a [`SecretString`], which shows nothing in a log and cannot be serialised; no
//! error and no [`hint`] carries more of it than its last two characters. Nothing
//! here is written to a file or to the database.

mod error;
mod memory;
mod overlay;
mod system;

pub use error::Error;
pub use memory::MemoryStore;
pub use overlay::Overlay;
pub use secrecy::{ExposeSecret, SecretString};
pub use system::SystemStore;

/// The secrets that Accord keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretName {
    /// The private key of the ConnectWise API member.
    ConnectWisePrivateKey,
    /// The client secret of the C3 API.
    C3ClientSecret,
}

impl SecretName {
    /// Every secret.
    pub const ALL: [Self; 2] = [Self::ConnectWisePrivateKey, Self::C3ClientSecret];

    /// The word under which the store keeps it; never changed, or it is not found.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ConnectWisePrivateKey => "connectwise-private-key",
            Self::C3ClientSecret => "c3-client-secret",
        }
    }
}

/// Where secrets are kept.
///
/// Calls may wait for the system, and for a person whom it asks: not to be made on a
/// thread that must not block.
pub trait SecretStore: Send + Sync {
    /// Keeps a secret, in place of the one that was there.
    ///
    /// # Errors
    /// When the store is locked, missing, or refuses; then nothing was kept.
    fn put(&self, name: SecretName, value: &SecretString) -> Result<(), Error>;

    /// Hands a secret out. `None` means that there is none, for certain; a store that
    /// cannot be asked is an error.
    ///
    /// # Errors
    /// When the store is locked, missing, or refuses.
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, Error>;

    /// Takes a secret away. It is fine when there is none.
    ///
    /// # Errors
    /// When the store is locked, missing, or refuses.
    fn delete(&self, name: SecretName) -> Result<(), Error>;

    /// Whether the store can be used.
    ///
    /// # Errors
    /// Why it cannot.
    fn status(&self) -> Result<(), Error>;
}

/// What may be shown of a secret: its last two characters, and none of a secret so
/// short that they would be a good part of it.
#[must_use]
pub fn hint(value: &SecretString) -> String {
    let characters: Vec<char> = value.expose_secret().chars().collect();
    match characters.as_slice() {
        [first @ .., a, b] if first.len() >= 6 => format!("…{a}{b}"),
        _ => "…".to_owned(),
    }
}
