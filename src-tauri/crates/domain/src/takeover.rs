//! Taking over an agreement that people kept by hand: what becomes of an
//! addition that is adopted or ended, and what is proposed for each.
//!
//! A proposal is only that: it knows the lines and the subscriptions, and not
//! what a person meant by them. Nothing here decides.

mod coverage;
mod proposal;

pub use coverage::{Covered, coverage};
pub use proposal::{Candidate, Proposal, Reason, propose};

use crate::{
    agreement::AgreementTerms,
    ids::{AdditionId, SubscriptionId},
    line::{Action, Line, LineValues, Operation},
    period::previous,
    reference::{LineKind, Reference},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Lines of one subscription and day that can be adopted: one name is kept free
/// for the line that follows them where they do not say what C3 does.
pub const MOST_ADOPTED: u8 = 9;

/// An addition that a person made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handmade {
    /// The addition.
    pub addition: AdditionId,
    /// What it says.
    pub values: LineValues,
    /// Whether some of its units are included, so that it bills fewer.
    pub has_included: bool,
}

impl Handmade {
    /// Whether it is in force on a day from `open` on. One that an earlier decision
    /// voided bills nothing and is over.
    #[must_use]
    pub fn is_in_force(&self, open: Date) -> bool {
        let values = &self.values;
        let span = values.span();
        let is_voided = !values.billable && values.cancelled == Some(values.effective);
        !is_voided && !span.is_empty() && span.last.is_none_or(|last| last >= open)
    }

    /// Whether it can become a line of Accord's.
    #[must_use]
    pub fn is_adoptable(&self) -> bool {
        self.values.billable && !self.has_included
    }
}

/// The line that an addition becomes when it is adopted: Accord's from `open` on,
/// or from its first day where that comes later. `None` when no name is left, of
/// which one is needed for what may have to follow it.
pub fn adopted(
    terms: &AgreementTerms,
    addition: AdditionId,
    values: &LineValues,
    subscription: &SubscriptionId,
    named: &mut BTreeSet<Reference>,
) -> Option<Line> {
    // The day in the reference says from when on the line is Accord's.
    let day = values.effective.max(terms.open());
    let reference = (0..MOST_ADOPTED)
        .map(|digit| Reference {
            subscription: subscription.clone(),
            kind: LineKind::Base,
            day,
            digit,
        })
        .find(|reference| !named.contains(reference))?;
    named.insert(reference.clone());
    Some(Line {
        addition,
        agreement: terms.id,
        reference,
        values: values.clone(),
        billed_as: Vec::new(),
    })
}

/// Ends an addition that is not Accord's on the day before `open`; one that lies
/// wholly from `open` on is voided.
#[must_use]
pub fn ended(terms: &AgreementTerms, addition: AdditionId, before: &LineValues) -> Operation {
    let open = terms.open();
    let is_free = before.effective >= open;
    let after = if is_free {
        LineValues {
            billable: false,
            cancelled: Some(before.effective),
            ..before.clone()
        }
    } else {
        LineValues {
            cancelled: Some(previous(open)),
            ..before.clone()
        }
    };
    Operation {
        action: if is_free { Action::Void } else { Action::End },
        agreement: terms.id,
        addition: Some(addition),
        subscription: None,
        reference: None,
        before: Some(before.clone()),
        after,
        text: None,
        because: Vec::new(),
    }
}
