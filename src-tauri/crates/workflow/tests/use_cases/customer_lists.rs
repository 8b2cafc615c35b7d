//! The lists of the four choices, and of the mapped customers.

use crate::world::{World, adatum, contoso};
use domain::ids::{AgreementId, CompanyId, CustomerId};
use serde_json::json;
use store::Search;
use workflow::{
    listing::{CompanyRow, ItemRow, Standing},
    mapping::AgreementChoices,
};

async fn both_mapped() -> World {
    let world = World::mapped().await;
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    world
}

fn company(world: &World, name: &str) -> CompanyRow {
    let found = world.workflow.companies(&Search::first(name, 1)).unwrap();
    found.items.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_company_that_is_mapped_cannot_be_chosen_and_says_whose_it_is() {
    let world = World::mapped().await;
    let taken = company(&world, "adatum");
    assert!(!taken.selectable);
    assert_eq!(
        taken.reason.as_deref(),
        Some("Adatum Ltd is already mapped to the C3 customer Adatum; release that mapping first")
    );
    let free = company(&world, "fabrikam");
    assert_eq!((free.selectable, free.reason), (true, None));
}

#[tokio::test]
async fn an_item_that_a_customer_uses_is_taken_for_that_customer_alone() {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    let items = |customer: &CustomerId| -> Vec<ItemRow> {
        let found = world.workflow.items_for(customer, &Search::all()).unwrap();
        assert_eq!(found.total, 4);
        found.items
    };
    let own = items(&adatum());
    assert!(!own[0].selectable && own[1].selectable);
    let reason = own[0].reason.as_deref().unwrap();
    assert!(
        reason.starts_with("ITEM-101 is already mapped to E1 (monthly) for this customer"),
        "{reason}"
    );
    assert_eq!(
        items(&contoso()),
        world.workflow.items(&Search::all()).unwrap().items
    );
    let second = Search {
        limit: Some(1),
        offset: 1,
        ..Search::all()
    };
    let page = world.workflow.items_for(&adatum(), &second).unwrap();
    assert_eq!(
        (page.items.len(), page.items[0].name.as_str()),
        (1, "ITEM-102")
    );
}

#[tokio::test]
async fn mapped_customers_come_in_parts_and_their_ids_all_at_once() {
    let world = both_mapped().await;
    let second = Search {
        limit: Some(1),
        offset: 1,
        ..Search::all()
    };
    let page = world.workflow.mapped_customers(&second, None).unwrap();
    assert_eq!((page.total, page.items.len()), (2, 1));
    assert_eq!(page.items[0].id, contoso());
    assert_eq!(page.items[0].company_name.as_deref(), Some("Contoso Ltd"));
    let ids = |search: &Search, standing| {
        world
            .workflow
            .mapped_customer_ids(search, standing)
            .unwrap()
    };
    assert_eq!(ids(&second, None), [adatum(), contoso()]);
    assert_eq!(ids(&Search::first("conto", 1), None), [contoso()]);
}

#[tokio::test]
async fn mapped_customers_are_told_apart_by_their_standing() {
    let world = both_mapped().await;
    world.check(&[contoso()]).await;
    let of = |standing| {
        let found = world
            .workflow
            .mapped_customers(&Search::all(), Some(standing))
            .unwrap();
        let ids: Vec<CustomerId> = found.items.into_iter().map(|row| row.id).collect();
        assert_eq!(found.total as usize, ids.len());
        let all = world
            .workflow
            .mapped_customer_ids(&Search::all(), Some(standing));
        assert_eq!(all.unwrap(), ids);
        ids
    };
    assert_eq!(of(Standing::NotValidated), [adatum()]);
    assert_eq!(of(Standing::Errors), [contoso()]);
    assert!(of(Standing::Unmapped).is_empty() && of(Standing::UpToDate).is_empty());
}

#[tokio::test]
async fn a_mapped_customer_shows_each_agreement_with_the_products_mapped_on_it() {
    let world = World::mapped().await;
    world.map_agreement(2).unwrap();
    world.map_product("monthly:E1", 1, 101).unwrap();
    world.map_product("annual:Visio", 2, 102).unwrap();
    let view = world.workflow.mapped_view(&adatum()).unwrap().unwrap();
    assert_eq!(view.customer.name, "Adatum");
    assert_eq!(view.customer.standing, Standing::NotValidated);
    assert_eq!(view.company.name, "Adatum Ltd");
    let shown: Vec<_> = view
        .agreements
        .iter()
        .map(|on| {
            let products = on.products.iter().map(|row| row.id.as_str());
            (on.agreement.name.as_str(), products.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Cloud monthly", vec!["monthly:E1"]),
            ("Cloud yearly", vec!["annual:Visio"])
        ]
    );
    assert_eq!(world.workflow.mapped_view(&contoso()).unwrap(), None);
}

#[tokio::test]
async fn what_is_gone_in_either_system_still_shows_to_be_released() {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    world.c3.csp().customers.clear();
    world.c3.csp().rows.clear();
    {
        let mut site = world.connectwise.site();
        site.companies.retain(|company| company.id != 11);
        site.agreements.retain(|agreement| agreement.id != 1);
    }
    world.set_time("2026-11-02T00:00:00Z");
    world.refresh().await;
    let view = world.workflow.mapped_view(&adatum()).unwrap().unwrap();
    assert_eq!(
        view.company.reason.as_deref(),
        Some("The company Adatum Ltd is gone in ConnectWise")
    );
    let on = &view.agreements[0];
    assert_eq!(
        on.agreement.reason.as_deref(),
        Some("The agreement Cloud monthly is gone in ConnectWise")
    );
    assert_eq!(on.products[0].name, "E1");
    let gone = world
        .workflow
        .companies(&Search::first("adatum", 1))
        .unwrap();
    assert_eq!(gone.total, 0);
}

#[tokio::test]
async fn the_terms_of_a_mapped_agreement_show() {
    let world = World::mapped().await;
    let choices = AgreementChoices {
        bill_from: Some("2026-11-01".parse().unwrap()),
        ..AgreementChoices::default()
    };
    world
        .workflow
        .map_agreement(&adatum(), AgreementId(1), choices)
        .unwrap();
    let view = world.workflow.mapped_view(&adatum()).unwrap().unwrap();
    let agreement = &view.agreements[0].agreement;
    assert_eq!(json!(agreement.bill_from), json!("2026-11-01"));
    assert_eq!(agreement.customer, Some(adatum()));
}
