//! Connecting: the settings of both systems are saved, their secrets go to the
//! credential store, and what was saved is checked at once.
//!
//! A secret is never kept in the database, never logged and never handed out
//! again; only when it was saved and how it ends can be asked. A credential
//! store that is locked or missing is told as such, never as "not connected".

mod check;
mod forget;
mod saved;

pub use check::{C3Check, Check, ConnectWiseCheck, ReadAnswer, RightCheck};
pub use saved::SavedSecret;

use crate::{
    Workflow,
    error::Error,
    ports::{C3, ConnectWise},
    settings::{C3Settings, ConnectWiseSettings},
};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use secrets::SecretName;
use serde::Serialize;
use std::sync::Arc;

/// What connecting ConnectWise found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConnectWiseConnection {
    /// The login company.
    pub company: String,
    /// The site's release.
    pub version: String,
    /// The code base that requests go to.
    pub codebase: String,
}

/// What connecting C3 found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct C3Connection {
    /// Until when the token holds.
    pub token_expires: Timestamp,
}

impl Workflow {
    /// Saves how ConnectWise is reached, and checks it at once: the site, the
    /// credentials, and one page of everything that Accord reads.
    ///
    /// Without a `private_key` the one in the credential store stays in use.
    ///
    /// # Errors
    /// When the site's address is not acceptable or the credential store does
    /// not take the key: nothing is saved then. When a check fails, in which
    /// case the settings are saved; a refused right is named by its row in the
    /// security role.
    pub async fn connect_connectwise(
        &self,
        settings: &ConnectWiseSettings,
        private_key: Option<SecretString>,
    ) -> Result<ConnectWiseConnection, Error> {
        let name = SecretName::ConnectWisePrivateKey;
        let key = self.given_or_kept(name, private_key.clone())?;
        let client = self.connector.connectwise(settings, key)?;
        self.keep(name, private_key)?;
        self.store
            .write(|writer| saved::put_connectwise(writer, settings))?;
        check::connectwise(client.as_ref(), &settings.company).await
    }

    /// Saves how C3 is reached, and checks it at once by asking for a token.
    ///
    /// Without a `client_secret` the one in the credential store stays in use.
    ///
    /// # Errors
    /// As for [`Self::connect_connectwise`].
    pub async fn connect_c3(
        &self,
        settings: &C3Settings,
        client_secret: Option<SecretString>,
    ) -> Result<C3Connection, Error> {
        let name = SecretName::C3ClientSecret;
        let secret = self.given_or_kept(name, client_secret.clone())?;
        let client = self.connector.c3(settings, secret)?;
        self.keep(name, client_secret)?;
        self.store.write(|writer| saved::put_c3(writer, settings))?;
        let token_expires = client.authenticate().await?;
        Ok(C3Connection { token_expires })
    }

    /// How ConnectWise is reached, where that was saved.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn connectwise_settings(&self) -> Result<Option<ConnectWiseSettings>, Error> {
        Ok(saved::connectwise(
            &self.store.read(|reader| reader.settings())?,
        ))
    }

    /// How C3 is reached, where that was saved.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn c3_settings(&self) -> Result<Option<C3Settings>, Error> {
        Ok(saved::c3(&self.store.read(|reader| reader.settings())?))
    }

    /// Whether C3's API is used; else history files are imported by hand.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn c3_is_connected(&self) -> Result<bool, Error> {
        Ok(self.c3_settings()?.is_some())
    }

    /// A client of ConnectWise.
    ///
    /// # Errors
    /// [`Error::NotConnected`] when it was never connected or its key is gone;
    /// [`Error::Secrets`] when the credential store does not answer.
    pub fn connectwise_client(&self) -> Result<Arc<dyn ConnectWise>, Error> {
        let settings = self
            .connectwise_settings()?
            .ok_or(Error::NotConnected("ConnectWise"))?;
        let key = self.secrets.get(SecretName::ConnectWisePrivateKey)?;
        let key = key.ok_or(Error::NotConnected(missing(
            SecretName::ConnectWisePrivateKey,
        )))?;
        Ok(self.connector.connectwise(&settings, key)?)
    }

    /// A client of C3.
    ///
    /// # Errors
    /// As for [`Self::connectwise_client`].
    pub fn c3_client(&self) -> Result<Arc<dyn C3>, Error> {
        let settings = self.c3_settings()?.ok_or(Error::NotConnected("C3"))?;
        let secret = self.secrets.get(SecretName::C3ClientSecret)?;
        let secret = secret.ok_or(Error::NotConnected(missing(SecretName::C3ClientSecret)))?;
        Ok(self.connector.c3(&settings, secret)?)
    }

    fn given_or_kept(
        &self,
        name: SecretName,
        given: Option<SecretString>,
    ) -> Result<SecretString, Error> {
        let secret = match given {
            Some(secret) => Some(secret),
            None => self.secrets.get(name)?,
        };
        secret
            .filter(|secret| !secret.expose_secret().trim().is_empty())
            .ok_or_else(|| {
                Error::Argument(format!("The {} is missing; nothing was saved", words(name)))
            })
    }

    /// Puts a secret where it belongs, and notes when.
    fn keep(&self, name: SecretName, secret: Option<SecretString>) -> Result<(), Error> {
        let Some(secret) = secret else { return Ok(()) };
        self.secrets.put(name, &secret)?;
        let now = self.clock.now();
        Ok(self
            .store
            .write(|writer| saved::put_saved_at(writer, name, now))?)
    }
}

/// A secret's name for people.
fn words(name: SecretName) -> &'static str {
    match name {
        SecretName::ConnectWisePrivateKey => "private key of ConnectWise",
        SecretName::C3ClientSecret => "client secret of C3",
    }
}

/// The system of which the secret is gone, in the words of the error.
fn missing(name: SecretName) -> &'static str {
    match name {
        SecretName::ConnectWisePrivateKey => {
            "ConnectWise, whose private key is not in the credential store,"
        }
        SecretName::C3ClientSecret => "C3, whose client secret is not in the credential store,",
    }
}
