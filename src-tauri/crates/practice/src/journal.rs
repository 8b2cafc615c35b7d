//! What the practice ConnectWise was asked, in order.
//!
//! Kept so that a test can say how often a request was sent. Bodies are kept as a
//! digest only: enough to see that two were the same. Headers are not kept.

use crate::connectwise::exchange::Call;
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// Older requests than these many are counted, but no longer listed.
const KEPT_MAX: usize = 100_000;

/// One request and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// Its place in the order, from 1.
    pub number: u64,
    /// Method.
    pub method: String,
    /// Path.
    pub path: String,
    /// Query, as it was sent.
    pub query: String,
    /// Status answered; none when no answer was sent.
    pub status: Option<u16>,
    /// The fault that struck it.
    pub fault: Option<&'static str>,
    /// A digest of the body; none when there was no body.
    pub body: Option<Uuid>,
}

/// The requests so far.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    kept: VecDeque<Request>,
    total: u64,
    counts: BTreeMap<String, u64>,
}

impl Journal {
    /// Adds a request with what became of it.
    pub(crate) fn record(&mut self, call: &Call, status: Option<u16>, fault: Option<&'static str>) {
        self.total += 1;
        let outcome = status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        let key = format!("{} {outcome}", call.method);
        *self.counts.entry(key).or_default() += 1;
        if self.kept.len() == KEPT_MAX {
            self.kept.pop_front();
        }
        let digest = || Uuid::new_v5(&Uuid::NAMESPACE_OID, call.body.as_bytes());
        self.kept.push_back(Request {
            number: self.total,
            method: call.method.to_string(),
            path: call.path.clone(),
            query: call.query.clone(),
            status,
            fault,
            body: (!call.body.is_empty()).then(digest),
        });
    }

    /// The requests that are kept, oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.kept.iter().cloned().collect()
    }

    /// How many there were in all.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// How many there were of each method and status, as in `POST 201`.
    pub(crate) fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::testing::call;

    #[test]
    fn requests_are_numbered_and_counted_and_bodies_compared() {
        let mut journal = Journal::default();
        journal.record(&call("GET", "/a?x=1", ""), Some(200), None);
        for body in ["{}", "{}", "{ }"] {
            journal.record(&call("POST", "/a", body), None, Some("drop"));
        }
        let requests = journal.requests();
        assert_eq!(requests[0].query, "x=1");
        assert_eq!(requests[0].body, None);
        assert_eq!(requests[1].body, requests[2].body);
        assert_ne!(requests[2].body, requests[3].body);
        assert_eq!(requests[3].number, 4);
        assert_eq!(journal.counts()["POST none"], 3);
        assert_eq!(journal.total(), 4);
    }
}
