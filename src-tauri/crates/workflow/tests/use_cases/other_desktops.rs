//! Lines that another desktop wrote, and lines of a subscription that nothing else
//! tells of any more.

use crate::{
    records::item,
    standing::{codes, invoiced, message, plan, rows, standing},
    world::World,
};
use domain::{
    finding::Code,
    ids::{AdditionId, AgreementId, CustomerId},
};
use jiff::civil::date;
use serde_json::json;
use store::JobStatus;
use workflow::{choices::LineVerdict, mapping::AgreementChoices};

/// Ten by this ledger; another desktop knows of eight from 20 November on.
async fn behind() -> World {
    let ten = json!({
        "quantity": 10, "effectiveDate": "2026-10-01T00:00:00Z",
        "cancelledDate": "2026-11-19T00:00:00Z",
    });
    let eight = json!({"quantity": 8, "effectiveDate": "2026-11-20T00:00:00Z"});
    standing(
        &[("2026-09-05", [0, 10])],
        &[("b261001", ten), ("b261120", eight)],
    )
    .await
}

async fn decide(world: &World, verdict: LineVerdict) {
    let record = world.validate().await;
    assert_eq!(codes(&record), [Code::LedgerBehind].into());
    let said = message(&record, Code::LedgerBehind);
    assert!(
        said.contains("take Accord's values, or keep theirs"),
        "{said}"
    );
    for line in [1, 2] {
        let decided = world
            .workflow
            .decide_line(AgreementId(1), AdditionId(line), verdict);
        decided.await.unwrap();
    }
}

#[tokio::test]
async fn what_another_desktop_knows_more_is_kept() {
    let world = behind().await;
    decide(&world, LineVerdict::Theirs).await;
    world.is_settled().await;
}

#[tokio::test]
async fn what_another_desktop_knows_more_is_taken_back() {
    let world = behind().await;
    decide(&world, LineVerdict::Ours).await;
    let record = world.validate().await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    assert_eq!(
        plan(&record),
        [
            "void 8 × 20 from 2026-11-20 to 2026-11-20",
            "change 10 × 20 from 2026-10-01",
        ]
    );
}

/// Five by C3's invoice, and their line, made by another desktop.
async fn five(product: &str) -> World {
    invoiced(product, &[("b261101", json!({"quantity": 5}))]).await
}

#[tokio::test]
async fn a_line_that_says_what_this_ledger_says_tells_of_nothing_newer() {
    let world = five("E1").await;
    world.connectwise.site().items = vec![item(101, json!({"price": 21}))];
    world.workflow.set("use-connectwise-price", "on").unwrap();
    // Whose price counts is for the user to say, not for the desktop that comes last.
    let record = world.validate().await;
    let codes: Vec<Code> = record.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::SettingsDiffer]);
    let choices = AgreementChoices {
        bill_from: Some(date(2026, 11, 1)),
        ..AgreementChoices::default()
    };
    world
        .workflow
        .map_agreement(&CustomerId::new("a"), AgreementId(1), choices)
        .unwrap();
    let record = world.validate().await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    assert_eq!(plan(&record), ["change 5 × 21 from 2026-11-01"]);
}

#[tokio::test]
async fn what_c3_no_longer_invoices_is_billed_on_with_a_warning() {
    // No offer tells how often Teams is billed; its invoice did.
    let world = five("Teams").await;
    world.is_settled().await;

    world.c3.csp().lines.clear();
    world.is_settled().await;
    let record = world.validate().await;
    assert_eq!(codes(&record), [Code::HistoryGap].into());
    let said = message(&record, Code::HistoryGap);
    assert!(said.starts_with("C3 no longer invoices Teams"), "{said}");

    world.edit(1, |line| line.quantity = Some(4.into()));
    let edited = world.validate().await;
    assert!(
        codes(&edited).contains(&Code::LineChangedOutside),
        "{:?}",
        edited.findings
    );
}

/// Ten since October, and eight since 20 November; the line ended on `last`, and November
/// was invoiced.
async fn ended_on(last: &str) -> World {
    let world = standing(
        &[("2026-09-05", [0, 10])],
        &[(
            "b261001",
            json!({"quantity": 10, "effectiveDate": "2026-10-01T00:00:00Z"}),
        )],
    )
    .await;
    world.is_settled().await;
    world.c3.csp().rows.extend(rows(&[("2026-11-20", [10, 8])]));
    world.edit(1, |line| line.cancelled_date = Some(last.parse().unwrap()));
    world.next_invoice(1, Some("2026-12-01"));
    world
}

#[tokio::test]
async fn what_may_be_half_an_upload_is_asked_about_with_the_way_to_the_other_desktop() {
    for (last, is_half) in [("2026-11-19", true), ("2026-11-14", false)] {
        let world = ended_on(last).await;
        let record = world.validate().await;
        assert_eq!(codes(&record), [Code::LineChangedOutside].into(), "{last}");
        let said = message(&record, Code::LineChangedOutside);
        assert_eq!(said.contains("resume it there first"), is_half, "{said}");
    }
}
