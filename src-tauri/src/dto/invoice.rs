//! The next invoice line by line, and why a line says what it does.

use super::{history::Action, number, record::price};
use serde::Serialize;
use specta::Type;
use workflow::{preview, why};

/// The next invoice of one agreement.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct InvoicePreview {
    /// ConnectWise agreement.
    pub(crate) agreement: u32,
    /// Its name.
    pub(crate) name: String,
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// First day of the period that it covers.
    pub(crate) first: String,
    /// Last day.
    pub(crate) last: String,
    /// What it adds up to without the plan.
    pub(crate) before: String,
    /// What it adds up to with the plan.
    pub(crate) after: String,
    /// Every addition, and those that the plan creates.
    pub(crate) lines: Vec<InvoiceLine>,
    /// What to know of it.
    pub(crate) notes: Vec<String>,
}

/// One addition on the next invoice.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct InvoiceLine {
    /// The addition; none while it is to be created.
    pub(crate) addition: Option<u32>,
    /// Whether it is Accord's.
    pub(crate) is_ours: bool,
    /// What the plan does with it.
    pub(crate) action: Option<Action>,
    /// The item's identifier.
    pub(crate) item_name: String,
    /// The text on the invoice.
    pub(crate) text: String,
    /// Units billed.
    pub(crate) quantity: String,
    /// Price of one for one period.
    pub(crate) unit_price: String,
    /// The days that count, in words.
    pub(crate) days: String,
    /// What it comes to without the plan.
    pub(crate) before: String,
    /// What it comes to with the plan.
    pub(crate) after: String,
}

/// Why a line says what it says.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct LineWhy {
    /// All of it as text, to be pasted.
    pub(crate) text: String,
    /// Step by step.
    pub(crate) steps: Vec<WhyStep>,
    /// What the steps come to.
    pub(crate) amount: String,
    /// The events behind it.
    pub(crate) events: Vec<u32>,
    /// The record that planned it.
    pub(crate) record: Option<u32>,
}

/// One step.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct WhyStep {
    /// In words.
    pub(crate) text: String,
    /// The sum behind it.
    pub(crate) calculation: Option<String>,
}

impl From<preview::AgreementPreview> for InvoicePreview {
    fn from(found: preview::AgreementPreview) -> Self {
        Self {
            agreement: found.agreement.0,
            name: found.name,
            currency: found.currency,
            first: found.period.first.to_string(),
            last: found.period.last.to_string(),
            before: found.before,
            after: found.after,
            lines: found.lines.into_iter().map(Into::into).collect(),
            notes: found.notes,
        }
    }
}

impl From<preview::PreviewLine> for InvoiceLine {
    fn from(line: preview::PreviewLine) -> Self {
        let days = line.counted.words();
        let counted = line.counted;
        // What is not billed any more shows what it was.
        let shown = match line.was {
            Some(was) if counted.days.is_empty() => was,
            _ => counted,
        };
        Self {
            addition: line.addition.map(|id| id.0),
            is_ours: line.reference.is_some(),
            action: line.operation.map(Into::into),
            item_name: line.item_name,
            text: line.what,
            quantity: shown.quantity,
            unit_price: shown.unit_price.parse().map_or(shown.unit_price, price),
            days,
            before: line.before,
            after: line.after,
        }
    }
}

impl From<why::LineWhy> for LineWhy {
    fn from(why: why::LineWhy) -> Self {
        let step = |step: domain::plan::why::Step| WhyStep {
            text: step.text,
            calculation: step.calculation,
        };
        Self {
            text: why.text,
            steps: why.steps.into_iter().map(step).collect(),
            amount: why.amount,
            events: why.events.into_iter().map(number).collect(),
            record: why.record.map(number),
        }
    }
}
