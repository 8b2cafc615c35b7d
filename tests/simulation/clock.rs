//! Time that passes only when somebody waits.

use crate::{death::wait_turns, world::Shared};
use async_trait::async_trait;
use jiff::Timestamp;
use std::time::Duration;
use workflow::ports::Clock;

/// The world's time. A wait advances it at once.
#[derive(Debug)]
pub(crate) struct SimulatedClock(pub(crate) Shared);

#[async_trait]
impl Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        self.0.with(|world| world.now)
    }

    async fn sleep(&self, time: Duration) {
        self.0.with(|world| {
            world.now += time;
            world.note(format_args!("waited {} s", time.as_secs()));
        });
        wait_turns(1).await;
    }
}
