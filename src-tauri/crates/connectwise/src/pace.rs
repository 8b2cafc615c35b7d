//! How many requests begin within a minute.
//!
//! A window that moves with time: within any 60 seconds no more than the limit
//! begin. Bursts within it are free, so that a short run waits for nothing.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep_until};

const WINDOW: Duration = Duration::from_secs(60);

/// The pace of one client.
#[derive(Debug)]
pub(crate) struct Pace {
    limit: usize,
    begun: Mutex<VecDeque<Instant>>,
}

impl Pace {
    /// At most `limit` requests, and at least one, in any 60 seconds.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit: limit.max(1),
            begun: Mutex::default(),
        }
    }

    /// Waits until a request may begin, and counts it. Dropped before, it has
    /// counted nothing.
    pub(crate) async fn turn(&self) {
        while let Some(free) = self.begin(Instant::now()) {
            sleep_until(free).await;
        }
    }

    /// Counts a request, or says when the next one may begin.
    fn begin(&self, now: Instant) -> Option<Instant> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        while begun.front().is_some_and(|first| *first + WINDOW <= now) {
            begun.pop_front();
        }
        if begun.len() >= self.limit {
            return begun.front().map(|first| *first + WINDOW);
        }
        begun.push_back(now);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn no_minute_has_more_than_the_limit() {
        let (pace, start) = (Pace::new(3), Instant::now());
        let mut begun = Vec::new();
        for _ in 0..10 {
            pace.turn().await;
            begun.push(start.elapsed().as_secs());
        }
        assert_eq!(begun, [0, 0, 0, 60, 60, 60, 120, 120, 120, 180]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_window_moves_with_time() {
        let (pace, start) = (Pace::new(2), Instant::now());
        pace.turn().await;
        tokio::time::advance(Duration::from_secs(45)).await;
        pace.turn().await;
        pace.turn().await;
        assert_eq!(start.elapsed().as_secs(), 60);
        pace.turn().await;
        assert_eq!(start.elapsed().as_secs(), 105);
    }
}
