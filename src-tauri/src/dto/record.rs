//! Records: what ran, what it found, and what it would write or wrote.

use super::{history::Action, mirror, number};
use domain::{finding, ids::AgreementId, line::LineValues};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::{
    jobs::{self, RecordNames},
    store::{self, JobOperation},
};

mirror! {
    /// What a record is of.
    JobKind of store::JobKind {
        /// A dry check.
        Validate,
        /// An upload.
        Export,
        /// An upload taken back.
        Undo,
    }
}

mirror! {
    /// How far a run is.
    JobStatus of store::JobStatus {
        /// At work.
        Running,
        /// Ended well.
        Success,
        /// Ended with an error.
        Error,
        /// Ended by the user.
        Cancelled,
        /// Cut off; may be resumed.
        Interrupted,
    }
}

mirror! {
    /// How far an operation is.
    OperationState of store::OperationState {
        /// Not begun.
        Planned,
        /// Its request may have left.
        Sending,
        /// ConnectWise has it.
        Confirmed,
        /// ConnectWise has it not, for certain.
        Failed,
        /// Nobody knows whether ConnectWise has it.
        Unknown,
    }
}

mirror! {
    /// How much a finding matters.
    Severity of finding::Severity {
        /// Nothing is uploaded for the customer.
        Error,
        /// Uploaded, but a person should know.
        Warning,
        /// Good to know.
        Information,
    }
}

mirror! {
    /// Where a finding is mended.
    Mending of finding::Mending {
        /// On the mapping screen.
        Mapping,
        /// At the agreement's terms.
        Agreement,
        /// At the subscription's billing cycle or opening quantity.
        Subscription,
        /// In the subscription history.
        History,
        /// At the rows that could not be read.
        Unreadable,
        /// By a word on a possible duplicate.
        Duplicate,
        /// By a word on a line.
        Line,
        /// In the settings.
        Settings,
        /// By reading both systems again.
        Refresh,
        /// By resuming an interrupted run.
        Resume,
        /// By validating again.
        Validate,
        /// In ConnectWise.
        InConnectWise,
        /// Nowhere: it is only to be known.
        Nothing,
    }
}

/// Which records to show; what is left out does not matter.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub(crate) struct JobFilter {
    /// Of this kind.
    pub(crate) kind: Option<JobKind>,
    /// That ended so.
    pub(crate) status: Option<JobStatus>,
    /// That concern this customer.
    pub(crate) customer: Option<String>,
}

impl From<JobFilter> for jobs::JobFilter {
    fn from(filter: JobFilter) -> Self {
        Self {
            kind: filter.kind.map(Into::into),
            status: filter.status.map(Into::into),
            customer: filter.customer.as_deref().map(domain::ids::CustomerId::new),
        }
    }
}

/// A record without its details.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Job {
    /// Number.
    pub(crate) id: u32,
    /// What it is of.
    pub(crate) kind: JobKind,
    /// How far it is.
    pub(crate) status: JobStatus,
    /// When it began.
    pub(crate) started_at: String,
    /// When it ended.
    pub(crate) finished_at: Option<String>,
    /// The day for which a rehearsal computes.
    pub(crate) as_of: Option<String>,
    /// The record whose plan it applies.
    pub(crate) source: Option<u32>,
    /// Why it ended with an error, as a whole.
    pub(crate) error: Option<String>,
    /// How many customers it is about.
    pub(crate) customers: u32,
    /// Errors found.
    pub(crate) errors: u32,
    /// Warnings found.
    pub(crate) warnings: u32,
    /// Changes planned.
    pub(crate) operations: u32,
    /// Changes that ConnectWise has.
    pub(crate) confirmed: u32,
    /// Changes that went wrong.
    pub(crate) failed: u32,
    /// It only plans: a validation, or the plan of an undo.
    pub(crate) plans: bool,
    /// The record that carried its plan out.
    pub(crate) uploaded_by: Option<u32>,
}

impl From<jobs::JobSummary> for Job {
    fn from(summary: jobs::JobSummary) -> Self {
        let job = summary.job;
        Self {
            id: number(job.id),
            kind: job.kind.into(),
            status: job.status.into(),
            started_at: job.started_at.to_string(),
            finished_at: job.finished_at.map(|at| at.to_string()),
            as_of: job.as_of.map(|day| day.to_string()),
            source: job.source.map(number),
            error: job.error,
            customers: job.customers,
            errors: summary.errors,
            warnings: summary.warnings,
            operations: summary.operations,
            confirmed: summary.confirmed,
            failed: summary.failed,
            plans: summary.plans,
            uploaded_by: summary.uploaded_by.map(number),
        }
    }
}

/// One finding of a record.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Finding {
    /// How much it matters.
    pub(crate) severity: Severity,
    /// Stable code.
    pub(crate) code: String,
    /// C3 customer.
    pub(crate) customer: String,
    /// Its name.
    pub(crate) customer_name: String,
    /// The subscription, where it is about one.
    pub(crate) subscription: Option<String>,
    /// That subscription's product.
    pub(crate) product: Option<String>,
    /// What is wrong, and what to do.
    pub(crate) message: String,
    /// Where it is mended.
    pub(crate) mending: Mending,
    /// The agreement, where it is about one.
    pub(crate) agreement: Option<u32>,
    /// The addition, where it is about one.
    pub(crate) addition: Option<u32>,
    /// The event, where it is about one.
    pub(crate) event: Option<u32>,
}

