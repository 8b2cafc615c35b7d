//! The state that the C3 listener answers from: the world, the tokens that
//! were handed out, the faults, the journal.
//!
//! Time and randomness are handed in, so that a run can be repeated. No lock
//! is held while an answer is written: a report keeps the world that it began
//! with, and rows that are appended meanwhile come with the next one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::access::C3Access;
use super::faults::C3Faults;
use super::journal::C3Request;
use super::stream::Flaws;
use super::world::{C3World, HistoryRow, Spelling};

/// Tells the time by which tokens expire.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A practice C3. Everything that its `/practice/` endpoints do can be done
/// here, for tests in the same process.
pub struct C3Server {
    access: C3Access,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    world: Arc<C3World>,
    faults: C3Faults,
    tokens: HashMap<String, Timestamp>,
    ids: fastrand::Rng,
    requests: Vec<C3Request>,
}

/// A token that was handed out.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
}

/// What a fault makes of a request before it is even looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strike {
    Unauthorized,
    TooMany { retry_after: u32 },
    Error { status: u16 },
}

impl C3Server {
    /// A server that answers from `world`. `seed` makes tokens and correlation
    /// ids.
    pub fn new(
        access: C3Access,
        world: C3World,
        faults: C3Faults,
        clock: Clock,
        seed: u64,
    ) -> Self {
        let state = State {
            world: Arc::new(world),
            faults,
            tokens: HashMap::new(),
            ids: fastrand::Rng::with_seed(seed),
            requests: Vec::new(),
        };
        C3Server {
            access,
            clock,
            state: Mutex::new(state),
        }
    }

    /// The credentials that it accepts.
    pub fn access(&self) -> &C3Access {
        &self.access
    }

    /// The world as it stands.
    pub fn world(&self) -> Arc<C3World> {
        Arc::clone(&self.state().world)
    }

    /// Moves the server's day, and with it the 90 days that the report shows.
    pub fn set_today(&self, today: Date) {
        Arc::make_mut(&mut self.state().world).today = today;
    }

    /// Adds rows at the end of the history.
    pub fn append(&self, rows: Vec<HistoryRow>) {
        Arc::make_mut(&mut self.state().world).history.extend(rows);
    }

    /// Puts these faults in the place of those before.
    pub fn set_faults(&self, faults: C3Faults) {
        self.state().faults = faults;
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<C3Request> {
        self.state().requests.clone()
    }

    /// Refuses every token that was handed out so far.
    pub fn revoke_tokens(&self) {
        self.state().tokens.clear();
    }

    pub(super) fn record(&self, method: String, path: String, status: u16) {
        self.state().requests.push(C3Request {
            method,
            path,
            status,
        });
    }

    pub(super) fn correlation(&self) -> Uuid {
        self.state().id()
    }

    pub(super) fn issue(&self) -> Token {
        let from = (self.clock)();
        let life = SignedDuration::from_secs(self.access.token_seconds);
        let until = from.saturating_add(life).unwrap_or(Timestamp::MAX);
        let mut state = self.state();
        let text = format!("practice.{}", state.id().simple());
        if !state.faults.dead_token.strike() {
            state.tokens.insert(text.clone(), until);
        }
        Token { text, from, until }
    }

    pub(super) fn admits(&self, token: &str) -> bool {
        let now = (self.clock)();
        let state = self.state();
        state.tokens.get(token).is_some_and(|until| now < *until)
    }

    /// Counts an API request against the faults that may strike it.
    pub(super) fn strike(&self) -> Option<Strike> {
        let mut state = self.state();
        let faults = &mut state.faults;
        if faults.too_many.strike() {
            let retry_after = faults.retry_after.unwrap_or(1);
            Some(Strike::TooMany { retry_after })
        } else if faults.unauthorized.strike() {
            state.tokens.clear();
            Some(Strike::Unauthorized)
        } else if faults.error_200.strike() {
            Some(Strike::Error { status: 200 })
        } else if faults.error_500.strike() {
            Some(Strike::Error { status: 500 })
        } else {
            None
        }
    }

    /// What is to go wrong with the next history report of so many rows.
    pub(super) fn flaws(&self, rows: usize) -> (Flaws, Option<Spelling>) {
        let mut state = self.state();
        let faults = &mut state.faults;
        let middle = rows / 2;
        let flaws = Flaws {
            drop_after: faults.drop.strike().then_some(middle),
            truncate_after: faults.truncate.strike().then_some(middle),
            misfit_after: faults.misfit.strike().then_some(middle),
            pause: faults.slow,
        };
        (flaws, faults.casing)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.ids.u128(..).to_be_bytes()).into_uuid()
    }
}
