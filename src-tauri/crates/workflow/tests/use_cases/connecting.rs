//! Connecting: what is saved where, what a check finds, and a credential store
//! that does not answer.

use crate::{
    systems::{FakeC3, FakeConnectWise},
    world::{Hands, World, c3_settings, connectwise_settings, said},
};
use connectwise::Right;
use secrets::{Error as SecretsError, SecretName, SecretStore, SecretString};
use std::sync::Arc;
use store::Store;
use workflow::{Error, Kind, Ports, Workflow, connect::ReadAnswer};

/// A credential store that is locked.
struct Locked;

impl SecretStore for Locked {
    fn put(&self, _: SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::Locked("locked".into()))
    }
    fn get(&self, _: SecretName) -> Result<Option<SecretString>, SecretsError> {
        Err(SecretsError::Locked("locked".into()))
    }
    fn delete(&self, _: SecretName) -> Result<(), SecretsError> {
        Err(SecretsError::Locked("locked".into()))
    }
    fn status(&self) -> Result<(), SecretsError> {
        Err(SecretsError::Locked("locked".into()))
    }
}

fn key() -> SecretString {
    SecretString::from("private-key-7Q")
}

#[tokio::test]
async fn connecting_answers_with_the_site_and_keeps_the_key_out_of_the_database() {
    let world = World::empty();
    let connected = world
        .workflow
        .connect_connectwise(&connectwise_settings(), Some(key()))
        .await
        .unwrap();
    assert_eq!(connected.company, "partner");
    assert_eq!(
        (connected.version.as_str(), connected.codebase.as_str()),
        ("v2025.8.1", "v2025_1")
    );
    let texts = world.store.read(|reader| reader.settings()).unwrap();
    assert!(!texts.values().any(|text| text.contains("7Q")), "{texts:?}");
    assert_eq!(
        world.workflow.connectwise_settings().unwrap(),
        Some(connectwise_settings())
    );
    let saved = world
        .workflow
        .saved_secret(SecretName::ConnectWisePrivateKey)
        .unwrap()
        .unwrap();
    assert_eq!(saved.ends_in, "…7Q");
    assert_eq!(
        saved.saved_at,
        Some("2026-11-01T00:00:00Z".parse().unwrap())
    );
}

#[tokio::test]
async fn without_a_new_key_the_saved_one_stays_and_without_any_nothing_is_saved() {
    let world = World::empty();
    let mut settings = connectwise_settings();
    let missing = world.workflow.connect_connectwise(&settings, None).await;
    assert_eq!(
        said(missing),
        "The private key of ConnectWise is missing; nothing was saved"
    );
    assert_eq!(world.workflow.connectwise_settings().unwrap(), None);
    world
        .workflow
        .connect_connectwise(&settings, Some(key()))
        .await
        .unwrap();
    settings.company = "other".to_owned();
    world
        .workflow
        .connect_connectwise(&settings, None)
        .await
        .unwrap();
    assert_eq!(
        world.workflow.connectwise_settings().unwrap(),
        Some(settings)
    );
}

#[tokio::test]
async fn a_refused_right_is_named_by_its_row() {
    let world = World::empty();
    world.connectwise.site().refused = Some(Right::Additions);
    let refused = world
        .workflow
        .connect_connectwise(&connectwise_settings(), Some(key()))
        .await;
    assert!(said(refused).contains(Right::Additions.role_row()));
    assert!(world.workflow.connectwise_settings().unwrap().is_some());
}

#[tokio::test]
async fn a_check_tells_each_right_and_each_system() {
    let world = World::new().await;
    let check = world.workflow.check().await.unwrap();
    assert!(check.passed() && check.connectwise.ok && check.c3.ok);
    world.connectwise.site().refused = Some(Right::Catalog);
    let check = world.workflow.check().await.unwrap();
    assert!(!check.passed() && !check.connectwise.ok);
    let refused: Vec<_> = check
        .connectwise
        .rights
        .iter()
        .filter(|right| right.read == ReadAnswer::Refused)
        .collect();
    assert_eq!((refused.len(), refused[0].name), (1, "catalog"));
    assert_eq!(refused[0].write, "untested");
    world.connectwise.site().down = true;
    let check = world.workflow.check().await.unwrap();
    assert_eq!(
        check.connectwise.message.as_deref(),
        Some("ConnectWise cannot be reached")
    );
}

#[tokio::test]
async fn nothing_connected_is_told_as_that() {
    let world = World::empty();
    let outcome = world.workflow.connectwise_client().err().unwrap();
    assert!(matches!(outcome, Error::NotConnected("ConnectWise")));
    assert_eq!(outcome.kind(), Kind::Connection);
    let check = world.workflow.check().await.unwrap();
    assert!(!check.passed() && !check.c3.used);
    world.connect().await;
    world.secrets.delete(SecretName::C3ClientSecret).unwrap();
    let outcome = world.workflow.c3_client().err().unwrap();
    assert!(
        outcome
            .to_string()
            .contains("client secret is not in the credential store")
    );
}

#[tokio::test]
async fn a_locked_credential_store_is_told_as_such() {
    let world = World::new().await;
    let locked = Workflow::new(Ports {
        store: world.store.clone(),
        secrets: Arc::new(Locked),
        connector: Arc::new(Hands {
            connectwise: Arc::new(FakeConnectWise::default()),
            c3: Arc::new(FakeC3::default()),
        }),
        clock: world.clock.clone(),
        settle: Default::default(),
    })
    .unwrap();
    let outcome = locked.connectwise_client().err().unwrap();
    assert!(
        matches!(outcome, Error::Secrets(SecretsError::Locked(_))),
        "{outcome}"
    );
    let check = locked.check().await.unwrap();
    assert!(check.connectwise.message.unwrap().contains("is locked"));
    assert!(check.c3.message.unwrap().contains("is locked"));
    assert!(locked.saved_secret(SecretName::C3ClientSecret).is_err());
}

#[tokio::test]
async fn a_locked_credential_store_takes_no_connection() {
    let store = Store::in_memory().unwrap();
    let world = World::empty();
    let locked = Workflow::new(Ports {
        store: store.clone(),
        secrets: Arc::new(Locked),
        connector: Arc::new(Hands {
            connectwise: world.connectwise.clone(),
            c3: world.c3.clone(),
        }),
        clock: world.clock.clone(),
        settle: Default::default(),
    })
    .unwrap();
    let outcome = locked
        .connect_c3(&c3_settings(), Some(SecretString::from("s3cr3t-value")))
        .await;
    assert!(said(outcome).contains("is locked"));
    assert_eq!(
        store.read(|reader| reader.settings()).unwrap(),
        Default::default()
    );
}
