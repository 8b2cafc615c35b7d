//! `support-bundle`: readable, without names and secrets, and also where the database
//! is in use or damaged.

use crate::{accord::Accord, job::NORTHWIND, site::Site};
use std::{fs, time::Duration};
use store::Store;

fn bundle(accord: &Accord) -> String {
    let file = accord.file("bundle.txt");
    let answer = accord.json(&["support-bundle", file.to_str().unwrap()]);
    let parts = answer.data()["parts"].as_array().unwrap();
    assert_eq!(parts[0], "What this is");
    fs::read_to_string(file).unwrap()
}

#[test]
fn after_a_days_work_it_tells_the_runs_and_has_neither_a_name_nor_a_secret() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    accord.upload(&validated).data();
    // Refusals name the other side; the log must not.
    accord.json(&["map", "customer", NORTHWIND, "101"]);
    accord
        .json(&["list", "customers", "--search", "Contoso"])
        .data();
    let text = bundle(&accord);
    for part in [
        "Program and system",
        "Settings",
        "Database",
        "Runs",
        "Log accord.",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(text.contains("upload-2: success") && text.contains("Integrity check: sound"));
    assert!(text.contains("run{reference=\"upload-2\"}"), "{text}");
    for name in ["Contoso", "Fabrikam", "Northwind"] {
        assert!(!text.contains(name), "{name} is in:\n{text}");
    }
    for secret in [
        site.connectwise("private_key"),
        site.connectwise("public_key"),
        site.connectwise("company"),
        site.c3("client_secret"),
    ] {
        assert!(!text.contains(&secret), "{secret}");
    }
    let home = accord.file("home");
    assert!(!text.contains(home.to_str().unwrap()));
}

#[test]
fn the_logs_themselves_have_no_name() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.json(&["map", "customer", NORTHWIND, "101"]);
    accord.upload(&accord.validate()).data();
    let mut read = 0;
    for entry in fs::read_dir(accord.data().join("logs")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for name in ["Contoso", "Fabrikam", "Northwind"] {
            assert!(!text.contains(name), "{name} is in:\n{text}");
        }
        read += text.lines().count();
    }
    assert!(read > 20, "there is a log");
}

#[test]
fn where_the_database_is_in_use_or_damaged_it_says_so() {
    let accord = Accord::new();
    accord.json(&["settings"]).data();
    let held = Store::open(&accord.data(), "the Accord window", Duration::ZERO).unwrap();
    assert!(bundle(&accord).contains("in use by the Accord window"));
    drop(held);
    let database = accord.data().join("accord.sqlite");
    fs::write(database, "no database".repeat(500)).unwrap();
    assert!(bundle(&accord).contains("database-damaged"));
}
