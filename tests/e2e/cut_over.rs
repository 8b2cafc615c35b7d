//! An agreement with several hand-made lines is taken over with the keyboard, on a
//! page of its own; afterwards lines that somebody edits are settled as theirs and
//! as ours. What stands is looked up on the practice ConnectWise.

use crate::{
    desktop::Desktop,
    mending::{AGREEMENT, NAME, map_all_but},
    page::Page,
    site::{Site, decimal, is_ours},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use thirtyfour::Key;

/// The name of what has the focus, with what labels it.
const FOCUSED: &str = "
    const element = document.activeElement;
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ');
    const labels = ids.map(id => document.getElementById(id)?.innerText ?? '');
    return labels.join(' ').includes(";

#[tokio::test]
async fn an_agreement_full_of_hand_made_lines_is_taken_over_by_keyboard() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    let customer = map_all_but(page, None).await;
    let lines = entered(&site).await;

    page.jump("Upload").await;
    page.press("Validate all").await;
    page.says("3 lines that were made by hand and may bill twice")
        .await;
    page.tab_to("Take over the agreement").await;
    page.key(Key::Enter).await;
    take_over(page, &lines).await;
    let writes = site.writes().await;
    upload(page).await;
    assert!(site.writes().await > writes);
    is_taken_over(&site, &lines).await;

    edited(page, &site, &customer).await;
    window.close().await;
}

/// The line that the sample data has, and two more that people enter: one of the same
/// item, and one that is no subscription's but of a mapped item.
async fn entered(site: &Site) -> [u64; 3] {
    let standing = site.additions(AGREEMENT).await;
    let first = &standing[0];
    let item = &first["product"]["id"];
    let since = "2026-03-01T00:00:00Z";
    let small = site.enter(AGREEMENT, item, 2, since).await;
    let other = site.enter(AGREEMENT, item, 70, since).await;
    [first["id"].as_u64().unwrap(), small, other]
}

async fn take_over(page: &Page, lines: &[u64; 3]) {
    page.says("Take over Microsoft cloud").await;
    page.says("3 lines are not decided yet").await;
    page.says("Proposed, and why").await;
    page.picture("3-take-over").await;
    page.tab_to("Accept 3 proposals").await;
    page.key(Key::Enter).await;
    page.says("no day has a gap").await;
    page.says("No gap, no overlap").await;
    // The last line is something else after all: a letter chooses, and goes on.
    let [first, _, last] = lines;
    for line in [first, last] {
        reach(page, *line).await;
    }
    page.keys("l").await;
    page.says("70 licences by hand stay beside it").await;
    page.picture("3-take-over-chosen").await;
    page.with_control("s").await;
    page.says("3 decisions saved").await;
    page.says("Nothing was written yet.").await;
    page.picture("3-take-over-saved").await;
    page.size(1000, 640).await;
    page.picture("3-take-over-narrow").await;
    page.size(1280, 800).await;
}

/// Goes on with Tab until the choice of a line has the focus.
async fn reach(page: &Page, addition: u64) {
    for _ in 0..60 {
        let script = format!("{FOCUSED}'addition {addition}');");
        if page.script(&script).await == Value::Bool(true) {
            return;
        }
        page.key(Key::Tab).await;
    }
    panic!("Tab does not lead to the choice of addition {addition}");
}

async fn upload(page: &Page) {
    page.tab_to(&format!("Validate {NAME}")).await;
    page.key(Key::Enter).await;
    page.says("Success").await;
    page.picture("3-plan").await;
    page.press_first("Upload ").await;
    page.says("ConnectWise confirmed").await;
    assert_eq!(page.newest("export").await["status"], "success");
}

/// The first line is Accord's, the second is over, the third stays as it was.
async fn is_taken_over(site: &Site, lines: &[u64; 3]) {
    let standing = site.additions(AGREEMENT).await;
    let [first, small, other] =
        lines.map(|id| standing.iter().find(|line| line["id"] == id).unwrap());
    assert!(is_ours(first), "{first}");
    assert!(
        !is_ours(small) && small["cancelledDate"].is_string(),
        "{small}"
    );
    assert!(
        !is_ours(other) && other["cancelledDate"].is_null(),
        "{other}"
    );
    assert_eq!(decimal(&other["quantity"]), Decimal::from(70));
}

/// Somebody edits lines of Accord's: one edit is kept, one is taken back.
async fn edited(page: &Page, site: &Site, customer: &str) {
    let told = decimal(&running(site).await["quantity"]);
    for (choice, word) in [("Keep theirs", "theirs"), ("Take ours", "ours")] {
        let line = running(site).await;
        let now = decimal(&line["quantity"]) + Decimal::from(3);
        let set = json!({ "quantity": now.to_string().parse::<u32>().unwrap() });
        site.edit(AGREEMENT, &line["id"], set).await;
        validate(page, customer).await;
        page.says("Somebody changed line").await;
        page.press_first("Decide: ").await;
        page.says("Accord wrote").await;
        page.says("Stands now").await;
        page.says("Lines that bill").await;
        page.picture(&format!("3-{word}")).await;
        page.press(choice).await;
        page.press("Save decision").await;
        page.says("1 decision saved").await;
        page.press("Validate this customer again").await;
        page.says("Success").await;
        if word == "ours" {
            page.press_first("Upload ").await;
            page.says("ConnectWise confirmed").await;
        } else {
            page.says("Up to date").await;
        }
        // Ours is what C3 says, not what was kept before.
        let expected = if word == "ours" { told } else { now };
        let after = of_item(site, &line).await;
        assert_eq!(after, expected, "{choice}");
    }
}

/// A base line of Accord's that runs on.
async fn running(site: &Site) -> Value {
    let lines = site.additions(AGREEMENT).await;
    let mut runs_on = lines.into_iter().filter(|line| {
        let reference = line["serialNumber"].as_str().unwrap_or_default();
        reference.contains(":b") && line["cancelledDate"].is_null()
    });
    runs_on.next_back().unwrap()
}

/// What Accord's lines of a line's item bill from now on.
async fn of_item(site: &Site, line: &Value) -> Decimal {
    let lines = site.additions(AGREEMENT).await;
    let runs_on = lines.iter().filter(|other| {
        is_ours(other)
            && other["product"]["id"] == line["product"]["id"]
            && other["cancelledDate"].is_null()
    });
    runs_on.map(|line| decimal(&line["quantity"])).sum()
}

async fn validate(page: &Page, customer: &str) {
    page.jump("Upload").await;
    let words = json!({
        "scope": { "which": "customers", "ids": [customer] }, "run": 900_002, "progress": null,
    });
    page.says("Upload to ConnectWise").await;
    let job = page.ask("validate", words).await;
    page.press("Records").await;
    page.press("Details of the Validate record").await;
    page.says("keeps this record from being uploaded").await;
    assert_eq!(page.newest("validate").await["id"], job);
}
