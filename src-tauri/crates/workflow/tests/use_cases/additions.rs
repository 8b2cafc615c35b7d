//! Deciding on additions: possible duplicates, and lines that somebody edited.

use crate::{
    records::addition,
    world::{World, adatum, contoso, said},
};
use domain::{
    ids::{AdditionId, AgreementId, CompanyId, ItemId, SubscriptionId},
    line::LineValues,
};
use serde_json::json;
use store::{DuplicateChoice, WrittenLine};
use workflow::choices::{AdditionDecision, LineVerdict};

const ON: AgreementId = AgreementId(1);
const REFERENCE: &str = "4f1c2d3e-0000-4000-8000-000000000001:b261101";

/// Foreign additions: 1 plain, 2 not billed, 3 with included units; and 4, ours.
async fn world() -> World {
    let world = World::mapped().await;
    world.connectwise.site().additions = vec![
        (1, addition(1, 101, json!({}))),
        (1, addition(2, 101, json!({"billCustomer": "NoCharge"}))),
        (1, addition(3, 101, json!({"lessIncluded": 1}))),
        (1, addition(4, 101, json!({"serialNumber": REFERENCE}))),
        (6, addition(5, 101, json!({}))),
    ];
    world
}

async fn decide(world: &World, id: u32, decision: AdditionDecision) -> Result<(), workflow::Error> {
    world
        .workflow
        .decide_duplicate(ON, AdditionId(id), decision)
        .await
}

fn adopt(subscription: &str) -> AdditionDecision {
    AdditionDecision::Adopt(SubscriptionId::new(subscription))
}

#[tokio::test]
async fn a_duplicate_is_adopted_ended_or_left_and_the_word_may_change() {
    let world = world().await;
    let kept = |world: &World| {
        let kept = world
            .store
            .read(|reader| reader.duplicate_decisions_on(ON))
            .unwrap();
        kept.into_iter().map(|kept| kept.choice).collect::<Vec<_>>()
    };
    decide(&world, 1, adopt("sub-E1")).await.unwrap();
    assert_eq!(
        kept(&world),
        [DuplicateChoice::Adopt(SubscriptionId::new("sub-e1"))]
    );
    decide(&world, 1, AdditionDecision::End).await.unwrap();
    assert_eq!(kept(&world), [DuplicateChoice::End]);
    decide(&world, 1, AdditionDecision::Leave).await.unwrap();
    assert_eq!(kept(&world), [DuplicateChoice::Leave]);
    assert_eq!(world.connectwise.site().writes, 0);
}

#[tokio::test]
async fn what_cannot_be_adopted_can_still_be_ended() {
    let world = world().await;
    assert!(said(decide(&world, 2, adopt("sub-E1")).await).contains("is not billable"));
    assert!(said(decide(&world, 3, adopt("sub-E1")).await).contains("included units"));
    decide(&world, 2, AdditionDecision::End).await.unwrap();
    decide(&world, 3, AdditionDecision::End).await.unwrap();
}

#[tokio::test]
async fn an_addition_is_adopted_for_a_subscription_of_its_customer_only() {
    let world = world().await;
    let strange = decide(&world, 1, adopt("sub-B")).await;
    assert_eq!(said(strange), "The subscription sub-b is not one of Adatum");
    assert!(said(decide(&world, 1, adopt("nothing")).await).contains("no subscription nothing"));
}

#[tokio::test]
async fn only_foreign_additions_on_mapped_agreements_are_duplicates() {
    let world = world().await;
    assert!(said(decide(&world, 4, AdditionDecision::End).await).contains("a line of Accord's"));
    assert!(said(decide(&world, 9, AdditionDecision::End).await).contains("no addition 9"));
    let elsewhere = AgreementId(6);
    let outcome = world
        .workflow
        .decide_duplicate(elsewhere, AdditionId(5), AdditionDecision::End)
        .await;
    assert_eq!(said(outcome), "Agreement 6 is not mapped; map it first");
    world.connectwise.site().down = true;
    let outcome = decide(&world, 1, AdditionDecision::End).await;
    assert!(matches!(outcome, Err(workflow::Error::ConnectWise(_))));
}

#[tokio::test]
async fn a_word_on_an_edited_line_keeps_what_it_says_and_what_it_said() {
    let world = world().await;
    let written = LineValues {
        item: ItemId(101),
        quantity: 8.into(),
        unit_price: 20.into(),
        effective: "2026-11-01".parse().unwrap(),
        cancelled: None,
        billable: true,
    };
    let line = WrittenLine {
        addition: AdditionId(4),
        agreement: ON,
        reference: REFERENCE.parse().unwrap(),
        values: written.clone(),
        written_at: "2026-11-01T00:00:00Z".parse().unwrap(),
    };
    world.store.write(|writer| writer.put_line(&line)).unwrap();
    world
        .workflow
        .decide_line(ON, AdditionId(4), LineVerdict::Theirs)
        .await
        .unwrap();
    let kept = world
        .store
        .read(|reader| reader.line_decision(AdditionId(4)))
        .unwrap()
        .unwrap();
    assert_eq!(kept.accepted.quantity, 5.into());
    assert_eq!(kept.before, Some(written));
    assert_eq!(kept.from, "2026-11-01".parse().unwrap());
    let last = world
        .store
        .read(|reader| reader.last_event(&adatum()))
        .unwrap();
    assert!(last > 0 && kept.known == last);
}

#[tokio::test]
async fn only_lines_of_ours_of_a_mapped_customer_are_decided_on_as_lines() {
    let world = world().await;
    let decide = |on, id| {
        world
            .workflow
            .decide_line(AgreementId(on), AdditionId(id), LineVerdict::Ours)
    };
    assert!(said(decide(1, 1).await).contains("is no line of Accord's"));
    assert!(said(decide(1, 9).await).contains("no addition 9"));
    assert!(said(decide(6, 5).await).starts_with("No customer is mapped"));
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    assert!(said(decide(6, 5).await).contains("is no line of Accord's"));
}
