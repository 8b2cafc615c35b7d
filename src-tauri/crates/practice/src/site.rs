//! The practice ConnectWise with its faults and its journal, behind one lock.
//!
//! A request is taken in, done and written down in one step, so that what a
//! client saw and what was done are always known together. Waiting happens
//! outside, after the lock is released.

use crate::{
    connectwise::{
        Access, ConnectWise,
        errors::Refusal,
        exchange::{Answer, Call},
        world::World,
    },
    faults::{Faults, Strike},
    journal::Journal,
};
use axum::http::{HeaderValue, StatusCode, header};
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio_util::sync::CancellationToken;

/// One practice ConnectWise.
pub(crate) struct Site {
    state: Mutex<State>,
    /// Cancelled when the servers stop; frees requests that hang.
    pub(crate) stop: CancellationToken,
}

/// What the lock guards.
pub(crate) struct State {
    /// The ConnectWise.
    pub(crate) connectwise: ConnectWise,
    /// Faults still to strike.
    pub(crate) faults: Faults,
    /// Requests so far.
    pub(crate) journal: Journal,
}

/// What becomes of a request, and how long it takes.
pub(crate) struct Reply {
    /// How long to wait first.
    pub(crate) delay: Duration,
    /// What is sent.
    pub(crate) fate: Fate,
}

/// What is sent for a request.
pub(crate) enum Fate {
    /// An answer.
    Send(Answer),
    /// Nothing: the connection closes.
    Drop,
    /// Nothing: the connection stays open.
    Hang,
}

impl Site {
    /// A site with these records and faults.
    pub(crate) fn new(world: World, access: Access, host: String, faults: Faults) -> Self {
        Self {
            state: Mutex::new(State {
                connectwise: ConnectWise::new(world, access, host),
                faults,
                journal: Journal::default(),
            }),
            stop: CancellationToken::new(),
        }
    }

    /// The site, for as long as the guard lives. Never held while waiting.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Does what a request asks, or what a fault makes of it.
    pub(crate) fn respond(&mut self, call: &Call) -> Reply {
        if call.path.starts_with("/login/") {
            // Discovery is served by another machine than the API.
            return self.answered(call, Duration::ZERO);
        }
        let before = self.faults.before(&call.method);
        if before.codebase_change {
            self.connectwise.upgrade();
        }
        if before.keys_expire {
            self.connectwise.expire_keys(true);
        }
        match before.strike {
            Some(strike) => self.struck(call, strike, before.delay),
            None => self.answered(call, before.delay),
        }
    }

    fn answered(&mut self, call: &Call, delay: Duration) -> Reply {
        let manners = self.faults.manners(&call.method);
        let answer = self.connectwise.answer(call, &manners);
        let written = call.writes() && answer.status.is_success();
        let strike = written.then(|| self.faults.after_write(&call.method));
        if let Some(Some(strike)) = strike {
            return self.struck(call, strike, delay);
        }
        let fault = manners.patch_noop.then_some("patch-noop");
        self.sent(call, answer, fault, delay)
    }

    fn struck(&mut self, call: &Call, strike: Strike, delay: Duration) -> Reply {
        let name = Some(strike.name());
        let answer = match strike {
            Strike::Gateway => Refusal::CannotRoute.answer(),
            Strike::TooMany(seconds) => Refusal::TooMany(seconds).answer(),
            Strike::Error => Refusal::Server.answer(),
            Strike::Redirect => self.redirect(call),
            Strike::Drop => return self.unsent(call, name, Fate::Drop, delay),
            Strike::Hang => return self.unsent(call, name, Fate::Hang, delay),
        };
        self.sent(call, answer, name, delay)
    }

    fn sent(
        &mut self,
        call: &Call,
        answer: Answer,
        fault: Option<&'static str>,
        delay: Duration,
    ) -> Reply {
        self.journal
            .record(call, Some(answer.status.as_u16()), fault);
        Reply {
            delay,
            fate: Fate::Send(answer),
        }
    }

    fn unsent(
        &mut self,
        call: &Call,
        fault: Option<&'static str>,
        fate: Fate,
        delay: Duration,
    ) -> Reply {
        self.journal.record(call, None, fault);
        Reply { delay, fate }
    }

    /// A redirect that keeps the method: whoever follows it writes twice.
    fn redirect(&self, call: &Call) -> Answer {
        let to = format!("http://{}{}", self.connectwise.host(), call.path);
        let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/"));
        Answer::empty(StatusCode::TEMPORARY_REDIRECT).with(header::LOCATION, to)
    }
}
