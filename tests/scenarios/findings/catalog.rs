//! What is wrong with a mapped catalog item.

use super::{finds, settles};
use domain::{finding::Code, ids::ItemId};
use practice::Target;
use tests::{Simple, simple::Draft};
use workflow::mapping::ReleaseTarget;

async fn two_items() -> (Simple, ItemId) {
    let mut draft = Draft::changed(false);
    let other = draft.site.item("ALPHA-M2", "21.00");
    (draft.mapped().await, other)
}

fn map_instead(simple: &Simple, item: ItemId) {
    let workflow = &simple.desk.workflow;
    let product = ReleaseTarget::Product(simple.client.id.clone(), simple.product());
    workflow.release(&product).unwrap();
    let products = [(simple.product(), item)];
    workflow
        .map_products(&simple.client.id, simple.agreement, &products)
        .unwrap();
}

#[tokio::test]
async fn an_item_that_is_gone() {
    let (simple, other) = two_items().await;
    simple
        .office
        .practice
        .delete(Target::Item(simple.item.0))
        .unwrap();
    finds(&simple, &[Code::ItemGone]).await;
    map_instead(&simple, other);
    settles(&simple, &[]).await;
    assert_eq!(
        simple.office.line(simple.agreement, ":b261001").product.id,
        other.0
    );
}

#[tokio::test]
async fn an_item_that_is_inactive() {
    let (simple, other) = two_items().await;
    simple
        .office
        .edit(Target::Item(simple.item.0), &[("inactiveFlag", "true")]);
    finds(&simple, &[Code::ItemInactive]).await;
    map_instead(&simple, other);
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn lines_of_an_item_that_was_exchanged_are_replaced() {
    let (simple, other) = two_items().await;
    settles(&simple, &[]).await;
    map_instead(&simple, other);
    settles(&simple, &[]).await;
    let billing = simple.office.billing(simple.agreement);
    assert_eq!(billing.len(), 2);
    assert!(billing.iter().all(|line| line.product.id == other.0));
}
