//! When a call is tried again, and how long is waited before.
//!
//! Every call of this crate only reads, the invoice call's POST included, so
//! each may be tried again. What passes by itself is tried again within bounds;
//! an answer, however unwelcome, is not.

use crate::{Clock, error::Error, limits::Limits};
use jiff::{Timestamp, fmt::rfc2822};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// The policy of one client.
#[derive(Debug)]
pub(crate) struct Patience {
    tries: u32,
    first: Duration,
    max: Duration,
    retry_after_max: Duration,
    seed: u64,
    /// Waits so far, so that no two draw the same jitter.
    drawn: AtomicU64,
}

impl Patience {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            tries: limits.tries,
            first: limits.wait_first,
            max: limits.wait_max,
            retry_after_max: limits.retry_after_max,
            seed: limits.jitter_seed,
            drawn: AtomicU64::new(0),
        }
    }

    /// How long to wait before the next try, or `None` when there is to be none.
    /// `tried` counts the tries so far.
    pub(crate) fn wait(&self, tried: u32, error: &Error) -> Option<Duration> {
        if tried >= self.tries || !error.is_passing() {
            return None;
        }
        match error {
            Error::Throttled {
                retry_after: Some(asked),
            } => (*asked <= self.retry_after_max).then_some(*asked),
            _ => Some(self.backoff(tried)),
        }
    }

    /// A wait that doubles with each try, of which a random part of up to a half
    /// is left out.
    fn backoff(&self, tried: u32) -> Duration {
        let doublings = tried.saturating_sub(1).min(16);
        let whole = self.first.saturating_mul(1 << doublings).min(self.max);
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        let half = u64::try_from(whole.as_micros() / 2).unwrap_or(u64::MAX);
        let left_out = fastrand::Rng::with_seed(self.seed.wrapping_add(draw)).u64(0..=half);
        whole.saturating_sub(Duration::from_micros(left_out))
    }
}

/// What `Retry-After` asks for: seconds, or a date.
pub(crate) fn retry_after(headers: &HeaderMap, clock: &Clock) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    text.parse().map(Duration::from_secs).ok().or_else(|| {
        let until: Timestamp = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
        Some(Duration::try_from(until.duration_since(clock())).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;
    use std::sync::Arc;

    fn patience() -> Patience {
        Patience::new(&Limits {
            tries: 4,
            wait_first: Duration::from_secs(1),
            wait_max: Duration::from_secs(3),
            retry_after_max: Duration::from_secs(60),
            ..Limits::default()
        })
    }

    fn broken() -> Error {
        Error::Status {
            status: 503,
            raw: String::new(),
        }
    }

    #[test]
    fn waits_grow_within_their_bound_and_end() {
        let patience = patience();
        for (tried, whole) in [(1, 1000), (2, 2000), (3, 3000)] {
            let wait = patience.wait(tried, &broken()).unwrap().as_millis();
            assert!((whole / 2..=whole).contains(&wait), "{tried}: {wait}");
        }
        assert_eq!(patience.wait(4, &broken()), None);
    }

    #[test]
    fn an_answer_is_not_asked_for_again() {
        let not_found = Error::Status {
            status: 404,
            raw: String::new(),
        };
        assert_eq!(patience().wait(1, &not_found), None);
    }

    #[test]
    fn a_wait_that_is_asked_for_is_kept_or_given_up() {
        let asked = |seconds| Error::Throttled {
            retry_after: Some(Duration::from_secs(seconds)),
        };
        assert_eq!(patience().wait(1, &asked(7)), Some(Duration::from_secs(7)));
        assert_eq!(patience().wait(1, &asked(61)), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2024-10-16T11:40:00Z".parse().unwrap();
        let clock: Clock = Arc::new(move || now);
        for (text, seconds) in [
            ("12", Some(12)),
            ("Wed, 16 Oct 2024 11:40:30 GMT", Some(30)),
            ("Wed, 16 Oct 2024 11:39:00 GMT", Some(0)),
            ("soon", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
            let wait = retry_after(&headers, &clock);
            assert_eq!(wait, seconds.map(Duration::from_secs), "{text}");
        }
    }
}
