//! The media types a client accepts, and the one it is answered in.
//!
//! Clients send one type, several in one header, or none at all; the version of
//! the data model stands in a parameter of ConnectWise's own type.

use super::errors::Refusal;
use axum::http::HeaderValue;

/// The newest data model, and the one that is served.
pub(crate) const VERSION: &str = "2025.8";

const PLAIN: &str = "application/json; charset=utf-8";
const VENDOR: &str = "application/vnd.connectwise.com+json";

/// The content type to answer in.
pub(crate) fn negotiate(accept: &str) -> Result<HeaderValue, Refusal> {
    if accept.trim().is_empty() {
        return Ok(HeaderValue::from_static(PLAIN));
    }
    accept
        .split(',')
        .find_map(served)
        .ok_or(Refusal::NotAcceptable)
}

fn served(media_type: &str) -> Option<HeaderValue> {
    let mut parts = media_type.split(';').map(str::trim);
    match parts.next()?.to_ascii_lowercase().as_str() {
        "application/json" | "application/*" | "*/*" => Some(HeaderValue::from_static(PLAIN)),
        VENDOR => {
            let version = parts.find_map(|part| part.strip_prefix("version="));
            let version = version.unwrap_or(VERSION);
            HeaderValue::from_str(&format!("{VENDOR}; version={version}")).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_type_that_can_be_served_wins() {
        let vendor = "application/vnd.connectwise.com+json; version=2021.1";
        let cases = [
            ("", PLAIN),
            ("*/*", PLAIN),
            ("text/html, application/json;q=0.9", PLAIN),
            (vendor, vendor),
            (
                "application/vnd.connectwise.com+json; version=2021.1, application/json",
                vendor,
            ),
            (
                "Application/vnd.ConnectWise.com+json",
                "application/vnd.connectwise.com+json; version=2025.8",
            ),
        ];
        for (accept, served) in cases {
            assert_eq!(negotiate(accept).unwrap(), served, "{accept}");
        }
        assert_eq!(negotiate("text/html"), Err(Refusal::NotAcceptable));
    }
}
