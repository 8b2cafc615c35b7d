//! What keeps the web view small and the program closed: which plugins there are and why,
//! what the configuration must and must not say, what no page's source may do.

use crate::facts::{Purpose, members, root};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// Each plugin, with why it is needed. A new one needs a reason that the window cannot do
/// without; a notification, a shell, a file system or a browser is no such reason so far.
const PLUGINS: [(&str, &str); 3] = [
    (
        "tauri-plugin-single-instance",
        "a second start must not open the database a second time",
    ),
    (
        "tauri-plugin-dialog",
        "the system's own file dialogs, opened from Rust; the page is granted none of its commands",
    ),
    (
        "tauri-plugin-updater",
        "signed updates, fetched and checked from Rust; the page is granted none of its commands",
    ),
];

/// The one page on what could go wrong.
const THREATS: &str = "src-tauri/THREAT-MODEL.md";

/// What that page must speak of.
const SPOKEN_OF: [&str; 10] = [
    "web view",
    "credential store",
    "ConnectWise",
    "C3",
    "history file",
    "update",
    "support bundle",
    "log",
    "automatic run",
    "Out of scope",
];

/// One page, as one prints it.
const LINES: usize = 90;

/// What a page's source must not do: run text as code, or put text in as markup.
const FORBIDDEN: [&str; 6] = [
    "dangerouslySetInnerHTML",
    ".innerHTML",
    ".outerHTML",
    "eval(",
    "new Function(",
    "document.write",
];

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

/// What in a configuration opens what must stay closed.
fn openings(configuration: &Value) -> Vec<String> {
    let app = &configuration["app"];
    let security = &app["security"];
    let mut openings = Vec::new();
    let mut hold = |is_so: bool, breach: &str| {
        if !is_so {
            openings.push(breach.to_owned());
        }
    };
    hold(
        !app["withGlobalTauri"].as_bool().unwrap_or(false),
        "`withGlobalTauri` hands Tauri to every script",
    );
    for (name, value) in security.as_object().into_iter().flatten() {
        hold(
            !name.starts_with("dangerous") || value == &Value::Bool(false),
            &format!("`{name}` is set"),
        );
    }
    hold(
        security["assetProtocol"]["enable"] != true,
        "`assetProtocol` lets the page read files",
    );
    hold(
        configuration["build"]["removeUnusedCommands"] == true,
        "`removeUnusedCommands` takes plugins' ungranted commands out",
    );
    openings
}

/// What a page's source does that it must not.
fn misdeeds(path: &str, text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let text: String = lines.collect::<Vec<_>>().join("\n");
    FORBIDDEN
        .iter()
        .filter(|word| text.contains(**word))
        .map(|word| format!("{path} holds `{word}`"))
        .collect()
}

fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path
            .extension()
            .is_some_and(|end| end == "ts" || end == "tsx")
        {
            let text = fs::read_to_string(&path).unwrap();
            into.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn each_plugin_has_its_reason_and_no_other_is_there() {
    let members = members();
    let shell = members.iter().find(|member| member.is_shell()).unwrap();
    let used: BTreeSet<&str> = shell
        .dependencies
        .iter()
        .filter(|dependency| dependency.purpose == Purpose::Program)
        .map(|dependency| dependency.name.as_str())
        .filter(|name| name.starts_with("tauri-plugin-"))
        .collect();
    let known: BTreeSet<&str> = PLUGINS.iter().map(|(name, _)| *name).collect();
    assert_eq!(used, known);
    assert!(PLUGINS.iter().all(|(_, reason)| reason.len() > 20));
    let window = read("src-tauri/src/window.rs");
    let registered: Vec<&str> = window
        .split(".plugin(tauri_plugin_")
        .skip(1)
        .map(|rest| rest.split("::").next().unwrap())
        .collect();
    assert_eq!(registered.len(), PLUGINS.len());
    assert_eq!(registered[0], "single_instance", "it must come first");
}

#[test]
fn the_page_is_granted_no_command_of_a_plugin_and_no_stranger_anything() {
    let capability = json("src-tauri/capabilities/main.json");
    assert_eq!(capability["local"], true);
    assert_eq!(capability.get("remote"), None);
    let granted = capability["permissions"].as_array().unwrap();
    for permission in granted {
        let name = permission.as_str().unwrap();
        let is_of_a_plugin = name.contains(':') && !name.starts_with("core:event:");
        assert!(!is_of_a_plugin, "{name}");
    }
}

#[test]
fn the_configuration_opens_nothing() {
    crate::hold(&openings(&json("src-tauri/tauri.conf.json")));
}

#[test]
fn no_release_has_developer_tools_and_a_crash_unwinds() {
    let manifest = read("Cargo.toml");
    let tauri = manifest.lines().find(|line| line.starts_with("tauri = "));
    assert!(!tauri.unwrap().contains("devtools"));
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    let release = manifest.split("[profile.release]").nth(1).unwrap();
    assert!(
        release.contains("panic = \"unwind\""),
        "a panic in one piece of work must not take the window with it"
    );
}

#[test]
fn no_page_runs_text_or_puts_it_in_as_markup() {
    let mut found = Vec::new();
    sources(&root().join("ui/src"), &mut found);
    assert!(found.len() > 100);
    for (path, text) in &found {
        crate::hold(&misdeeds(path, text));
    }
    let page = read("ui/index.html");
    assert!(!page.contains("<style") && !page.contains(" style="));
    let scripts = page.matches("<script").count();
    assert_eq!(scripts, page.matches("src=\"/src/").count());
}

#[test]
fn the_threat_model_is_one_page_and_speaks_of_each_boundary() {
    let text = read(THREATS);
    assert!(text.lines().count() <= LINES, "it is to be one page");
    for words in SPOKEN_OF {
        assert!(
            text.contains(words),
            "{THREATS} does not speak of “{words}”"
        );
    }
    for (plugin, _) in PLUGINS {
        assert!(text.contains(plugin), "{THREATS} does not name `{plugin}`");
    }
    assert!(read("README.md").contains("THREAT-MODEL.md"));
}

#[test]
fn what_is_opened_shows() {
    let closed = serde_json::json!({
        "build": { "removeUnusedCommands": true },
    });
    crate::hold(&openings(&closed));
    let open = serde_json::json!({
        "app": {
            "withGlobalTauri": true,
            "security": {
                "dangerousDisableAssetCspModification": true,
                "assetProtocol": { "enable": true },
            },
        },
    });
    assert_eq!(openings(&open).len(), 4);
    assert_eq!(misdeeds("a.tsx", "  eval('1')").len(), 1);
    crate::hold(&misdeeds("a.tsx", "  // eval( is refused\nevaluate()"));
}
