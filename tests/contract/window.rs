//! The window's edge: each command is granted by name and is an adapter; the page may load
//! nothing but itself; one file of the page talks to Rust.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::facts::root;

/// The most lines that a command's body may have.
const ADAPTER: usize = 8;

/// What the capability file grants beside Accord's own commands.
const BESIDE: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

/// What the page may load and reach: itself, and the commands.
const POLICY: [&str; 10] = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src ipc: http://ipc.localhost",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
];

/// The page's files that may name Tauri: the generated bindings, and the one that uses them.
const TALKERS: [&str; 2] = ["ui/src/backend.ts", "ui/src/bindings.ts"];

/// Pictures of the components, which stand in for Tauri; no part of the program.
const GALLERY: &str = "ui/src/gallery/";

/// The commands of the list, as `family::name`.
fn listed(list: &str) -> Vec<(&str, &str)> {
    let lines = list.lines().map(str::trim);
    lines
        .filter(|line| !line.starts_with("//"))
        .filter_map(|line| line.strip_suffix(',')?.split_once("::"))
        .collect()
}

/// The permissions that the list asks for.
fn wanted(list: &str) -> BTreeSet<String> {
    let own = listed(list);
    let own = own
        .iter()
        .map(|(_, name)| format!("allow-{}", name.replace('_', "-")));
    BESIDE.iter().map(ToString::to_string).chain(own).collect()
}

fn granted(capability: &Value) -> BTreeSet<String> {
    let permissions = capability["permissions"].as_array().unwrap();
    permissions
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect()
}

/// The commands whose bodies are longer than an adapter's.
fn long_commands(source: &str) -> Vec<String> {
    let mut long = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find("#[tauri::command") {
        rest = &rest[at..];
        let function = rest.find("fn ").map_or("", |at| &rest[at + 3..]);
        let name = function.split('(').next().unwrap_or_default();
        // The first line that ends in `{` begins the body; the next `}` at the margin ends it.
        let body = function.split_once("{\n").map_or("", |(_, body)| body);
        let lines = body.lines().take_while(|line| *line != "}").count();
        if lines > ADAPTER {
            long.push(format!(
                "`{name}` has {lines} lines, and {ADAPTER} is the most"
            ));
        }
        rest = &rest["#[tauri::command".len()..];
    }
    long
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

/// Every file below a folder, with its text.
fn files(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy();
            into.push((name.replace('\\', "/"), text));
        }
    }
}

#[test]
fn the_capability_grants_each_listed_command_and_no_more() {
    let list = read("src-tauri/src/commands/list.in");
    assert!(listed(&list).len() > 40, "the list is read");
    let capability = json("src-tauri/capabilities/main.json");
    assert_eq!(granted(&capability), wanted(&list));
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    let capabilities = fs::read_dir(root().join("src-tauri/capabilities")).unwrap();
    assert_eq!(capabilities.count(), 1, "one file says what is granted");
}

#[test]
fn the_build_script_and_the_handler_are_made_from_the_one_list() {
    for path in ["src-tauri/build.rs", "src-tauri/src/commands.rs"] {
        assert!(read(path).contains("commands/list.in"), "{path}");
    }
    assert!(read("src-tauri/build.rs").contains(".commands(every_command!(names))"));
    assert!(read("src-tauri/src/window.rs").contains("every_command!(collect_commands)"));
}

#[test]
fn each_command_is_listed_and_is_an_adapter() {
    let list = read("src-tauri/src/commands/list.in");
    let mut sources = Vec::new();
    files(&root().join("src-tauri/src/commands"), &mut sources);
    let mut written = BTreeSet::new();
    for (path, text) in sources.iter().filter(|(path, _)| path.ends_with(".rs")) {
        crate::hold(&long_commands(text));
        let family = path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        for part in text.split("#[tauri::command").skip(1) {
            let name = part.split_once("fn ").unwrap().1.split('(').next().unwrap();
            written.insert((family.to_owned(), name.to_owned()));
        }
    }
    let listed = listed(&list).into_iter();
    let listed: BTreeSet<_> = listed.map(|(f, n)| (f.to_owned(), n.to_owned())).collect();
    assert_eq!(written, listed);
}

#[test]
fn the_page_may_load_nothing_but_itself() {
    let security = &json("src-tauri/tauri.conf.json")["app"]["security"];
    let policy = security["csp"].as_str().unwrap();
    let rules: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
    assert_eq!(rules, POLICY.into());
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
    // No script can change what all objects inherit.
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security.get("dangerousDisableAssetCspModification"), None);
}

#[test]
fn one_file_of_the_page_talks_to_rust() {
    let mut sources = Vec::new();
    files(&root().join("ui/src"), &mut sources);
    let naming: BTreeSet<&str> = sources
        .iter()
        .filter(|(path, _)| !path.starts_with(GALLERY))
        .filter(|(_, text)| text.contains("@tauri-apps") || text.contains("__TAURI"))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(naming, TALKERS.into());
    for (path, text) in &sources {
        let lines = text.lines().count();
        let is_written = path.ends_with(".ts") || path.ends_with(".tsx") || path.ends_with(".css");
        let is_generated = path == "ui/src/bindings.ts";
        assert!(
            !is_written || is_generated || lines <= 400,
            "{path}: {lines} lines"
        );
    }
}

#[test]
fn a_command_that_does_too_much_is_a_breach() {
    let body = "    step();\n".repeat(9);
    let long = format!("#[tauri::command]\npub(crate) fn busy(\n) -> X {{\n{body}}}\n");
    assert_eq!(
        long_commands(&long),
        ["`busy` has 9 lines, and 8 is the most"]
    );
    let short = "#[tauri::command]\npub(crate) fn calm() -> X {\n    step()\n}\n";
    assert_eq!(long_commands(short), Vec::<String>::new());
}

#[test]
fn a_command_that_is_not_granted_shows() {
    let list = "// a::comment,\n            config::one_thing,\n";
    let found = wanted(list);
    assert!(found.contains("allow-one-thing"));
    assert_eq!(found.len(), 3);
}
