//! Chance from a seed: the only randomness there is in a simulation.

/// A stream of random choices.
#[derive(Debug)]
pub(crate) struct Chance(fastrand::Rng);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A stream of its own, so that one part's choices do not shift another's.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.0.fork())
    }

    /// True once in `count` times.
    pub(crate) fn one_in(&mut self, count: u32) -> bool {
        self.0.u32(0..count) == 0
    }

    /// From `least` to `most`, both inclusive.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.i64(least..=most)
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.0.usize(0..choices.len())]
    }
}
