//! The token that opens C3's API: asked for, kept, and renewed in time.
//!
//! It is kept in memory only. Calls that need it at the same time share one
//! sign-in. The sign-in is Azure AD's first version, which writes its numbers as
//! texts.

use crate::{
    Clock,
    credentials::{Credentials, address},
    error::Error,
    fields::Fields,
    limits::Limits,
    patience::{Patience, retry_after},
};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::Mutex;
use url::{Url, form_urlencoded};

/// What is known of a token beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenInfo {
    /// When it ends, by this machine's clock.
    pub expires: Timestamp,
}

/// A token.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) value: SecretString,
    pub(crate) expires: Timestamp,
}

/// The one token of a client.
pub(crate) struct Tokens {
    http: reqwest::Client,
    url: Url,
    credentials: Credentials,
    renew_before: SignedDuration,
    body_max: u64,
    patience: Arc<Patience>,
    clock: Clock,
    /// Held across the sign-in on purpose: who comes meanwhile waits for the
    /// same token instead of asking for another.
    current: Mutex<Option<Arc<Token>>>,
}

impl Tokens {
    pub(crate) fn new(
        http: reqwest::Client,
        credentials: Credentials,
        limits: &Limits,
        patience: Arc<Patience>,
        clock: Clock,
    ) -> Result<Self, Error> {
        Ok(Self {
            http,
            url: address("token address", &credentials.token_url)?,
            credentials,
            renew_before: limits.token_renew_before,
            body_max: limits.short_body,
            patience,
            clock,
            current: Mutex::new(None),
        })
    }

    /// A token that is good for a while yet.
    pub(crate) async fn current(&self) -> Result<Arc<Token>, Error> {
        let mut current = self.current.lock().await;
        match &*current {
            Some(token) if self.is_fresh(token) => Ok(Arc::clone(token)),
            _ => self.fetch_into(&mut current).await,
        }
    }

    /// A token other than `stale`, which C3 did not accept. Who else met the same
    /// stale token gets the same new one.
    pub(crate) async fn instead_of(&self, stale: &Arc<Token>) -> Result<Arc<Token>, Error> {
        let mut current = self.current.lock().await;
        match &*current {
            Some(token) if !Arc::ptr_eq(token, stale) => Ok(Arc::clone(token)),
            _ => self.fetch_into(&mut current).await,
        }
    }

    /// A token that was asked for just now.
    pub(crate) async fn fresh(&self) -> Result<Arc<Token>, Error> {
        let mut current = self.current.lock().await;
        self.fetch_into(&mut current).await
    }

    fn is_fresh(&self, token: &Token) -> bool {
        token.expires.duration_since((self.clock)()) > self.renew_before
    }

    async fn fetch_into(&self, current: &mut Option<Arc<Token>>) -> Result<Arc<Token>, Error> {
        *current = None;
        let token = Arc::new(self.fetch().await?);
        *current = Some(Arc::clone(&token));
        Ok(token)
    }

    async fn fetch(&self) -> Result<Token, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let error = match self.ask().await {
                Ok(token) => return Ok(token),
                Err(error) => self.sealed(error),
            };
            let Some(wait) = self.patience.wait(tried, &error) else {
                return Err(error);
            };
            tracing::debug!(%error, ?wait, "C3's sign-in is tried again");
            tokio::time::sleep(wait).await;
        }
    }

    async fn ask(&self) -> Result<Token, Error> {
        let credentials = &self.credentials;
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", &credentials.client_id),
            ("client_secret", credentials.client_secret.expose_secret()),
            ("resource", &credentials.resource),
        ];
        if let Some(scope) = &credentials.scope {
            form.push(("scope", scope));
        }
        let asked_at = (self.clock)();
        let response = self
            .http
            .post(self.url.clone())
            .form(&form)
            .send()
            .await
            .map_err(|error| Error::Unreachable(error.without_url()))?;
        let status = response.status();
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Error::Throttled {
                retry_after: retry_after(response.headers(), &self.clock),
            });
        }
        let raw = short_text(response, self.body_max).await?;
        if status.is_success() {
            read_token(&raw, asked_at)
        } else {
            Err(refusal(status, raw))
        }
    }

    /// Takes the secret out of what the sign-in wrote, in both of the forms in
    /// which it was sent.
    fn sealed(&self, error: Error) -> Error {
        let secret = self.credentials.client_secret.expose_secret();
        let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        error.sealed(&[secret, &encoded])
    }
}

