//! What C3's vendor issues to a partner, and where it may be sent.
//!
//! Secrets go over https only; the one exception is a literal loopback address,
//! which never leaves the machine (`localhost` is a name, and names can be made
//! to point elsewhere).

use crate::error::Error;
use secrecy::SecretString;
use std::fmt;
use url::{Host, Url};

/// The connection details of one partner. `Debug` shows no secret.
#[derive(Clone)]
pub struct Credentials {
    /// Where the API lives, such as `https://contoso-prod-api.example`.
    pub api_url: String,
    /// The token call's full address, ending in `/oauth2/token`.
    pub token_url: String,
    /// The application's id.
    pub client_id: String,
    /// The application's secret.
    pub client_secret: SecretString,
    /// What the token is for; the vendor tells it.
    pub resource: String,
    /// The scope, where the vendor gave one.
    pub scope: Option<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("api_url", &self.api_url)
            .field("token_url", &self.token_url)
            .field("client_id", &self.client_id)
            .field("resource", &self.resource)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// Reads an address from the settings and refuses one that secrets must not
/// be sent to.
pub(crate) fn address(setting: &'static str, text: &str) -> Result<Url, Error> {
    let refuse = |reason: &str| Error::Address {
        setting,
        reason: reason.to_owned(),
    };
    let url = Url::parse(text.trim()).map_err(|error| refuse(&error.to_string()))?;
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return Err(refuse("only https is accepted"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it must not hold a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("it must end with its path, without “?” or “#”"));
    }
    Ok(url)
}

/// Whether the address is a literal one of this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_literal_loopback_are_accepted() {
        for text in [
            "https://contoso-prod-api.example",
            " https://contoso.example/base/ ",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:8080/x",
        ] {
            assert!(address("API address", text).is_ok(), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "contoso.example",
            "http://contoso.example",
            "http://localhost:8080",
            "http://10.0.0.1",
            "http://[::2]",
            "ftp://127.0.0.1",
            "https://user:word@contoso.example",
            "https://contoso.example/?key=1",
            "https://contoso.example/#part",
        ] {
            assert!(
                matches!(address("API address", text), Err(Error::Address { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let credentials = Credentials {
            api_url: "https://contoso.example".to_owned(),
            token_url: "https://login.example/oauth2/token".to_owned(),
            client_id: "client".to_owned(),
            client_secret: "s3cret-value".into(),
            resource: "resource".to_owned(),
            scope: None,
        };
        assert!(!format!("{credentials:?}").contains("s3cret-value"));
    }
}
