//! The connections as the database keeps them: everything but the secrets.

use crate::{
    Workflow,
    error::Error,
    settings::{C3Settings, ConnectWiseSettings},
};
use jiff::Timestamp;
use secrets::SecretName;
use serde::Serialize;
use std::collections::BTreeMap;
use store::Writer;

const SITE: &str = "connectwise.site";
const COMPANY: &str = "connectwise.company";
const PUBLIC_KEY: &str = "connectwise.public-key";
const CONNECTWISE_CLIENT: &str = "connectwise.client-id";
const KEY_SAVED_AT: &str = "connectwise.private-key-saved-at";
const API_URL: &str = "c3.api-url";
const TOKEN_URL: &str = "c3.token-url";
const C3_CLIENT: &str = "c3.client-id";
const RESOURCE: &str = "c3.resource";
const SCOPE: &str = "c3.scope";
const SECRET_SAVED_AT: &str = "c3.client-secret-saved-at";

/// What may be told of a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedSecret {
    /// When it was saved; `None` where it comes from the environment.
    pub saved_at: Option<Timestamp>,
    /// How it ends, such as `…7Q`.
    pub ends_in: String,
}

type Texts = BTreeMap<String, String>;

fn text(texts: &Texts, name: &str) -> Option<String> {
    texts.get(name).cloned()
}

pub(super) fn connectwise(texts: &Texts) -> Option<ConnectWiseSettings> {
    Some(ConnectWiseSettings {
        site: text(texts, SITE)?,
        company: text(texts, COMPANY)?,
        public_key: text(texts, PUBLIC_KEY)?,
        client_id: text(texts, CONNECTWISE_CLIENT)?,
    })
}

pub(super) fn c3(texts: &Texts) -> Option<C3Settings> {
    Some(C3Settings {
        api_url: text(texts, API_URL)?,
        token_url: text(texts, TOKEN_URL)?,
        client_id: text(texts, C3_CLIENT)?,
        resource: text(texts, RESOURCE)?,
        scope: text(texts, SCOPE),
    })
}

pub(super) fn put_connectwise(
    writer: &mut Writer<'_>,
    settings: &ConnectWiseSettings,
) -> Result<(), store::Error> {
    writer.set_setting(SITE, Some(settings.site.trim()))?;
    writer.set_setting(COMPANY, Some(settings.company.trim()))?;
    writer.set_setting(PUBLIC_KEY, Some(settings.public_key.trim()))?;
    writer.set_setting(CONNECTWISE_CLIENT, Some(settings.client_id.trim()))
}

pub(super) fn put_c3(writer: &mut Writer<'_>, settings: &C3Settings) -> Result<(), store::Error> {
    let scope = settings
        .scope
        .as_deref()
        .map(str::trim)
        .filter(|scope| !scope.is_empty());
    writer.set_setting(API_URL, Some(settings.api_url.trim()))?;
    writer.set_setting(TOKEN_URL, Some(settings.token_url.trim()))?;
    writer.set_setting(C3_CLIENT, Some(settings.client_id.trim()))?;
    writer.set_setting(RESOURCE, Some(settings.resource.trim()))?;
    writer.set_setting(SCOPE, scope)
}

/// Takes away everything that was saved of the connection to C3.
pub(super) fn forget_c3(writer: &mut Writer<'_>) -> Result<(), store::Error> {
    [
        API_URL,
        TOKEN_URL,
        C3_CLIENT,
        RESOURCE,
        SCOPE,
        SECRET_SAVED_AT,
    ]
    .iter()
    .try_for_each(|name| writer.set_setting(name, None))
}

pub(super) fn put_saved_at(
    writer: &mut Writer<'_>,
    name: SecretName,
    at: Timestamp,
) -> Result<(), store::Error> {
    writer.set_setting(saved_at(name), Some(&at.to_string()))
}

fn saved_at(name: SecretName) -> &'static str {
    match name {
        SecretName::ConnectWisePrivateKey => KEY_SAVED_AT,
        SecretName::C3ClientSecret => SECRET_SAVED_AT,
    }
}

impl Workflow {
    /// When a secret was saved and how it ends; `None` when there is none.
    ///
    /// # Errors
    /// [`Error::Secrets`] when the credential store does not answer, which says
    /// nothing on whether there is one.
    pub fn saved_secret(&self, name: SecretName) -> Result<Option<SavedSecret>, Error> {
        let Some(secret) = self.secrets.get(name)? else {
            return Ok(None);
        };
        let at = self.store.read(|reader| reader.setting(saved_at(name)))?;
        Ok(Some(SavedSecret {
            saved_at: at.and_then(|at| at.parse().ok()),
            ends_in: secrets::hint(&secret),
        }))
    }
}
