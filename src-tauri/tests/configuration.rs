//! The bundles' configuration: held against the schema that the bundler itself is held to, and
//! read as Tauri reads it. Both need no network; the schema comes with the bundler.

#![expect(clippy::unwrap_used, reason = "what cannot be read cannot be checked")]

use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// The configuration of every build, of a release, and of the installer for the whole machine.
const FILES: [&str; 3] = [
    "tauri.conf.json",
    "tauri.release.conf.json",
    "tauri.per-machine.conf.json",
];

/// The schema, as the bundler's package brings it.
const SCHEMA: &str = "../ui/node_modules/@tauri-apps/cli/config.schema.json";

/// What a part of the configuration needs to be held against the schema of the whole.
const IDENTIFIER: &str = "app.accord.desktop";

fn path(inside: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn read(inside: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path(inside)).unwrap()).unwrap()
}

/// What the schema has against it.
fn breaches(configuration: &Value) -> Option<String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", read(SCHEMA)).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    let found = schemas.validate(configuration, index);
    found.err().map(|error| format!("{error:#}"))
}

/// The second put over the first, as the bundler does it (RFC 7396).
fn merge(into: &mut Value, over: &Value) {
    match (into, over) {
        (Value::Object(into), Value::Object(over)) => {
            for (name, value) in over {
                if value.is_null() {
                    into.remove(name);
                } else {
                    merge(into.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (into, over) => *into = over.clone(),
    }
}

/// What the bundler sees of the first `count` files.
fn merged(count: usize) -> Value {
    let mut whole = json!({});
    for file in &FILES[..count] {
        merge(&mut whole, &read(file));
    }
    whole
}

#[test]
fn each_file_and_what_they_make_together_fits_the_schema() {
    for file in FILES {
        let mut part = read(file);
        part["identifier"] = json!(IDENTIFIER);
        assert_eq!(breaches(&part), None, "{file}");
    }
    for count in 1..=FILES.len() {
        assert_eq!(breaches(&merged(count)), None, "the first {count}");
    }
}

#[test]
fn tauri_reads_what_they_make_together() {
    for count in 1..=FILES.len() {
        let read = serde_json::from_value::<tauri::Config>(merged(count));
        assert!(read.is_ok(), "the first {count}: {}", read.unwrap_err());
    }
}

#[test]
fn a_setting_that_is_not_there_is_a_breach() {
    let mut whole = merged(2);
    whole["bundle"]["windows"]["nsis"]["instalMode"] = json!("both");
    assert!(breaches(&whole).is_some_and(|words| words.contains("instalMode")));
    let mut whole = merged(2);
    whole["bundle"]["windows"]["nsis"]["installMode"] = json!("everybody");
    assert!(breaches(&whole).is_some());
}

#[test]
fn every_file_that_a_bundle_takes_is_there() {
    let whole = merged(2);
    let bundle = &whole["bundle"];
    let deb = &bundle["linux"]["deb"];
    let icons = bundle["icon"].as_array().unwrap().iter();
    let files = deb["files"].as_object().unwrap().values();
    let others = [
        &bundle["macOS"]["entitlements"],
        &bundle["windows"]["nsis"]["installerIcon"],
        &bundle["licenseFile"],
        &deb["desktopTemplate"],
    ];
    for file in icons.chain(files).chain(others) {
        let file = file.as_str().unwrap();
        assert!(path(file).is_file(), "{file}");
    }
}

#[test]
fn a_release_is_hardened_signed_and_cannot_be_put_back() {
    let whole = merged(2);
    let bundle = &whole["bundle"];
    assert_eq!(bundle["macOS"]["hardenedRuntime"], json!(true));
    let entitlements = fs::read_to_string(path("shipping/entitlements.plist")).unwrap();
    assert!(!entitlements.contains("<key>"), "none is needed");
    assert_eq!(bundle["windows"]["allowDowngrades"], json!(false));
    assert_eq!(bundle["createUpdaterArtifacts"], json!(true));
    let updater = &whole["plugins"]["updater"];
    assert_eq!(updater["requireSignedVersion"], json!(true));
    for danger in [
        "dangerousInsecureTransportProtocol",
        "dangerousAcceptInvalidCerts",
        "allowDowngrades",
    ] {
        assert_eq!(updater.get(danger), None, "{danger}");
    }
}

#[test]
fn versions_and_names_are_the_same_everywhere() {
    let whole = merged(3);
    assert_eq!(whole["version"], json!(env!("CARGO_PKG_VERSION")));
    assert_eq!(whole["identifier"], json!(IDENTIFIER));
    assert_eq!(
        whole["bundle"]["windows"]["nsis"]["installMode"],
        json!("perMachine")
    );
    let changelog = fs::read_to_string(path("shipping/changelog")).unwrap();
    assert!(changelog.starts_with(concat!("Accord ", env!("CARGO_PKG_VERSION"), "\n")));
}
