//! The operating system's credential store: Keychain, Windows Credential Manager, or
//! a secret service on Linux.
//!
//! It is connected anew for each call, so that a store that was unlocked, or a bus
//! that came up, is found without starting Accord again.
//!
//! “No such entry” is not believed at once: a secret service that is locked says so
//! of everything. A throw-away entry is written first, which tells.

use crate::{Error, ExposeSecret, SecretName, SecretStore, SecretString};
use keyring_core::{CredentialStore, Entry};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// The throw-away entry's name.
const PROBE: &str = "is-the-store-usable";

type Connect = fn() -> keyring_core::Result<Arc<CredentialStore>>;

/// The credential store of the user who runs Accord.
#[derive(Clone)]
pub struct SystemStore {
    profile: String,
    connect: Connect,
}

impl SystemStore {
    /// The entries of one profile. Data folders that must not share secrets have
    /// profiles of their own.
    #[must_use]
    pub fn new(profile: &str) -> Self {
        Self::over(profile, connect)
    }

    fn over(profile: &str, connect: Connect) -> Self {
        Self {
            profile: profile.to_owned(),
            connect,
        }
    }

    fn entry(&self, user: &str) -> Result<Entry, Error> {
        let store = (self.connect)().map_err(Error::unreachable)?;
        Ok(store.build(&self.profile, user, None)?)
    }

    /// Writes a throw-away entry and takes it away again, one probe at a time, so
    /// that none takes another's entry away.
    fn probe(&self) -> Result<(), Error> {
        static PROBING: Mutex<()> = Mutex::new(());
        let _turn = PROBING.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = self.entry(PROBE)?;
        entry.set_password(PROBE)?;
        match entry.delete_credential() {
            // Another process may have been quicker.
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl fmt::Debug for SystemStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemStore")
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

impl SecretStore for SystemStore {
    fn put(&self, name: SecretName, value: &SecretString) -> Result<(), Error> {
        let entry = self.entry(name.word())?;
        Ok(entry.set_password(value.expose_secret())?)
    }

    fn get(&self, name: SecretName) -> Result<Option<SecretString>, Error> {
        match self.entry(name.word())?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(keyring_core::Error::NoEntry) => self.probe().map(|()| None),
            Err(error) => Err(error.into()),
        }
    }

    fn delete(&self, name: SecretName) -> Result<(), Error> {
        match self.entry(name.word())?.delete_credential() {
            Ok(()) => Ok(()),
            Err(keyring_core::Error::NoEntry) => self.probe(),
            Err(error) => Err(error.into()),
        }
    }

    fn status(&self) -> Result<(), Error> {
        self.probe()
    }
}

#[cfg(target_os = "linux")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

#[cfg(target_os = "macos")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

#[cfg(windows)]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

#[cfg(test)]
mod tests;
