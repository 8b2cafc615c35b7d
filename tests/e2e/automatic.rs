//! Automatic runs in the settings, and what one leaves on the overview.

use crate::{desktop::Desktop, servers::Servers};
use serde_json::json;
use std::time::Duration;
use store::Store;

#[tokio::test]
async fn automatic_runs_are_set_kept_and_what_waits_is_told() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    let site = page.try_sample_data().await;
    page.press("Settings").await;
    page.press("Automatic runs").await;
    page.says("Off. Nothing runs unless you start it.").await;
    page.picture("automatic-off").await;
    page.press("Run by itself while Accord is open").await;
    page.choose("How often", "Every week").await;
    page.choose("On", "Friday").await;
    page.fill("At", "25:00").await;
    page.press("Save").await;
    page.says("A time of day looks like 08:00").await;
    page.fill("At", "06:30").await;
    page.press("A run may upload without me").await;
    page.fill("The changes come to more than", "99.50").await;
    page.press("Save").await;
    page.says("Next:").await;
    page.says("Saved").await;
    page.picture("automatic-on").await;
    page.size(1000, 640).await;
    page.picture("automatic-small").await;
    page.size(1280, 800).await;
    let kept = page.ask("automatic", json!({})).await;
    let settings = &kept["settings"];
    assert_eq!(
        (
            &settings["weekday"],
            &settings["at"],
            &settings["most_amount"]
        ),
        (&json!("friday"), &json!("06:30"), &json!("99.50"))
    );
    assert_eq!(settings["most_first_time"], 0);
    page.says("30 6 * * 5").await;
    page.press("Copy: Linux: cron").await;
    page.says("Copied").await;

    // The same run as it would be by itself; the sample data has rows to look at.
    let words = json!({ "run": 900_002, "progress": null });
    let ran = page.ask("run_automatic", words).await;
    assert_eq!(ran["outcome"], "waits", "{ran}");
    assert_eq!(site.writes().await, 0);
    page.press("Overview").await;
    page.says("An automatic run left something for you").await;
    page.says("Nothing was written.").await;
    page.picture("automatic-notice").await;
    page.press("Dismiss").await;
    page.says_no_more("An automatic run left something for you")
        .await;
    window.close().await;
}

/// Daily at midnight, without leave to upload.
fn daily() -> serde_json::Value {
    json!({ "settings": {
        "is_on": true, "every": "day", "weekday": "monday", "month_day": 1, "at": "00:00",
        "may_upload": false, "most_amount": "500", "most_lines": 25, "most_first_time": 0,
    } })
}

#[tokio::test]
async fn what_was_missed_while_accord_was_closed_runs_when_it_opens_and_uploads_nothing() {
    let servers = Servers::start(&["--customers", "3"]);
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    window.page.connect(&servers).await;
    let mappings = servers.mappings(desktop.home());
    window
        .page
        .import_mappings(mappings.to_str().unwrap())
        .await;
    window.page.ask("set_automatic", daily()).await;
    window.close().await;
    // Nobody was there since 2020.
    let store = Store::open(&desktop.data(), "a test", Duration::from_secs(10)).unwrap();
    let served = Some("2020-01-01T00:00:00Z");
    store
        .write(|writer| writer.set_setting("automatic.served", served))
        .unwrap();
    drop(store);

    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.says("An automatic run left something for you").await;
    page.says("uploading waits for you").await;
    assert_eq!(servers.site.writes().await, 0);
    let filter = json!({ "kind": null, "status": null, "customer": null });
    let words = json!({ "filter": filter, "offset": 0, "limit": 9 });
    let records = page.ask("jobs", words).await;
    assert_eq!(
        records["total"], 1,
        "once for all that was missed: {records}"
    );
    window.close().await;
}
