//! Suggestions: shown, accepted, marked as no match, taken back.

use crate::{
    records::{agreement, company, customer, item},
    world::{World, adatum, contoso, said},
};
use domain::{
    ids::{AgreementId, CompanyId},
    matching::Class,
};
use serde_json::json;
use workflow::mapping::suggest::{
    MatchStanding, SuggestionFilter, SuggestionRow, SuggestionScope, Suggestions,
};

const CUSTOMERS: SuggestionScope = SuggestionScope::Customers;

fn listed(world: &World, scope: &SuggestionScope) -> Suggestions {
    world
        .workflow
        .suggestions(scope, &SuggestionFilter::default())
        .unwrap()
}

fn row(world: &World, scope: &SuggestionScope, id: &str) -> SuggestionRow {
    let rows = listed(world, scope).suggestions;
    rows.into_iter().find(|row| row.id == id).unwrap()
}

fn suggested(world: &World, scope: &SuggestionScope, id: &str) -> Option<u32> {
    row(world, scope, id).candidate.map(|one| one.id)
}

/// What is mapped: customers, agreements, products.
fn counts(world: &World) -> [u32; 3] {
    let counts = world.store.read(|reader| reader.mapping_counts()).unwrap();
    [counts.customers, counts.agreements, counts.products]
}

#[tokio::test]
async fn customers_are_suggested_with_a_reason_and_nothing_is_mapped() {
    let world = World::new().await;
    let one = row(&world, &CUSTOMERS, "a");
    assert_eq!(one.standing, MatchStanding::Strong);
    assert_eq!(one.candidate.unwrap().name, "Adatum Ltd");
    assert_eq!(
        one.reason,
        "The name is the same, one without the legal form"
    );
    let list = listed(&world, &CUSTOMERS);
    assert_eq!((list.total, list.counts.strong), (2, 2));
    assert_eq!(counts(&world), [0, 0, 0]);
}

#[tokio::test]
async fn suggestions_come_in_parts_and_by_class() {
    let world = World::new().await;
    let of = |standing, offset| {
        let filter = SuggestionFilter {
            standing,
            limit: Some(1),
            offset,
        };
        world.workflow.suggestions(&CUSTOMERS, &filter).unwrap()
    };
    let second = of(Some(MatchStanding::Strong), 1);
    assert_eq!(second.suggestions[0].name, "Contoso");
    assert_eq!((second.suggestions.len(), second.total), (1, 2));
    let none = of(Some(MatchStanding::Exact), 0);
    assert_eq!((none.suggestions.len(), none.total), (0, 0));
    assert_eq!(none.counts.strong, 2);
}

#[tokio::test]
async fn a_class_is_accepted_only_as_it_was_listed() {
    let world = World::new().await;
    let accept = |list: Option<&str>, dry| {
        world
            .workflow
            .accept_class(&CUSTOMERS, Class::Strong, list, dry)
    };
    assert!(said(accept(None, false)).starts_with("List the suggestions first"));
    let list = listed(&world, &CUSTOMERS).strong_list;
    let tried = accept(None, true).unwrap();
    assert_eq!(tried.accepted.len(), 2);
    assert_eq!(counts(&world), [0, 0, 0]);
    // A company of the same name comes: the list is another one now.
    let twin = company(14, "Contoso GmbH");
    world.connectwise.site().companies.push(twin);
    world.refresh().await;
    assert!(said(accept(Some(&list), false)).contains("others than those"));
    assert_eq!(counts(&world), [0, 0, 0]);
    let list = listed(&world, &CUSTOMERS).strong_list;
    let accepted = accept(Some(&list), false).unwrap();
    assert_eq!(accepted.accepted.len(), 1, "two alike are not sure");
    assert_eq!(counts(&world), [1, 0, 0]);
}

#[tokio::test]
async fn what_is_not_sure_is_never_accepted_as_a_class() {
    let world = World::new().await;
    let refused = world
        .workflow
        .accept_class(&CUSTOMERS, Class::NotSure, None, true);
    assert!(said(refused).contains("one by one"));
}

#[tokio::test]
async fn one_is_accepted_as_it_was_shown() {
    let world = World::new().await;
    let accept = |candidate| world.workflow.accept_suggestion(&CUSTOMERS, "A", candidate);
    assert!(said(accept(13)).contains("list the suggestions again"));
    accept(11).unwrap();
    let mapped = world
        .store
        .read(|reader| reader.customer_mapping(&adatum()))
        .unwrap();
    assert_eq!(mapped.unwrap().company, CompanyId(11));
    assert!(said(accept(11)).starts_with("There is no unmapped C3 customer"));
}

