//! New additions that lists do not show yet.
//!
//! A list was seen to lag behind writes for minutes, while the record itself
//! could be read by its id. A lag is a number of lists, a length of time, or
//! both: then the record shows when both are over.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

/// How long a new record is missing from lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lag {
    /// This many lists of its agreement.
    pub(crate) lists: u32,
    /// This long.
    pub(crate) time: Duration,
}

/// The records that are missing, by agreement.
#[derive(Debug, Default)]
pub(super) struct Unseen(BTreeMap<u32, Vec<Waiting>>);

#[derive(Debug)]
struct Waiting {
    id: u32,
    lists: u32,
    until: Instant,
}

impl Unseen {
    /// Keeps a new record from lists.
    pub(super) fn hide(&mut self, agreement: u32, id: u32, lag: Lag, now: Instant) {
        if lag == Lag::default() {
            return;
        }
        let until = now + lag.time;
        let lists = lag.lists;
        let waiting = self.0.entry(agreement).or_default();
        waiting.push(Waiting { id, lists, until });
    }

    /// The records that a list of this agreement, read now, does not show.
    pub(super) fn next_list(&mut self, agreement: u32, now: Instant) -> BTreeSet<u32> {
        let Some(waiting) = self.0.get_mut(&agreement) else {
            return BTreeSet::new();
        };
        waiting.retain(|one| one.lists > 0 || one.until > now);
        for one in waiting.iter_mut() {
            one.lists = one.lists.saturating_sub(1);
        }
        waiting.iter().map(|one| one.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_shows_after_so_many_lists_of_its_agreement() {
        let (mut unseen, now) = (Unseen::default(), Instant::now());
        let lag = Lag {
            lists: 2,
            ..Lag::default()
        };
        unseen.hide(1, 9, lag, now);
        assert!(unseen.next_list(2, now).is_empty());
        assert!(unseen.next_list(1, now).contains(&9));
        assert!(unseen.next_list(1, now).contains(&9));
        assert!(unseen.next_list(1, now).is_empty());
    }

    #[test]
    fn a_record_shows_after_its_time() {
        let (mut unseen, now) = (Unseen::default(), Instant::now());
        let time = Duration::from_secs(60);
        unseen.hide(1, 9, Lag { lists: 0, time }, now);
        let just_before = now + Duration::from_secs(59);
        assert!(unseen.next_list(1, just_before).contains(&9));
        assert!(unseen.next_list(1, now + time).is_empty());
    }

    #[test]
    fn without_a_lag_nothing_is_hidden() {
        let (mut unseen, now) = (Unseen::default(), Instant::now());
        unseen.hide(1, 9, Lag::default(), now);
        assert!(unseen.next_list(1, now).is_empty());
    }
}
