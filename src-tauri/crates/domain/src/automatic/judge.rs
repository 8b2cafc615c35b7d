//! Whether a validated plan may be uploaded without a person.

use crate::{
    finding::{Code, Severity},
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{LineValues, Operation},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Up to what a run may upload by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The most that the lines may come to together, ups and downs added without
    /// regard to sign, in any one currency.
    pub amount: Decimal,
    /// The most lines.
    pub lines: u32,
    /// The most lines of subscriptions that were never billed before.
    pub first_time: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            amount: Decimal::from(500),
            lines: 25,
            first_time: 0,
        }
    }
}

/// What a validated plan would do, and what stands in its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Lines to write.
    pub lines: u32,
    /// Of them, those of subscriptions that were never billed before.
    pub first_time: u32,
    /// What was found.
    pub findings: Vec<Code>,
    /// Events that wait for a decision, and rows that could not be read.
    pub undecided: u32,
    changes: BTreeMap<Whose, Change>,
}

/// A subscription's part of a plan, on one agreement, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    currency: String,
    agreement: AgreementId,
    subscription: Option<SubscriptionId>,
    addition: Option<AdditionId>,
}

/// By how much something changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Change {
    /// The next invoice.
    now: Decimal,
    /// What goes on after it, for a whole period.
    later: Decimal,
}

/// Why a plan waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nobody allowed uploading by itself.
    NotAllowed,
    /// Findings that ask a person: how many.
    Asks(u32),
    /// Events that wait for a decision, and rows that could not be read: how many.
    Undecided(u32),
    /// More money than allowed.
    Amount {
        /// Currency.
        currency: String,
        /// How much.
        amount: Decimal,
        /// The limit.
        most: Decimal,
    },
    /// More lines than allowed.
    Lines {
        /// How many.
        lines: u32,
        /// The limit.
        most: u32,
    },
    /// More lines than allowed of subscriptions that were never billed before.
    FirstTime {
        /// How many.
        lines: u32,
        /// The limit.
        most: u32,
    },
}

/// What is to become of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// There is nothing to write, and nothing asks.
    Nothing,
    /// It may be uploaded.
    Upload,
    /// It waits for a person.
    Waits(Vec<Reason>),
}

/// Judges a plan. Every reason is told, so that a person need not come twice.
#[must_use]
pub fn judge(may_upload: bool, limits: &Limits, proposal: &Proposal) -> Verdict {
    let asking = proposal
        .findings
        .iter()
        .filter(|code| asks_a_person(**code));
    let asking = u32::try_from(asking.count()).unwrap_or(u32::MAX);
    let mut reasons = Vec::new();
    if asking > 0 {
        reasons.push(Reason::Asks(asking));
    }
    if proposal.undecided > 0 {
        reasons.push(Reason::Undecided(proposal.undecided));
    }
    reasons.extend(exceeded(limits, proposal));
    if proposal.lines > 0 && !may_upload {
        reasons.insert(0, Reason::NotAllowed);
    }
    match (reasons.is_empty(), proposal.lines) {
        (true, 0) => Verdict::Nothing,
        (true, _) => Verdict::Upload,
        (false, _) => Verdict::Waits(reasons),
    }
}

fn exceeded(limits: &Limits, proposal: &Proposal) -> Vec<Reason> {
    let over = proposal.amounts().into_iter();
    let over = over.filter(|(_, amount)| *amount > limits.amount);
    let mut reasons: Vec<Reason> = over
        .map(|(currency, amount)| Reason::Amount {
            currency,
            amount,
            most: limits.amount,
        })
        .collect();
    if proposal.lines > limits.lines {
        reasons.push(Reason::Lines {
            lines: proposal.lines,
            most: limits.lines,
        });
    }
    if proposal.first_time > limits.first_time {
        reasons.push(Reason::FirstTime {
            lines: proposal.first_time,
            most: limits.first_time,
        });
    }
    reasons
}

/// Whether a finding asks a person before anything is uploaded by itself. Every error
/// does, and every warning but those that only repeat what a person has settled.
#[must_use]
pub fn asks_a_person(code: Code) -> bool {
    match code.severity() {
        Severity::Error => true,
        Severity::Information => false,
        Severity::Warning => !matches!(
            code,
            Code::CycleNotSupported | Code::OnHold | Code::SameItemTwoCycles
        ),
    }
}

impl Proposal {
    /// Counts one operation in. `invoiced` is by how much it changes the next invoice,
    /// where that is known.
    pub fn count(
        &mut self,
        operation: &Operation,
        currency: &str,
        invoiced: Option<Decimal>,
        is_first_time: bool,
    ) {
        self.lines += 1;
        self.first_time += u32::from(is_first_time);
        // A quantity that changes is one line that ends and one that begins: what counts
        // is what they come to together.
        let is_ours = operation.subscription.is_some();
        let whose = Whose {
            currency: currency.to_owned(),
            agreement: operation.agreement,
            subscription: operation.subscription.clone(),
            addition: operation.addition.filter(|_| !is_ours),
        };
        let before = operation.before.as_ref().map_or(Decimal::ZERO, running);
        let later = running(&operation.after) - before;
        let change = self.changes.entry(whose).or_default();
        change.later += later;
        change.now += match invoiced {
            Some(known) => known,
            // Nobody knows: a closed line then counts whole.
            None if later.is_zero() => whole(&operation.after).abs(),
            None => later,
        };
    }

    /// What the plan comes to by currency: of each subscription the next invoice's
    /// change or the one that goes on, whichever is more, without regard to sign.
    #[must_use]
    pub fn amounts(&self) -> BTreeMap<String, Decimal> {
        let mut amounts = BTreeMap::new();
        for (whose, change) in &self.changes {
            let amount = change.now.abs().max(change.later.abs());
            *amounts.entry(whose.currency.clone()).or_default() += amount;
        }
        amounts
    }
}

/// What a line goes on billing each period.
fn running(values: &LineValues) -> Decimal {
    if values.billable && values.cancelled.is_none() {
        whole(values)
    } else {
        Decimal::ZERO
    }
}

fn whole(values: &LineValues) -> Decimal {
    values.quantity * values.unit_price
}
