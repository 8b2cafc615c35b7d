//! An upload is taken back: what it created is voided, what it ended runs on, what it
//! changed is as before; its subscriptions stand on hold until that is lifted.

use domain::{agreement::PostingMode, finding::Code, ids::AdditionId};
use jiff::civil::date;
use store::{JobId, JobStatus};
use tests::{
    shown,
    simple::{Draft, Simple},
};
use tokio_util::sync::CancellationToken;
use workflow::{jobs::Record, mapping::AgreementChoices, progress::unwatched};

async fn plan(simple: &Simple, export: JobId) -> Record {
    let workflow = &simple.desk.workflow;
    let planned = workflow.plan_undo(export, unwatched(), CancellationToken::new());
    simple.desk.record(planned.await.unwrap())
}

async fn carry_out(simple: &Simple, planned: &Record) -> Record {
    let workflow = &simple.desk.workflow;
    let undone = workflow.undo(planned.job.id, unwatched(), CancellationToken::new());
    simple.desk.record(undone.await.unwrap())
}

async fn uploaded(simple: &Simple) -> Record {
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await
}

fn codes(record: &Record) -> Vec<Code> {
    record.findings.iter().map(|finding| finding.code).collect()
}

fn held(simple: &Simple, held: bool) {
    let id = simple.subscription.key();
    simple.desk.workflow.hold(&id, held).unwrap();
}

#[tokio::test]
async fn what_was_created_is_voided_and_comes_back_when_the_hold_is_lifted() {
    let simple = Draft::changed(false).mapped().await;
    let export = uploaded(&simple).await;
    let lines = simple.office.lines(simple.agreement);
    let before = simple.office.writes();
    let planned = plan(&simple, export.job.id).await;
    assert_eq!(planned.job.status, JobStatus::Success);
    assert_eq!(codes(&planned), [Code::OnHold]);
    assert_eq!(planned.operations.len(), 2);
    assert_eq!(simple.office.writes(), before, "planning writes nothing");

    let undone = carry_out(&simple, &planned).await;
    assert_eq!(undone.job.status, JobStatus::Success);
    assert!(simple.office.billing(simple.agreement).is_empty());
    let on_hold = || simple.desk.workflow.overview().unwrap().on_hold;
    assert_eq!(on_hold(), 1, "it is said where everybody looks first");
    // Nothing is planned for what stands on hold.
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(codes(&validated), [Code::OnHold]);
    assert_eq!(shown::plan(&validated), [""; 0]);
    // Undoing once more finds nothing to do.
    let again = plan(&simple, export.job.id).await;
    assert_eq!(shown::plan(&again), [""; 0]);

    held(&simple, false);
    assert_eq!(on_hold(), 0);
    let again = uploaded(&simple).await;
    assert_eq!(again.job.status, JobStatus::Success);
    assert_eq!(simple.office.lines(simple.agreement), lines);
    let twice = simple.office.references();
    assert!(twice.values().all(|count| *count == 1), "{twice:?}");
}

#[tokio::test]
async fn what_was_ended_and_changed_is_as_before() {
    let mut simple = Draft::standing(true).mapped().await;
    uploaded(&simple).await;
    let lines = simple.office.lines(simple.agreement);
    simple.count(date(2026, 10, 19), 12);
    let second = uploaded(&simple).await;
    assert_ne!(simple.office.lines(simple.agreement), lines);
    let planned = plan(&simple, second.job.id).await;
    assert_eq!(
        carry_out(&simple, &planned).await.job.status,
        JobStatus::Success
    );
    let standing: Vec<String> = simple.office.lines(simple.agreement);
    let billing: Vec<&String> = standing
        .iter()
        .filter(|line| lines.contains(line))
        .collect();
    assert_eq!(billing.len(), lines.len(), "{standing:?}");
    assert_eq!(simple.office.billing(simple.agreement).len(), lines.len());
}

#[tokio::test]
async fn what_an_invoice_covers_stays_and_is_said_so() {
    let simple = Draft::standing(false).mapped().await;
    let export = uploaded(&simple).await;
    simple.office.invoice(simple.agreement);
    let planned = plan(&simple, export.job.id).await;
    assert_eq!(planned.job.status, JobStatus::Success);
    assert!(
        codes(&planned).contains(&Code::UndoInvoiced),
        "{:?}",
        planned.findings
    );
    carry_out(&simple, &planned).await;
    let lines = simple.office.lines(simple.agreement);
    assert_eq!(lines, ["b261001: 10 × 20 from 2026-10-01 to 2026-10-31"]);
}

#[tokio::test]
async fn what_a_person_changed_since_is_left_alone() {
    let simple = Draft::standing(false).mapped().await;
    let export = uploaded(&simple).await;
    let line = simple.office.line(simple.agreement, ":b261001");
    simple.office.edit_addition(&line, &[("quantity", "3")]);
    let before = simple.office.writes();
    let planned = plan(&simple, export.job.id).await;
    assert_eq!(planned.job.status, JobStatus::Error);
    assert!(codes(&planned).contains(&Code::LineChangedOutside));
    let workflow = &simple.desk.workflow;
    let refused = workflow.undo(planned.job.id, unwatched(), CancellationToken::new());
    refused.await.unwrap_err();
    assert_eq!(simple.office.writes(), before);
}

#[tokio::test]
async fn an_adopted_line_keeps_its_reference() {
    let simple = Draft::standing(false).mapped().await;
    uploaded(&simple).await;
    let line = simple.office.line(simple.agreement, ":b261001");
    // A line made by hand, as it was before Accord: no reference on it.
    simple
        .office
        .edit_addition(&line, &[("serialNumber", "null")]);
    let workflow = &simple.desk.workflow;
    let id = simple.subscription.key();
    let adopt = workflow::choices::AdditionDecision::Adopt(id);
    let decided = workflow.decide_duplicate(simple.agreement, AdditionId(line.id), adopt);
    decided.await.unwrap();
    let export = uploaded(&simple).await;
    assert_eq!(
        export.job.status,
        JobStatus::Success,
        "{:?}",
        export.findings
    );
    let planned = plan(&simple, export.job.id).await;
    assert!(
        codes(&planned).contains(&Code::UndoReferenceStays),
        "{:?}",
        planned.findings
    );
}

#[tokio::test]
async fn only_an_upload_that_has_ended_is_undone() {
    let simple = Draft::changed(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    let workflow = &simple.desk.workflow;
    let refused = workflow.plan_undo(validated.job.id, unwatched(), CancellationToken::new());
    let why = refused.await.unwrap_err().to_string();
    assert!(why.contains("only an upload can be undone"), "{why}");
}

/// Whose price an invoiced single line had is told nowhere.
#[tokio::test]
async fn single_lines_go_with_c3s_prices_alone() {
    let simple = Draft::changed(false).mapped().await;
    let workflow = &simple.desk.workflow;
    let choices = AgreementChoices {
        mode: Some(PostingMode::Single),
        ..AgreementChoices::default()
    };
    workflow
        .map_agreement(&simple.client.id, simple.agreement, choices)
        .unwrap();
    workflow.set("use-connectwise-price", "on").unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    assert!(codes(&validated).contains(&Code::SingleLinePrice));
    workflow.set("use-connectwise-price", "off").unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    // 10 for 16 days and 8 for 15, of 31, at 20.00: 180.65, over 8 licences.
    assert_eq!(
        shown::plan(&validated),
        [
            "create b261001: 8 × 22.5813 from 2026-10-01 to 2026-10-31",
            "create b261101: 8 × 20 from 2026-11-01"
        ]
    );
}
