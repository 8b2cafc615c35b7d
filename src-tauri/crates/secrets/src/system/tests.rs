//! The rules about “no such entry”, on a store whose answers the test gives. The real
//! stores are tested in `tests/`.

use super::*;
use crate::hint;
use keyring_core::mock;

thread_local! {
    static STORE: Arc<CredentialStore> = {
        let store: Arc<CredentialStore> = mock::Store::new().expect("a mock store");
        store
    };
}

fn connect_mock() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(STORE.with(Arc::clone))
}

fn no_bus() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(keyring_core::Error::PlatformFailure("no bus".into()))
}

/// Makes the next call on an entry fail.
fn next_call_fails(store: &SystemStore, user: &str, error: keyring_core::Error) {
    let entry = store.entry(user).expect("an entry");
    let cred: &mock::Cred = entry.as_any().downcast_ref().expect("a mock entry");
    cred.set_error(error);
}

fn locked() -> keyring_core::Error {
    keyring_core::Error::NoStorageAccess("locked".into())
}

const KEY: SecretName = SecretName::ConnectWisePrivateKey;

#[test]
fn what_was_put_is_handed_out_until_it_is_deleted() {
    let store = SystemStore::over("Accord", connect_mock);
    assert!(store.get(KEY).expect("usable").is_none());
    store.put(KEY, &"s3cret".into()).expect("kept");
    let kept = store.get(KEY).expect("usable").expect("there");
    assert_eq!(kept.expose_secret(), "s3cret");
    assert!(
        store
            .get(SecretName::C3ClientSecret)
            .expect("usable")
            .is_none()
    );
    store.delete(KEY).expect("deleted");
    assert!(store.get(KEY).expect("usable").is_none());
    store.delete(KEY).expect("nothing to delete is fine");
}

#[test]
fn profiles_do_not_share_secrets() {
    let real = SystemStore::over("Accord", connect_mock);
    let practice = SystemStore::over("Accord practice", connect_mock);
    real.put(KEY, &"real".into()).expect("kept");
    assert!(practice.get(KEY).expect("usable").is_none());
    practice.delete(KEY).expect("deleted");
    assert!(real.get(KEY).expect("usable").is_some());
}

#[test]
fn no_such_entry_in_a_locked_store_is_not_none() {
    let store = SystemStore::over("Accord", connect_mock);
    next_call_fails(&store, PROBE, locked());
    assert!(matches!(store.get(KEY), Err(Error::Locked(_))));
    next_call_fails(&store, PROBE, locked());
    assert!(matches!(store.delete(KEY), Err(Error::Locked(_))));
    next_call_fails(&store, PROBE, locked());
    assert!(matches!(store.status(), Err(Error::Locked(_))));
    assert!(store.get(KEY).expect("unlocked again").is_none());
}

#[test]
fn a_store_that_cannot_be_reached_is_missing() {
    let store = SystemStore::over("Accord", no_bus);
    assert!(matches!(store.get(KEY), Err(Error::Missing(_))));
    assert!(matches!(
        store.put(KEY, &"x".into()),
        Err(Error::Missing(_))
    ));
    assert!(matches!(store.status(), Err(Error::Missing(_))));
}

#[test]
fn the_probe_leaves_nothing_behind() {
    let store = SystemStore::over("Accord", connect_mock);
    store.status().expect("usable");
    let left = store.entry(PROBE).expect("an entry").get_password();
    assert!(matches!(left, Err(keyring_core::Error::NoEntry)));
}

#[test]
fn a_hint_shows_two_characters_of_a_long_secret_and_none_of_a_short_one() {
    assert_eq!(hint(&"abcdefgh7Q".into()), "…7Q");
    assert_eq!(hint(&"ab7Q".into()), "…");
    assert_eq!(hint(&"".into()), "…");
    assert_eq!(hint(&"äöüäöüäö".into()), "…äö");
}
