//! What is known locally, as lists.

use crate::{
    records::{line, row},
    world::{World, adatum, contoso, said},
};
use c3::Read;
use domain::{
    cycle::{BillingCycle, CycleRule},
    ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId},
    mapping::ProductKey,
};
use store::{EventFilter, Search};
use tokio_util::sync::CancellationToken;
use workflow::{
    Scope,
    listing::{CustomerRow, Standing},
    mapping::AgreementChoices,
    progress::unwatched,
};

/// Contoso, mapped with its one product.
async fn contoso_mapped() -> World {
    let world = World::new().await;
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    let choices = AgreementChoices::default();
    world
        .workflow
        .map_agreement(&contoso(), AgreementId(6), choices)
        .unwrap();
    let products = [(ProductKey::parse("monthly:E1").unwrap(), ItemId(101))];
    world
        .workflow
        .map_products(&contoso(), AgreementId(6), &products)
        .unwrap();
    world
}

async fn validated(world: &World) -> CustomerRow {
    let cancel = CancellationToken::new();
    world
        .workflow
        .validate(&Scope::All, None, unwatched(), cancel)
        .await
        .unwrap();
    shown(world)
}

fn shown(world: &World) -> CustomerRow {
    world
        .workflow
        .customers(&Search::first("contoso", 1))
        .unwrap()
        .items
        .remove(0)
}

#[tokio::test]
async fn what_the_last_plan_would_write_is_pending_and_so_are_newer_events() {
    let world = contoso_mapped().await;
    let planned = validated(&world).await;
    assert_eq!((planned.standing, planned.changes), (Standing::Pending, 1));
    assert_eq!(planned.pending.as_deref(), Some("1 change"));
    let more = row("B", "sub-B", "E1", "2026-10-31T10:00:00", [3, 4]);
    world.c3.csp().rows.push(Read::Row(more));
    world.refresh().await;
    assert_eq!(
        shown(&world).pending.as_deref(),
        Some("1 change, new events")
    );
}

#[tokio::test]
async fn an_empty_plan_is_up_to_date_and_errors_are_counted() {
    let world = contoso_mapped().await;
    let ended = row("B", "sub-B", "E1", "2026-10-07T10:00:00", [3, 0]);
    world.c3.csp().rows.push(Read::Row(ended));
    let done = validated(&world).await;
    assert_eq!(
        (done.standing, done.pending.as_deref()),
        (Standing::UpToDate, Some("up to date"))
    );
    let unmapped = row("B", "other", "E5", "2026-10-08T10:00:00", [0, 1]);
    world.c3.csp().rows.push(Read::Row(unmapped));
    let wrong = validated(&world).await;
    assert_eq!(
        (wrong.standing, wrong.pending.as_deref()),
        (Standing::Errors, Some("1 error"))
    );
}

#[tokio::test]
async fn customers_are_found_by_any_part_and_show_what_they_are_mapped_to() {
    let world = World::mapped().await;
    let found = world
        .workflow
        .customers(&Search::first("DATU", 10))
        .unwrap();
    assert_eq!(found.total, 1);
    let row = &found.items[0];
    assert_eq!(
        (row.company, row.standing),
        (Some(CompanyId(11)), Standing::NotValidated)
    );
    assert_eq!(row.pending.as_deref(), Some("not validated yet"));
    let all = world.workflow.customers(&Search::all()).unwrap();
    assert_eq!(all.items[1].standing, Standing::Unmapped);
    assert_eq!((all.items[1].company, &all.items[1].pending), (None, &None));
}

#[tokio::test]
async fn companies_show_who_has_them_and_items_whether_they_can_be_chosen() {
    let world = World::mapped().await;
    let companies = world.workflow.companies(&Search::all()).unwrap();
    let holders: Vec<_> = companies
        .items
        .iter()
        .map(|row| row.customer.clone())
        .collect();
    assert_eq!(holders, [Some(adatum()), None, None]);
    let items = world.workflow.items(&Search::all()).unwrap();
    let selectable: Vec<bool> = items.items.iter().map(|row| row.selectable).collect();
    assert_eq!(selectable, [true, true, false, false]);
    assert_eq!(items.items[0].price.as_deref(), Some("20"));
}

