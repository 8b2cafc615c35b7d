//! A product of the catalog is renamed and replaced after it was mapped: Accord says so,
//! and all its mappings follow at once, after a look at which.

use crate::{backend::everything, desktop::Desktop, page::Page, sample_data::map};
use serde_json::{Value, json};
use thirtyfour::Key;

/// What Exchange Online is mapped to, by its number in the catalog.
const OLD: u64 = 513;

/// What it is called after it was mapped.
const RENAMED: &str = "OLD-EXCHANGE";

#[tokio::test]
async fn what_was_renamed_is_told_and_replaced_by_keyboard() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    map(page).await;
    let rename = json!({ "record": "item", "id": OLD, "set": { "identifier": RENAMED } });
    site.edit_record(rename).await;
    page.press("Overview").await;
    page.press("Refresh").await;
    page.says("1 mapped record was renamed or deleted").await;
    page.picture("5-renamed-overview").await;

    open_data(page).await;
    page.says(RENAMED).await;
    let before = mapped(page).await;
    let new = replacement(page, &before).await;
    replace(page, new["name"].as_str().unwrap()).await;
    page.picture("5-replaced").await;
    let after = mapped(page).await;
    assert!(
        after.contains(&new["id"]) && !after.contains(&json!(OLD)),
        "{after:?}"
    );
    assert_eq!(after.len(), before.len());
    window.close().await;
}

/// The items that are mapped.
async fn mapped(page: &Page) -> Vec<Value> {
    let words = json!({ "kind": "item", "search": everything() });
    let found = page.ask("mapped_targets", words).await;
    let rows = found["rows"].as_array().unwrap().iter();
    rows.map(|row| row["id"].clone()).collect()
}

/// An item of the catalog that nothing is mapped to.
async fn replacement(page: &Page, mapped: &[Value]) -> Value {
    let words = json!({ "search": everything() });
    let found = page.ask("search_catalog", words).await;
    let mut rows = found["rows"].as_array().unwrap().iter();
    let is_free = |row: &&Value| row["selectable"] == true && !mapped.contains(&row["id"]);
    rows.find(is_free).unwrap().clone()
}

async fn open_data(page: &Page) {
    page.press("Settings").await;
    page.press("Data").await;
    page.says("Renamed or deleted since it was mapped").await;
}

async fn replace(page: &Page, new: &str) {
    page.tab_to("The product that was replaced").await;
    page.search_and_take("old", RENAMED).await;
    page.tab_to("What replaces it").await;
    page.search_and_take(new, new).await;
    page.tab_to("See what it would do").await;
    page.key(Key::Enter).await;
    page.says("1 mapping would change").await;
    page.says("Exchange Online (Plan 1)").await;
    page.picture("5-replacing").await;
    page.tab_to("Point them elsewhere").await;
    page.key(Key::Enter).await;
    page.says("1 mapping changed").await;
}
