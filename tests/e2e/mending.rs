//! The failing path: an unmapped product and a possible duplicate keep a record
//! from being uploaded; each finding's button leads to where it is mended.

use crate::{
    backend::everything,
    desktop::Desktop,
    page::Page,
    site::{Site, is_ours},
};
use serde_json::{Value, json};

/// The sample customer whose agreement carries an addition entered by hand.
pub(crate) const NAME: &str = "Kingsbridge Hospice Leeds LLP";
const COMPANY: u64 = 104;
pub(crate) const AGREEMENT: u64 = 5;

/// The product that is left out at first.
const FORGOTTEN: &str = "Visio Plan 2";

#[tokio::test]
async fn findings_lead_to_their_mending_and_then_to_success() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    let customer = map_all_but(page, Some(FORGOTTEN)).await;

    page.press("Upload").await;
    page.press("Validate all").await;
    page.says("2 errors keep this record from being uploaded")
        .await;
    page.says("Nothing was written to ConnectWise.").await;
    page.picture("2-findings").await;
    let record = page.newest("validate").await;
    assert_eq!(record["status"], "error");
    let found = found(page, &record).await;
    assert!(found.contains(&"unmapped-product".to_owned()), "{found:?}");
    assert!(
        found.contains(&"possible-duplicate".to_owned()),
        "{found:?}"
    );
    assert!(
        !page.text().await.contains("Upload 1"),
        "it can be uploaded"
    );

    map_the_forgotten(page).await;
    let by_hand = by_hand(&site).await;
    decide(page, &customer, &by_hand).await;
    page.says("ConnectWise confirmed").await;
    page.picture("2-export").await;
    assert_eq!(page.newest("export").await["status"], "success");
    check(&site, &by_hand).await;
    window.close().await;
}

/// Maps the customer, without the one product where one is named, and answers its id.
pub(crate) async fn map_all_but(page: &Page, left_out: Option<&str>) -> String {
    let found = page.ask("search_customers", json!({ "search": everything() }));
    let rows = found.await["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    let customer = rows.find(|one| one["name"] == NAME).unwrap()["id"].clone();
    let words = json!({ "customer": customer, "agreement": AGREEMENT });
    let products = page.ask("products_of", words).await;
    let mut drafted = Vec::new();
    for product in products.as_array().unwrap() {
        if product["name"].as_str() != left_out {
            let item = item(page, &customer, product["name"].as_str().unwrap()).await;
            drafted.push(json!({ "product": product["id"], "item": item }));
        }
    }
    let draft = json!({
        "customer": customer,
        "company": COMPANY,
        "agreement": AGREEMENT,
        "choices": { "mode": null, "bill_from": null, "next_invoice_covers": null },
        "products": drafted,
    });
    page.ask("save_mapping", json!({ "draft": draft })).await;
    customer.as_str().unwrap().to_owned()
}

/// The catalog item of a product that is billed by the month.
async fn item(page: &Page, customer: &Value, product: &str) -> Value {
    let words = json!({ "customer": customer, "search": everything() });
    let items = page.ask("search_items", words).await;
    let described = format!("{product} (Monthly)");
    let mut rows = items["rows"].as_array().unwrap().iter();
    let found = rows.find(|one| one["description"] == described.as_str());
    found.unwrap()["id"].clone()
}

/// The codes of a record's errors.
async fn found(page: &Page, record: &Value) -> Vec<String> {
    let words = json!({ "job": record["id"], "severity": "error", "search": everything() });
    let findings = page.ask("record_findings", words).await;
    let rows = findings["rows"].as_array().unwrap().iter();
    rows.map(|one| one["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Follows the finding to the row that it is about, and fills it.
async fn map_the_forgotten(page: &Page) {
    page.press(&format!("Product Mapping: {NAME}, {FORGOTTEN}"))
        .await;
    page.is_focused(&format!("ConnectWise product for {FORGOTTEN}"))
        .await;
    page.picture("2-mapping").await;
    page.search_and_take("visio plan 2 (monthly)", "MS-CFQ7TTC0HD32-0002-M")
        .await;
    page.with_control("s").await;
    page.says("1 product is mapped on Microsoft cloud").await;
    page.jump("Upload").await;
    page.press("Records").await;
    page.press("Details of the Validate record").await;
    page.says("2 errors keep this record").await;
}

/// The addition that somebody entered.
async fn by_hand(site: &Site) -> Value {
    let lines = site.additions(AGREEMENT).await;
    let [line] = lines.as_slice() else {
        panic!("one line stands: {lines:?}");
    };
    assert!(!is_ours(line));
    line.clone()
}

/// Says what the addition is, and uploads.
async fn decide(page: &Page, customer: &str, by_hand: &Value) {
    let words = json!({ "customer": customer });
    let view = page.ask("mapped_view", words).await;
    let products = view["agreements"][0]["products"].as_array().unwrap();
    let item = &by_hand["product"]["id"];
    let mapped = products.iter().find(|one| &one["mapping"]["item"] == item);
    let product = mapped.unwrap()["name"].as_str().unwrap();

    page.press_first("Decide: ").await;
    page.says("What is this addition?").await;
    page.press("Adopt it").await;
    page.choose("Subscription", product).await;
    page.picture("2-decide").await;
    page.press("Save decision").await;
    page.says("1 decision saved").await;
    page.press("Validate this customer again").await;
    page.says("Success").await;
    let record = page.newest("validate").await;
    assert_eq!(record["errors"], 0);
    let planned = page.planned(&record).await;
    assert!(
        planned
            .iter()
            .any(|one| one.line["addition"] == by_hand["id"])
    );
    page.picture("2-plan").await;
    page.press_first("Upload ").await;
}

/// The addition is Accord's now, and the product is billed by no other beside it.
async fn check(site: &Site, by_hand: &Value) {
    let lines = site.additions(AGREEMENT).await;
    let adopted = lines.iter().find(|line| line["id"] == by_hand["id"]);
    assert!(is_ours(adopted.unwrap()), "{adopted:?}");
    assert!(lines.iter().all(is_ours), "{lines:?}");
    let item = &by_hand["product"]["id"];
    let runs_on = lines
        .iter()
        .filter(|line| &line["product"]["id"] == item && line["cancelledDate"].is_null());
    assert_eq!(runs_on.count(), 1, "{lines:?}");
}
