//! Lines that somebody edited in ConnectWise, and whose edit the user keeps: what
//! stands is then what is wanted, until the history says more.

use crate::{
    standing::{codes, plan, rows, standing},
    world::World,
};
use domain::{
    finding::Code,
    ids::{AdditionId, AgreementId},
};
use serde_json::{Value, json};
use workflow::choices::LineVerdict;

const BOUGHT: (&str, [i64; 2]) = ("2026-09-05", [0, 10]);

fn from_october(quantity: i64) -> Value {
    json!({"quantity": quantity, "effectiveDate": "2026-10-01T00:00:00Z"})
}

/// Ten became eight on 17 October, which was settled in November.
async fn settled() -> World {
    let mut ended = from_october(10);
    ended["cancelledDate"] = json!("2026-10-31T00:00:00Z");
    let settlement = json!({
        "quantity": 1, "unitPrice": -19.35, "cancelledDate": "2026-11-30T00:00:00Z",
    });
    let lines = [
        ("b261001", ended),
        ("b261101", json!({"quantity": 8})),
        ("s261101", settlement),
    ];
    let world = standing(&[BOUGHT, ("2026-10-17", [10, 8])], &lines).await;
    world.is_settled().await;
    world
}

/// Ten, and three more since 17 October.
async fn late() -> World {
    let more = json!({"quantity": 3, "effectiveDate": "2026-10-17T00:00:00Z"});
    let lines = [("b261001", from_october(10)), ("b261017", more)];
    let world = standing(&[BOUGHT, ("2026-10-17", [10, 13])], &lines).await;
    world.is_settled().await;
    world
}

/// Finds the edit, and keeps it.
async fn keep(world: &World, line: u32) {
    let record = world.validate().await;
    assert!(
        record.operations.is_empty()
            || codes(&record).contains(&Code::LineChangedOutside)
            || codes(&record).contains(&Code::LedgerBehind),
        "{:?}",
        record.findings
    );
    let decided = world
        .workflow
        .decide_line(AgreementId(1), AdditionId(line), LineVerdict::Theirs);
    decided.await.unwrap();
    world.is_settled().await;
}

#[tokio::test]
async fn an_edited_settlement_stays_and_is_not_settled_again() {
    let world = settled().await;
    world.edit(3, |line| line.unit_price = Some((-20).into()));
    keep(&world, 3).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn a_later_change_still_reaches_a_kept_settlement() {
    let world = settled().await;
    world.edit(3, |line| line.unit_price = Some((-20).into()));
    keep(&world, 3).await;
    world.c3.csp().rows.extend(rows(&[("2026-10-18", [8, 7])]));
    let record = world.validate().await;
    let settlement = record
        .operations
        .iter()
        .find(|row| row.operation.addition == Some(AdditionId(3)));
    let settlement = &settlement.unwrap().operation;
    // Ten days and four more of one licence: 2 × 20 × 15/31 and 20 × 14/31.
    assert_eq!(settlement.after.unit_price.to_string(), "-28.39");
    assert_eq!(settlement.before.as_ref().unwrap().unit_price, (-20).into());
}

#[tokio::test]
async fn an_edited_late_line_counts_beside_the_line_it_was_added_to() {
    let world = late().await;
    world.edit(2, |line| line.quantity = Some(4.into()));
    keep(&world, 2).await;
    world
        .c3
        .csp()
        .rows
        .extend(rows(&[("2026-11-20", [13, 12])]));
    assert_eq!(
        plan(&world.validate().await),
        [
            "end 10 × 20 from 2026-10-01 to 2026-11-19",
            "end 4 × 20 from 2026-10-17 to 2026-11-19",
            "create 12 × 20 from 2026-11-20",
        ]
    );
}

#[tokio::test]
async fn a_voided_late_line_leaves_the_line_it_was_added_to() {
    let world = late().await;
    world.edit(2, |line| {
        line.bill_customer = connectwise::BillCustomer::DoNotBill
    });
    keep(&world, 2).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn two_kept_edits_count_together() {
    let world = late().await;
    world.edit(1, |line| {
        line.cancelled_date = Some("2026-11-19".parse().unwrap())
    });
    world.edit(2, |line| line.quantity = Some(4.into()));
    for line in [1, 2] {
        let decided =
            world
                .workflow
                .decide_line(AgreementId(1), AdditionId(line), LineVerdict::Theirs);
        decided.await.unwrap();
    }
    // Fourteen until the 19th, four from then on: what stands, but that lines in
    // force on one day all end on one day.
    assert_eq!(
        plan(&world.validate().await),
        [
            "end 4 × 20 from 2026-10-17 to 2026-11-19",
            "create 4 × 20 from 2026-11-20",
        ]
    );
}

#[tokio::test]
async fn an_edit_of_an_ended_line_says_nothing_of_what_is_there_now() {
    let world = settled().await;
    world.edit(1, |line| line.quantity = Some(11.into()));
    keep(&world, 1).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn a_line_that_somebody_ended_ends_then_and_nothing_reopens() {
    let world = standing(&[BOUGHT], &[("b261001", from_october(10))]).await;
    world.is_settled().await;
    world.edit(1, |line| {
        line.cancelled_date = Some("2026-11-20".parse().unwrap())
    });
    keep(&world, 1).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn a_kept_edit_leaves_the_changes_that_accord_had_planned_after_it() {
    let mut first = from_october(10);
    first["cancelledDate"] = json!("2026-11-19T00:00:00Z");
    let second = json!({"quantity": 8, "effectiveDate": "2026-11-20T00:00:00Z"});
    let lines = [("b261001", first), ("b261120", second)];
    let world = standing(&[BOUGHT, ("2026-11-20", [10, 8])], &lines).await;
    world.is_settled().await;
    world.edit(1, |line| line.quantity = Some(12.into()));
    keep(&world, 1).await;
    world.edit(2, |line| line.quantity = Some(9.into()));
    keep(&world, 2).await;
}

#[tokio::test]
async fn what_accord_begins_after_a_kept_edit_does_not_count_with_it() {
    let world = standing(&[BOUGHT], &[("b261001", from_october(10))]).await;
    world.is_settled().await;
    world.edit(1, |line| line.quantity = Some(12.into()));
    keep(&world, 1).await;
    // What the edited line became, as after its product went to a line of its own.
    world.set_time("2026-11-02T00:00:00Z");
    world.edit(1, |line| {
        line.cancelled_date = Some("2026-10-31".parse().unwrap())
    });
    let begun = crate::standing::ours(2, &("b261101", json!({"quantity": 12})));
    world.connectwise.site().additions.push((1, begun));
    world.knows_what_stands(&[1, 2]);
    world.is_settled().await;
}
