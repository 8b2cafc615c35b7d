//! Whether a request is sent again, and how long is waited before.
//!
//! The second of two steps, after [`crate::classify`]. What only reads is tried
//! again when the trouble may pass. A write is sent again in one case alone:
//! throttled, which is an answer that says it was not done.

use crate::{error::Error, limits::Limits};
use jiff::{Timestamp, fmt::rfc2822};
use reqwest::{
    Method,
    header::{DATE, HeaderMap, RETRY_AFTER},
};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// The policy of one client.
#[derive(Debug)]
pub(crate) struct Patience {
    tries_max: u32,
    base: Duration,
    cap: Duration,
    retry_after_max: Duration,
    jitter: Mutex<fastrand::Rng>,
}

impl Patience {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            tries_max: limits.get_tries_max,
            base: limits.retry_base,
            cap: limits.retry_cap,
            retry_after_max: limits.retry_after_max,
            jitter: Mutex::new(fastrand::Rng::with_seed(limits.jitter_seed)),
        }
    }

    /// How long to wait before the next try, or `None` when there is to be none.
    /// `tried` counts the tries so far.
    pub(crate) fn wait(&self, method: &Method, error: &Error, tried: u32) -> Option<Duration> {
        if tried >= self.tries_max {
            return None;
        }
        match error {
            Error::RateLimited { retry_after } => {
                let asked = retry_after.unwrap_or_default();
                (asked <= self.retry_after_max).then(|| asked.max(self.backoff(tried)))
            }
            passing if method.is_safe() && may_pass(passing) => Some(self.backoff(tried)),
            _ => None,
        }
    }

    /// A wait that doubles with each try, of which a random part of up to a half
    /// is left out.
    fn backoff(&self, tried: u32) -> Duration {
        let doublings = tried.saturating_sub(1).min(16);
        let whole = self.base.saturating_mul(1 << doublings).min(self.cap);
        let half = u64::try_from(whole.as_micros() / 2).unwrap_or(u64::MAX);
        let mut jitter = self.jitter.lock().unwrap_or_else(PoisonError::into_inner);
        whole.saturating_sub(Duration::from_micros(jitter.u64(0..=half)))
    }
}

fn may_pass(error: &Error) -> bool {
    match error {
        Error::Unreachable { .. } | Error::Timeout { .. } | Error::Interrupted { .. } => true,
        Error::Refused { status, .. } => *status == 408,
        Error::Server { status, .. } => matches!(status, 500 | 502 | 503 | 504),
        _ => false,
    }
}

/// What `Retry-After` asks for: seconds, or a date. A date is compared with the
/// answer's own, so that a desktop with a wrong clock waits the right time.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    text.parse().map(Duration::from_secs).ok().or_else(|| {
        let until = http_date(text)?;
        let now = http_date(headers.get(DATE)?.to_str().ok()?)?;
        Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
    })
}

fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn patience() -> Patience {
        Patience::new(&Limits {
            get_tries_max: 4,
            retry_base: Duration::from_secs(1),
            retry_cap: Duration::from_secs(3),
            retry_after_max: Duration::from_secs(60),
            ..Limits::default()
        })
    }

    fn failed(status: u16) -> Error {
        let text = String::new();
        Error::Server { status, text }
    }

    fn limited(seconds: u64) -> Error {
        Error::RateLimited {
            retry_after: Some(Duration::from_secs(seconds)),
        }
    }

    #[test]
    fn waits_grow_within_their_bound_and_end() {
        let patience = patience();
        for (tried, whole) in [(1, 1000), (2, 2000), (3, 3000)] {
            let wait = patience.wait(&Method::GET, &failed(503), tried).unwrap();
            let wait = wait.as_millis();
            assert!((whole / 2..=whole).contains(&wait), "{tried}: {wait}");
        }
        assert_eq!(patience.wait(&Method::GET, &failed(503), 4), None);
    }

    #[test]
    fn writes_are_sent_again_only_when_throttled() {
        let timeout = Error::Timeout {
            after: Duration::from_secs(1),
        };
        for method in [Method::POST, Method::PATCH] {
            assert_eq!(patience().wait(&method, &failed(503), 1), None);
            assert_eq!(patience().wait(&method, &timeout, 1), None);
            let wait = patience().wait(&method, &limited(7), 1);
            assert_eq!(wait, Some(Duration::from_secs(7)));
        }
    }

    #[test]
    fn an_answer_is_not_asked_for_again() {
        for error in [failed(501), Error::UnknownCompany] {
            assert_eq!(patience().wait(&Method::GET, &error, 1), None, "{error}");
        }
    }

    #[test]
    fn a_wait_over_the_bound_is_not_waited() {
        assert_eq!(patience().wait(&Method::GET, &limited(61), 1), None);
        let unsaid = Error::RateLimited { retry_after: None };
        assert!(patience().wait(&Method::GET, &unsaid, 1).is_some());
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        for (text, seconds) in [
            ("12", Some(12)),
            ("Wed, 16 Oct 2024 11:40:30 GMT", Some(30)),
            ("Wed, 16 Oct 2024 11:39:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            let date = HeaderValue::from_static("Wed, 16 Oct 2024 11:40:00 GMT");
            let headers =
                HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text)), (DATE, date)]);
            let wait = retry_after(&headers);
            assert_eq!(wait, seconds.map(Duration::from_secs), "{text}");
        }
    }
}
