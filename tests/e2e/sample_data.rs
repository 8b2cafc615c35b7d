//! The first start: sample data, one customer mapped with the keyboard alone,
//! validated, uploaded, uploaded again, and released.

use crate::{
    backend::everything,
    desktop::Desktop,
    page::Page,
    site::{Site, decimal},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Said on top of every screen.
const BANNER: &str = "Practice mode: sample data, nothing reaches your systems";

/// Fabrikam's agreement on the practice site.
pub(crate) const AGREEMENT: u64 = 2;

/// Its products, in the table's order, with the catalog item of each.
const PRODUCTS: [(&str, &str, u64); 3] = [
    ("Exchange Online (Plan 1)", "MS-CFQ7TTC0LH16-0001-M", 513),
    (
        "Microsoft 365 Business Standard",
        "MS-CFQ7TTC0LDPB-0001-M",
        508,
    ),
    ("Microsoft Teams Rooms Pro", "MS-CFQ7TTC0JN4R-0002-M", 515),
];

const SCREENS: [&str; 5] = [
    "Overview",
    "Subscription history",
    "Mapping",
    "Upload",
    "Settings",
];

impl Page {
    /// Begins practice at the first start, with the keyboard.
    pub(crate) async fn try_sample_data(&self) -> Site {
        self.says("Welcome to Accord").await;
        self.tab_to("Try it with sample data").await;
        self.key(Key::Enter).await;
        self.says("What needs a hand").await;
        let status = self.ask("status", json!({})).await;
        Site::new(status["practice"]["connectwise"].as_str().unwrap())
    }
}

#[tokio::test]
async fn the_first_customer_is_mapped_uploaded_and_released() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.picture("1-welcome").await;
    let site = page.try_sample_data().await;
    page.picture("1-overview").await;
    for screen in SCREENS {
        page.press(screen).await;
        page.says(BANNER).await;
    }

    map(page).await;
    let validated = validate(page).await;
    upload(page, &site, &validated).await;
    upload_again(page, &site, &validated).await;
    release(page, &site).await;
    window.close().await;
}

/// Maps customer, company, agreement and products.
pub(crate) async fn map(page: &Page) {
    page.jump("Mapping").await;
    page.tab_to("1. Customer").await;
    page.search_and_take("fabri", "Fabrikam GmbH").await;
    page.says("Choose an external customer").await;
    page.tab_to("2. External customer").await;
    page.search_and_take("gmbh fabrikam", "Fabrikam GmbH").await;
    page.says("Choose an agreement").await;
    page.tab_to("3. Agreement").await;
    page.search_and_take("cloud", "Microsoft cloud").await;
    page.says("4. Products").await;
    page.tab_to("ConnectWise product for Exchange Online (Plan 1)")
        .await;
    for (product, item, _) in PRODUCTS {
        let row = format!("ConnectWise product for {product}");
        page.is_focused(&row).await;
        let words = format!("{} (monthly)", product.to_lowercase());
        page.search_and_take(&words, item).await;
    }
    page.says("3 rows are not saved").await;
    page.picture("1-mapping-unsaved").await;
    page.with_control("s").await;
    page.says("3 products are mapped on Microsoft cloud").await;
    page.says("1 agreement, 3 products mapped").await;
    page.picture("1-mapping-saved").await;
}

/// Validates, and answers the record.
pub(crate) async fn validate(page: &Page) -> Value {
    page.jump("Upload").await;
    page.says("Not validated").await;
    page.tab_to("Validate all").await;
    page.key(Key::Enter).await;
    page.says("Validate record").await;
    page.says("Success").await;
    page.newest("validate").await
}

/// Reads the plan, uploads it, and compares what then stands.
async fn upload(page: &Page, site: &Site, validated: &Value) {
    let planned = page.planned(validated).await;
    assert!(planned.len() >= 2, "{planned:?}");
    assert_eq!(validated["operations"], json!(planned.len()));
    page.says("The next invoice changes by").await;
    page.says("Fabrikam GmbH · Microsoft cloud").await;
    for one in &planned {
        page.says(one.line["product"].as_str().unwrap()).await;
    }
    // A line opens to the events behind it.
    page.tab_to_first("More about").await;
    page.key(Key::Enter).await;
    page.says(planned[0].line["reference"].as_str().unwrap())
        .await;
    page.picture("1-plan").await;
    why(page, &planned[0].line).await;
    whole_invoice(page).await;

    assert_eq!(site.writes().await, 0, "validating wrote");
    page.tab_to_first("Upload ").await;
    page.key(Key::Enter).await;
    page.says("Export record").await;
    page.says("ConnectWise confirmed").await;
    page.picture("1-export").await;
    assert_eq!(page.newest("export").await["status"], "success");
    for one in &planned {
        site.has(one).await;
    }
    assert_eq!(site.our_lines().await.len(), planned.len());
    for (item, quantity) in [(513, 8), (508, 27)] {
        assert_eq!(running(site, item).await, Decimal::from(quantity));
    }
}