/// The body of a short answer, cut at `max` bytes.
pub(crate) async fn short_text(mut response: Response, max: u64) -> Result<String, Error> {
    let max = usize::try_from(max).unwrap_or(usize::MAX);
    let mut body = Vec::new();
    while body.len() < max {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) => {
                return Err(Error::CutShort {
                    rows: 0,
                    source: Some(error.without_url()),
                });
            }
        }
    }
    body.truncate(max);
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn read_token(raw: &str, asked_at: Timestamp) -> Result<Token, Error> {
    let not_readable = |reason: &str| Error::NotReadable {
        reason: reason.to_owned(),
        // Whatever is wrong with the answer, a token in it stays unseen.
        raw: if raw.contains("access_token") {
            String::new()
        } else {
            raw.to_owned()
        },
    };
    let fields =
        Fields::parse(raw.as_bytes()).map_err(|_| not_readable("it is not a JSON record"))?;
    let value = fields
        .get(&["access_token"])
        .ok_or_else(|| not_readable("access_token is missing"))?;
    Ok(Token {
        value: value.into(),
        expires: expiry(&fields, asked_at),
    })
}

/// When a token ends. Its life counts before its end, since this machine's clock
/// may be wrong; a token that tells neither serves once.
fn expiry(fields: &Fields, asked_at: Timestamp) -> Timestamp {
    let seconds = |name| fields.get(&[name]).and_then(|text| text.parse().ok());
    if let Some(life) = seconds("expires_in") {
        return asked_at
            .checked_add(SignedDuration::from_secs(life))
            .unwrap_or(asked_at);
    }
    seconds("expires_on")
        .and_then(|end| Timestamp::from_second(end).ok())
        .unwrap_or(asked_at)
}

/// What a sign-in that gave no token means. Azure AD answers 400 or 401 with
/// its own word for what is wrong with the credentials.
fn refusal(status: StatusCode, raw: String) -> Error {
    let code = Fields::parse(raw.as_bytes())
        .ok()
        .and_then(|fields| fields.text(&["error"]));
    match status.as_u16() {
        status @ 300..=399 => Error::Redirected { status },
        400 if code.is_some() => Error::Credentials { code, raw },
        401 | 403 => Error::Credentials { code, raw },
        status => Error::Status { status, raw },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expires(json: &str) -> String {
        let asked_at: Timestamp = "2024-10-16T11:00:00Z".parse().unwrap();
        read_token(json, asked_at).unwrap().expires.to_string()
    }

    #[test]
    fn the_numbers_are_read_as_texts_and_as_numbers() {
        for json in [
            r#"{"access_token":"t","expires_in":"3599","expires_on":"1"}"#,
            r#"{"access_token":"t","expires_in":3599}"#,
        ] {
            assert_eq!(expires(json), "2024-10-16T11:59:59Z");
        }
        assert_eq!(
            expires(r#"{"access_token":"t","expires_on":"1729080000"}"#),
            "2024-10-16T12:00:00Z"
        );
    }

    #[test]
    fn a_token_without_an_end_serves_once() {
        for json in [
            r#"{"access_token":"t"}"#,
            r#"{"access_token":"t","expires_in":"soon"}"#,
            r#"{"access_token":"t","expires_in":"9223372036854775807"}"#,
        ] {
            assert_eq!(expires(json), "2024-10-16T11:00:00Z", "{json}");
        }
    }

    #[test]
    fn a_token_is_not_shown() {
        let token = read_token(r#"{"access_token":"t0ken"}"#, Timestamp::UNIX_EPOCH).unwrap();
        assert!(!format!("{token:?}").contains("t0ken"));
        for cut in [
            r#"{"access_token":"t0ken"#,
            r#"{"access_token":{"value":"t0ken"}"#,
            r#""t0ken""#,
        ] {
            let error = read_token(cut, Timestamp::UNIX_EPOCH).unwrap_err();
            let shown = error.to_string();
            assert!(!shown.contains("t0ken"), "{shown}");
            assert!(
                !cut.contains("access") || error.raw() == Some(""),
                "{error:?}"
            );
        }
    }
}
