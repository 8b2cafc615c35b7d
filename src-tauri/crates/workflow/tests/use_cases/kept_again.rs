//! Lines on which the user decides more than once: each word counts from the first
//! day that was open when it was given, and leaves the days before as they were.

use crate::{
    standing::{plan, standing},
    world::World,
};
use domain::ids::{AdditionId, AgreementId};
use serde_json::json;
use workflow::choices::LineVerdict::{self, Ours, Theirs};

/// Ten since October, which is invoiced.
async fn ten() -> World {
    let ten = json!({"quantity": 10, "effectiveDate": "2026-10-01T00:00:00Z"});
    let world = standing(&[("2026-09-05", [0, 10])], &[("b261001", ten)]).await;
    world.is_settled().await;
    world
}

async fn decide(world: &World, line: u32, verdict: LineVerdict) {
    let (agreement, addition) = (AgreementId(1), AdditionId(line));
    let decided = world.workflow.decide_line(agreement, addition, verdict);
    decided.await.unwrap();
}

async fn keep(world: &World, quantity: i64) {
    world.edit(1, |line| line.quantity = Some(quantity.into()));
    decide(world, 1, Theirs).await;
    world.is_settled().await;
}

#[tokio::test]
async fn a_second_kept_edit_leaves_the_months_of_the_first_as_they_were_billed() {
    let world = ten().await;
    keep(&world, 12).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
    keep(&world, 15).await;
    world.next_invoice(1, Some("2027-01-01"));
    keep(&world, 9).await;
    world.next_invoice(1, Some("2027-02-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn two_kept_edits_in_one_open_period_leave_what_was_invoiced_before_both() {
    let world = ten().await;
    keep(&world, 12).await;
    keep(&world, 15).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}

#[tokio::test]
async fn what_is_taken_back_later_was_kept_until_then() {
    let world = ten().await;
    keep(&world, 12).await;
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
    decide(&world, 1, Ours).await;
    assert_eq!(
        plan(&world.validate().await),
        [
            "end 12 × 20 from 2026-10-01 to 2026-11-30",
            "create 10 × 20 from 2026-12-01",
        ]
    );
}

#[tokio::test]
async fn what_is_taken_back_at_once_was_never_kept() {
    let world = ten().await;
    keep(&world, 12).await;
    decide(&world, 1, Ours).await;
    assert_eq!(
        plan(&world.validate().await),
        [
            "end 12 × 20 from 2026-10-01 to 2026-10-31",
            "create 10 × 20 from 2026-11-01",
        ]
    );
}

#[tokio::test]
async fn a_settlement_that_was_edited_twice_is_not_settled_again() {
    let ended = json!({
        "quantity": 10, "effectiveDate": "2026-10-01T00:00:00Z",
        "cancelledDate": "2026-10-31T00:00:00Z",
    });
    let settlement = json!({
        "quantity": 1, "unitPrice": -19.35, "cancelledDate": "2026-11-30T00:00:00Z",
    });
    let lines = [
        ("b261001", ended),
        ("b261101", json!({"quantity": 8})),
        ("s261101", settlement),
    ];
    let changes = [("2026-09-05", [0, 10]), ("2026-10-17", [10, 8])];
    let world = standing(&changes, &lines).await;
    world.is_settled().await;
    for price in [-20, -21] {
        world.edit(3, |line| line.unit_price = Some(price.into()));
        decide(&world, 3, Theirs).await;
        world.is_settled().await;
    }
    world.next_invoice(1, Some("2026-12-01"));
    world.is_settled().await;
}
