//! The settings, and what the window's frame shows.

use super::{Answer, Books, changed};
use crate::{
    dto::settings::{
        C3Form, Check, ConnectWiseConnection, ConnectWiseForm, Entered, Practice, Secret, Settings,
        Status, entered,
    },
    office::Office,
    window,
};
use logs::Crash;
use secrets::SecretName;
use std::collections::BTreeMap;
use tauri::AppHandle;
use workflow::Workflow;

/// What the window's frame shows.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn status(books: Books<'_>) -> Answer<Status> {
    let bare = bare_status(&books);
    match books.workflow() {
        Ok(workflow) => filled_status(bare, &workflow),
        Err(_) => Ok(bare),
    }
}

/// All settings.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn settings(books: Books<'_>) -> Answer<Settings> {
    all_settings(&books, &books.workflow()?)
}

/// Saves how ConnectWise is reached, and checks it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_connectwise(
    app: AppHandle,
    books: Books<'_>,
    form: ConnectWiseForm,
    private_key: Option<Entered>,
) -> Answer<ConnectWiseConnection> {
    let (workflow, settings) = (books.workflow()?, form.into());
    let found = workflow.connect_connectwise(&settings, entered(private_key));
    Ok(changed(&app, found.await)?.into())
}

/// Saves how C3 is reached, and checks it; answers until when the token holds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_c3(
    app: AppHandle,
    books: Books<'_>,
    form: C3Form,
    client_secret: Option<Entered>,
) -> Answer<String> {
    let (workflow, settings) = (books.workflow()?, form.into());
    let found = workflow.connect_c3(&settings, entered(client_secret));
    Ok(changed(&app, found.await)?.token_expires.to_string())
}

/// Goes over to files instead of C3's API.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn forget_c3(app: AppHandle, books: Books<'_>) -> Answer<()> {
    Ok(changed(&app, books.workflow()?.forget_c3())?)
}

/// Tests both connections and each right.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_connections(books: Books<'_>) -> Answer<Check> {
    let workflow = books.workflow()?;
    Ok(workflow.check().await?.into())
}

/// Sets one billing setting; answers all of them.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_billing(
    app: AppHandle,
    books: Books<'_>,
    name: String,
    value: String,
) -> Answer<BTreeMap<String, String>> {
    let set = books.workflow()?.set(&name, &value)?;
    Ok(changed(&app, texts(set)))
}

/// The names of all time zones.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn time_zones() -> Vec<String> {
    let zones = jiff::tz::db().available();
    zones.map(|zone| zone.to_string()).collect()
}

fn all_settings(books: &Office, workflow: &Workflow) -> Answer<Settings> {
    Ok(Settings {
        connectwise: workflow.connectwise_settings()?.map(Into::into),
        private_key: Secret::of(workflow, SecretName::ConnectWisePrivateKey),
        c3: workflow.c3_settings()?.map(Into::into),
        client_secret: Secret::of(workflow, SecretName::C3ClientSecret),
        billing: texts(workflow.settings()?),
        folder: books.folder().display().to_string(),
    })
}

fn texts(settings: BTreeMap<&'static str, String>) -> BTreeMap<String, String> {
    let texts = settings.into_iter();
    texts.map(|(name, text)| (name.to_owned(), text)).collect()
}

/// What can be told without a database.
fn bare_status(books: &Office) -> Status {
    let practice = books.training().map(|training| Practice {
        connectwise: training.servers.connectwise.url.clone(),
        c3: training.servers.c3.api_url.clone(),
    });
    Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        failure: books.failure().filter(|_| practice.is_none()),
        practice,
        crash: Crash::left_in(books.folder()).map(Into::into),
        wants_practice: window::begins_with_practice(),
        connectwise: None,
        c3: None,
        freshness: None,
        interrupted: Vec::new(),
    }
}

fn filled_status(bare: Status, workflow: &Workflow) -> Answer<Status> {
    let connectwise = workflow.connectwise_settings()?;
    let c3 = workflow.c3_settings()?;
    Ok(Status {
        connectwise: connectwise.map(|settings| settings.company),
        c3: c3.map(|settings| settings.api_url),
        freshness: Some(workflow.freshness()?.into()),
        interrupted: workflow
            .interrupted()?
            .into_iter()
            .map(crate::dto::number)
            .collect(),
        ..bare
    })
}
