//! Secrets handed over from outside, such as environment variables, before those of
//! a store. They are used and never kept.

use crate::{Error, SecretName, SecretStore, SecretString};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// A store with some secrets given from outside.
pub struct Overlay {
    given: BTreeMap<SecretName, SecretString>,
    store: Arc<dyn SecretStore>,
}

impl Overlay {
    /// Lays `given` over `store`.
    #[must_use]
    pub fn new(
        given: impl IntoIterator<Item = (SecretName, SecretString)>,
        store: Arc<dyn SecretStore>,
    ) -> Self {
        Self {
            given: given.into_iter().collect(),
            store,
        }
    }
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Overlay")
            .field("given", &self.given.keys())
            .finish_non_exhaustive()
    }
}

impl SecretStore for Overlay {
    /// Kept in the store; what was given still comes first.
    fn put(&self, name: SecretName, value: &SecretString) -> Result<(), Error> {
        self.store.put(name, value)
    }

    fn get(&self, name: SecretName) -> Result<Option<SecretString>, Error> {
        match self.given.get(&name) {
            Some(given) => Ok(Some(given.clone())),
            None => self.store.get(name),
        }
    }

    fn delete(&self, name: SecretName) -> Result<(), Error> {
        self.store.delete(name)
    }

    /// Where every secret is given, no store is needed.
    fn status(&self) -> Result<(), Error> {
        if SecretName::ALL
            .iter()
            .all(|name| self.given.contains_key(name))
        {
            return Ok(());
        }
        self.store.status()
    }
}
