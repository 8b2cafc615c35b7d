//! Crashes of the real program: on a worker's thread, on the main one, and of the page's
//! own process. Each ends in words in a window and in the log.

use crate::{
    desktop::{Desktop, Driver, signal},
    page::{PATIENCE, Page},
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

const PACE: Duration = Duration::from_millis(100);

/// Asks a build that is no release to crash.
const ON_DEMAND: &str = "ACCORD_TEST_CRASH";

/// Waits until something is there.
async fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} never comes");
        tokio::time::sleep(PACE).await;
    }
}

/// The note that a crash left.
fn note(data: &Path) -> Option<Value> {
    let text = fs::read(data.join("logs/crash.json")).ok()?;
    serde_json::from_slice(&text).ok()
}

fn log(data: &Path) -> String {
    let logs = fs::read_dir(data.join("logs")).unwrap();
    let texts = logs.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    texts.collect()
}

fn pages(running: &Driver) -> Vec<u32> {
    running.processes(|exe, _| exe.ends_with("WebKitWebProcess"))
}

/// The next window tells the crash, once.
async fn is_told_once(desktop: &Desktop, crash: &Value) {
    let reference = crash["reference"].as_str().unwrap();
    assert!(log(&desktop.data()).contains(reference));
    let window = desktop.open(&[]).await;
    let page: &Page = &window.page;
    page.says("Accord stopped unexpectedly").await;
    page.press("Details").await;
    page.says(reference).await;
    page.picture("crash").await;
    page.press("See what is in it").await;
    page.says("Log accord-window").await;
    page.press("Reload").await;
    page.says("Welcome to Accord").await;
    assert_eq!(note(&desktop.data()), None);
    window.close().await;
}

#[tokio::test]
async fn a_crash_on_the_main_thread_brings_a_new_window_that_says_so() {
    let desktop = Desktop::new();
    let running = desktop.start(ON_DEMAND, "main");
    let data = desktop.data();
    let crash = until("the crash's note", || note(&data)).await;
    let place = crash["place"].as_str().unwrap();
    assert!(place.contains("thread main"), "{place}");
    assert_eq!(crash["message"], "a test asked for […]");
    let is_new = |_: &Path, words: &str| words.contains("--after-crash");
    let again = || running.processes(is_new).first().copied();
    until("the program, started again", again).await;
    let first = |_: &Path, words: &str| words.ends_with("accord-desktop\0");
    until("the end of the first", || {
        running.processes(first).is_empty().then_some(())
    })
    .await;
    until("the new window's page", || pages(&running).pop()).await;
    drop(running);
    is_told_once(&desktop, &crash).await;
}

#[tokio::test]
async fn a_crash_of_a_worker_leaves_the_window_and_a_note() {
    let desktop = Desktop::new();
    let running = desktop.start(ON_DEMAND, "worker");
    let data = desktop.data();
    let crash = until("the crash's note", || note(&data)).await;
    assert!(crash["place"].as_str().unwrap().contains("thread worker"));
    until("the window's page", || pages(&running).pop()).await;
    drop(running);
    is_told_once(&desktop, &crash).await;
}

#[tokio::test]
async fn a_page_whose_process_is_killed_is_loaded_again_and_says_so() {
    let desktop = Desktop::new();
    // Driven, so that it is known to show something: a process that is killed while it
    // still starts is no page's yet.
    let window = desktop.open(&[]).await;
    let before = pages(&window.driver);
    let data = desktop.data();
    for page in &before {
        signal("KILL", &page.to_string());
    }
    let crash = until("the crash's note", || note(&data)).await;
    assert_eq!(crash["place"], "the window's page");
    until("another process for the page", || {
        let now = pages(&window.driver);
        now.into_iter().find(|page| !before.contains(page))
    })
    .await;
    drop(window);
    is_told_once(&desktop, &crash).await;
}
