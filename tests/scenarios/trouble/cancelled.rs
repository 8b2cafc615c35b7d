//! Cancelling: what was written stays recorded, the rest is not written, and the
//! next validation and upload complete it.

use super::{Trouble, count};
use std::sync::Arc;
use store::{JobStatus, OperationState};
use tokio_util::sync::CancellationToken;
use workflow::{
    jobs::Record,
    progress::{Phase, Progress, Watcher},
};

/// Uploads and cancels as soon as so many operations are done.
async fn cancel_after(trouble: &Trouble, validated: &Record, done: u32) -> Record {
    let cancel = CancellationToken::new();
    let token = cancel.clone();
    let watcher: Watcher = Arc::new(move |progress: Progress| {
        if progress.phase == Phase::Writing && progress.done == done {
            token.cancel();
        }
    });
    let job = trouble
        .desk
        .workflow
        .upload(validated.job.id, watcher, cancel)
        .await
        .unwrap();
    trouble.desk.record(job)
}

#[tokio::test]
async fn what_was_written_stays_and_the_rest_is_not() {
    let mut trouble = Trouble::new().await;
    // Up to three are on their way at once; of the last two none may be left.
    for done in 0..4 {
        let validated = trouble.plan().await;
        let before = trouble.office.writes();
        let record = cancel_after(&trouble, &validated, done).await;
        assert_eq!(record.job.status, JobStatus::Cancelled, "after {done}");
        let confirmed = count(&record, OperationState::Confirmed);
        assert_eq!(trouble.office.writes() - before, confirmed);
        assert_eq!(count(&record, OperationState::Planned), 6 - confirmed);
        assert!(confirmed < 6);
        trouble.finish().await;
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn another_window_cancels_by_the_records_number() {
    let mut trouble = Trouble::new().await;
    let validated = trouble.plan().await;
    let workflow = trouble.desk.workflow.clone();
    let watcher: Watcher = Arc::new(move |progress: Progress| {
        if progress.phase == Phase::Writing && progress.done == 2 {
            let running = workflow.jobs(1).unwrap().remove(0);
            assert_eq!(running.status, JobStatus::Running);
            assert!(workflow.cancel(running.id).unwrap().cancel_requested);
        }
    });
    let cancel = CancellationToken::new();
    let job = trouble
        .desk
        .workflow
        .upload(validated.job.id, watcher, cancel)
        .await
        .unwrap();
    let record = trouble.desk.record(job);
    assert_eq!(record.job.status, JobStatus::Cancelled);
    assert!(count(&record, OperationState::Planned) > 0);
    trouble.desk.workflow.cancel(job).unwrap_err();
    trouble.finish().await;
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn uploading_the_same_record_again_does_what_is_left() {
    let mut trouble = Trouble::new().await;
    let validated = trouble.plan().await;
    let first = cancel_after(&trouble, &validated, 3).await;
    let second = trouble.desk.upload(&validated).await;
    assert_eq!(
        second.job.status,
        JobStatus::Success,
        "{:?}",
        second.findings
    );
    let confirmed = |record| count(record, OperationState::Confirmed);
    assert_eq!(confirmed(&first) + second.operations.len(), 6);
    assert_eq!(confirmed(&second), second.operations.len());
    trouble.finish().await;
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_cancelled_validation_cannot_be_uploaded() {
    let mut trouble = Trouble::new().await;
    trouble.plan().await;
    let cancel = CancellationToken::new();
    let token = cancel.clone();
    let watcher: Watcher = Arc::new(move |progress: Progress| {
        if progress.phase == Phase::Planning {
            token.cancel();
        }
    });
    let scope = workflow::Scope::All;
    let workflow = &trouble.desk.workflow;
    let job = workflow
        .validate(&scope, None, watcher, cancel)
        .await
        .unwrap();
    let cancelled = trouble.desk.record(job);
    assert_eq!(cancelled.job.status, JobStatus::Cancelled);
    let refused = trouble.desk.try_upload(&cancelled).await.unwrap_err();
    assert!(
        refused.to_string().contains("did not end in Success"),
        "{refused}"
    );
    trouble.finish().await;
}
