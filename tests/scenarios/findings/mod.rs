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
mod nameless;
mod notices;
mod prices;
mod settings;

use domain::finding::{Code, Severity};
use std::path::{Path, PathBuf};
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

/// Every code is brought about by some scenario, or in the simulation where it takes two
/// desktops at once: its name stands in one of them.
#[test]
fn no_code_is_left_out() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = sources(&tests.join("scenarios")) + &sources(&tests.join("simulation"));
    let missing = Code::ALL
        .iter()
        .filter(|code| !text.contains(&format!("Code::{code:?}")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&Code>::new());
}

/// The text of every source file below a folder.
fn sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => std::fs::read_to_string(path).unwrap(),
    };
    paths.map(text).collect()
}
