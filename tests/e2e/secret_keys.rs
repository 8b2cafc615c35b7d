//! Secrets go in and never come out: not into the page, not into what it is
//! told, not into a file; and another start still has them.

use crate::{desktop::Desktop, page::Page, servers::Servers};
use serde_json::json;
use std::{fs, path::Path};

/// All that the page holds: what it shows, its fields, and what it keeps.
const HELD: &str = "
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
    return JSON.stringify([
        document.documentElement.outerHTML, document.body.innerText, fields,
        { ...localStorage }, { ...sessionStorage }, location.href, document.cookie,
        performance.getEntries().map((entry) => entry.name),
    ]);";

const SCREENS: [&str; 5] = [
    "Overview",
    "Subscription history",
    "Mapping",
    "Upload",
    "Settings",
];

#[tokio::test]
async fn secrets_go_in_and_never_come_out() {
    let servers = Servers::start(&["--customers", "3"]);
    let secrets = [
        servers.connectwise("private_key"),
        servers.c3("client_secret"),
    ];
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.says("Welcome to Accord").await;
    page.connect(&servers).await;
    holds_none(page, &secrets).await;
    says_how_they_end(page, &secrets).await;
    window.close().await;
    assert_eq!(files_with(desktop.home(), &secrets), Vec::<String>::new());

    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.says("What needs a hand").await;
    says_how_they_end(page, &secrets).await;
    page.press("ConnectWise Manage").await;
    page.press("Check connection").await;
    page.says("everything that is needed may be read").await;
    holds_none(page, &secrets).await;
    window.close().await;
}

/// No screen holds a secret, and no answer does.
async fn holds_none(page: &Page, secrets: &[&str]) {
    for screen in SCREENS {
        page.press(screen).await;
        page.holds(screen, "return !!document.querySelector('main h1')")
            .await;
        let held = page.script(HELD).await.to_string();
        assert!(
            secrets.iter().all(|secret| !held.contains(secret)),
            "{screen}"
        );
    }
    for command in ["status", "settings"] {
        let told = page.ask(command, json!({})).await.to_string();
        assert!(
            secrets.iter().all(|secret| !told.contains(secret)),
            "{command}"
        );
    }
}

/// The settings say when each was saved, and its last characters.
async fn says_how_they_end(page: &Page, secrets: &[&str]) {
    page.press("Settings").await;
    for (section, secret) in ["ConnectWise Manage", "C3"].into_iter().zip(secrets) {
        page.press(section).await;
        page.says("ends in").await;
        page.says(&format!("…{}", &secret[secret.len() - 2..]))
            .await;
        page.picture(&format!("5-{}", section.to_lowercase().replace(' ', "-")))
            .await;
    }
}

/// The files of the desktop that hold one of these in the clear.
fn files_with(folder: &Path, secrets: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            found.extend(files_with(&path, secrets));
        } else if kind.is_file() {
            let content = fs::read(&path).unwrap();
            let holds = |secret: &&str| {
                content
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes())
            };
            if secrets.iter().any(holds) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
