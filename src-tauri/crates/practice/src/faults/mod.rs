//! What the practice ConnectWise and C3 can be told to do wrong, by name.
//!
//! A list such as `drop-after-post=1,list-lag=2,forbid=agreements` switches faults
//! on. A counted fault strikes the next requests that it fits and is then spent:
//! `500-after-commit=2` the next two, `drop-after-post=1@3` one, after letting
//! three pass. Without faults the servers behave.

mod parse;
mod shots;

pub use parse::{FaultError, FaultName, names};
pub(crate) use shots::{Countdown, Shots};

use crate::{
    c3::C3Faults,
    connectwise::{Manners, Right},
};
use axum::http::Method;
use std::{collections::BTreeSet, time::Duration};

/// Everything that can be switched; the default is faultless. Made by
/// [`str::parse`]; [`names`] lists what there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    drop_before: Shots,
    drop_after_post: Shots,
    drop_after_patch: Shots,
    redirect_post: Shots,
    timeout_before: Shots,
    timeout_after: Shots,
    error_before: Shots,
    error_after_commit: Shots,
    patch_noop: Shots,
    gateway_text: Shots,
    too_many: Shots,
    too_many_every: Option<u32>,
    requests: u32,
    retry_after: Option<u32>,
    drop_read: Shots,
    timeout_read: Shots,
    error_read: Shots,
    codebase_change: Countdown,
    keys_expire: Countdown,
    list_lag: u32,
    list_lag_time: Duration,
    whole_record_validation: bool,
    strict_paths: bool,
    forbidden: BTreeSet<Right>,
    slow: Duration,
    c3: C3Faults,
}

/// What befalls a request before anything is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    /// Its answer waits this long.
    pub(crate) delay: Duration,
    /// The site changes its code base first.
    pub(crate) codebase_change: bool,
    /// The keys expire first.
    pub(crate) keys_expire: bool,
    /// It goes no further.
    pub(crate) strike: Option<Strike>,
}

/// How a request ends instead of being answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strike {
    /// The gateway's plain text.
    Gateway,
    /// Throttled for so many seconds.
    TooMany(u32),
    /// An unexpected error.
    Error,
    /// The connection is closed without an answer.
    Drop,
    /// No answer ever comes.
    Hang,
    /// A redirect.
    Redirect,
}

impl Strike {
    /// The fault's name in the journal.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gateway => "gateway-text",
            Self::TooMany(_) => "429",
            Self::Error => "500",
            Self::Drop => "drop",
            Self::Hang => "timeout",
            Self::Redirect => "redirect",
        }
    }
}

impl Faults {
    /// The faults that are C3's.
    #[must_use]
    pub fn c3(&self) -> &C3Faults {
        &self.c3
    }

    /// Counts a request to the API, and says what befalls it before it is done.
    pub(crate) fn before(&mut self, method: &Method) -> Before {
        self.requests = self.requests.wrapping_add(1);
        Before {
            delay: self.slow,
            codebase_change: self.codebase_change.strikes(),
            keys_expire: self.keys_expire.strikes(),
            strike: self.strike_before(method),
        }
    }

    fn strike_before(&mut self, method: &Method) -> Option<Strike> {
        let every = self.too_many_every.unwrap_or(0);
        if (every > 0 && self.requests.is_multiple_of(every)) || self.too_many.strike() {
            return Some(Strike::TooMany(self.retry_after.unwrap_or(30)));
        }
        if self.gateway_text.strike() {
            return Some(Strike::Gateway);
        }
        let reads = *method == Method::GET;
        let (drop, hang, error) = if reads {
            (
                &mut self.drop_read,
                &mut self.timeout_read,
                &mut self.error_read,
            )
        } else {
            (
                &mut self.drop_before,
                &mut self.timeout_before,
                &mut self.error_before,
            )
        };
        if drop.strike() {
            Some(Strike::Drop)
        } else if hang.strike() {
            Some(Strike::Hang)
        } else {
            error.strike().then_some(Strike::Error)
        }
    }

    /// What befalls the answer to a write that was done.
    pub(crate) fn after_write(&mut self, method: &Method) -> Option<Strike> {
        let dropped = match *method {
            Method::POST => self.drop_after_post.strike(),
            Method::PATCH => self.drop_after_patch.strike(),
            _ => false,
        };
        if dropped {
            Some(Strike::Drop)
        } else if *method == Method::POST && self.redirect_post.strike() {
            Some(Strike::Redirect)
        } else if self.error_after_commit.strike() {
            Some(Strike::Error)
        } else {
            self.timeout_after.strike().then_some(Strike::Hang)
        }
    }

    /// How the site behaves towards this request.
    pub(crate) fn manners(&mut self, method: &Method) -> Manners {
        Manners {
            whole_record_validation: self.whole_record_validation,
            strict_paths: self.strict_paths,
            patch_noop: *method == Method::PATCH && self.patch_noop.strike(),
            lag: crate::connectwise::Lag {
                lists: self.list_lag,
                time: self.list_lag_time,
            },
            forbidden: self.forbidden.clone(),
        }
    }
}
