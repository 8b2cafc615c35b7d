//! Writes that are refused, or that answer well and do nothing: they are said,
//! and nothing that was written is written again.

use super::{Trouble, count};
use domain::finding::Code;
use store::{JobStatus, OperationState};
use tests::{codes, messages};

#[tokio::test]
async fn a_change_that_is_answered_and_not_made() {
    let mut trouble = Trouble::new().await;
    for write in 0..3 {
        let record = trouble
            .round(&format!("patch-noop=1@{write}"))
            .await
            .unwrap();
        assert_eq!(record.job.status, JobStatus::Error);
        assert_eq!(codes(&record), [Code::WriteFailed].into());
        let message = messages(&record, Code::WriteFailed)[0];
        assert!(
            message.contains("holds something else: quantity"),
            "{message}"
        );
        assert_eq!(count(&record, OperationState::Failed), 1);
        // The failed one stops its own subscription, not the others.
        assert_eq!(count(&record, OperationState::Planned), 1);
        assert_eq!(count(&record, OperationState::Confirmed), 4);
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_gateway_that_answers_instead_of_connectwise() {
    let mut trouble = Trouble::new().await;
    let mut failed = 0;
    for request in 4..14 {
        match trouble.round(&format!("gateway-text=1@{request}")).await {
            Some(record) if codes(&record) == [Code::WriteFailed].into() => {
                assert_eq!(record.job.status, JobStatus::Error);
                failed += 1;
            }
            // It struck while reading; nothing was written.
            Some(record) if codes(&record) == [Code::NotRead].into() => {
                assert_eq!(count(&record, OperationState::Planned), 6);
            }
            Some(record) => assert_eq!(record.job.status, JobStatus::Success),
            None => {}
        }
    }
    assert!(failed >= 2, "it struck {failed} writes");
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn keys_that_expire_in_mid_run() {
    let mut trouble = Trouble::new().await;
    let mut interrupted = 0;
    // At each request in turn, until an upload ends before the keys do.
    for request in 1.. {
        let met = trouble.round(&format!("keys-expire-at={request}")).await;
        // While the run prepares, there is nothing yet to record.
        let Some(record) = met else { continue };
        if record.job.status == JobStatus::Success {
            break;
        }
        assert_eq!(record.job.status, JobStatus::Interrupted);
        assert_eq!(count(&record, OperationState::Failed), 0);
        let [message] = messages(&record, Code::WriteFailed)[..] else {
            panic!("it is said once: {:?}", record.findings);
        };
        assert!(message.contains("does not accept the keys"), "{message}");
        assert!(message.contains("resume"), "{message}");
        interrupted += 1;
    }
    let said =
        "each of the six writes was one that it stopped, and the look before each of three changes";
    assert_eq!(interrupted, 9, "{said}");
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_missing_right_is_named_by_its_row() {
    let mut trouble = Trouble::new().await;
    for right in ["agreements-add", "agreements-edit"] {
        let record = trouble.round(&format!("forbid={right}")).await.unwrap();
        assert_eq!(record.job.status, JobStatus::Error);
        let message = messages(&record, Code::WriteFailed)[0];
        assert!(message.contains("security role needs “"), "{message}");
        assert_eq!(count(&record, OperationState::Failed), 3);
    }
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_site_that_checks_the_whole_record_shows_which_field_is_off() {
    let mut trouble = Trouble::new().await;
    let additions = trouble.office.additions(trouble.agreement);
    // Stored before the rule was: a text that is too long by now.
    let text = format!("\"{}\"", "x".repeat(6001));
    let validated = trouble.plan().await;
    trouble
        .office
        .edit_addition(&additions[0], &[("lessIncluded", "0")]);
    let stale = trouble.desk.upload(&validated).await;
    assert_eq!(codes(&stale), [Code::ChangedSinceValidation].into());

    trouble
        .office
        .edit_addition(&additions[0], &[("invoiceDescription", &text)]);
    let validated = trouble.desk.validate(&trouble.client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    trouble.office.faults("whole-record-validation");
    let record = trouble.desk.upload(&validated).await;
    trouble.office.heal();
    trouble.finish().await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "the plan writes the text anew"
    );
    trouble.bills_what_is_owed();
}

#[tokio::test]
async fn a_lost_answer_that_cannot_be_looked_up_stays_in_doubt_until_it_is_resumed() {
    let mut trouble = Trouble::new().await;
    let mut doubts = 0;
    for reads in 4..12 {
        let faults = format!("drop-after-post=1,500-read=100@{reads}");
        let Some(record) = trouble.round(&faults).await else {
            continue;
        };
        if codes(&record).contains(&Code::WriteUnknown) {
            assert_eq!(record.job.status, JobStatus::Interrupted);
            assert_eq!(count(&record, OperationState::Unknown), 1);
            doubts += 1;
        }
    }
    assert!(doubts >= 1, "{doubts} writes stayed in doubt");
    trouble.bills_what_is_owed();
}
