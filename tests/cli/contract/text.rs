//! What people are shown without `--json`: sentences and tables, no documents.

use crate::{
    accord::{Accord, Said},
    job::{CONTOSO, FABRIKAM, NORTHWIND},
    site::Site,
};

/// A width that does not depend on where the tests run.
fn wide(accord: Accord) -> Accord {
    accord.with("COLUMNS", "200")
}

#[track_caller]
fn done(said: Said) -> String {
    assert_eq!((said.status, said.stderr.as_str()), (0, ""), "{said:?}");
    assert!(!said.stdout.starts_with('{') && !said.stdout.is_empty());
    said.stdout
}

#[test]
fn every_command_speaks_to_people() {
    let site = Site::story();
    let accord = wide(Accord::new().with_secrets_of(&site));
    assert_eq!(
        done(accord.text(&site.connectwise_words())),
        "Connected to ConnectWise practice (v2025.8.98765)\n"
    );
    done(accord.text(&site.c3_words()));
    assert_eq!(
        done(accord.text(&["check"])),
        "ConnectWise works\nC3 works\n"
    );
    assert_eq!(
        done(accord.text(&["refresh"])),
        "16 new events, 16 in the ledger\n3 C3 customers, 3 companies, 4 agreements, 150 catalog items\n"
    );
    accord.map(site.matches());
    let plan = done(accord.text(&["validate", "--all", "--as-of", "2026-10-20"]));
    assert!(plan.starts_with("Validate 1: success"), "{plan}");
    assert!(
        plan.contains("Northwind Traders Ltd, Microsoft cloud (agreement 3), prices in GBP"),
        "{plan}"
    );
    assert!(plan.contains("17 lines: 17 create"), "{plan}");
    let uploaded = done(accord.text(&["upload", "1"]));
    assert!(uploaded.contains("confirmed"), "{uploaded}");
    let nothing = done(accord.text(&["upload", "1"]));
    assert_eq!(
        nothing,
        "Export 3: success, as of 2026-10-20\nNothing is to be changed in ConnectWise\n"
    );
    assert_eq!(done(accord.text(&["resume"])), "Nothing was interrupted\n");
    let product = [
        "release",
        "product",
        FABRIKAM,
        "monthly:Exchange Online (Plan 1)",
    ];
    assert_eq!(
        done(accord.text(&product)),
        "Released: 1 product. 1 line stands in ConnectWise and goes on billing there. Nothing was written to ConnectWise\n"
    );
}

#[test]
fn tables_line_up_and_name_things() {
    let site = Site::story();
    let accord = wide(Accord::connected(&site));
    accord.json(&["refresh"]).data();
    let agreements = done(accord.text(&["list", "agreements", "--company", "103"]));
    let lines: Vec<_> = agreements.lines().collect();
    assert_eq!(
        lines[0].split_whitespace().collect::<Vec<_>>(),
        [
            "Agreement",
            "Name",
            "Bills",
            "Currency",
            "Next",
            "invoice",
            "Prorates",
            "Selectable"
        ]
    );
    assert!(
        lines[1]
            .chars()
            .all(|letter| letter == '─' || letter == ' ')
    );
    assert_eq!(lines.len(), 4);
    let history = done(accord.text(&["list", "history", "--customer", NORTHWIND]));
    assert!(
        history.contains("14 → 12") && history.contains("10.548 → 11.0754"),
        "{history}"
    );
    assert!(done(accord.text(&["list", "items", "--search", "visio plan 2"])).contains("171.00"));
    let none = accord.text(&["list", "customers", "--search", "nobody"]);
    assert!(done(none).starts_with("No such C3 customer is known"));
}

#[test]
fn errors_go_to_standard_error_and_say_what_to_do() {
    let accord = Accord::new();
    let said = accord.text(&["refresh"]);
    assert_eq!((said.status, said.stdout.as_str()), (3, ""));
    assert_eq!(
        said.stderr,
        "ConnectWise is not connected yet. Connect it in the settings\n"
    );
    let said = accord.text(&["set", "rounding", "down"]);
    assert_eq!((said.status, said.stdout.as_str()), (2, ""));
    assert_eq!(
        said.stderr,
        "“down” is no rounding; known are per-line and per-unit\n"
    );
    let said = accord.text(&["map", "customer", CONTOSO]);
    assert_eq!((said.status, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("Usage: accord map customer"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_job_in_error_is_shown_and_then_told() {
    let site = Site::story();
    let accord = wide(Accord::connected(&site));
    accord.json(&["refresh"]).data();
    accord.json(&["map", "customer", NORTHWIND, "103"]).data();
    let said = accord.text(&["validate", "--all", "--as-of", "2026-10-20"]);
    assert_eq!(said.status, 1);
    assert!(
        said.stdout.starts_with("Validate 1: error"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains("unmapped-agreement"));
    assert!(
        !said.stdout.contains("Nothing is to be changed"),
        "nobody knows yet"
    );
    assert_eq!(said.stderr, "The job ended in Error; see its findings\n");
}

#[test]
fn a_partner_without_c3_is_told_that_nothing_is_missing() {
    let site = Site::story();
    let accord = Accord::new().with_secrets_of(&site);
    accord.json(&site.connectwise_words()).data();
    assert_eq!(
        done(accord.text(&["check"])),
        "ConnectWise works\nC3 is not used; history comes from files\n"
    );
}
