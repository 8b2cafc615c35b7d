//! The program is closed in mid-upload: at the next start the record shows as
//! interrupted, and resuming settles what is in doubt before it writes.

use super::{Trouble, count};
use std::sync::Arc;
use store::{JobKind, JobStatus, OperationState};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use workflow::{
    jobs::Record,
    progress::{Phase, Progress, Watcher},
};

/// Uploads, and lets go of everything once so many operations are done: requests
/// on their way are cut off, and nothing more is recorded.
async fn close_after(trouble: &Trouble, validated: &Record, done: u32) {
    let reached = Arc::new(Notify::new());
    let notify = reached.clone();
    let watcher: Watcher = Arc::new(move |progress: Progress| {
        if progress.phase == Phase::Writing && progress.done >= done {
            notify.notify_one();
        }
    });
    let job = validated.job.id;
    let upload = trouble
        .desk
        .workflow
        .upload(job, watcher, CancellationToken::new());
    tokio::select! {
        biased;
        () = reached.notified() => {}
        ended = upload => panic!("the upload ended before it was closed: {ended:?}"),
    }
}

fn newest(trouble: &Trouble) -> Record {
    let job = trouble.desk.workflow.jobs(1).unwrap().remove(0);
    trouble.desk.record(job.id)
}

#[tokio::test]
async fn an_interrupted_upload_is_resumed() {
    let mut trouble = Trouble::new().await;
    // Up to three are on their way at once.
    for done in 0..4 {
        let validated = trouble.plan().await;
        close_after(&trouble, &validated, done).await;
        trouble.desk = trouble.desk.restarted();
        let record = newest(&trouble);
        assert_eq!(record.job.kind, JobKind::Export);
        assert_eq!(record.job.status, JobStatus::Interrupted, "after {done}");
        let resumed = trouble.desk.resume().await.remove(0);
        assert_eq!(resumed.job.id, record.job.id);
        assert_eq!(
            resumed.job.status,
            JobStatus::Success,
            "{done}: {:?}",
            resumed.findings
        );
        assert_eq!(count(&resumed, OperationState::Confirmed), 6);
        trouble.finish().await;
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn nothing_else_is_planned_or_written_until_it_is_resumed() {
    let mut trouble = Trouble::new().await;
    let validated = trouble.plan().await;
    close_after(&trouble, &validated, 2).await;
    trouble.desk = trouble.desk.restarted();
    let refused = trouble.desk.try_upload(&validated).await.unwrap_err();
    assert!(refused.to_string().contains("resume it first"), "{refused}");
    let all = workflow::Scope::All;
    let unwatched = workflow::progress::unwatched();
    let cancel = CancellationToken::new();
    let refused = trouble
        .desk
        .workflow
        .validate(&all, None, unwatched, cancel)
        .await;
    assert!(refused.unwrap_err().to_string().contains("resume it first"));
    trouble.finish().await;
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn closed_again_while_resuming() {
    let mut trouble = Trouble::new().await;
    let mut closed = 0;
    // Requests that were on their way may have left little to resume: it may end
    // before it is closed.
    for done in 0..3 {
        let validated = trouble.plan().await;
        close_after(&trouble, &validated, 1).await;
        trouble.desk = trouble.desk.restarted();
        closed += u32::from(is_closed_while_resuming(&trouble, done).await);
        trouble.desk = trouble.desk.restarted();
        trouble.finish().await;
    }
    assert!(closed >= 1, "resuming was closed {closed} times");
    trouble.bills_what_is_owed();
}

/// Resumes, and lets go of everything once so many operations are done; whether
/// that came before the end.
async fn is_closed_while_resuming(trouble: &Trouble, done: u32) -> bool {
    let reached = Arc::new(Notify::new());
    let notify = reached.clone();
    let watcher: Watcher = Arc::new(move |progress: Progress| {
        if progress.phase == Phase::Writing && progress.done >= done {
            notify.notify_one();
        }
    });
    let resume = trouble
        .desk
        .workflow
        .resume(watcher, CancellationToken::new());
    tokio::select! {
        biased;
        () = reached.notified() => true,
        ended = resume => {
            ended.unwrap();
            false
        }
    }
}
