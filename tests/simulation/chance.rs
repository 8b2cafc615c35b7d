//! Chance from a seed: the only randomness there is in a simulation.

/// A stream of random choices.
#[derive(Debug)]
pub(crate) struct Chance(fastrand::Rng);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// The stream of one part of a life, whatever its other parts draw.
    pub(crate) fn of(seed: u64, part: u64) -> Self {
        let mut mix = fastrand::Rng::with_seed(seed);
        let base = mix.u64(..);
        Self(fastrand::Rng::with_seed(
            base ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        ))
    }

    /// True once in `count` times.
    pub(crate) fn one_in(&mut self, count: u32) -> bool {
        self.0.u32(0..count) == 0
    }

    /// From `least` to `most`, both inclusive.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.i64(least..=most)
    }

    /// Below `count`.
    pub(crate) fn index(&mut self, count: usize) -> usize {
        self.0.usize(0..count)
    }

    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.0.usize(0..choices.len())]
    }
}
