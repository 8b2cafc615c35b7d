//! Every finding that a validation can have: each is brought about on the
//! practice servers, mended by a use case where there is one, and validated again.

mod agreements;
mod catalog;
mod changed;
mod duplicates;
mod events;
mod ledger;
mod lines;
mod mapping;
mod notices;
mod prices;
mod settings;

use domain::finding::{Code, Severity};
use store::JobStatus;
use tests::{Simple, codes};
use workflow::jobs::Record;

/// Validates, and holds that these are the codes and the status that goes with
/// them.
async fn finds(simple: &Simple, expected: &[Code]) -> Record {
    let record = simple.desk.validate(&simple.client.id).await;
    assert_eq!(
        codes(&record),
        expected.iter().copied().collect(),
        "{:?}",
        record.findings
    );
    let errors = expected
        .iter()
        .any(|code| code.severity() == Severity::Error);
    let status = if errors {
        JobStatus::Error
    } else {
        JobStatus::Success
    };
    assert_eq!(record.job.status, status);
    record
}

/// Uploads a record and holds that it went well.
async fn uploads(simple: &Simple, validated: &Record) -> Record {
    let record = simple.desk.upload(validated).await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    record
}

/// Validates and uploads, and holds that nothing is left to do then.
async fn settles(simple: &Simple, expected: &[Code]) {
    let validated = finds(simple, expected).await;
    uploads(simple, &validated).await;
    let after = simple.desk.validate(&simple.client.id).await;
    assert_eq!(after.job.status, JobStatus::Success, "{:?}", after.findings);
    assert_eq!(tests::shown::plan(&after), [""; 0]);
}
