//! The real credential store of Windows and macOS: one round trip, in a profile of its
//! own that is left empty.
#![cfg(any(windows, target_os = "macos"))]

use secrets::{ExposeSecret, SecretName, SecretStore, SystemStore};

#[test]
fn the_systems_store_keeps_and_hands_out() {
    let store = SystemStore::new(&format!("Accord test {}", std::process::id()));
    let name = SecretName::C3ClientSecret;
    store.status().expect("usable");
    assert!(store.get(name).expect("usable").is_none());
    store.put(name, &"s3cret ✓".into()).expect("kept");
    let found = store.get(name).expect("usable").expect("there");
    assert_eq!(found.expose_secret(), "s3cret ✓");
    store.delete(name).expect("deleted");
    assert!(store.get(name).expect("usable").is_none());
}
