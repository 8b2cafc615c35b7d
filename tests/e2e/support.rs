//! A support bundle read and then saved; a backup checked and then restored.

use crate::desktop::Desktop;
use serde_json::json;
use std::fs;

#[tokio::test]
async fn a_support_bundle_is_read_and_then_saved_as_it_was_shown() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.try_sample_data().await;
    page.press("Settings").await;
    page.press("Support").await;
    page.says("Accord sends nothing").await;
    page.press("See what is in it").await;
    page.says("Integrity check: sound").await;
    page.says("Client secret: saved on").await;
    page.picture("support-bundle").await;
    page.size(1000, 640).await;
    page.picture("support-bundle-small").await;
    let shown = page
        .script("return [...document.querySelectorAll('.Bundle-part > pre')].map((one) => one.textContent)")
        .await;
    let file = desktop.home().join("bundle.txt");
    page.fill("Support bundle", file.to_str().unwrap()).await;
    page.press("Save as shown").await;
    page.says("The support bundle is saved. Nothing was sent")
        .await;
    let saved = fs::read_to_string(&file).unwrap();
    let parts = shown.as_array().unwrap();
    assert!(parts.len() > 4, "{parts:?}");
    for part in parts {
        let text = part.as_str().unwrap().trim_end();
        assert!(saved.contains(text), "shown and not saved: {text}");
    }
    for name in ["Fabrikam", "Contoso", "Northwind"] {
        assert!(!saved.contains(name), "{name} is in:\n{saved}");
    }
    window.close().await;
}

#[tokio::test]
async fn a_backup_is_checked_and_then_takes_the_databases_place() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.press("Settings").await;
    page.press("Data").await;
    let backup = desktop.home().join("backup.sqlite");
    page.fill("Backup file", backup.to_str().unwrap()).await;
    page.press("Back up").await;
    page.says("The backup is made").await;
    let words = json!({ "name": "rounding", "value": "per-unit" });
    page.ask("set_billing", words).await;

    page.press("Restore a backup…").await;
    let letter = desktop.home().join("letter.sqlite");
    fs::write(&letter, "Dear Sir or Madam").unwrap();
    page.fill("Backup to restore", letter.to_str().unwrap())
        .await;
    page.press("Check the backup").await;
    page.says("is not a sound database of Accord's").await;
    page.says("Nothing was replaced.").await;
    page.picture("restore-refused").await;

    page.fill("Backup to restore", backup.to_str().unwrap())
        .await;
    page.press("Check the backup").await;
    page.says("The backup is sound. Restore it?").await;
    page.says("It holds 0 mapped customers").await;
    page.picture("restore-checked").await;
    let before = page.ask("settings", json!({})).await;
    assert_eq!(
        before["billing"]["rounding"], "per-unit",
        "a look replaces nothing"
    );
    page.press("Restore").await;
    page.says("The backup is restored").await;
    page.picture("restore-done").await;
    let after = page.ask("settings", json!({})).await;
    assert_eq!(after["billing"]["rounding"], "per-line");
    let kept = desktop.data().join("accord.backup-1.sqlite");
    assert!(kept.exists(), "what stood is kept");
    window.close().await;
}
