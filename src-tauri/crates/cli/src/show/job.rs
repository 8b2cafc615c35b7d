//! A record, as the contract's document and as text.

use super::table;
use domain::{finding::Finding, line::Operation};
use serde_json::{Value, json};
use workflow::{
    jobs::Record,
    store::{Job, JobKind, JobOperation},
};

/// A record without its details.
pub(crate) fn summary(job: &Job) -> Value {
    json!({
        "id": job.id,
        "kind": job.kind.word(),
        "status": job.status.word(),
        "started_at": job.started_at.to_string(),
        "finished_at": job.finished_at.map(|at| at.to_string()),
        "customers": job.customers,
        "as_of": job.as_of.map(|day| day.to_string()),
        "source": job.source,
        "message": job.error,
    })
}

/// A record with its details: findings, and the plan or the operations.
pub(crate) fn data(record: &Record) -> Value {
    let mut data = summary(&record.job);
    data["findings"] = record.findings.iter().map(finding).collect();
    data["plan"] = record
        .operations
        .iter()
        .map(|row| planned(&row.operation))
        .collect();
    data["operations"] = match record.job.kind {
        JobKind::Validate => json!([]),
        JobKind::Export | JobKind::Undo => record.operations.iter().map(operation).collect(),
    };
    data
}

fn finding(finding: &Finding) -> Value {
    json!({
        "customer": finding.customer.as_str(),
        "subscription": finding.subscription.as_ref().map(|id| id.as_str()),
        "severity": finding.severity(),
        "code": finding.code.word(),
        "message": finding.message,
    })
}

fn planned(operation: &Operation) -> Value {
    let after = &operation.after;
    let before = operation.before.as_ref().map(|before| {
        json!({
            "item": before.item.0,
            "quantity": before.quantity.to_string(),
            "unit_price": price(before.unit_price),
            "effective_date": before.effective.to_string(),
            "cancelled_date": before.cancelled.map(|day| day.to_string()),
            "billable": before.billable,
        })
    });
    json!({
        "agreement": operation.agreement.0,
        "operation": operation.action.word(),
        "addition": operation.addition.map(|id| id.0),
        "subscription": operation.subscription.as_ref().map(|id| id.as_str()),
        "reference": operation.reference.as_ref().map(ToString::to_string),
        "item": after.item.0,
        "quantity": after.quantity.normalize().to_string(),
        "unit_price": price(after.unit_price),
        "effective_date": after.effective.to_string(),
        "cancelled_date": after.cancelled.map(|day| day.to_string()),
        "billable": after.billable,
        "text": operation.text,
        "events": operation.because,
        "before": before,
    })
}

/// A price with at least two decimals, as money is written.
fn price(price: rust_decimal::Decimal) -> String {
    let mut price = price.normalize();
    if price.scale() < 2 {
        price.rescale(2);
    }
    price.to_string()
}

fn operation(row: &JobOperation) -> Value {
    let mut data = planned(&row.operation);
    data["state"] = json!(row.state.word());
    data["addition"] = json!(row.response.or(row.operation.addition).map(|id| id.0));
    data["error"] = json!(row.error);
    data
}

/// A record for people.
pub(crate) fn text(record: &Record) -> String {
    let job = &record.job;
    let mut text = format!("{} {}: {}\n", kind(job), job.id, job.status.word());
    if let Some(error) = &job.error {
        text += &format!("{error}\n");
    }
    if !record.findings.is_empty() {
        let rows = record.findings.iter().map(|finding| {
            vec![
                format!("{:?}", finding.severity()),
                finding.code.word().to_owned(),
                finding.message.clone(),
            ]
        });
        text += &format!(
            "{}\n",
            table(&["Severity", "Code", "Finding"], rows.collect())
        );
    }
    if record.operations.is_empty() {
        text += "No line is to be changed in ConnectWise\n";
    } else {
        text += &format!("{}\n", lines(&record.operations));
    }
    text
}

fn lines(operations: &[JobOperation]) -> String {
    let rows = operations.iter().map(|row| {
        let operation = &row.operation;
        let after = &operation.after;
        let until = after
            .cancelled
            .map_or_else(|| "on".to_owned(), |day| day.to_string());
        vec![
            operation.agreement.to_string(),
            operation.action.word().to_owned(),
            operation.text.clone().unwrap_or_else(|| {
                operation
                    .reference
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default()
            }),
            after.quantity.normalize().to_string(),
            price(after.unit_price),
            format!("{} – {until}", after.effective),
            row.state.word().to_owned(),
        ]
    });
    table(
        &[
            "Agreement",
            "Does",
            "Line",
            "Quantity",
            "Price",
            "Days",
            "State",
        ],
        rows.collect(),
    )
}

/// A list of records for people.
pub(crate) fn list(jobs: &[Job]) -> String {
    let rows = jobs.iter().map(|job| {
        vec![
            job.id.to_string(),
            kind(job).to_owned(),
            job.status.word().to_owned(),
            job.started_at.to_string(),
            job.customers.to_string(),
        ]
    });
    table(
        &["Record", "Kind", "Status", "Started", "Customers"],
        rows.collect(),
    )
}

fn kind(job: &Job) -> &'static str {
    match job.kind {
        JobKind::Validate => "Validate",
        JobKind::Export => "Export",
        JobKind::Undo => "Undo",
    }
}
