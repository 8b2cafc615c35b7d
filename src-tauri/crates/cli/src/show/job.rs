//! A record, as the contract's document and as text.

use super::{
    Column::{Number, Text},
    counted, moment, or_dash,
    places::Places,
    price, table,
};
use domain::{
    finding::Finding,
    line::{LineValues, Operation},
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workflow::{
    jobs::Record,
    store::{Job, JobKind, JobOperation, JobStatus},
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
            "quantity": before.quantity.normalize().to_string(),
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

fn operation(row: &JobOperation) -> Value {
    let mut data = planned(&row.operation);
    data["state"] = json!(row.state.word());
    data["addition"] = json!(row.response.or(row.operation.addition).map(|id| id.0));
    data["error"] = json!(row.error);
    data
}

/// A record for people.
pub(crate) fn text(record: &Record, places: &Places) -> String {
    let job = &record.job;
    let as_of = job.as_of.map(|day| format!(", as of {day}"));
    let mut text = format!(
        "{} {}: {}{}\n",
        kind(job),
        job.id,
        job.status.word(),
        as_of.unwrap_or_default()
    );
    if let Some(error) = &job.error {
        text += &format!("{error}\n");
    }
    if !record.findings.is_empty() {
        text += &format!("\n{}\n", findings(&record.findings));
    }
    let operations = &record.operations;
    if operations.is_empty() && job.status == JobStatus::Success {
        text += "Nothing is to be changed in ConnectWise\n";
    }
    for of_agreement in operations.chunk_by(same_place) {
        text += &lines(job, of_agreement, places);
    }
    if !operations.is_empty() {
        text += &format!("\n{}\n", sum(operations));
    }
    text
}

fn findings(findings: &[Finding]) -> String {
    let rows = findings.iter().map(|finding| {
        vec![
            format!("{:?}", finding.severity()),
            finding.code.word().to_owned(),
            finding.message.clone(),
        ]
    });
    let columns = [Text("Severity"), Text("Code"), Text("Finding")];
    table(&columns, rows.collect(), "")
}

fn same_place(one: &JobOperation, next: &JobOperation) -> bool {
    one.customer == next.customer && one.operation.agreement == next.operation.agreement
}

/// The lines of one agreement under its name, and what went wrong with them.
fn lines(job: &Job, operations: &[JobOperation], places: &Places) -> String {
    let mut columns = vec![
        Text("Does"),
        Text("Line"),
        Number("Quantity"),
        Number("Price"),
        Text("Days"),
    ];
    let mut rows: Vec<Vec<String>> = operations.iter().map(line).collect();
    let mut add = |title: &'static str, value: fn(&JobOperation) -> String| {
        columns.push(Text(title));
        for (row, operation) in rows.iter_mut().zip(operations) {
            row.push(value(operation));
        }
    };
    if operations.iter().any(|row| row.operation.before.is_some()) {
        add("Was", |row| was(&row.operation));
    }
    if job.kind != JobKind::Validate {
        add("State", |row| row.state.word().to_owned());
    }
    let heading = operations
        .first()
        .map(|row| places.heading(&row.customer, &row.operation));
    let heading = heading.unwrap_or_default();
    let mut text = format!("\n{heading}\n{}\n", table(&columns, rows, ""));
    for row in operations {
        if let Some(error) = &row.error {
            text += &format!("  {}: {error}\n", name(&row.operation));
        }
    }
    text
}

fn line(row: &JobOperation) -> Vec<String> {
    let operation = &row.operation;
    let after = &operation.after;
    vec![
        operation.action.word().to_owned(),
        name(operation),
        after.quantity.normalize().to_string(),
        price(after.unit_price),
        days(after),
    ]
}

/// The line's text, else the reference by which it is known.
fn name(operation: &Operation) -> String {
    let reference = || or_dash(operation.reference.as_ref());
    operation.text.clone().unwrap_or_else(reference)
}

fn days(values: &LineValues) -> String {
    let from = values.effective;
    match values.cancelled {
        Some(_) if !values.billable => "not billed".to_owned(),
        Some(to) => format!("{from} to {to}"),
        None => format!("from {from}"),
    }
}

/// What of the line is another now.
fn was(operation: &Operation) -> String {
    let (Some(before), after) = (&operation.before, &operation.after) else {
        return String::new();
    };
    let amounts = (before.quantity, before.unit_price) != (after.quantity, after.unit_price);
    let quantity = before.quantity.normalize();
    let parts = [
        amounts.then(|| format!("{quantity} × {}", price(before.unit_price))),
        (days(before) != days(after)).then(|| days(before)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `3 lines: 2 create, 1 end`.
fn sum(operations: &[JobOperation]) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for row in operations {
        *counts.entry(row.operation.action.word()).or_default() += 1;
    }
    let parts: Vec<_> = counts
        .iter()
        .map(|(word, number)| format!("{number} {word}"))
        .collect();
    let lines = counted(operations.len(), "line", "lines");
    format!("{lines}: {}", parts.join(", "))
}

/// A list of records for people.
pub(crate) fn list(jobs: &[Job]) -> String {
    let zone = TimeZone::system();
    let rows = jobs.iter().map(|job| {
        vec![
            job.id.to_string(),
            kind(job).to_owned(),
            job.status.word().to_owned(),
            moment(job.started_at, &zone),
            or_dash(job.finished_at.map(|at| moment(at, &zone))),
            job.customers.to_string(),
        ]
    });
    let columns = [
        Number("Record"),
        Text("Kind"),
        Text("Status"),
        Text("Started"),
        Text("Finished"),
        Number("Customers"),
    ];
    table(&columns, rows.collect(), "There are no records yet")
}

fn kind(job: &Job) -> &'static str {
    match job.kind {
        JobKind::Validate => "Validate",
        JobKind::Export => "Export",
        JobKind::Undo => "Undo",
    }
}