#[tokio::test]
async fn an_accepted_name_is_remembered_until_it_is_taken_back() {
    let world = World::new().await;
    world
        .workflow
        .accept_suggestion(&CUSTOMERS, "a", 11)
        .unwrap();
    let target = workflow::mapping::ReleaseTarget::Customer(adatum());
    world.workflow.release(&target).unwrap();
    let again = row(&world, &CUSTOMERS, "a");
    assert_eq!(again.standing, MatchStanding::Exact);
    assert_eq!(again.reason, "You accepted this name before");
    world
        .workflow
        .accept_suggestion(&CUSTOMERS, "a", 11)
        .unwrap();
    // The name was known before this step, and stays known.
    assert_eq!(world.workflow.undo_accepted().unwrap().released, 1);
    assert_eq!(row(&world, &CUSTOMERS, "a").standing, MatchStanding::Exact);
    // The first step's mapping is released already: there is nothing to take back.
    let first = world.workflow.undo_accepted().unwrap();
    assert_eq!((first.released, first.steps_left), (0, 0));
    assert!(first.refused[0].reason.contains("no longer"));
    assert!(said(world.workflow.undo_accepted()).contains("No accepted"));
}

#[tokio::test]
async fn undo_releases_the_whole_step_and_forgets_its_names() {
    let world = World::new().await;
    let list = listed(&world, &CUSTOMERS).strong_list;
    world
        .workflow
        .accept_class(&CUSTOMERS, Class::Strong, Some(&list), false)
        .unwrap();
    assert_eq!(counts(&world), [2, 0, 0]);
    world.map_agreement(1).unwrap();
    let undone = world.workflow.undo_accepted().unwrap();
    assert_eq!(undone.released, 1);
    assert!(undone.refused[0].reason.contains("Agreements were mapped"));
    assert_eq!(counts(&world), [1, 1, 0]);
    let again = row(&world, &CUSTOMERS, "b");
    assert_eq!(again.standing, MatchStanding::Strong, "not remembered");
}

#[tokio::test]
async fn no_match_is_not_the_same_as_not_looked_yet() {
    let world = World::empty();
    world.c3.csp().customers.push(customer("Z", "Zephyrine"));
    world.connect().await;
    world.refresh().await;
    assert_eq!(row(&world, &CUSTOMERS, "z").standing, MatchStanding::None);
    world.workflow.mark_no_match(&CUSTOMERS, "Z").unwrap();
    let marked = row(&world, &CUSTOMERS, "z");
    assert_eq!(marked.standing, MatchStanding::NoMatch);
    assert_eq!(listed(&world, &CUSTOMERS).counts.no_match, 1);
    world.workflow.take_back_no_match(&CUSTOMERS, "Z").unwrap();
    assert_eq!(row(&world, &CUSTOMERS, "z").standing, MatchStanding::None);
    let nothing = world.workflow.take_back_no_match(&CUSTOMERS, "Z");
    assert!(said(nothing).contains("not marked"));
}

#[tokio::test]
async fn a_mapping_made_by_hand_takes_the_mark_away() {
    let world = World::new().await;
    world.workflow.mark_no_match(&CUSTOMERS, "A").unwrap();
    assert_eq!(suggested(&world, &CUSTOMERS, "a"), None);
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    let target = workflow::mapping::ReleaseTarget::Customer(adatum());
    world.workflow.release(&target).unwrap();
    assert_eq!(row(&world, &CUSTOMERS, "a").standing, MatchStanding::Strong);
}

#[tokio::test]
async fn an_agreement_is_suggested_for_each_cycle_that_has_none() {
    let world = World::new().await;
    let scope = SuggestionScope::Agreements(adatum());
    let refused = world
        .workflow
        .suggestions(&scope, &SuggestionFilter::default());
    assert!(said(refused).contains("not mapped"));
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    // Of two monthly ones only one speaks of the cloud.
    assert_eq!(suggested(&world, &scope, "monthly"), Some(1));
    let yearly = row(&world, &scope, "yearly");
    assert_eq!(yearly.candidate.unwrap().id, 2);
    assert!(yearly.reason.contains("the only active agreement"));
    let list = listed(&world, &scope).strong_list;
    world
        .workflow
        .accept_class(&scope, Class::Strong, Some(&list), false)
        .unwrap();
    assert_eq!(counts(&world), [1, 2, 0]);
    assert!(listed(&world, &scope).suggestions.is_empty());
}

#[tokio::test]
async fn two_agreements_that_nothing_tells_apart_are_not_sure() {
    let world = World::empty();
    world.connectwise.site().agreements = vec![
        agreement(1, 11, json!({"name": "One"})),
        agreement(2, 11, json!({"name": "Two"})),
    ];
    world.connect().await;
    world.refresh().await;
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    let scope = SuggestionScope::Agreements(adatum());
    assert_eq!(
        row(&world, &scope, "monthly").standing,
        MatchStanding::NotSure
    );
    let yearly = row(&world, &scope, "yearly");
    assert_eq!(yearly.standing, MatchStanding::None);
}

