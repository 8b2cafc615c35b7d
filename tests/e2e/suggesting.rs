//! Mapping at speed: suggestions accepted with a key, a class after a look, the last
//! step taken back; from customers over agreements to products, by keyboard.

use crate::{backend::everything, desktop::Desktop, page::Page};
use serde_json::{Value, json};
use thirtyfour::Key;

const CUSTOMER: &str = "Fabrikam GmbH";

#[tokio::test]
async fn what_is_suggested_is_accepted_by_a_person() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    page.jump("Mapping").await;
    page.tab_to("Look at suggestions").await;
    page.key(Key::Enter).await;
    page.says("Suggestions for customers").await;
    page.picture("5-suggestions").await;
    assert_eq!(mapped(page).await, 0, "nothing is mapped by itself");

    page.tab_to_first("Accept: ").await;
    page.keys("a").await;
    page.says("Mapped: ").await;
    assert_eq!(mapped(page).await, 1);
    page.with_control("z").await;
    page.says("1 mapping is taken back").await;
    assert_eq!(mapped(page).await, 0);

    accept_all(page, "customers").await;
    assert!(mapped(page).await > 1);
    below(page).await;
    assert_eq!(site.writes().await, 0, "mapping wrote to ConnectWise");
    window.close().await;
}

/// How many customers are mapped.
async fn mapped(page: &Page) -> usize {
    let search = page.ask("search_customers", json!({ "search": everything() }));
    let rows = search.await["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    rows.filter(|one| !one["company"].is_null()).count()
}

/// Accepts the class in sight, after a look.
async fn accept_all(page: &Page, of: &str) {
    page.tab_to_first("Accept all ").await;
    page.key(Key::Enter).await;
    page.says("Nothing is written to ConnectWise").await;
    page.picture(&format!("5-accept-all-{of}")).await;
    page.tab_to_first("Map all ").await;
    page.key(Key::Enter).await;
    page.says("mapped").await;
    page.says_no_more("as suggested?").await;
}

/// The agreement and the products of one of them.
async fn below(page: &Page) {
    page.jump(CUSTOMER).await;
    page.says("0 agreements, 0 products mapped").await;
    page.press("Suggestions").await;
    page.says("Suggestions for agreements").await;
    page.picture("5-agreements").await;
    page.tab_to_first("Accept: ").await;
    page.keys("a").await;
    page.says("The agreements are mapped").await;
    page.press("Map the products").await;
    page.says("Suggestions for products").await;
    page.picture("5-products").await;
    let scope = json!({ "of": "products", "customer": customer(page).await, "agreement": 2 });
    let part = json!({ "standing": null, "offset": 0, "limit": 50 });
    let found = page.ask("suggestions", json!({ "scope": scope, "part": part }));
    let found = found.await;
    let sure = found["exact"].as_u64().unwrap() + found["strong"].as_u64().unwrap();
    assert!(sure > 0, "{found}");
    accept_all(page, "products").await;
    page.press("Back to Mapping").await;
    page.says("products mapped").await;
    page.picture("5-mapped").await;
}

async fn customer(page: &Page) -> Value {
    let search = page.ask("search_customers", json!({ "search": everything() }));
    let rows = search.await["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|one| one["name"] == CUSTOMER).unwrap()["id"].clone()
}