#[tokio::test]
async fn agreements_that_cannot_be_chosen_are_shown_with_the_reason() {
    let world = World::mapped().await;
    let rows = world.workflow.agreements(CompanyId(11)).unwrap();
    let row = |id: u32| rows.iter().find(|row| row.id == AgreementId(id)).unwrap();
    assert_eq!(row(1).billing_cycle.as_deref(), Some("monthly"));
    assert_eq!(row(2).billing_cycle.as_deref(), Some("yearly"));
    assert_eq!(row(3).billing_cycle.as_deref(), Some("Quarterly"));
    assert!(row(1).selectable && row(2).selectable && row(1).prorates && !row(5).prorates);
    assert!(
        !row(3).selectable
            && row(3)
                .reason
                .as_deref()
                .unwrap()
                .contains("Monthly or Yearly")
    );
    assert!(!row(4).selectable && row(4).reason.as_deref().unwrap().contains("cancelled"));
    assert_eq!(row(1).customer, Some(adatum()));
    assert!(said(world.workflow.agreements(CompanyId(99))).contains("no company 99"));
}

#[tokio::test]
async fn products_show_their_cycle_and_the_rule_and_none_is_hidden() {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    let rows = world.workflow.products(&adatum(), None).unwrap();
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "monthly:E1",
            "monthly:E5",
            "triennial:Power",
            "unknown:Teams",
            "annual:Visio"
        ]
    );
    assert_eq!(rows[0].cycle_rule, Some(CycleRule::OneOffer));
    assert_eq!(rows[0].mapping.as_ref().unwrap().item_name, "ITEM-101");
    assert_eq!(rows[0].subscriptions, 1);
    assert_eq!(
        rows[2].reason.as_deref(),
        Some("No agreement can bill this cycle")
    );
    assert_eq!(rows[3].billing_cycle, None);
    let of_agreement = world
        .workflow
        .products(&adatum(), Some(AgreementId(1)))
        .unwrap();
    let ids: Vec<&str> = of_agreement.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "monthly:E1",
            "monthly:E5",
            "triennial:Power",
            "unknown:Teams"
        ]
    );
    assert!(said(world.workflow.products(&CustomerId::new("x"), None)).contains("C3 customer x"));
}

#[tokio::test]
async fn a_mapped_product_that_nothing_is_of_any_more_can_still_be_released() {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    let id = SubscriptionId::new("sub-E1");
    world.workflow.set_cycle(&id, BillingCycle::Annual).unwrap();
    let rows = world.workflow.products(&adatum(), None).unwrap();
    let of = |id: &str| rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!(of("monthly:E1").subscriptions, 0);
    assert!(of("monthly:E1").mapping.is_some());
    assert_eq!(of("annual:E1").subscriptions, 1);
}

#[tokio::test]
async fn subscriptions_show_what_they_are_now_and_what_they_began_with() {
    let world = World::new().await;
    world.c3.csp().lines = vec![line("B", "quiet", "E5", 9)];
    world.refresh().await;
    let rows = world.workflow.subscriptions(&contoso()).unwrap();
    let quiet = rows
        .iter()
        .find(|row| row.id == SubscriptionId::new("quiet"))
        .unwrap();
    assert_eq!(
        (quiet.product.as_str(), quiet.quantity.as_deref()),
        ("E5", Some("9"))
    );
    assert_eq!(quiet.cycle_rule, Some(CycleRule::InvoiceLine));
    let active = rows
        .iter()
        .find(|row| row.id == SubscriptionId::new("sub-B"))
        .unwrap();
    assert_eq!(active.quantity.as_deref(), Some("3"));
    assert_eq!(active.unit_price.as_deref(), Some("20"));
    assert_eq!(active.status.as_deref(), Some("Active"));
    assert_eq!(active.baseline.as_ref().unwrap().quantity, "0");
}

#[tokio::test]
async fn the_ledger_comes_in_pages_newest_first() {
    let world = World::new().await;
    let first = world
        .workflow
        .history(&EventFilter::default(), None, 4)
        .unwrap();
    assert_eq!(first.rows.len(), 4);
    assert_eq!(first.rows[0].customer, contoso());
    assert_eq!(
        first.rows[0].changed_at,
        "2026-10-06T10:00:00Z".parse().unwrap()
    );
    let rest = world
        .workflow
        .history(&EventFilter::default(), first.next, 4)
        .unwrap();
    assert_eq!((rest.rows.len(), rest.next), (2, None));
    let filter = EventFilter {
        customer: Some(adatum()),
        ..EventFilter::default()
    };
    assert_eq!(world.workflow.count_history(&filter).unwrap(), 5);
}
