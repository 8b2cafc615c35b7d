//! What a screen reader is told of each screen: roles, names and states as the web view
//! computes them, beside the tree that is kept in `aria/`. Where a screen changes on
//! purpose, `ACCORD_KEEP_ARIA=1` keeps the new tree; read the difference as one that
//! cannot see the window.
//!
//! What rows say depends on the sample data's day; of them only this is held: whatever
//! can be used has a role and a name.

use crate::{
    desktop::Desktop,
    page::{PATIENCE, Page},
    sample_data::map,
};
use serde_json::Value;
use std::{env, fmt::Write, fs, path::Path, sync::Arc, time::Instant};
use thirtyfour::{Key, WebElement, common::command::ExtensionCommand, error::WebDriverResult};

/// What is in sight, in the order of reading.
const IN_SIGHT: &str = "
    const part = 'main, nav, header, aside, h1, h2, h3, button, a[href], input, select, textarea, table, [role]';
    const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1);
    const shown = (one) => one.getClientRects().length > 0 && !one.closest('[aria-hidden=true]');
    const all = [...(dialog ?? document.getElementById('root')).querySelectorAll(part)];
    const parts = dialog ? [dialog, ...all] : all;
    const seen = parts.filter((one) => shown(one) && !one.closest('.Toasts'));";

/// How deep each lies, whether it is part of a row, and its states.
const FACTS: &str = "
    const states = ['aria-expanded', 'aria-selected', 'aria-checked', 'aria-current', 'aria-pressed',
        'aria-disabled', 'aria-invalid', 'aria-required', 'aria-sort'];
    return seen.map((one) => {
        let depth = 0;
        for (let up = one.parentElement; up; up = up.parentElement) if (seen.includes(up)) depth += 1;
        const told = states.filter((state) => one.hasAttribute(state))
            .map((state) => `${state.slice(5)}=${one.getAttribute(state)}`);
        if (one.disabled) told.push('disabled');
        const row = one.closest('tbody, [role=rowgroup] [role=row], [role=option], li') !== null;
        const usable = one.matches('button, a[href], input, select, textarea, [role=button], [role=tab]');
        return [depth, row, usable, told.join(' ')];
    });";

const SETTINGS: [&str; 7] = [
    "ConnectWise Manage",
    "C3",
    "History files",
    "Billing",
    "Data",
    "Appearance",
    "Updates",
];

/// Roles that say nothing.
const SILENT: [&str; 5] = ["generic", "none", "presentation", "group", ""];

#[tokio::test]
async fn every_screen_tells_what_it_shows() {
    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.says("Welcome to Accord").await;
    let mut apart = Vec::new();
    apart.extend(kept(page, "welcome").await);
    page.try_sample_data().await;
    apart.extend(kept(page, "overview").await);
    page.jump("Subscription history").await;
    page.is_there("[role=grid] [role=row]").await;
    apart.extend(kept(page, "history").await);
    page.jump("Mapping").await;
    page.says("1. Customer").await;
    apart.extend(kept(page, "mapping").await);
    map(page).await;
    apart.extend(kept(page, "mapping-of-a-customer").await);
    page.jump("Upload").await;
    page.says("Not validated").await;
    apart.extend(kept(page, "upload").await);
    page.press("Validate all").await;
    page.says("The next invoice changes by").await;
    apart.extend(kept(page, "plan").await);
    page.jump("Settings").await;
    for section in SETTINGS {
        page.press(section).await;
        let name = format!("settings-{}", section.to_lowercase().replace(' ', "-"));
        apart.extend(kept(page, &name).await);
    }
    page.with_control("k").await;
    page.is_there("[role=dialog] input").await;
    apart.extend(kept(page, "palette").await);
    page.key(Key::Escape).await;
    window.close().await;
    assert!(apart.is_empty(), "{}", apart.join("\n"));
}

/// What is apart from the tree that is kept for a screen.
async fn kept(page: &Page, screen: &str) -> Option<String> {
    let found = tree(page, screen).await;
    let file = format!("e2e/aria/{screen}.txt");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("ACCORD_KEEP_ARIA").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &found).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    (known != found).then(|| format!("{screen} tells other things:\n{found}\nand told:\n{known}"))
}

/// One line for each part that tells something: role, name, states. What is drawn anew while
/// it is read is read anew.
async fn tree(page: &Page, screen: &str) -> String {
    let begun = Instant::now();
    loop {
        match try_tree(page, screen).await {
            Ok(tree) => return tree,
            Err(error) => assert!(begun.elapsed() < PATIENCE, "{screen}: {error}"),
        }
    }
}

async fn try_tree(page: &Page, screen: &str) -> WebDriverResult<String> {
    // A page that is still drawn has other parts a moment later.
    let mut last = Vec::new();
    let (parts, facts) = loop {
        let script = format!("{IN_SIGHT} return seen;");
        let seen = page.web().execute(&script, Vec::new()).await?;
        let parts = seen.elements()?;
        let facts = page.script(&format!("{IN_SIGHT}{FACTS}")).await;
        let facts = facts.as_array().unwrap().clone();
        if facts == last && parts.len() == facts.len() {
            break (parts, facts);
        }
        last = facts;
    };
    let mut tree = String::new();
    for (part, facts) in parts.iter().zip(&facts) {
        let [depth, in_row, usable, states] = facts.as_array().unwrap().as_slice() else {
            panic!("{facts}");
        };
        let role = computed(page, part, "role").await?;
        let name = computed(page, part, "label").await?;
        if usable == &Value::Bool(true) {
            assert!(!name.trim().is_empty(), "{screen}: a {role} has no name");
            assert!(!SILENT.contains(&role.as_str()), "{screen}: {name}: {role}");
        }
        if in_row == &Value::Bool(true) || SILENT.contains(&role.to_lowercase().as_str()) {
            continue;
        }
        let depth = usize::try_from(depth.as_u64().unwrap()).unwrap();
        let line = format!(
            "{role} “{}” {}",
            without_numbers(&name),
            states.as_str().unwrap()
        );
        writeln!(tree, "{}{}", "  ".repeat(depth), line.trim_end()).unwrap();
    }
    Ok(tree)
}

/// Counts and days change with the sample data's day, and what was read when with the clock.
fn without_numbers(name: &str) -> String {
    let mut plain = String::new();
    let name = name
        .split_once(": C3 Read")
        .map_or(name, |(begin, _)| begin);
    for one in name.split_whitespace() {
        let word = if one.chars().any(|letter| letter.is_ascii_digit()) {
            "#"
        } else {
            one
        };
        plain.push_str(if plain.is_empty() { "" } else { " " });
        plain.push_str(word);
    }
    plain
}

/// What the web view computed of an element.
#[derive(Debug)]
struct Computed(String);

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> reqwest::Method {
        reqwest::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        self.0.as_str().into()
    }
}

async fn computed(page: &Page, part: &WebElement, what: &str) -> WebDriverResult<String> {
    let path = format!("/element/{}/computed{what}", part.element_id());
    let command = thirtyfour::common::command::Command::ExtensionCommand(Box::new(Computed(path)));
    let text: Value = page.web().handle().cmd(command).await?.value()?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}