async fn with_catalog() -> World {
    let world = World::empty();
    world.connectwise.site().items = vec![
        item(101, json!({"description": "E1 (Monthly)"})),
        item(102, json!({"description": "E5 (Annual)"})),
        item(103, json!({"description": "E1 (Annual)"})),
        item(
            104,
            json!({"description": "E5 monthly", "inactiveFlag": true}),
        ),
    ];
    world.connect().await;
    world.refresh().await;
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    world.map_agreement(1).unwrap();
    world
}

#[tokio::test]
async fn products_get_items_of_their_cycle_that_can_be_chosen() {
    let world = with_catalog().await;
    let scope = SuggestionScope::Products(adatum(), AgreementId(1));
    let one = row(&world, &scope, "monthly:E1");
    assert_eq!(one.standing, MatchStanding::Exact);
    assert_eq!(one.candidate.unwrap().id, 101);
    assert!(
        one.reason.contains("billing cycle is the same (monthly)"),
        "{}",
        one.reason
    );
    let other = row(&world, &scope, "monthly:E5");
    assert_eq!(other.standing, MatchStanding::None, "annual or inactive");
}

#[tokio::test]
async fn a_refused_one_is_reported_and_the_rest_goes_on() {
    let world = with_catalog().await;
    let scope = SuggestionScope::Products(adatum(), AgreementId(1));
    let list = listed(&world, &scope).exact_list;
    // The agreement is cancelled meanwhile: no product can go on it.
    world.connectwise.site().agreements[0] = agreement(
        1,
        11,
        json!({"name": "Cloud monthly", "agreementStatus": "Cancelled"}),
    );
    world.refresh().await;
    let outcome = world
        .workflow
        .accept_class(&scope, Class::Exact, Some(&list), false)
        .unwrap();
    assert!(outcome.accepted.is_empty());
    assert!(outcome.refused[0].reason.contains("cancelled"));
    assert_eq!(counts(&world), [1, 1, 0]);
}

#[tokio::test]
async fn what_was_accepted_for_one_customer_is_known_for_the_next() {
    let world = with_catalog().await;
    let scope = SuggestionScope::Products(adatum(), AgreementId(1));
    world
        .workflow
        .accept_suggestion(&scope, "monthly:E1", 101)
        .unwrap();
    assert_eq!(counts(&world), [1, 1, 1]);
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    world
        .workflow
        .map_agreement(&contoso(), AgreementId(6), Default::default())
        .unwrap();
    let scope = SuggestionScope::Products(contoso(), AgreementId(6));
    let one = row(&world, &scope, "monthly:E1");
    assert_eq!(one.reason, "You accepted this name before");
    assert_eq!(one.standing, MatchStanding::Exact);
}

#[tokio::test]
async fn what_others_are_mapped_to_by_hand_is_strong() {
    let world = with_catalog().await;
    world.map_product("monthly:E1", 1, 102).unwrap();
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    world
        .workflow
        .map_agreement(&contoso(), AgreementId(6), Default::default())
        .unwrap();
    let scope = SuggestionScope::Products(contoso(), AgreementId(6));
    let one = row(&world, &scope, "monthly:E1");
    assert_eq!(one.standing, MatchStanding::Strong);
    assert_eq!(one.reason, "It is mapped like this for another customer");
}

#[tokio::test]
async fn the_number_of_both_bookkeepings_and_the_website_speak_for_a_pair() {
    let world = World::empty();
    {
        let mut csp = world.c3.csp();
        let numbered = c3::Customer {
            billing_reference: Some("D-100007".to_owned()),
            ..customer("N", "Tailspin Group")
        };
        csp.customers.push(numbered);
        csp.customers.push(customer("W", "Wingtip"));
        let mut site = world.connectwise.site();
        let numbered = connectwise::Company {
            account_number: Some("D100007".to_owned()),
            ..company(21, "Tailspin")
        };
        let elsewhere = connectwise::Company {
            website: Some("https://www.wingtip.example/".to_owned()),
            city: Some("Zug".to_owned()),
            ..company(22, "Wingtip")
        };
        site.companies.push(numbered);
        site.companies.push(elsewhere);
    }
    world.connect().await;
    world.refresh().await;
    let numbered = row(&world, &CUSTOMERS, "n");
    assert_eq!(numbered.standing, MatchStanding::Strong);
    assert!(numbered.reason.contains("customer number is the same"));
    let elsewhere = row(&world, &CUSTOMERS, "w");
    assert_eq!(elsewhere.standing, MatchStanding::Strong);
    assert!(elsewhere.reason.contains("domain is the same"));
}
