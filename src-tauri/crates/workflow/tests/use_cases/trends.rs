//! What each agreement's next invoice grows or shrinks by, by the last plans.

use crate::{records::agreement, standing::standing, world::World};
use domain::ids::AgreementId;
use rust_decimal::Decimal;
use serde_json::json;
use store::JobStatus;
use tokio_util::sync::CancellationToken;
use workflow::{listing::Trends, progress::unwatched};

/// Ten licences, mapped and not billed yet.
async fn ten() -> World {
    standing(&[("2026-09-05", [0, 10])], &[]).await
}

fn shown(trends: &Trends) -> Vec<String> {
    let largest = trends.largest.iter().map(|one| {
        let state = if one.uploaded { "uploaded" } else { "planned" };
        format!(
            "{}, {}: {} to {}, {state}",
            one.customer_name, one.name, one.before, one.after
        )
    });
    let sums = trends.sums.iter().map(|sum| {
        format!(
            "{:?}: {} grow by {}, {} shrink by {}",
            sum.currency, sum.growing, sum.more, sum.shrinking, sum.less
        )
    });
    largest.chain(sums).collect()
}

#[tokio::test]
async fn a_plan_shows_what_it_changes_until_the_next_one_changes_nothing() {
    let world = ten().await;
    let trends = || shown(&world.workflow.invoice_trends(9).unwrap());
    assert!(trends().is_empty());

    let record = world.validate().await;
    let planned = trends();
    assert_eq!(planned.len(), 2, "{planned:?}");
    assert!(planned[0].ends_with(", planned"), "{planned:?}");
    assert!(planned[1].contains("1 grow by"), "{planned:?}");

    let upload = world
        .workflow
        .upload(record.job.id, unwatched(), CancellationToken::new());
    let exported = upload.await.unwrap();
    assert_eq!(
        world.workflow.record(exported).unwrap().job.status,
        JobStatus::Success
    );
    let uploaded = trends();
    assert_eq!(uploaded[0], planned[0].replace("planned", "uploaded"));

    world.validate().await;
    assert!(trends().is_empty());
}

#[tokio::test]
async fn an_invoice_that_was_made_since_is_no_next_one() {
    let world = ten().await;
    world.validate().await;
    assert!(!world.workflow.invoice_trends(9).unwrap().sums.is_empty());
    world.next_invoice(1, Some("2027-03-01"));
    world.refresh().await;
    assert_eq!(world.workflow.invoice_trends(9).unwrap(), Trends::default());
}

#[tokio::test]
async fn what_was_taken_back_is_told_no_more() {
    let world = ten().await;
    let record = world.validate().await;
    let cancel = CancellationToken::new;
    let upload = world.workflow.upload(record.job.id, unwatched(), cancel());
    let exported = upload.await.unwrap();
    let planned = world.workflow.plan_undo(exported, unwatched(), cancel());
    let planned = planned.await.unwrap();
    assert!(!world.workflow.invoice_trends(9).unwrap().sums.is_empty());
    let undone = world.workflow.undo(planned, unwatched(), cancel());
    undone.await.unwrap();
    assert_eq!(world.workflow.invoice_trends(9).unwrap(), Trends::default());
}

#[tokio::test]
async fn a_plan_with_errors_promises_nothing() {
    let world = ten().await;
    world.validate().await;
    assert!(!world.workflow.invoice_trends(9).unwrap().sums.is_empty());
    let gone = json!({"name": "Cloud monthly", "agreementStatus": "Cancelled"});
    world.connectwise.site().agreements = vec![agreement(1, 11, gone)];
    let record = world.validate().await;
    assert_eq!(record.job.status, JobStatus::Error);
    assert_eq!(world.workflow.invoice_trends(9).unwrap(), Trends::default());
}

#[tokio::test]
async fn the_largest_changes_come_first_and_all_are_counted() {
    let world = ten().await;
    world.validate().await;
    let all = world.workflow.invoice_trends(9).unwrap();
    let none = world.workflow.invoice_trends(0).unwrap();
    assert!(none.largest.is_empty());
    assert_eq!(none.sums, all.sums);
    let [one] = &all.largest[..] else {
        panic!("{all:?}");
    };
    assert_eq!(one.agreement, AgreementId(1));
    assert_eq!(all.sums[0].more, one.after - one.before);
    assert_eq!(all.sums[0].less, Decimal::ZERO);
}
