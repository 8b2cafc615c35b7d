//! Suggestions for mapping: listed, accepted as a class, taken back.

use crate::{accord::Accord, job::NORTHWIND, site::Site};
use serde_json::{Value, json};

fn refreshed(site: &Site) -> Accord {
    let accord = Accord::connected(site);
    accord.json(&["refresh"]).data();
    accord
}

/// What is suggested, by id.
fn candidates(listed: &Value) -> Vec<(String, Value)> {
    let rows = listed["suggestions"].as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["id"].as_str().unwrap().to_owned(),
            row["candidate"]["id"].clone(),
        )
    })
    .collect()
}

/// Accepts what a listing shows as exact and as strong.
fn accept(accord: &Accord, words: &[&str], listed: &Value) {
    for (class, list) in [("exact", "exact_list"), ("strong", "strong_list")] {
        let list = listed[list].as_str().unwrap();
        let class = ["--class", class, "--list", list];
        let accepted = accord.json(&[&["suggest", "accept"], words, &class].concat());
        assert_eq!(accepted.data()["refused"], json!([]));
    }
}

#[test]
fn what_is_suggested_and_sure_is_what_belongs_together() {
    let site = Site::story();
    let accord = refreshed(&site);
    let listed = accord.json(&["suggest", "customers"]);
    for row in listed.data()["suggestions"].as_array().unwrap() {
        assert!(
            row["reason"]
                .as_str()
                .is_some_and(|reason| !reason.is_empty())
        );
    }
    let found = candidates(listed.data());
    for matched in site.matches() {
        let id = matched["customer"].as_str().unwrap().to_lowercase();
        let own = found.iter().find(|(customer, _)| *customer == id).unwrap();
        assert_eq!(own.1, matched["company"], "{id}");
    }
    accept(&accord, &["customers"], listed.data());
    for matched in site.matches() {
        let customer = matched["customer"].as_str().unwrap();
        let words = ["suggest", "agreements", "--customer", customer];
        let listed = accord.json(&words);
        accept(
            &accord,
            &["agreements", "--customer", customer],
            listed.data(),
        );
        for agreement in matched["agreements"].as_array().unwrap() {
            let number = agreement["agreement"].to_string();
            let own = ["products", "--customer", customer, "--agreement", &number];
            let listed = accord.json(&[&["suggest"], &own[..]].concat());
            let found = candidates(listed.data());
            for product in agreement["products"].as_array().unwrap() {
                let id = &product["product"];
                let own = found
                    .iter()
                    .find(|(known, _)| known == id.as_str().unwrap());
                assert_eq!(own.unwrap().1, product["item"], "{id}");
            }
            accept(&accord, &own, listed.data());
        }
    }
    assert_eq!(accord.validate().data()["status"], "success");
}

#[test]
fn a_class_must_have_been_listed_and_a_dry_run_changes_nothing() {
    let site = Site::story();
    let accord = refreshed(&site);
    let accept = ["suggest", "accept", "customers", "--class", "exact"];
    let refused = accord.json(&accept);
    assert!(
        refused
            .refused(1, "refused")
            .contains("List the suggestions")
    );
    let wrong = accord.json(&[&accept[..], &["--list", "00000000"]].concat());
    wrong.refused(1, "refused");
    let tried = accord.json(&[&accept[..], &["--dry-run"]].concat());
    assert!(!tried.data()["accepted"].as_array().unwrap().is_empty());
    let customers = accord.json(&["list", "customers"]);
    let customers = customers.data().as_array().unwrap();
    assert!(customers.iter().all(|one| one["company"].is_null()));
    for class in ["not-sure", "perhaps"] {
        let words = [
            "suggest",
            "accept",
            "customers",
            "--class",
            class,
            "--dry-run",
        ];
        accord.json(&words).refused(2, "argument");
    }
}

#[test]
fn one_is_accepted_marked_and_taken_back() {
    let site = Site::story();
    let accord = refreshed(&site);
    let one = |more: &[&str]| {
        let words = ["suggest", "accept", "customers", "--one", NORTHWIND];
        accord.json(&[&words[..], more].concat())
    };
    one(&["--candidate", "9999"]).refused(1, "refused");
    one(&["--candidate", "103"]).data();
    let undone = accord.json(&["suggest", "undo"]);
    assert_eq!(undone.data()["released"], 1);
    accord.json(&["suggest", "undo"]).refused(1, "refused");

    let mark = ["suggest", "no-match", "customers", "--one", NORTHWIND];
    accord.json(&mark).data();
    let marked = accord.json(&["suggest", "customers", "--class", "no-match"]);
    assert_eq!(marked.data()["suggestions"][0]["id"], NORTHWIND);
    assert_eq!(marked.data()["counts"]["no-match"], 1);
    accord.json(&[&mark[..], &["--take-back"]].concat()).data();
    let marked = accord.json(&["suggest", "customers", "--class", "no-match"]);
    assert_eq!(marked.data()["total"], 0);
}

#[test]
fn people_see_the_reason_and_that_nothing_was_mapped() {
    let site = Site::story();
    let accord = refreshed(&site);
    let said = accord.text(&["suggest", "customers"]);
    assert_eq!(said.status, 0);
    assert!(
        said.stdout.contains("The name is the same"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("Nothing was mapped"),
        "{}",
        said.stdout
    );
}
