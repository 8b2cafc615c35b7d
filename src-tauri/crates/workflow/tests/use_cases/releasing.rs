//! Releasing: what it says first, what it takes away, what stays, and undoing it.

use crate::{
    records::addition,
    world::{World, adatum, contoso, said},
};
use domain::{
    ids::{AgreementId, CompanyId, ItemId},
    mapping::ProductKey,
};
use serde_json::json;
use workflow::mapping::{AgreementChoices, ReleaseTarget};

const SUBSCRIPTION: &str = "4f1c2d3e-0000-4000-8000-000000000001";

/// Adatum with E1 on agreement 1 and Visio on agreement 2, and five additions:
/// two lines of ours that bill on, one that ended, one that is voided, one that
/// is somebody else's.
async fn world() -> World {
    let world = World::mapped().await;
    world.map_agreement(2).unwrap();
    world.map_product("monthly:E1", 1, 101).unwrap();
    world.map_product("annual:Visio", 2, 102).unwrap();
    let ours = |day: &str| format!("{SUBSCRIPTION}:b{day}");
    world.connectwise.site().additions = vec![
        (1, addition(1, 101, json!({"serialNumber": ours("261101")}))),
        (
            2,
            addition(
                2,
                102,
                json!({"serialNumber": ours("261102"), "cancelledDate": "2026-12-31T00:00:00Z"}),
            ),
        ),
        (
            1,
            addition(
                3,
                101,
                json!({"serialNumber": ours("261001"), "cancelledDate": "2026-10-31T00:00:00Z", "effectiveDate": "2026-10-01T00:00:00Z"}),
            ),
        ),
        (
            1,
            addition(
                4,
                101,
                json!({"serialNumber": ours("261103"), "billCustomer": "DoNotBill"}),
            ),
        ),
        (1, addition(5, 101, json!({"serialNumber": "SN-1"}))),
    ];
    world.refresh().await;
    world
}

fn counts(world: &World) -> [u32; 3] {
    let counts = world.store.read(|reader| reader.mapping_counts()).unwrap();
    [counts.customers, counts.agreements, counts.products]
}

#[tokio::test]
async fn a_release_says_first_what_it_takes_away_and_how_many_lines_stand() {
    let world = world().await;
    let effect = world
        .workflow
        .release_effect(&ReleaseTarget::Customer(adatum()))
        .unwrap();
    assert_eq!(effect.lines, 2);
    assert_eq!(effect.agreements, ["Cloud monthly", "Cloud yearly"]);
    assert_eq!(
        effect.message,
        "This releases the mapping of Adatum to Adatum Ltd, and the agreements Cloud monthly, Cloud yearly, \
         and the products E1 (monthly) as ITEM-101, Visio (annual) as ITEM-102. \
         2 lines stand in ConnectWise and go on billing there. Nothing is written to ConnectWise"
    );
    let product = ReleaseTarget::Product(adatum(), ProductKey::parse("monthly:E1").unwrap());
    let effect = world.workflow.release_effect(&product).unwrap();
    assert_eq!((effect.lines, effect.products[0].lines), (1, 1));
    let agreement = ReleaseTarget::Agreement(adatum(), AgreementId(2));
    assert_eq!(world.workflow.release_effect(&agreement).unwrap().lines, 1);
    assert_eq!(counts(&world), [1, 2, 2]);
}

#[tokio::test]
async fn each_release_takes_what_hangs_below_and_nothing_else() {
    let world = world().await;
    let product = ReleaseTarget::Product(adatum(), ProductKey::parse("monthly:E1").unwrap());
    let released = world.workflow.release(&product).unwrap();
    assert_eq!(
        (released.products, released.agreements, released.customers),
        (1, 0, 0)
    );
    assert_eq!(counts(&world), [1, 2, 1]);
    let agreement = ReleaseTarget::Agreement(adatum(), AgreementId(2));
    let released = world.workflow.release(&agreement).unwrap();
    assert_eq!(
        (released.products, released.agreements, released.customers),
        (1, 1, 0)
    );
    let released = world
        .workflow
        .release(&ReleaseTarget::Customer(adatum()))
        .unwrap();
    assert_eq!(
        (released.products, released.agreements, released.customers),
        (0, 1, 1)
    );
    assert_eq!(counts(&world), [0, 0, 0]);
    assert_eq!(world.connectwise.site().writes, 0);
    let additions = world
        .store
        .read(|reader| reader.additions_of(CompanyId(11)))
        .unwrap();
    assert_eq!(additions.len(), 5);
}

#[tokio::test]
async fn what_is_not_mapped_cannot_be_released() {
    let world = world().await;
    let release = |target| said(world.workflow.release(&target));
    let unmapped = ReleaseTarget::Product(adatum(), ProductKey::parse("monthly:E5").unwrap());
    assert!(release(unmapped).contains("no mapped product monthly:E5"));
    assert!(release(ReleaseTarget::Agreement(adatum(), AgreementId(5))).contains("agreement 5"));
    assert!(release(ReleaseTarget::Customer(contoso())).contains("mapped customer"));
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    // Another customer's agreement is not released by mistake.
    assert!(release(ReleaseTarget::Agreement(contoso(), AgreementId(1))).contains("agreement 1"));
    assert_eq!(counts(&world), [2, 2, 2]);
}

#[tokio::test]
async fn a_release_can_be_put_back_with_its_terms() {
    let world = world().await;
    let chosen = AgreementChoices {
        bill_from: Some("2026-10-01".parse().unwrap()),
        ..AgreementChoices::default()
    };
    world
        .workflow
        .map_agreement(&adatum(), AgreementId(1), chosen)
        .unwrap();
    let all = |world: &World| {
        let read = |reader: &store::Reader<'_>| {
            Ok((
                reader.customer_mappings()?,
                reader.agreement_mappings()?,
                reader.product_mappings()?,
            ))
        };
        world.store.read(read).unwrap()
    };
    let before = all(&world);
    let released = world
        .workflow
        .release(&ReleaseTarget::Customer(adatum()))
        .unwrap();
    world.workflow.put_back(&released).unwrap();
    assert_eq!(all(&world), before);
    assert!(said(world.workflow.put_back(&released)).contains("already mapped"));
}

#[tokio::test]
async fn what_took_its_place_is_not_pushed_out_by_putting_back() {
    let world = world().await;
    let product = ReleaseTarget::Product(adatum(), ProductKey::parse("monthly:E1").unwrap());
    let released = world.workflow.release(&product).unwrap();
    let other = [(ProductKey::parse("monthly:E5").unwrap(), ItemId(101))];
    world
        .workflow
        .map_products(&adatum(), AgreementId(1), &other)
        .unwrap();
    assert!(said(world.workflow.put_back(&released)).contains("already mapped to E5 (monthly)"));
    assert_eq!(counts(&world), [1, 2, 2]);
}
