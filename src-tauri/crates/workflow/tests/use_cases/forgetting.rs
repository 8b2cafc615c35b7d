//! Forgetting a connection, and what the window remembers.

use crate::world::{World, adatum};
use secrets::{SecretName, SecretStore};

#[tokio::test]
async fn c3_is_forgotten_with_its_secret_and_what_was_read_stays() {
    let world = World::mapped().await;
    world.workflow.forget_c3().unwrap();
    assert!(!world.workflow.c3_is_connected().unwrap());
    let secret = world.secrets.get(SecretName::C3ClientSecret).unwrap();
    assert!(secret.is_none());
    let left = world.store.read(|reader| reader.settings()).unwrap();
    assert!(left.keys().all(|name| !name.starts_with("c3.")), "{left:?}");
    assert!(world.workflow.connectwise_client().is_ok());
    assert!(world.workflow.mapped_view(&adatum()).unwrap().is_some());
    world.workflow.forget_c3().unwrap();
}

#[tokio::test]
async fn connectwise_is_forgotten_and_can_be_connected_again() {
    let world = World::new().await;
    world.workflow.forget_connectwise().unwrap();
    assert_eq!(world.workflow.connectwise_settings().unwrap(), None);
    let secret = world
        .secrets
        .get(SecretName::ConnectWisePrivateKey)
        .unwrap();
    assert!(secret.is_none());
    assert!(world.workflow.c3_is_connected().unwrap());
    world.connect().await;
    assert!(world.workflow.connectwise_client().is_ok());
}

#[tokio::test]
async fn the_windows_notes_are_kept_apart_from_the_settings() {
    let world = World::empty();
    assert_eq!(world.workflow.note("rounding").unwrap(), None);
    let settings = world.workflow.settings().unwrap();
    world.workflow.set_note("rounding", Some("wide")).unwrap();
    assert_eq!(
        world.workflow.note("rounding").unwrap().as_deref(),
        Some("wide")
    );
    assert_eq!(world.workflow.settings().unwrap(), settings);
    world.workflow.set_note("rounding", None).unwrap();
    assert_eq!(world.workflow.note("rounding").unwrap(), None);
}
