//! Subscriptions whose id in C3 is no GUID, which no reference could carry.

use crate::{
    records::{item, row},
    standing::{codes, message, plan},
    world::{World, adatum},
};
use c3::Read;
use domain::{
    finding::Code,
    ids::{CompanyId, SubscriptionId},
};
use serde_json::json;

#[tokio::test]
async fn an_id_that_is_no_guid_is_told_and_billed_under_one_that_is() {
    let world = World::empty();
    let id = SubscriptionId::received("SUB-0815");
    let bought = row("A", id.as_str(), "E1", "2026-11-10T10:00:00", [0, 10]);
    world.c3.csp().rows = vec![Read::Row(bought)];
    world.connectwise.site().items = vec![item(101, json!({}))];
    world.connectwise.site().additions.clear();
    world.connect().await;
    world.refresh().await;
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    world.map_agreement(1).unwrap();
    world.map_product("monthly:E1", 1, 101).unwrap();

    let record = world.validate().await;
    assert!(codes(&record).contains(&Code::DerivedSubscriptionId));
    let message = message(&record, Code::DerivedSubscriptionId);
    assert!(message.contains("no GUID"), "{message}");
    assert_eq!(plan(&record).len(), 1, "{:?}", record.operations);
    let planned = &record.operations[0].operation;
    let reference = planned.reference.as_ref().unwrap();
    assert_eq!(reference.to_string().parse().as_ref(), Ok(reference));
    let listed = world.workflow.subscriptions(&adatum()).unwrap();
    assert!(listed[0].derived);
}
