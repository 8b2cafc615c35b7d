//! The plan of one subscription: what its lines should be from `open` on, and
//! the exact changes that get them there (`upload-engine.md` 3).
//!
//! It compares what should stand with what stands, and never counts what was
//! done before: run on the state that it leads to, it is empty. The first law
//! holds in every operation: a line effective before `open` only ever gets a
//! last day, `open`−1 or later.

mod billed;
mod claim;
mod converge;
mod desire;
mod late;
mod owner;
mod partly;
mod posting;
mod price;
mod settle;
mod stretch;
pub mod why;

pub use desire::{Desired, Desires};
pub use stretch::{Stretch, Value};

use crate::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId, ItemId, SubscriptionId},
    line::{Line, Operation},
    money::Rounding,
    text::Template,
    timeline::{ProductName, SuspendedBilling, Timeline},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Where a product of the customer is billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Agreement.
    pub agreement: AgreementId,
    /// Catalog item.
    pub item: ItemId,
    /// The catalog item's price, where it has one.
    pub catalog_price: Option<Decimal>,
}

/// The settings that a plan follows.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Where amounts are rounded.
    pub rounding: Rounding,
    /// How Suspended bills.
    pub suspended: SuspendedBilling,
    /// The text on a line.
    pub text: Template,
}

/// One subscription, with everything that its plan comes from.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// Which.
    pub subscription: &'a SubscriptionId,
    /// Day by day.
    pub timeline: &'a Timeline,
    /// Where each of the customer's products is billed.
    pub targets: &'a BTreeMap<ProductName, Target>,
    /// All lines with its reference on any agreement of the company, voided
    /// ones too, and the additions about to be adopted for it.
    pub lines: &'a [Line],
    /// Those of `lines` that are about to be adopted.
    pub adopting: &'a BTreeSet<AdditionId>,
    /// Lines that this desktop knows to have stood and that are gone, each with
    /// the last day that was invoiced while it stood as its last. What they billed
    /// on invoiced days counts; they come back from `open` only.
    pub vanished: &'a [Line],
    /// The first day of which this ledger knows what happened to it, where another
    /// desktop billed it before: what that one billed and corrected for the days before
    /// is left as it is. The first day of time where nobody else did.
    pub known_since: Date,
    /// The lines that this desktop made: what it settled was about days that it knows.
    pub made_here: &'a BTreeSet<AdditionId>,
}

/// What a plan found that a person should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// Days before the agreement's billing start are left out.
    BeforeBillingStart,
    /// Days after the agreement's end are left out.
    AfterAgreementEnd,
    /// The agreement ended before what its invoiced days got wrong became known: so
    /// much is due (or, below zero, was billed too much), and no line can carry it.
    LeftDue(Decimal),
    /// Another desktop corrected invoiced days before this ledger begins, and what is
    /// wrong since then cannot be told from it.
    CorrectedBefore,
    /// The price is zero.
    PriceZero,
    /// No price is known.
    PriceMissing,
    /// No suffix was left for a new line on the same day.
    NoReferenceLeft,
}

/// The plan of one subscription.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubscriptionPlan {
    /// In the order in which they are carried out: adoptions, ends, voids,
    /// changes, creations, each oldest first.
    pub operations: Vec<Operation>,
    /// What a person should know.
    pub notices: BTreeSet<(AgreementId, Notice)>,
    /// What base lines should say from `open` on, as the posting mode wants it.
    pub wanted: Vec<(AgreementId, Stretch)>,
}

/// Plans one subscription over all the agreements that it concerns.
///
/// `agreements` must hold the terms of each agreement in the subject's targets
/// and lines; a line on an agreement that is not there is left alone.
#[must_use]
pub fn plan(
    subject: &Subject<'_>,
    agreements: &BTreeMap<AgreementId, AgreementTerms>,
    rules: &Rules,
) -> SubscriptionPlan {
    let mut plan = SubscriptionPlan::default();
    let agreements: BTreeMap<AgreementId, AgreementTerms> = agreements
        .iter()
        .map(|(id, terms)| (*id, since_adoption(terms, subject)))
        .collect();
    for (terms, stretches) in owner::shares(subject, &agreements, rules, &mut plan.notices) {
        let lines: Vec<&Line> = subject
            .lines
            .iter()
            .filter(|line| line.agreement == terms.id)
            .collect();
        let vanished: Vec<&Line> = subject
            .vanished
            .iter()
            .filter(|line| line.agreement == terms.id)
            .collect();
        let past = settle::Past {
            terms,
            stretches: &stretches,
            heard: subject.timeline.heard(),
            lines: &lines,
            vanished: &vanished,
            known_since: subject.known_since,
            made_here: subject.made_here,
        };
        let desires = desire::desires(&past, rules);
        let left = desires.left_due.map(Notice::LeftDue);
        let unclear = desires.past_unclear.then_some(Notice::CorrectedBefore);
        let notices = left.into_iter().chain(unclear);
        plan.notices
            .extend(notices.map(|notice| (terms.id, notice)));
        plan.operations.extend(converge::operations(
            subject,
            terms,
            &lines,
            &desires,
            rules,
            &mut plan.notices,
        ));
        let wanted = desires.bases.into_iter();
        plan.wanted
            .extend(wanted.map(|stretch| (terms.id, stretch)));
    }
    // Ends of one agreement go before creations of another.
    plan.operations.sort_by(|a, b| {
        (a.action, a.after.effective, a.addition).cmp(&(b.action, b.after.effective, b.addition))
    });
    plan
}

/// The terms as they hold for a subscription for which a hand-made line was
/// adopted: what that billed before is unknown, so nothing before the day of its
/// adoption is settled.
fn since_adoption(terms: &AgreementTerms, subject: &Subject<'_>) -> AgreementTerms {
    let adopted = subject
        .lines
        .iter()
        .filter(|line| line.agreement == terms.id)
        .filter_map(Line::adopted_on)
        .max();
    let begins = adopted.map(|day| day.min(terms.open()).max(terms.begins()));
    AgreementTerms {
        bill_from: begins.or(terms.bill_from),
        ..terms.clone()
    }
}
