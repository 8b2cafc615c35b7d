//! Automatic runs in the settings, and what one leaves on the overview.

use crate::desktop::Desktop;
use serde_json::json;

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
        (&settings["weekday"], &settings["at"], &settings["most_amount"]),
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
    page.says_no_more("An automatic run left something for you").await;
    window.close().await;
}