/// Asks why the unfolded line is so, copies the reasons, and goes back.
async fn why(page: &Page, line: &Value) {
    page.press("Why?").await;
    page.says("Why this line?").await;
    page.says("C3's price").await;
    let why = page.ask("why_operation", json!({ "operation": line["id"] }));
    for step in why.await["steps"].as_array().unwrap() {
        page.says(step["calculation"].as_str().unwrap_or_default())
            .await;
    }
    page.picture("1-why").await;
    page.press("Copy as text").await;
    page.says("The text is copied").await;
    page.press("Close").await;
    page.says_no_more("Why this line?").await;
}

/// The whole next invoice adds up to what the plan says.
async fn whole_invoice(page: &Page) {
    page.press("Show the whole next invoice").await;
    page.says("Days billed").await;
    page.says("With plan").await;
    page.script("document.querySelector('[aria-label^=\"Next invoice of\"]').scrollIntoView()")
        .await;
    page.picture("1-next-invoice").await;
    page.press("Hide the whole next invoice").await;
    page.says_no_more("Days billed").await;
}

/// What runs on for a catalog item.
async fn running(site: &Site, item: u64) -> Decimal {
    let lines = site.additions(AGREEMENT).await;
    let runs_on = lines
        .iter()
        .filter(|line| line["product"]["id"] == item && line["cancelledDate"].is_null());
    runs_on.map(|line| decimal(&line["quantity"])).sum()
}

/// Nothing is left to write: neither by a new plan nor by the old one.
async fn upload_again(page: &Page, site: &Site, validated: &Value) {
    let writes = site.writes().await;
    page.jump("Upload").await;
    page.tab_to("Validate all").await;
    page.key(Key::Enter).await;
    page.says("ConnectWise already holds what these customers are to be billed")
        .await;
    page.picture("1-up-to-date").await;
    let again = page.newest("validate").await;
    assert_eq!(
        (&again["status"], &again["operations"]),
        (&json!("success"), &json!(0))
    );
    let words = json!({ "job": validated["id"], "run": 900_001, "progress": null });
    page.ask("upload", words).await;
    assert_eq!(site.writes().await, writes, "there was nothing to write");
    page.jump("Upload").await;
    page.says("Up to date").await;
}

/// Releases product, agreement and customer, each having said its effect.
async fn release(page: &Page, site: &Site) {
    let lines = site.our_lines().await;
    page.jump("Fabrikam GmbH").await;
    page.says("1 agreement, 3 products mapped").await;
    page.tab_to("Release Microsoft 365 Business Standard").await;
    page.key(Key::Enter).await;
    page.says("Release Microsoft 365 Business Standard, Monthly?")
        .await;
    page.says("This releases").await;
    page.says("2 lines stand in ConnectWise and go on billing there.")
        .await;
    page.picture("1-release-product").await;
    page.tab_to("Release").await;
    page.key(Key::Enter).await;
    page.says("Microsoft 365 Business Standard is released")
        .await;
    page.says("1 agreement, 2 products mapped").await;

    release_all(
        page,
        "Release Agreement Mapping",
        "Microsoft cloud is released",
    )
    .await;
    page.says("0 agreements, 0 products mapped").await;
    release_all(
        page,
        "Release Customer Mapping",
        "Fabrikam GmbH is released",
    )
    .await;
    page.says("Fabrikam GmbH is not mapped yet").await;
    page.press("Undo").await;
    page.says("The mapping is back as it was").await;
    page.says("0 agreements, 0 products mapped").await;

    let search = page.ask("search_customers", json!({ "search": everything() }));
    let rows = search.await["rows"].clone();
    let mapped = rows.as_array().unwrap().iter();
    let mapped: Vec<&Value> = mapped.filter(|one| !one["company"].is_null()).collect();
    assert_eq!(mapped.len(), 1);
    assert_eq!(site.our_lines().await, lines, "a release wrote");
}

async fn release_all(page: &Page, name: &str, done: &str) {
    page.press(name).await;
    page.says("This releases").await;
    page.says("Nothing is written to ConnectWise.").await;
    page.picture(&format!("1-{}", name.to_lowercase().replace(' ', "-")))
        .await;
    page.press_confirm(name).await;
    page.says(done).await;
}

impl Page {
    /// Presses the button of the question that stands open.
    pub(crate) async fn press_confirm(&self, name: &str) {
        let panel = self.is_there(".ConfirmPanel button:not([disabled])").await;
        let said = panel.text().await.unwrap();
        assert_eq!(said, name);
        panel.click().await.unwrap();
    }
}
