//! Choices for subscriptions, products, settings and events.

use crate::world::{World, adatum, said};
use domain::{
    cycle::{BillingCycle, CycleRule},
    ids::SubscriptionId,
    mapping::ProductKey,
    timeline::Decision,
};
use store::EventFilter;

#[tokio::test]
async fn a_chosen_billing_cycle_shows_and_makes_the_product_mappable() {
    let world = World::mapped().await;
    let teams = SubscriptionId::new("sub-Teams");
    world
        .workflow
        .set_cycle(&teams, BillingCycle::Monthly)
        .unwrap();
    let rows = world.workflow.subscriptions(&adatum()).unwrap();
    let row = rows.iter().find(|row| row.id == teams).unwrap();
    assert_eq!(row.billing_cycle, Some(BillingCycle::Monthly));
    assert_eq!(row.cycle_rule, Some(CycleRule::UserChoice));
    world.map_product("monthly:Teams", 1, 101).unwrap();
    let nobody = world
        .workflow
        .set_cycle(&SubscriptionId::new("x"), BillingCycle::Annual);
    assert!(said(nobody).contains("no subscription x"));
}

#[tokio::test]
async fn an_opening_is_kept_and_one_below_zero_is_refused() {
    let world = World::new().await;
    let id = SubscriptionId::new("sub-E1");
    world
        .workflow
        .set_baseline(&id, 3.into(), 20.into())
        .unwrap();
    let kept = world
        .store
        .read(|reader| reader.subscription_choice(&id))
        .unwrap();
    assert_eq!(kept.baseline.unwrap().quantity, 3.into());
    let below = world.workflow.set_baseline(&id, (-1).into(), 20.into());
    assert_eq!(said(below), "The opening quantity is below zero");
    let below = world.workflow.set_baseline(&id, 1.into(), (-20).into());
    assert_eq!(said(below), "The opening price is below zero");
    let nobody = world
        .workflow
        .set_baseline(&SubscriptionId::new("x"), 1.into(), 1.into());
    assert!(said(nobody).contains("no subscription x"));
}

#[tokio::test]
async fn a_product_is_set_aside_with_a_reason_and_taken_back() {
    let world = World::new().await;
    let power = ProductKey::parse("triennial:Power").unwrap();
    let aside = |reason: &str| world.workflow.set_aside(&adatum(), &power, reason);
    assert!(said(aside("  ")).contains("Say why"));
    aside("billed by hand").unwrap();
    let rows = world.workflow.products(&adatum(), None).unwrap();
    let row = rows.iter().find(|row| row.id == "triennial:Power").unwrap();
    assert_eq!(row.set_aside.as_deref(), Some("billed by hand"));
    world.workflow.take_back(&adatum(), &power).unwrap();
    assert!(said(world.workflow.take_back(&adatum(), &power)).contains("set aside"));
    let strange = ProductKey::parse("monthly:Strange").unwrap();
    let strange = world.workflow.set_aside(&adatum(), &strange, "why");
    assert!(said(strange).contains("no product monthly:Strange"));
}

#[tokio::test]
async fn a_setting_takes_only_its_values() {
    let world = World::empty();
    let texts = world.workflow.set("suspended", "stops").unwrap();
    assert_eq!(texts["suspended"], "stops");
    assert_eq!(world.workflow.settings().unwrap(), texts);
    assert!(said(world.workflow.set("suspended", "perhaps")).contains("perhaps"));
    assert!(said(world.workflow.set("colour", "red")).contains("is no setting"));
    assert!(said(world.workflow.set("billing-time-zone", "Mars/Base")).contains("no time zone"));
    assert_eq!(world.workflow.settings().unwrap(), texts);
}

#[tokio::test]
async fn an_event_is_accepted_or_discarded_and_the_word_may_change() {
    let world = World::new().await;
    let page = world
        .workflow
        .history(&EventFilter::default(), None, 1)
        .unwrap();
    let id = page.rows[0].id;
    let shown = |world: &World| {
        let page = world
            .workflow
            .history(&EventFilter::default(), None, 1)
            .unwrap();
        page.rows[0].decision
    };
    assert_eq!(shown(&world), None);
    world.workflow.decide_event(id, Decision::Discard).unwrap();
    assert_eq!(shown(&world), Some("discard"));
    world.workflow.decide_event(id, Decision::Accept).unwrap();
    assert_eq!(shown(&world), Some("accept"));
    assert!(said(world.workflow.decide_event(9_999, Decision::Accept)).contains("no event 9999"));
}
