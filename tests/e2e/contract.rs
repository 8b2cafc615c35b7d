//! What the window must not be able to do, tried in the window; and that nothing
//! it shows needs what it is refused.

use crate::{desktop::Desktop, page::Page};
use serde_json::{Value, json};
use std::net::TcpListener;
use thirtyfour::Key;

/// Notes each thing that the page's policy refuses from now on.
const WATCH: &str = "
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));";

#[tokio::test]
async fn what_is_not_granted_is_refused() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.script(WATCH).await;

    let granted = page.ask("status", json!({})).await;
    assert_eq!(granted["wants_practice"], false);
    let ungranted = [
        ("plugin:dialog|open", json!({ "options": {} })),
        (
            "plugin:event|emit",
            json!({ "event": "changed", "payload": null }),
        ),
        ("plugin:window|close", json!({ "label": "main" })),
        ("plugin:app|version", json!({})),
        ("read_private_key", json!({})),
    ];
    for (command, words) in ungranted {
        let refusal = page.refused(command, words).await.to_string();
        let refused = ["not allowed", "not found"];
        assert!(
            refused.iter().any(|word| refusal.contains(word)),
            "{command}: {refusal}"
        );
    }
    page.says("Welcome to Accord").await;
    window.close().await;
}

#[tokio::test]
async fn the_page_reaches_nothing_and_runs_nothing_that_is_not_its_own() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.script(WATCH).await;

    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    stranger.set_nonblocking(true).unwrap();
    let address = format!("http://{}/", stranger.local_addr().unwrap());
    let fetched = page
        .script_async(
            "const [address, answer] = arguments;
             fetch(address, { mode: 'no-cors' }).then(() => answer('fetched'), () => answer('refused'))",
            vec![json!(address)],
        )
        .await;
    assert_eq!(fetched, "refused");
    for (what, script) in [
        ("eval", "eval('window.ran = true')"),
        ("Function", "new Function('window.ran = true')()"),
        ("timer", "setTimeout('window.ran = true')"),
        (
            "element",
            "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)",
        ),
        (
            "foreign script",
            "const s = document.createElement('script'); s.src = arguments_address; document.body.append(s)",
        ),
        ("picture", "new Image().src = arguments_address"),
        (
            "frame",
            "const f = document.createElement('iframe'); f.src = arguments_address; document.body.append(f)",
        ),
    ] {
        let script = script.replace("arguments_address", &format!("{address:?}"));
        let before = violations(page).await.len();
        page.script(&format!("try {{ {script} }} catch {{}}")).await;
        let came = format!("return window.violations.length > {before}");
        page.holds(&format!("{what} is refused"), &came).await;
        assert_eq!(
            page.script("return window.ran ?? null").await,
            Value::Null,
            "{what}"
        );
    }
    let called = stranger.accept();
    assert!(called.is_err(), "the page called a stranger: {called:?}");
    assert_eq!(
        page.script("return window.__TAURI__ === undefined").await,
        true
    );
    window.close().await;
}

#[tokio::test]
async fn no_screen_and_no_overlay_needs_what_is_refused() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.script(WATCH).await;
    page.try_sample_data().await;
    open_lists(page).await;
    open_panels(page).await;
    open_dialogs(page).await;
    for section in [
        "C3",
        "History files",
        "Billing",
        "Automatic runs",
        "Data",
        "Appearance",
        "Support",
    ] {
        page.press(section).await;
        page.holds(
            section,
            "return !!document.querySelector('[role=tabpanel] *')",
        )
        .await;
    }
    assert_eq!(violations(page).await, Vec::<Value>::new());
    let styles = "return document.querySelectorAll('style').length";
    assert_eq!(page.script(styles).await, 0, "a style element was injected");
    window.close().await;
}

/// Searching lists, and lists to choose from.
async fn open_lists(page: &Page) {
    page.press("Mapping").await;
    page.tab_to("1. Customer").await;
    page.search_and_take("contoso", "Contoso").await;
    page.tab_to("2. External customer").await;
    page.search_and_take("contoso", "Contoso").await;
    page.tab_to("3. Agreement").await;
    page.search_and_take("cloud", "Microsoft cloud").await;
    page.tab_to("ConnectWise product for Visio Plan 2").await;
    page.search_and_take("visio plan 2 (monthly)", "MS-CFQ7TTC0HD32-0002-M")
        .await;
    page.press("Overview").await;
    page.says("Leave with 1 unsaved row?").await;
    page.press("Stay").await;
    page.with_control("s").await;
    page.says("1 product is mapped on Microsoft cloud").await;
    page.press("Upload").await;
    page.choose("Standing", "Pending").await;
    page.says("No customer matches").await;
    page.press("Show all customers").await;
    page.press("Overview").await;
    page.press("Show as a table").await;
}

/// What stands beside a page, or unfolds in it.
async fn open_panels(page: &Page) {
    page.press("Mapping").await;
    page.tab_to("1. Customer").await;
    page.search_and_take("contoso", "Contoso").await;
    page.press("Terms…").await;
    page.is_there(".SidePanel").await;
    page.press("Close").await;
    page.press("Release Customer Mapping").await;
    page.says("This releases").await;
    page.press("Cancel").await;
    page.press("Subscription history").await;
    let rows = page.is_there("[role=grid]").await;
    rows.click().await.unwrap();
    page.key(Key::Down).await;
    page.key(Key::Enter).await;
    page.is_there(".SidePanel").await;
    page.picture("4-history-event").await;
    page.press("Close").await;
    page.press("Settings").await;
    page.press_first("Where to find it").await;
    page.is_there(".SidePanel").await;
    page.press("Close").await;
}

/// What stands before the page.
async fn open_dialogs(page: &Page) {
    page.with_control("k").await;
    page.is_focused("Go to a customer, company or screen").await;
    page.keys("nort").await;
    page.says("Northwind Traders Ltd").await;
    page.key(Key::Escape).await;
    page.holds(
        "the palette closes",
        "return !document.querySelector('.Dialog-veil')",
    )
    .await;
    page.keys("?").await;
    page.is_there(".Dialog-veil").await;
    page.picture("4-keys").await;
    page.key(Key::Escape).await;
    page.holds(
        "the keys close",
        "return !document.querySelector('.Dialog-veil')",
    )
    .await;
    page.press("Settings").await;
}

async fn violations(page: &Page) -> Vec<Value> {
    let seen = page.script("return window.violations").await;
    seen.as_array().unwrap().clone()
}
