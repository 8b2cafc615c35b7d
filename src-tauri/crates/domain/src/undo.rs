//! Taking a run back: from what it did to a line, and what the line says now, the
//! operation that puts it back (`upload-engine.md` 5).
//!
//! The first law holds here too: a line that an invoice may have covered only ever gets
//! a last day, and no invoiced day is cut or added.

use crate::{
    ids::AdditionId,
    line::{Action, LineValues, Operation},
    period::{next, previous},
};
use jiff::civil::Date;

/// What a run did to one line, all its operations on it taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The line.
    pub addition: AdditionId,
    /// Its last operation, which names it.
    pub last: Operation,
    /// What it said before the run; `None` where the run created it.
    pub before: Option<LineValues>,
    /// The run wrote Accord's reference on it.
    pub adopted: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBack {
    /// This puts it back as it was.
    Whole(Box<Operation>),
    /// An invoice may have covered days of it; this takes back the days from `open` on.
    FromOpen(Box<Operation>),
    /// It is as it was already.
    Already,
    /// An invoice may have covered it; nothing can be taken back.
    Invoiced,
    /// Somebody, or a later run, has changed it since.
    ChangedSince,
    /// It is gone in ConnectWise.
    Gone,
}

impl Deed {
    /// A line's operations of one run, in the order in which they were carried out.
    #[must_use]
    pub fn of(addition: AdditionId, operations: &[Operation]) -> Option<Self> {
        let (first, last) = (operations.first()?, operations.last()?);
        let before = match first.action {
            Action::Create => None,
            _ => Some(first.before.clone()?),
        };
        Some(Self {
            addition,
            last: last.clone(),
            before,
            adopted: first.action == Action::Adopt,
        })
    }

    /// What takes it back, given what the line says now and the first day that no
    /// invoice covers.
    #[must_use]
    pub fn take_back(&self, stands: Option<&LineValues>, open: Date) -> TakenBack {
        let Some(stands) = stands else {
            return TakenBack::Gone;
        };
        let wanted = match &self.before {
            Some(before) => before.clone(),
            None => stands.voided(),
        };
        if *stands == wanted || self.is_ended(stands, open) {
            return TakenBack::Already;
        }
        if *stands != self.last.after {
            return TakenBack::ChangedSince;
        }
        if stands.effective >= open && wanted.effective >= open {
            return TakenBack::Whole(Box::new(self.operation(stands, wanted)));
        }
        self.within_the_law(stands, &wanted, open)
    }

    /// Whether a line that the run created, and that an invoice may have covered, has no
    /// more than its end before `open`, as an earlier undo leaves it.
    fn is_ended(&self, stands: &LineValues, open: Date) -> bool {
        let created = LineValues {
            cancelled: stands.cancelled,
            ..self.last.after.clone()
        };
        let has_ended = stands.cancelled.is_some_and(|last| last < open);
        self.before.is_none()
            && stands.effective < open
            && has_ended
            && *stands != self.last.after
            && *stands == created
    }

    /// A line that an invoice may have covered: only its last day may move, and only on
    /// days that are open.
    fn within_the_law(&self, stands: &LineValues, wanted: &LineValues, open: Date) -> TakenBack {
        let eve = previous(open);
        let is_open = |last: Option<Date>| last.is_none_or(|last| next(last) >= open);
        if stands.effective >= open || !is_open(stands.cancelled) {
            return TakenBack::Invoiced;
        }
        if self.before.is_none() {
            let ended = LineValues {
                cancelled: Some(eve),
                ..stands.clone()
            };
            return match stands.cancelled {
                Some(last) if last <= eve => TakenBack::Invoiced,
                _ => TakenBack::FromOpen(Box::new(self.operation(stands, ended))),
            };
        }
        let moved = LineValues {
            cancelled: wanted.cancelled,
            ..stands.clone()
        };
        if moved != *wanted || !is_open(wanted.cancelled) {
            return TakenBack::Invoiced;
        }
        TakenBack::Whole(Box::new(self.operation(stands, moved)))
    }

    fn operation(&self, stands: &LineValues, after: LineValues) -> Operation {
        let sooner = match (stands.cancelled, after.cancelled) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(now), Some(then)) => then < now,
        };
        let only_ends = LineValues {
            cancelled: stands.cancelled,
            ..after.clone()
        } == *stands;
        let action = match () {
            () if !after.billable && after.cancelled == Some(after.effective) => Action::Void,
            () if only_ends && sooner => Action::End,
            () => Action::Change,
        };
        Operation {
            action,
            addition: Some(self.addition),
            before: Some(stands.clone()),
            after,
            text: None,
            ..self.last.clone()
        }
    }
}
