//! Products: every rule of mapping them, broken once.

use crate::world::{World, adatum, contoso, said};
use domain::{
    ids::{AgreementId, CompanyId, ItemId},
    mapping::ProductKey,
};
use workflow::mapping::AgreementChoices;

fn key(id: &str) -> ProductKey {
    ProductKey::parse(id).unwrap()
}

#[tokio::test]
async fn the_agreement_comes_first() {
    let world = World::mapped().await;
    assert_eq!(
        said(world.map_product("annual:Visio", 2, 101)),
        "The agreement Cloud yearly is not mapped for Adatum yet; map the agreement first"
    );
    world.map_agreement(2).unwrap();
    world.map_product("annual:Visio", 2, 101).unwrap();
}

#[tokio::test]
async fn the_agreement_must_bill_the_products_cycle() {
    let world = World::mapped().await;
    assert_eq!(
        said(world.map_product("annual:Visio", 1, 101)),
        "Visio is billed annual, but the agreement Cloud monthly bills Monthly"
    );
    assert_eq!(
        said(world.map_product("triennial:Power", 1, 101)),
        "Power is billed triennial; no agreement can bill this cycle"
    );
    assert_eq!(
        said(world.map_product("unknown:Teams", 1, 101)),
        "The billing cycle of Teams is not known; set it for its subscriptions first"
    );
}

#[tokio::test]
async fn one_item_for_one_product_and_one_product_on_one_agreement() {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    assert_eq!(
        said(world.map_product("monthly:e1", 1, 102)),
        "E1 (monthly) is already mapped to ITEM-101 on the agreement Cloud monthly; release that mapping first"
    );
    assert_eq!(
        said(world.map_product("monthly:E5", 1, 101)),
        "ITEM-101 is already mapped to E1 (monthly) for this customer; each product, and each billing cycle of one product, needs its own catalog item"
    );
    world.map_agreement(5).unwrap();
    assert!(said(world.map_product("monthly:E1", 5, 102)).contains("already mapped to ITEM-101"));
}

#[tokio::test]
async fn inactive_items_bundles_and_unknown_things_cannot_be_chosen() {
    let world = World::mapped().await;
    assert_eq!(
        said(world.map_product("monthly:E1", 1, 103)),
        "ITEM-103 is inactive in ConnectWise and cannot be chosen"
    );
    assert_eq!(
        said(world.map_product("monthly:E1", 1, 104)),
        "ITEM-104 is a Bundle; ConnectWise does not take bundles as additions"
    );
    assert!(said(world.map_product("monthly:E1", 1, 999)).contains("no catalog item 999"));
    assert!(
        said(world.map_product("monthly:Nothing", 1, 101)).contains("no product monthly:Nothing")
    );
    world.connectwise.site().items.retain(|item| item.id != 102);
    world.set_time("2026-11-01T01:00:00Z");
    world.refresh().await;
    assert_eq!(
        said(world.map_product("monthly:E1", 1, 102)),
        "ITEM-102 is gone in ConnectWise and cannot be chosen"
    );
}

#[tokio::test]
async fn several_products_are_mapped_together_or_not_at_all() {
    let world = World::mapped().await;
    let map = |second| {
        let products = [
            (key("monthly:E1"), ItemId(101)),
            (key("monthly:E5"), ItemId(second)),
        ];
        world
            .workflow
            .map_products(&adatum(), AgreementId(1), &products)
    };
    assert!(map(103).is_err());
    let mapped = || {
        world
            .store
            .read(|reader| reader.product_mappings_of(&adatum()))
            .unwrap()
    };
    assert_eq!(mapped(), []);
    map(102).unwrap();
    assert_eq!(mapped().len(), 2);
}

#[tokio::test]
async fn one_item_for_two_cycles_is_warned_of_across_customers() {
    let world = World::mapped().await;
    world.map_agreement(2).unwrap();
    assert_eq!(world.map_product("annual:Visio", 2, 101).unwrap(), [""; 0]);
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    let choices = AgreementChoices::default();
    world
        .workflow
        .map_agreement(&contoso(), AgreementId(6), choices)
        .unwrap();
    let products = [(key("monthly:E1"), ItemId(101))];
    let warnings = world
        .workflow
        .map_products(&contoso(), AgreementId(6), &products)
        .unwrap();
    assert_eq!(
        warnings,
        [
            "ITEM-101 is used for the billing cycle annual at Adatum; its price is for one cycle only"
        ]
    );
}

#[tokio::test]
async fn a_product_set_aside_is_billed_again_once_it_is_mapped_and_not_the_other_way() {
    let world = World::mapped().await;
    world
        .workflow
        .set_aside(&adatum(), &key("monthly:E1"), "paid by card")
        .unwrap();
    let row = |world: &World| {
        let rows = world.workflow.products(&adatum(), None).unwrap();
        rows.into_iter().find(|row| row.id == "monthly:E1").unwrap()
    };
    assert_eq!(row(&world).set_aside.as_deref(), Some("paid by card"));
    world.map_product("monthly:E1", 1, 101).unwrap();
    assert_eq!(row(&world).set_aside, None);
    let aside = world
        .workflow
        .set_aside(&adatum(), &key("unknown:E1"), "again");
    assert!(said(aside).contains("already mapped to ITEM-101"));
}
