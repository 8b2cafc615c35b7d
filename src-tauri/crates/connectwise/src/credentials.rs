//! Who calls, and the keeping of it out of every text that leaves the crate.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, InvalidHeaderValue};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// An API member's keys. `Debug` shows no key.
#[derive(Clone)]
pub struct Credentials {
    /// The company id that people sign in with.
    pub company: String,
    /// The API member's public key.
    pub public_key: String,
    /// The API member's private key.
    pub private_key: SecretString,
    /// The integration's GUID, which the vendor issues; no secret towards the
    /// user, but none of a log's business either.
    pub client_id: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("company", &self.company)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    /// The headers that say who calls, marked so that nothing prints them.
    pub(crate) fn headers(&self) -> Result<HeaderMap, InvalidHeaderValue> {
        let mut authorization = HeaderValue::from_str(&format!("Basic {}", self.token()))?;
        let mut client_id = HeaderValue::from_str(&self.client_id)?;
        authorization.set_sensitive(true);
        client_id.set_sensitive(true);
        let mut headers = HeaderMap::from_iter([(AUTHORIZATION, authorization)]);
        headers.insert("clientid", client_id);
        Ok(headers)
    }

    /// Takes the keys out of a text that a server sent: some repeat what they
    /// were asked.
    pub(crate) fn seal(&self, text: &str) -> String {
        let token = self.token();
        let keys = [
            &token,
            self.private_key.expose_secret(),
            &self.public_key,
            &self.client_id,
        ];
        keys.into_iter()
            .filter(|key| !key.is_empty())
            .fold(text.to_owned(), |text, key| text.replace(key, "•••"))
    }

    fn token(&self) -> String {
        let (company, public) = (&self.company, &self.public_key);
        let private = self.private_key.expose_secret();
        BASE64_STANDARD.encode(format!("{company}+{public}:{private}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials() -> Credentials {
        Credentials {
            company: "acme".to_owned(),
            public_key: "public-7".to_owned(),
            private_key: "private-8".into(),
            client_id: "guid-9".to_owned(),
        }
    }

    #[test]
    fn debug_shows_the_company_alone() {
        assert_eq!(
            format!("{:?}", credentials()),
            r#"Credentials { company: "acme", .. }"#
        );
    }

    #[test]
    fn keys_are_taken_out_of_texts() {
        let token = BASE64_STANDARD.encode("acme+public-7:private-8");
        let text = format!("acme+public-7:private-8 guid-9 {token} stays");
        assert_eq!(credentials().seal(&text), "acme+•••:••• ••• ••• stays");
    }

    #[test]
    fn headers_do_not_print_keys() {
        let headers = credentials().headers().unwrap();
        assert_eq!(headers.len(), 2);
        assert!(headers.values().all(HeaderValue::is_sensitive));
    }

    #[test]
    fn an_empty_key_replaces_nothing() {
        let empty = Credentials {
            public_key: String::new(),
            ..credentials()
        };
        assert_eq!(empty.seal("abc"), "abc");
    }
}
