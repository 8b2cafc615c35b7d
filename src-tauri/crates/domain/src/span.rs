//! A span of days: first and last inclusive, possibly without an end.

use crate::period::{next, previous};
use jiff::civil::Date;

/// Days from `first` to `last`, both inclusive; empty when `last` is before
/// `first`; without a `last` it runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day, if there is one.
    pub last: Option<Date>,
}

impl Span {
    /// From `first` on, without an end.
    #[must_use]
    pub fn from(first: Date) -> Self {
        Self { first, last: None }
    }

    /// From `first` to `last`, both inclusive.
    #[must_use]
    pub fn between(first: Date, last: Date) -> Self {
        Self {
            first,
            last: Some(last),
        }
    }

    /// Whether no day is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.last.is_some_and(|last| last < self.first)
    }

    /// Whether `day` is in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// The days in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let last = match (self.last, other.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            first: self.first.max(other.first),
            last,
        }
    }

    /// The part from `day` on.
    #[must_use]
    pub fn since(self, day: Date) -> Self {
        self.and(Self::from(day))
    }

    /// The part before `day`.
    #[must_use]
    pub fn until(self, day: Date) -> Self {
        self.and(Self::between(Date::MIN, previous(day)))
    }

    /// The days of `self` that are not in `other`: none, one or two spans.
    #[must_use]
    pub fn without(self, other: Self) -> Vec<Self> {
        if self.and(other).is_empty() {
            return vec![self];
        }
        let before = self.until(other.first);
        let after = other.last.map(|last| self.since(next(last)));
        [Some(before), after]
            .into_iter()
            .flatten()
            .filter(|span| !span.is_empty())
            .collect()
    }

    /// Number of days; 0 when empty. A span without an end has more days than
    /// matter to anyone.
    #[must_use]
    pub fn days(self) -> i32 {
        let last = self.last.unwrap_or(Date::MAX);
        if last < self.first {
            0
        } else {
            (last - self.first).get_days() + 1
        }
    }
}
