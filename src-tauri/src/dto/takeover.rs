//! Taking an agreement over: hand-made lines with what is proposed and decided for
//! each, what it comes to day by day, and edited lines side by side.

use super::record::{NextInvoice, price};
use domain::{
    ids::{AdditionId, SubscriptionId},
    line::LineValues,
    money::cents,
    takeover::Proposal,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::{
    assemble::{self, BilledDays, EditOutcome},
    choices::{self, AdditionDecision, LineVerdict, Word},
    store::DuplicateChoice,
};

/// The word on a possible duplicate.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(tag = "word", rename_all = "kebab-case")]
pub(crate) enum DuplicateWord {
    /// It becomes the line of this subscription.
    Adopt {
        /// Which.
        subscription: String,
    },
    /// It ends on the day before the first one that no invoice covers.
    End,
    /// It is something else and stays as it is.
    Leave,
}

/// Whose values a line keeps.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LineWord {
    /// What somebody wrote in ConnectWise.
    Theirs,
    /// What Accord's plan says.
    Ours,
}

/// A word on one line.
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct LineDecided {
    /// The addition.
    pub(crate) addition: u32,
    /// The word; none takes an earlier one back.
    pub(crate) word: Option<DuplicateWord>,
}

/// An agreement about to be taken over.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct TakeOver {
    /// The agreement's name.
    pub(crate) name: String,
    /// C3 customer.
    pub(crate) customer: String,
    /// Its name.
    pub(crate) customer_name: String,
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// The first day that no invoice covers yet.
    pub(crate) open: String,
    /// Its hand-made lines.
    pub(crate) lines: Vec<HandLine>,
    /// The subscriptions that it bills.
    pub(crate) subscriptions: Vec<BilledSubscription>,
    /// What stands against taking it over.
    pub(crate) obstacles: Vec<String>,
    /// No gap and no overlap on any day from `open` on.
    pub(crate) is_even: bool,
    /// What it comes to.
    pub(crate) says: String,
    /// The next invoice.
    pub(crate) next_invoice: NextInvoice,
}

/// A hand-made line.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct HandLine {
    /// The addition.
    pub(crate) addition: u32,
    /// The catalog item.
    pub(crate) item: u32,
    /// Its identifier.
    pub(crate) item_name: String,
    /// What the catalog calls it.
    pub(crate) product: Option<String>,
    /// The text on the invoice.
    pub(crate) text: Option<String>,
    /// What it says.
    pub(crate) values: LineFacts,
    /// Units that are included and not billed, where there are any.
    pub(crate) included: Option<String>,
    /// It may be a duplicate and needs a word.
    pub(crate) needs_word: bool,
    /// It can be adopted.
    pub(crate) is_adoptable: bool,
    /// What is proposed.
    pub(crate) proposal: DuplicateWord,
    /// Why.
    pub(crate) reason: String,
    /// What counts now: the draft, or what was saved.
    pub(crate) word: Option<DuplicateWord>,
}

/// What a line says.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LineFacts {
    /// Quantity.
    pub(crate) quantity: String,
    /// Price of one unit for one billing cycle.
    pub(crate) unit_price: String,
    /// Quantity times price, to the cent.
    pub(crate) amount: String,
    /// First day.
    pub(crate) effective: String,
    /// Last day; none while it runs on.
    pub(crate) cancelled: Option<String>,
    /// Whether it is billed.
    pub(crate) billable: bool,
}

/// A subscription that the agreement bills.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct BilledSubscription {
    /// Its id.
    pub(crate) id: String,
    /// Its product.
    pub(crate) product: String,
    /// What it has, in words.
    pub(crate) has: String,
    /// The catalog item under which it is billed.
    pub(crate) item: u32,
    /// From the first open day on.
    pub(crate) days: Vec<CoveredDays>,
}

/// Days on which nothing changes.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CoveredDays {
    /// First day.
    pub(crate) from: String,
    /// Last day; none where it goes on.
    pub(crate) to: Option<String>,
    /// Licences that hand-made lines given to it bill today.
    pub(crate) by_hand: String,
    /// Licences that should be billed.
    pub(crate) wanted: String,
    /// Licences that will be.
    pub(crate) stands: String,
    /// Neither a gap nor an overlap.
    pub(crate) is_even: bool,
    /// The same in words.
    pub(crate) says: String,
}

/// A line that somebody edited.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct EditedLine {
    /// What Accord wrote; none where another desktop did.
    pub(crate) written: Option<LineFacts>,
    /// What stands now.
    pub(crate) stands: LineFacts,
    /// The first day that no invoice covers yet.
    pub(crate) open: String,
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// What keeping theirs would do.
    pub(crate) theirs: Outcome,
    /// What taking ours would do.
    pub(crate) ours: Outcome,
}