impl Finding {
    /// A finding in the window's shape.
    pub(crate) fn new(found: &finding::Finding, names: &RecordNames) -> Self {
        let subscription = found.subscription.as_ref();
        Self {
            severity: found.severity().into(),
            code: found.code.word().to_owned(),
            customer: found.customer.to_string(),
            customer_name: names
                .customers
                .get(&found.customer)
                .cloned()
                .unwrap_or_else(|| found.customer.to_string()),
            subscription: subscription.map(ToString::to_string),
            product: subscription.and_then(|id| names.products.get(id).cloned()),
            message: found.message.clone(),
            mending: found.code.mending().into(),
            agreement: found.agreement.map(|id| id.0),
            addition: found.addition.map(|id| id.0),
            event: found.event.map(number),
        }
    }
}

/// What is planned on one agreement.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AgreementPlan {
    /// C3 customer.
    pub(crate) customer: String,
    /// Its name.
    pub(crate) customer_name: String,
    /// ConnectWise agreement.
    pub(crate) agreement: u32,
    /// Its name.
    pub(crate) agreement_name: String,
    /// The company's name.
    pub(crate) company_name: String,
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// The next invoice, where it is known.
    pub(crate) next_invoice: Option<NextInvoice>,
    /// The changes.
    pub(crate) operations: Vec<Operation>,
}

/// The next invoice of an agreement.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct NextInvoice {
    /// Without the plan.
    pub(crate) before: String,
    /// With the plan.
    pub(crate) after: String,
    /// By how much it grows, or shrinks.
    pub(crate) change: String,
}

impl NextInvoice {
    /// A next invoice, before and after the plan.
    pub(crate) fn new(before: Decimal, after: Decimal) -> Self {
        let amount = |amount: Decimal| format!("{:.2}", amount);
        Self {
            before: amount(before),
            after: amount(after),
            change: amount(after - before),
        }
    }
}

/// One change of the plan.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Operation {
    /// Number.
    pub(crate) id: u32,
    /// What it does.
    pub(crate) action: Action,
    /// The addition; none while it is to be created.
    pub(crate) addition: Option<u32>,
    /// The subscription; none where a foreign addition is ended.
    pub(crate) subscription: Option<String>,
    /// That subscription's product.
    pub(crate) product: Option<String>,
    /// The line's reference.
    pub(crate) reference: Option<String>,
    /// What ConnectWise has now.
    pub(crate) before: Option<Line>,
    /// What it is to have.
    pub(crate) after: Line,
    /// The text on the invoice.
    pub(crate) text: Option<String>,
    /// The events behind it.
    pub(crate) events: Vec<u32>,
    /// How far it is.
    pub(crate) state: OperationState,
    /// What went wrong.
    pub(crate) error: Option<String>,
    /// What the line comes to on the next invoice, as planned.
    pub(crate) on_invoice: Option<OnInvoice>,
}

/// What a line comes to on the next invoice.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct OnInvoice {
    /// Without the change.
    pub(crate) before: String,
    /// With it.
    pub(crate) after: String,
}

/// What a line says.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Line {
    /// Catalog item.
    pub(crate) item: u32,
    /// Its identifier.
    pub(crate) item_name: String,
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

impl Operation {
    /// A change in the window's shape.
    pub(crate) fn new(row: &JobOperation, names: &RecordNames) -> Self {
        let operation = &row.operation;
        let subscription = operation.subscription.as_ref();
        Self {
            id: number(row.id),
            action: operation.action.into(),
            addition: row.response.or(operation.addition).map(|id| id.0),
            subscription: subscription.map(ToString::to_string),
            product: subscription.and_then(|id| names.products.get(id).cloned()),
            reference: operation.reference.as_ref().map(ToString::to_string),
            before: operation.before.as_ref().map(|line| Line::new(line, names)),
            after: Line::new(&operation.after, names),
            text: operation.text.clone(),
            events: operation.because.iter().copied().map(number).collect(),
            state: row.state.into(),
            error: row.error.clone(),
            on_invoice: row
                .invoice_before
                .zip(row.invoice_after)
                .map(|(before, after)| OnInvoice {
                    before: format!("{before:.2}"),
                    after: format!("{after:.2}"),
                }),
        }
    }
}

impl Line {
    fn new(line: &LineValues, names: &RecordNames) -> Self {
        let name = names.items.get(&line.item).cloned();
        Self {
            item: line.item.0,
            item_name: name.unwrap_or_else(|| format!("item {}", line.item)),
            quantity: line.quantity.normalize().to_string(),
            unit_price: price(line.unit_price),
            amount: format!(
                "{:.2}",
                domain::money::cents(line.quantity * line.unit_price)
            ),
            effective: line.effective.to_string(),
            cancelled: line.cancelled.map(|day| day.to_string()),
            billable: line.billable,
        }
    }
}

/// A price with at least two decimals.
pub(crate) fn price(price: Decimal) -> String {
    let mut price = price.normalize();
    if price.scale() < 2 {
        price.rescale(2);
    }
    price.to_string()
}

/// An agreement's name; its number where it is not known.
pub(crate) fn agreement_name(names: &RecordNames, id: AgreementId) -> String {
    let known = names.agreements.get(&id);
    known.map_or_else(|| format!("agreement {id}"), |known| known.name.clone())
}
