//! Secrets in memory: for tests, and for practice, which must never touch a real
//! credential.

use crate::{Error, SecretName, SecretStore, SecretString};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Keeps secrets until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    secrets: Mutex<BTreeMap<SecretName, SecretString>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn secrets(&self) -> MutexGuard<'_, BTreeMap<SecretName, SecretString>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for MemoryStore {
    fn put(&self, name: SecretName, value: &SecretString) -> Result<(), Error> {
        self.secrets().insert(name, value.clone());
        Ok(())
    }

    fn get(&self, name: SecretName) -> Result<Option<SecretString>, Error> {
        Ok(self.secrets().get(&name).cloned())
    }

    fn delete(&self, name: SecretName) -> Result<(), Error> {
        self.secrets().remove(&name);
        Ok(())
    }

    fn status(&self) -> Result<(), Error> {
        Ok(())
    }
}
