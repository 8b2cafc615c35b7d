//! A clock that stands still until the test moves it. Waiting on it moves it on,
//! so that minutes of patience pass at once.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use workflow::ports::Clock;

/// The clock of an office: all its desktops go by it.
#[derive(Debug)]
pub struct StageClock {
    now: Mutex<Timestamp>,
}

impl StageClock {
    /// A clock that stands at noon of a day, in UTC.
    #[must_use]
    pub fn at(day: Date) -> Self {
        Self {
            now: Mutex::new(noon(day)),
        }
    }

    /// Moves to noon of a day.
    pub fn go_to(&self, day: Date) {
        *self.hand() = noon(day);
    }

    fn hand(&self) -> MutexGuard<'_, Timestamp> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn noon(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).unwrap()
}

#[async_trait]
impl Clock for StageClock {
    fn now(&self) -> Timestamp {
        *self.hand()
    }

    async fn sleep(&self, time: Duration) {
        {
            let mut now = self.hand();
            *now = now.saturating_add(time).unwrap_or(Timestamp::MAX);
        }
        tokio::task::yield_now().await;
    }
}
