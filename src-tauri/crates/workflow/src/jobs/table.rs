//! The records as tables: one record with all it found and wrote, and the list of
//! records.
//!
//! Ids and names stand side by side, so that a table can be looked up in both
//! systems. Decimals are whole and instants UTC, as they are kept.

use super::{JobFilter, JobId, JobSummary, Record, RecordNames, sheet::Sheet};
use crate::{Workflow, error::Error};
use domain::{
    finding::{Finding, Severity},
    ids::{AgreementId, CustomerId, SubscriptionId},
    line::LineValues,
};
use store::JobOperation;

const RECORD_HEAD: [&str; 15] = [
    "Record",
    "Row",
    "Severity or state",
    "Code or action",
    "Message",
    "Customer",
    "Customer name",
    "Company",
    "Agreement",
    "Agreement name",
    "Currency",
    "Subscription",
    "Product",
    "Addition",
    "Reference",
];

/// Of a line, before and after.
const LINE_HEAD: [&str; 12] = [
    "Item before",
    "Quantity before",
    "Unit price before",
    "From before",
    "Until before",
    "Billed before",
    "Item after",
    "Quantity after",
    "Unit price after",
    "From after",
    "Until after",
    "Billed after",
];

const RECORDS_HEAD: [&str; 13] = [
    "Record",
    "Kind",
    "Status",
    "Started",
    "Finished",
    "As of",
    "Plan of record",
    "Customers",
    "Errors",
    "Warnings",
    "Changes",
    "Confirmed",
    "Failed",
];

impl Workflow {
    /// A record's findings, and then its operations, as CSV with one head row.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn record_csv(&self, id: JobId) -> Result<String, Error> {
        let record = self.record(id)?;
        let names = self.record_names(&record)?;
        let table = Table {
            record: &record,
            names: &names,
        };
        let mut sheet = Sheet::new(&[&RECORD_HEAD[..], &LINE_HEAD].concat())?;
        for finding in &record.findings {
            sheet.row(table.finding(finding))?;
        }
        for row in &record.operations {
            sheet.row(table.operation(row))?;
        }
        sheet.text()
    }

    /// The records that match as CSV, the newest first, with one head row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn records_csv(&self, filter: &JobFilter) -> Result<String, Error> {
        let found = self
            .store
            .read(|reader| reader.job_summaries(filter, 0, None))?;
        let mut sheet = Sheet::new(&RECORDS_HEAD)?;
        for summary in &found.items {
            sheet.row(summarised(summary))?;
        }
        sheet.text()
    }
}

/// One record as a table.
struct Table<'r> {
    record: &'r Record,
    names: &'r RecordNames,
}

impl Table<'_> {
    fn finding(&self, finding: &Finding) -> Vec<String> {
        let severity = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
        };
        let mut cells = self.begin("finding", severity, finding.code.word(), &finding.message);
        cells.extend(self.about(
            &finding.customer,
            finding.agreement,
            finding.subscription.as_ref(),
        ));
        cells.extend([shown(finding.addition), String::new()]);
        cells.extend(line(None, self.names));
        cells.extend(line(None, self.names));
        cells
    }

    fn operation(&self, row: &JobOperation) -> Vec<String> {
        let operation = &row.operation;
        let message = row.error.as_deref().or(operation.text.as_deref());
        let mut cells = self.begin(
            "operation",
            row.state.word(),
            operation.action.word(),
            message.unwrap_or_default(),
        );
        cells.extend(self.about(
            &row.customer,
            Some(operation.agreement),
            operation.subscription.as_ref(),
        ));
        cells.extend([shown(row.addition()), shown(operation.reference.as_ref())]);
        cells.extend(line(operation.before.as_ref(), self.names));
        cells.extend(line(Some(&operation.after), self.names));
        cells
    }

    fn begin(&self, row: &str, state: &str, code: &str, message: &str) -> Vec<String> {
        let record = self.record.job.id.to_string();
        let words = [row, state, code, message].map(str::to_owned);
        [record].into_iter().chain(words).collect()
    }

    /// The cells that say what a row is about.
    fn about(
        &self,
        customer: &CustomerId,
        agreement: Option<AgreementId>,
        subscription: Option<&SubscriptionId>,
    ) -> [String; 8] {
        let names = self.names;
        let known = agreement.and_then(|id| names.agreements.get(&id));
        let product = subscription.and_then(|id| names.products.get(id));
        [
            customer.to_string(),
            shown(names.customers.get(customer)),
            shown(known.map(|agreement| &agreement.company_name)),
            shown(agreement),
            shown(known.map(|agreement| &agreement.name)),
            shown(known.and_then(|agreement| agreement.currency.as_ref())),
            shown(subscription),
            shown(product),
        ]
    }
}

fn line(values: Option<&LineValues>, names: &RecordNames) -> [String; 6] {
    let Some(values) = values else {
        return Default::default();
    };
    let item = names.items.get(&values.item);
    [
        item.map_or_else(|| values.item.to_string(), Clone::clone),
        values.quantity.to_string(),
        values.unit_price.to_string(),
        values.effective.to_string(),
        shown(values.cancelled),
        if values.billable { "yes" } else { "no" }.to_owned(),
    ]
}

fn summarised(summary: &JobSummary) -> [String; 13] {
    let job = &summary.job;
    [
        job.id.to_string(),
        job.kind.word().to_owned(),
        job.status.word().to_owned(),
        job.started_at.to_string(),
        shown(job.finished_at),
        shown(job.as_of),
        shown(job.source),
        job.customers.to_string(),
        summary.errors.to_string(),
        summary.warnings.to_string(),
        summary.operations.to_string(),
        summary.confirmed.to_string(),
        summary.failed.to_string(),
    ]
}

/// What is not there is an empty cell.
fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
