//! The names of commands and options, and where data and documents go.

use crate::{
    accord::{Accord, Answer, Said},
    site::Site,
};
use serde_json::json;

/// Every command that is there, with each of its words.
const COMMANDS: [&[&str]; 56] = [
    &["connect", "connectwise"],
    &["connect", "c3"],
    &["check"],
    &["refresh"],
    &["import"],
    &["list", "customers"],
    &["list", "companies"],
    &["list", "items"],
    &["list", "agreements"],
    &["list", "products"],
    &["list", "subscriptions"],
    &["list", "history"],
    &["list", "unreadable"],
    &["set-cycle"],
    &["set-baseline"],
    &["set-aside"],
    &["set"],
    &["settings"],
    &["history", "decide"],
    &["lines", "decide"],
    &["map", "customer"],
    &["map", "agreement"],
    &["map", "product"],
    &["suggest", "customers"],
    &["suggest", "agreements"],
    &["suggest", "products"],
    &["suggest", "accept", "customers"],
    &["suggest", "accept", "agreements"],
    &["suggest", "accept", "products"],
    &["suggest", "no-match", "customers"],
    &["suggest", "no-match", "products"],
    &["suggest", "undo"],
    &["release", "product"],
    &["release", "agreement"],
    &["release", "customer"],
    &["mappings", "export"],
    &["mappings", "import"],
    &["mappings", "changes"],
    &["mappings", "seen"],
    &["mappings", "repoint", "company"],
    &["mappings", "repoint", "item"],
    &["validate"],
    &["duplicates", "decide"],
    &["upload"],
    &["undo"],
    &["hold"],
    &["preview"],
    &["why"],
    &["cancel"],
    &["resume"],
    &["jobs"],
    &["practice", "serve"],
    &["backup"],
    &["support-bundle"],
    &["automatic"],
    &["run"],
];

/// Options by command.
const OPTIONS: [(&[&str], &[&str]); 21] = [
    (&["run"], &["--automatic"]),
    (
        &["automatic"],
        &[
            "--schedule",
            "--every",
            "--on",
            "--at",
            "--upload",
            "--most-amount",
            "--most-lines",
            "--most-first-time",
        ],
    ),
    (&["undo"], &["--validate-only"]),
    (&["preview"], &["--customer"]),
    (&["why"], &["--agreement"]),
    (
        &["connect", "connectwise"],
        &[
            "--site",
            "--company",
            "--public-key",
            "--client-id",
            "--use-connectwise-price",
            "--private-key-stdin",
        ],
    ),
    (
        &["connect", "c3"],
        &[
            "--api-url",
            "--token-url",
            "--client-id",
            "--resource",
            "--scope",
            "--time-zone",
            "--client-secret-stdin",
        ],
    ),
    (&["import"], &["--columns"]),
    (&["list", "customers"], &["--search"]),
    (&["list", "agreements"], &["--company"]),
    (&["list", "products"], &["--customer", "--agreement"]),
    (&["set-baseline"], &["--quantity", "--price"]),
    (
        &["map", "agreement"],
        &["--mode", "--bill-from", "--next-invoice-covers"],
    ),
    (&["map", "product"], &["--agreement", "--item"]),
    (&["validate"], &["--all", "--customer", "--as-of"]),
    (&["mappings", "import"], &["--dry-run"]),
    (&["mappings", "repoint", "item"], &["--dry-run"]),
    (&["suggest", "customers"], &["--class"]),
    (
        &["suggest", "accept", "products"],
        &[
            "--customer",
            "--agreement",
            "--class",
            "--list",
            "--dry-run",
            "--one",
            "--candidate",
        ],
    ),
    (
        &["suggest", "no-match", "customers"],
        &["--one", "--take-back"],
    ),
    (
        &["practice", "serve"],
        &[
            "--connectwise-port",
            "--c3-port",
            "--seed",
            "--customers",
            "--faults",
        ],
    ),
];

fn help(words: &[&str]) -> Said {
    let said = Accord::new().text(&[words, &["--help"]].concat());
    assert_eq!((said.status, said.stderr.as_str()), (0, ""), "{words:?}");
    said
}

#[test]
fn every_command_is_there_with_its_options() {
    for words in COMMANDS.iter().chain([&&["restore"][..]]) {
        let usage = help(words).stdout;
        assert!(
            usage.contains(&format!("Usage: accord {}", words.join(" "))),
            "{usage}"
        );
    }
    for (words, options) in OPTIONS {
        let usage = help(words).stdout;
        for option in options {
            assert!(usage.contains(option), "{words:?} has {option}: {usage}");
        }
    }
}

#[test]
fn the_data_folder_comes_from_the_option_else_from_the_environment() {
    let accord = Accord::new();
    let (named, given) = (accord.file("named"), accord.file("given"));
    let mut command = accord.bare(&["settings", "--json"]);
    command.env("ACCORD_DATA_DIR", &named);
    Answer::of(command.output().unwrap()).data();
    assert!(named.join("accord.sqlite").exists());
    command.arg("--data-dir").arg(&given);
    Answer::of(command.output().unwrap()).data();
    assert!(
        given.join("accord.sqlite").exists(),
        "the option comes first"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn without_either_it_is_the_apps_own_folder() {
    let accord = Accord::new();
    Answer::of(accord.bare(&["settings", "--json"]).output().unwrap()).data();
    let own = accord.file("home/.local/share/accord");
    assert!(own.join("accord.sqlite").exists());
}

#[test]
fn options_may_stand_before_or_behind_the_command() {
    let accord = Accord::new();
    let folder = accord.data();
    let words = ["--json", "--data-dir", folder.to_str().unwrap(), "settings"];
    Answer::of(accord.bare(&words).output().unwrap()).data();
}

#[test]
fn progress_and_logs_do_not_go_to_standard_output() {
    let site = Site::story();
    let accord = Accord::connected(&site).with("ACCORD_LOG", "debug");
    let answer = accord.json(&["refresh"]);
    assert_eq!(answer.data()["companies"], 3);
    assert!(!answer.stderr.is_empty(), "the log is somewhere");
    let quiet = accord.with("ACCORD_LOG", "off").text(&["refresh"]);
    assert_eq!(quiet.stderr, "", "no bar where there is no terminal");
}

#[test]
fn practice_prints_where_it_is_before_anything_else() {
    let site = Site::story();
    assert!(site.connectwise("url").starts_with("http://127.0.0.1:"));
    for name in ["company", "public_key", "private_key", "client_id"] {
        assert!(!site.connectwise(name).is_empty());
    }
    for name in [
        "api_url",
        "token_url",
        "client_id",
        "client_secret",
        "resource",
        "scope",
    ] {
        assert!(!site.c3(name).is_empty());
    }
    let customers: Vec<_> = site.matches().iter().map(|one| &one["name"]).collect();
    assert_eq!(
        customers,
        [
            &json!("Contoso"),
            &json!("Fabrikam GmbH"),
            &json!("Northwind Traders Ltd")
        ]
    );
    let unknown = Accord::new().json(&["practice", "serve", "--faults", "gremlins=1"]);
    assert!(unknown.refused(2, "argument").contains("gremlins"));
}
