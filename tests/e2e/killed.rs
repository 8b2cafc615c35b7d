//! The program killed in the middle of an upload, started again, and the upload
//! resumed: everything is billed once.

use crate::{backend::Operation, desktop::Desktop, page::Page, servers::Servers, site::Site};
use serde_json::json;
use std::collections::BTreeSet;

/// Requests are in the middle of something at any time.
const SLOW: &str = "slow-ms=60";

/// So many writes into the upload.
const PLACE: usize = 7;

#[tokio::test]
async fn an_upload_that_was_killed_is_resumed_and_bills_once() {
    let servers = Servers::start(&["--customers", "18", "--seed", "7"]);
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.says("Welcome to Accord").await;
    page.connect(&servers).await;
    let mappings = servers.mappings(desktop.home());
    page.import_mappings(mappings.to_str().unwrap()).await;
    page.press("Upload").await;
    page.press("Validate all").await;
    page.says("The next invoices change by").await;
    let planned = page.planned(&page.newest("validate").await).await;
    assert!(planned.len() >= 30, "{} are too few", planned.len());

    servers.site.faults(SLOW).await;
    page.press_first("Upload ").await;
    servers.site.until_writes(PLACE).await;
    page.picture("3-uploading").await;
    window.kill().await;
    servers.site.faults("").await;
    let written = servers.site.our_lines().await.len();
    assert!((1..planned.len()).contains(&written), "{written} stand");

    let window = desktop.open(&[]).await;
    resume(&window.page, &servers.site, &planned).await;
    window.close().await;
}

/// Resumes, and then everything stands once.
async fn resume(page: &Page, site: &Site, planned: &[Operation]) {
    page.size(1280, 800).await;
    page.says("1 upload was cut off").await;
    page.picture("3-overview-cut-off").await;
    page.press("Upload").await;
    page.says("An upload was cut off").await;
    page.picture("3-cut-off").await;
    page.press("Resume").await;
    page.says("ConnectWise confirmed all").await;
    page.picture("3-resumed").await;
    let record = page.newest("export").await;
    assert_eq!(record["status"], "success");
    assert_eq!(record["confirmed"], json!(planned.len()));

    for one in planned {
        site.has(one).await;
    }
    let ours = site.our_lines().await;
    let references: BTreeSet<&str> = ours
        .iter()
        .map(|line| line["serialNumber"].as_str().unwrap())
        .collect();
    assert_eq!(references.len(), ours.len(), "a line stands twice");
    assert_eq!(ours.len(), planned.len());

    let writes = site.writes().await;
    page.jump("Upload").await;
    page.says_no_more("An upload was cut off").await;
    page.press("Validate all").await;
    page.says("othing to upload").await;
    assert_eq!(site.writes().await, writes);
}
