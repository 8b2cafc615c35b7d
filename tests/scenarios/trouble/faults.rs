//! Faults of the network and the server, each at every write of an upload.

use super::{Trouble, count};
use store::{JobStatus, OperationState};

/// A fault that the upload itself gets over: whichever write it strikes, all six
/// are confirmed at the end of the run.
async fn is_got_over(fault: &str, writes: u32) {
    let mut trouble = Trouble::new().await;
    for write in 0..writes {
        let record = trouble
            .round(&format!("{fault}=1@{write},retry-after=0"))
            .await
            .unwrap();
        assert_eq!(
            record.job.status,
            JobStatus::Success,
            "{write}: {:?}",
            record.findings
        );
        assert_eq!(count(&record, OperationState::Confirmed), 6);
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_connection_that_breaks_before_anything_was_done() {
    is_got_over("drop-before", 6).await;
}

#[tokio::test]
async fn a_connection_that_breaks_after_a_line_was_created() {
    is_got_over("drop-after-post", 3).await;
}

#[tokio::test]
async fn a_connection_that_breaks_after_a_line_was_changed() {
    is_got_over("drop-after-patch", 3).await;
}

#[tokio::test]
async fn a_redirect_of_what_was_done() {
    is_got_over("redirect-post", 3).await;
}

#[tokio::test]
async fn no_answer_to_what_was_not_done() {
    is_got_over("timeout-before", 6).await;
}

#[tokio::test]
async fn no_answer_to_what_was_done() {
    is_got_over("timeout-after", 6).await;
}

#[tokio::test]
async fn an_error_on_what_was_not_done() {
    is_got_over("500-before", 6).await;
}

#[tokio::test]
async fn an_error_on_what_was_done() {
    is_got_over("500-after-commit", 6).await;
}

#[tokio::test]
async fn throttling() {
    is_got_over("429", 6).await;
}

#[tokio::test]
async fn throttling_of_every_third_request() {
    let mut trouble = Trouble::new().await;
    let record = trouble.round("429-every=3,retry-after=0").await.unwrap();
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn lists_that_lag_behind_a_lost_answer() {
    let mut trouble = Trouble::new().await;
    for write in 0..3 {
        let faults = format!("drop-after-post=1@{write},list-lag=2");
        let record = trouble.round(&faults).await.unwrap();
        assert_eq!(
            record.job.status,
            JobStatus::Success,
            "{:?}",
            record.findings
        );
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn reads_that_fail_for_a_while() {
    let mut trouble = Trouble::new().await;
    for fault in [
        "drop-read=2",
        "500-read=2",
        "timeout-read=1",
        "drop-after-post=3,500-read=3",
    ] {
        let record = trouble.round(fault).await.unwrap();
        assert_eq!(
            record.job.status,
            JobStatus::Success,
            "{fault}: {:?}",
            record.findings
        );
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_site_that_moves_to_its_next_release() {
    let mut trouble = Trouble::new().await;
    for request in 1..=8 {
        let fault = format!("codebase-change-at={request}");
        let record = trouble.round(&fault).await.unwrap();
        assert_eq!(
            record.job.status,
            JobStatus::Success,
            "{fault}: {:?}",
            record.findings
        );
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn everything_at_once() {
    let mut trouble = Trouble::new().await;
    let faults = "drop-before=1,drop-after-post=1,500-after-commit=1@1,redirect-post=1@1,429=1";
    let record = trouble
        .round(&format!("{faults},retry-after=0,list-lag=1"))
        .await
        .unwrap();
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    trouble.bills_what_is_owed();
}
