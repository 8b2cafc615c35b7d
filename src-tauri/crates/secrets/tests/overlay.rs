//! Secrets given from outside come before those of the store, and are never kept.

use secrets::{Error, ExposeSecret, MemoryStore, Overlay, SecretName, SecretStore, SecretString};
use std::sync::Arc;

const KEY: SecretName = SecretName::ConnectWisePrivateKey;
const C3: SecretName = SecretName::C3ClientSecret;

/// A store that cannot be used at all.
struct Absent;

fn absent<T>() -> Result<T, Error> {
    Err(Error::Missing("no store in this test".into()))
}

impl SecretStore for Absent {
    fn put(&self, _: SecretName, _: &SecretString) -> Result<(), Error> {
        absent()
    }
    fn get(&self, _: SecretName) -> Result<Option<SecretString>, Error> {
        absent()
    }
    fn delete(&self, _: SecretName) -> Result<(), Error> {
        absent()
    }
    fn status(&self) -> Result<(), Error> {
        absent()
    }
}

fn given(names: &[SecretName], store: Arc<dyn SecretStore>) -> Overlay {
    let given = names.iter().map(|name| (*name, "given".into()));
    Overlay::new(given.collect::<Vec<_>>(), store)
}

#[test]
fn what_is_given_is_used_and_not_kept() {
    let store = Arc::new(MemoryStore::new());
    let overlay = given(&[KEY], store.clone());
    let secret = overlay.get(KEY).expect("given").expect("there");
    assert_eq!(secret.expose_secret(), "given");
    assert!(store.get(KEY).expect("usable").is_none());
    assert!(overlay.get(C3).expect("usable").is_none());
}

#[test]
fn what_is_put_goes_to_the_store_below() {
    let store = Arc::new(MemoryStore::new());
    let overlay = given(&[KEY], store.clone());
    overlay.put(KEY, &"kept".into()).expect("kept");
    let below = store.get(KEY).expect("usable").expect("there");
    assert_eq!(below.expose_secret(), "kept");
    let above = overlay.get(KEY).expect("given").expect("there");
    assert_eq!(above.expose_secret(), "given");
    overlay.delete(KEY).expect("deleted");
    assert!(store.get(KEY).expect("usable").is_none());
}

#[test]
fn with_every_secret_given_no_store_is_needed() {
    let all = given(&SecretName::ALL, Arc::new(Absent));
    all.status().expect("nothing more is needed");
    assert!(all.get(C3).expect("given").is_some());
    let some = given(&[KEY], Arc::new(Absent));
    assert!(matches!(some.status(), Err(Error::Missing(_))));
    assert!(matches!(some.get(C3), Err(Error::Missing(_))));
}

#[test]
fn debug_shows_no_secret() {
    let store = MemoryStore::new();
    store.put(KEY, &"very-secret".into()).expect("kept");
    assert!(!format!("{store:?}").contains("very-secret"));
    let overlay = given(&[KEY], Arc::new(store));
    assert!(!format!("{overlay:?}").contains("given\""));
}
