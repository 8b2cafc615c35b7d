//! Deliberate mistakes, one at a time, to see that the simulation catches each.
//!
//! Without the feature `mutation`, which only the simulation's own check turns on, none
//! is ever made and the compiler leaves nothing of it behind.

/// A mistake that the engine can be made to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mistake {
    /// A write whose answer never came is sent again without a look.
    PostTwice = 1,
    /// What invoiced days got wrong is not put right.
    SettlementForgotten,
    /// What was settled before is settled once more.
    SettledTwice,
    /// A change counts from the day after.
    DayOffByOne,
    /// Prices are rounded to cents before amounts are.
    RoundedTwice,
    /// Adjustments have the wrong sign.
    WrongSign,
    /// Some events do not count.
    EventDropped,
    /// New lines of a subscription carry one and the same reference.
    ReferenceReused,
    /// What changed since the validation does not matter.
    FingerprintIgnored,
    /// A write whose answer never came counts as not done.
    UnknownTakenForFailed,
    /// One look at a list proves that a write was not done.
    ListLagBelieved,
    /// Lines that an invoice may have covered end a day too early.
    EndedTooEarly,
}

impl Mistake {
    /// All there are.
    pub const ALL: [Self; 12] = [
        Self::PostTwice,
        Self::SettlementForgotten,
        Self::SettledTwice,
        Self::DayOffByOne,
        Self::RoundedTwice,
        Self::WrongSign,
        Self::EventDropped,
        Self::ReferenceReused,
        Self::FingerprintIgnored,
        Self::UnknownTakenForFailed,
        Self::ListLagBelieved,
        Self::EndedTooEarly,
    ];
}

#[cfg(feature = "mutation")]
static MADE: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);

/// From now on this mistake is made, and no other.
#[cfg(feature = "mutation")]
pub fn make(mistake: Option<Mistake>) {
    let number = mistake.map_or(0, |mistake| mistake as u8);
    MADE.store(number, std::sync::atomic::Ordering::Relaxed);
}

/// Whether this mistake is made.
#[cfg(feature = "mutation")]
#[must_use]
pub fn made(mistake: Mistake) -> bool {
    MADE.load(std::sync::atomic::Ordering::Relaxed) == mistake as u8
}

/// Whether this mistake is made: never.
#[cfg(not(feature = "mutation"))]
#[must_use]
pub const fn made(_: Mistake) -> bool {
    false
}