/// What a choice would do.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Outcome {
    /// The subscription's lines that bill from the first open day on.
    pub(crate) lines: Vec<LineFacts>,
    /// The same in a sentence.
    pub(crate) says: String,
    /// The next invoice, where it is planned.
    pub(crate) next_invoice: Option<NextInvoice>,
}

/// The words on lines, as the use case takes them.
pub(crate) fn words(drafts: Vec<LineDecided>) -> Vec<Word> {
    let word = |draft: LineDecided| (AdditionId(draft.addition), draft.word.map(Into::into));
    drafts.into_iter().map(word).collect()
}

impl From<DuplicateWord> for AdditionDecision {
    fn from(word: DuplicateWord) -> Self {
        match word {
            DuplicateWord::Adopt { subscription } => {
                Self::Adopt(SubscriptionId::new(&subscription))
            }
            DuplicateWord::End => Self::End,
            DuplicateWord::Leave => Self::Leave,
        }
    }
}

impl From<LineWord> for LineVerdict {
    fn from(word: LineWord) -> Self {
        match word {
            LineWord::Theirs => Self::Theirs,
            LineWord::Ours => Self::Ours,
        }
    }
}

impl From<Proposal> for DuplicateWord {
    fn from(proposal: Proposal) -> Self {
        match proposal {
            Proposal::Adopt(subscription, _) => Self::Adopt {
                subscription: subscription.to_string(),
            },
            Proposal::End(_) => Self::End,
            Proposal::Leave(_) => Self::Leave,
        }
    }
}

impl From<DuplicateChoice> for DuplicateWord {
    fn from(choice: DuplicateChoice) -> Self {
        match choice {
            DuplicateChoice::Adopt(subscription) => Self::Adopt {
                subscription: subscription.to_string(),
            },
            DuplicateChoice::End => Self::End,
            DuplicateChoice::Leave => Self::Leave,
        }
    }
}

impl From<assemble::Takeover> for TakeOver {
    fn from(found: assemble::Takeover) -> Self {
        Self {
            name: found.name,
            customer: found.customer.to_string(),
            customer_name: found.customer_name,
            currency: found.currency,
            open: found.open.to_string(),
            lines: found.lines.into_iter().map(Into::into).collect(),
            subscriptions: found.subscriptions.into_iter().map(Into::into).collect(),
            obstacles: found.obstacles,
            is_even: found.is_even,
            says: found.says,
            next_invoice: NextInvoice::new(found.invoice.before, found.invoice.after),
        }
    }
}

impl From<assemble::HandLine> for HandLine {
    fn from(line: assemble::HandLine) -> Self {
        let included = line.included.normalize();
        Self {
            addition: line.addition.0,
            item: line.values.item.0,
            item_name: line.item,
            product: line.product,
            text: line.text,
            values: (&line.values).into(),
            included: (!included.is_zero()).then(|| included.to_string()),
            needs_word: line.needs_word,
            is_adoptable: line.is_adoptable,
            proposal: line.proposal.into(),
            reason: line.reason,
            word: line.word.map(Into::into),
        }
    }
}

impl From<&LineValues> for LineFacts {
    fn from(values: &LineValues) -> Self {
        Self {
            quantity: values.quantity.normalize().to_string(),
            unit_price: price(values.unit_price),
            amount: format!("{:.2}", cents(values.quantity * values.unit_price)),
            effective: values.effective.to_string(),
            cancelled: values.cancelled.map(|day| day.to_string()),
            billable: values.billable,
        }
    }
}

impl From<assemble::Billed> for BilledSubscription {
    fn from(billed: assemble::Billed) -> Self {
        Self {
            id: billed.subscription.to_string(),
            product: billed.product,
            has: billed.has,
            item: billed.item.0,
            days: billed.days.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<BilledDays> for CoveredDays {
    fn from(days: BilledDays) -> Self {
        Self {
            from: days.span.first.to_string(),
            to: days.span.last.map(|day| day.to_string()),
            by_hand: days.by_hand.normalize().to_string(),
            wanted: days.wanted.normalize().to_string(),
            stands: days.stands.normalize().to_string(),
            is_even: days.is_even,
            says: days.says,
        }
    }
}

impl From<choices::EditedLine> for EditedLine {
    fn from(line: choices::EditedLine) -> Self {
        Self {
            written: line.written.as_ref().map(Into::into),
            stands: (&line.stands).into(),
            open: line.open.to_string(),
            currency: line.currency,
            theirs: line.theirs.into(),
            ours: line.ours.into(),
        }
    }
}

impl From<EditOutcome> for Outcome {
    fn from(outcome: EditOutcome) -> Self {
        let invoice = outcome.invoice;
        Self {
            lines: outcome.lines.iter().map(Into::into).collect(),
            says: outcome.says,
            next_invoice: invoice.map(|invoice| NextInvoice::new(invoice.before, invoice.after)),
        }
    }
}
