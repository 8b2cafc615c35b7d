//! An upload taken back with the keyboard: planned, looked at, carried out; then the
//! holds are lifted where they are said, and the next upload bills the same again.

use crate::{
    desktop::Desktop,
    page::Page,
    sample_data::{AGREEMENT, map, validate},
    site::Site,
};
use serde_json::{Value, json};
use thirtyfour::Key;

#[tokio::test]
async fn an_upload_is_taken_back_and_made_again() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    map(page).await;
    validate(page).await;
    page.tab_to_first("Upload ").await;
    page.key(Key::Enter).await;
    page.says("ConnectWise confirmed").await;
    let billed = billing(&site).await;
    assert!(!billed.is_empty());

    take_back(page, &site).await;
    assert_eq!(billing(&site).await, [""; 0]);
    lift_holds(page).await;
    make_again(page).await;
    assert_eq!(billing(&site).await, billed);
    window.close().await;
}

/// What bills on the agreement, in words.
async fn billing(site: &Site) -> Vec<String> {
    let lines = site.additions(AGREEMENT).await;
    let bills = lines
        .iter()
        .filter(|line| line["billCustomer"] == "Billable");
    let mut words: Vec<String> = bills.map(in_words).collect();
    words.sort();
    words
}

fn in_words(line: &Value) -> String {
    let of = |name: &str| line[name].to_string();
    format!(
        "{}: {} × {} from {} to {}",
        of("serialNumber"),
        of("quantity"),
        of("unitPrice"),
        of("effectiveDate"),
        of("cancelledDate")
    )
}

async fn take_back(page: &Page, site: &Site) {
    let writes = site.writes().await;
    page.tab_to("Undo this upload…").await;
    page.key(Key::Enter).await;
    page.says("can be taken back").await;
    page.picture("4-undo-plan").await;
    assert_eq!(site.writes().await, writes, "planning wrote");
    page.tab_to_first("Take back ").await;
    page.key(Key::Enter).await;
    page.says("The upload is taken back").await;
    page.picture("4-undone").await;
    assert_eq!(page.newest("undo").await["status"], "success");
}

/// A new validation plans nothing, says why, and leads to where it is mended.
async fn lift_holds(page: &Page) {
    page.jump("Upload").await;
    page.tab_to("Validate all").await;
    page.key(Key::Enter).await;
    page.says("Validate record").await;
    page.says("Nothing to upload").await;
    page.says("is on hold; nothing is planned for it").await;
    page.picture("4-on-hold").await;
    let held = page.newest("validate").await;
    assert_eq!(held["operations"], json!(0));
    let warnings = held["warnings"].as_u64().unwrap();
    assert!(warnings > 0);
    for _ in 0..warnings {
        page.press_first("Lift the hold").await;
        page.says("The hold is lifted").await;
        page.says_no_more("The hold is lifted").await;
    }
    page.says("Lifted").await;
    page.picture("4-lifted").await;
}

async fn make_again(page: &Page) {
    page.jump("Upload").await;
    page.tab_to("Validate all").await;
    page.key(Key::Enter).await;
    page.says("The next invoice changes by").await;
    page.tab_to_first("Upload ").await;
    page.key(Key::Enter).await;
    page.says("ConnectWise confirmed").await;
    assert_eq!(page.newest("export").await["status"], "success");
}
