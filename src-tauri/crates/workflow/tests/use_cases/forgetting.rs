//! Going over from C3's API to history files.

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
