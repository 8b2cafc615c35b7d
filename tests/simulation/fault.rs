//! What can go wrong at a request or a commit, and when it does.

use crate::chance::Chance;
use std::collections::BTreeMap;
use store::Commit;

/// What goes wrong at one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The process dies before the request reaches the server.
    DeathBefore,
    /// The process dies when the server has acted.
    DeathAfter,
    /// No answer in time; the server never saw the request.
    TimeoutBefore,
    /// No answer in time; the server acted.
    TimeoutAfter,
    /// The connection breaks; the server never saw the request.
    DroppedBefore,
    /// The connection breaks; the server acted.
    DroppedAfter,
    /// 429: the server did not act.
    Throttled,
    /// 500, though the server acted.
    ServerErrorAfter,
    /// A redirect, though the server acted.
    RedirectAfter,
    /// The connection breaks, though the server acted; a person then says something
    /// else on the line.
    RewordedAfter,
    /// Nothing but that what this request creates is missing from lists for a while.
    Lag,
    /// A person edits a line just before the request.
    Edit,
    /// An invoice is made just before the request.
    Invoice,
}

impl Fault {
    /// Those that any run may meet at any request.
    pub(crate) const WEATHER: [Self; 10] = [
        Self::DeathBefore,
        Self::DeathAfter,
        Self::TimeoutBefore,
        Self::TimeoutAfter,
        Self::DroppedBefore,
        Self::DroppedAfter,
        Self::Throttled,
        Self::ServerErrorAfter,
        Self::RedirectAfter,
        Self::Lag,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::DeathBefore => "death before a request",
            Self::DeathAfter => "death after a request",
            Self::TimeoutBefore => "timeout, not done",
            Self::TimeoutAfter => "timeout, done",
            Self::DroppedBefore => "connection lost, not done",
            Self::DroppedAfter => "connection lost, done",
            Self::Throttled => "429",
            Self::ServerErrorAfter => "500, done",
            Self::RedirectAfter => "redirect, done",
            Self::RewordedAfter => "connection lost, done, reworded",
            Self::Lag => "list lag",
            Self::Edit => "edit",
            Self::Invoice => "invoice",
        }
    }
}

/// When something goes wrong.
#[derive(Debug)]
enum Plan {
    /// At these requests and commits, counted from 0.
    At {
        requests: BTreeMap<u32, Fault>,
        commits: BTreeMap<u32, Commit>,
    },
    /// At random: once in so many requests, and once in so many commits.
    Often {
        requests: u32,
        commits: u32,
        chance: Chance,
    },
}

/// What goes wrong from the moment they are armed on; requests and commits are
/// counted only then.
#[derive(Debug)]
pub(crate) struct Faults {
    plan: Plan,
    armed: bool,
    requests: u32,
    commits: u32,
    first_write: Option<u32>,
    /// How often each kind struck; a death at a commit is a kind of its own. What people
    /// did is counted along.
    struck: BTreeMap<&'static str, u64>,
}

impl Faults {
    fn new(plan: Plan) -> Self {
        Self {
            plan,
            armed: false,
            requests: 0,
            commits: 0,
            first_write: None,
            struck: BTreeMap::new(),
        }
    }

    /// Nothing goes wrong.
    pub(crate) fn none() -> Self {
        Self::new(Plan::At {
            requests: BTreeMap::new(),
            commits: BTreeMap::new(),
        })
    }

    /// One fault at one request.
    pub(crate) fn at_request(number: u32, fault: Fault) -> Self {
        Self::new(Plan::At {
            requests: BTreeMap::from([(number, fault)]),
            commits: BTreeMap::new(),
        })
    }

    /// Death at one commit.
    pub(crate) fn at_commit(number: u32, moment: Commit) -> Self {
        Self::new(Plan::At {
            requests: BTreeMap::new(),
            commits: BTreeMap::from([(number, moment)]),
        })
    }

    /// A fault once in so many requests, death once in so many commits.
    pub(crate) fn often(requests: u32, commits: u32, chance: Chance) -> Self {
        Self::new(Plan::Often {
            requests,
            commits,
            chance,
        })
    }

    pub(crate) fn arm(&mut self, armed: bool) {
        self.armed = armed;
    }

    pub(crate) fn are_armed(&self) -> bool {
        self.armed
    }

    /// Requests and commits so far.
    pub(crate) fn counted(&self) -> (u32, u32) {
        (self.requests, self.commits)
    }

    /// The next request writes.
    pub(crate) fn writes(&mut self) {
        self.first_write.get_or_insert(self.requests);
    }

    /// The first request that wrote.
    pub(crate) fn first_write(&self) -> Option<u32> {
        self.first_write
    }

    /// How often each kind struck.
    pub(crate) fn struck(&self) -> &BTreeMap<&'static str, u64> {
        &self.struck
    }

    /// Something else that is worth counting happened.
    pub(crate) fn note(&mut self, kind: &'static str) {
        *self.struck.entry(kind).or_default() += 1;
    }

    /// What goes wrong at the request that is about to leave.
    pub(crate) fn request(&mut self) -> Option<Fault> {
        let fault = self.next_fault();
        if let Some(fault) = fault {
            self.note(fault.word());
        }
        fault
    }

    fn next_fault(&mut self) -> Option<Fault> {
        if !self.armed {
            return None;
        }
        let number = self.requests;
        self.requests += 1;
        match &mut self.plan {
            Plan::At { requests, .. } => requests.remove(&number),
            Plan::Often {
                requests, chance, ..
            } => chance
                .one_in(*requests)
                .then(|| chance.pick(&Fault::WEATHER)),
        }
    }

    /// Whether the process dies at this moment of a commit.
    pub(crate) fn commit(&mut self, moment: Commit) -> bool {
        let dies = self.dies_at(moment);
        if dies {
            self.note("death at a commit");
        }
        dies
    }

    fn dies_at(&mut self, moment: Commit) -> bool {
        if !self.armed {
            return false;
        }
        if moment == Commit::Before {
            self.commits += 1;
        }
        let number = self.commits - 1;
        match &mut self.plan {
            Plan::At { commits, .. } if commits.get(&number) == Some(&moment) => {
                commits.remove(&number).is_some()
            }
            Plan::At { .. } => false,
            Plan::Often {
                commits, chance, ..
            } => chance.one_in(2 * *commits),
        }
    }
}
