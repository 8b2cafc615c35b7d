//! Each exit status with its error codes, brought about for real.

use crate::{
    accord::Accord,
    job::{CONTOSO, FABRIKAM, NORTHWIND},
    site::Site,
};
use serde_json::json;
use std::net::TcpListener;

/// An address on loopback where nobody listens.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn words_that_are_off() {
    let accord = Accord::new();
    for words in [
        &[][..],
        &["release"],
        &["frobnicate"],
        &["upload"],
        &["upload", "seven"],
        &["validate"],
        &["validate", "--all", "--customer", CONTOSO],
        &["validate", "--all", "--as-of", "2026-02-30"],
        &["list", "agreements"],
        &["set-baseline", "x", "--quantity", "ten", "--price", "1"],
        &["history", "decide", "1", "perhaps"],
        &["duplicates", "decide", "1", "adopt", "--agreement", "1"],
    ] {
        let answer = accord.json(words);
        let why = answer.refused(2, "argument");
        assert!(
            !why.is_empty() && !why.contains("error:") && !why.contains("Usage"),
            "{why}"
        );
    }
    let missing = accord.json(&["map", "product", CONTOSO, "monthly:Visio"]);
    let details = missing.document["error"]["details"].to_string();
    assert!(
        details.contains("--agreement") && details.contains("--item"),
        "{details}"
    );
}

#[test]
fn arguments_that_are_off() {
    let accord = Accord::new();
    for words in [
        &["set", "colour", "red"][..],
        &["set", "rounding", "down"],
        &["set", "billing-time-zone", "Mars/Olympus"],
        &["set-cycle", "x", "weekly"],
        &["map", "agreement", CONTOSO, "1", "--mode", "single-ish"],
        &["release", "product", CONTOSO, "no cycle in it"],
    ] {
        accord.json(words).refused(2, "argument");
    }
    for words in [
        &["list", "products", "--customer", CONTOSO][..],
        &["list", "agreements", "--company", "1"],
        &["jobs", "99"],
        &["upload", "99"],
        &["map", "customer", CONTOSO, "101"],
        &["release", "customer", CONTOSO],
    ] {
        accord.json(words).refused(2, "unknown");
    }
}

#[test]
fn rules_that_refuse() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    for (words, name) in [
        (
            &["map", "customer", NORTHWIND, "101"][..],
            "Northwind Traders Ltd",
        ),
        (&["map", "agreement", FABRIKAM, "3"], "Microsoft cloud"),
        (
            &[
                "map",
                "product",
                NORTHWIND,
                "monthly:Power BI Pro",
                "--agreement",
                "3",
                "--item",
                "518",
            ],
            "Power BI Pro",
        ),
    ] {
        let answer = accord.json(words);
        let why = answer.refused(1, "refused");
        assert!(why.contains(name), "the other side is named: {why}");
    }
    let validated = accord.validate();
    accord.upload(&validated).data();
    let export = accord.json(&["upload", "2"]);
    assert!(
        export
            .refused(1, "refused")
            .contains("not a Validate record")
    );
    accord.json(&["cancel", "1"]).refused(1, "refused");
}

#[test]
fn a_job_that_ends_in_error_stands_beside_the_error() {
    let site = Site::story();
    let accord = Accord::connected(&site);
    accord.json(&["refresh"]).data();
    accord.json(&["map", "customer", NORTHWIND, "103"]).data();
    let validated = accord.validate();
    let job = validated.failed_job();
    assert_eq!(
        (&job["status"], &job["kind"]),
        (&json!("error"), &json!("validate"))
    );
    assert_eq!(job["findings"][0]["code"], "unmapped-agreement");
    assert_eq!(job["findings"][0]["severity"], "error");
    accord.json(&["upload", "1"]).refused(1, "refused");
}

#[test]
fn changed_since_validation_stops_that_agreement_alone() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    let edit = json!({ "record": "agreement", "id": 3, "set": { "prorateFlag": true } });
    site.control("edit", &edit);
    let uploaded = accord.upload(&validated);
    let job = uploaded.failed_job();
    assert_eq!(job["findings"][0]["code"], "changed-since-validation");
    let operations = job["operations"].as_array().unwrap();
    assert!(
        operations
            .iter()
            .all(|one| (one["agreement"] == 3) == (one["state"] != "confirmed"))
    );
    assert_eq!(site.additions(3).len(), 0);
}

#[test]
fn not_connected() {
    let accord = Accord::new();
    for words in [
        &["refresh", "c3"][..],
        &["refresh", "connectwise"],
        &["refresh"],
        &["validate", "--all"],
    ] {
        let answer = accord.json(words);
        assert!(
            answer
                .refused(3, "not-connected")
                .contains("not connected yet")
        );
    }
    accord.json(&["check"]).refused(1, "check-failed");
}

#[test]
fn unreachable() {
    let site = Site::story();
    let accord = Accord::new().with_secrets_of(&site);
    let answer = accord.json(&site.connectwise_words_at(&nowhere()));
    answer.refused(3, "unreachable");
    let c3: Vec<String> = site.c3_words();
    let elsewhere = c3
        .iter()
        .map(|word| word.replace(&site.c3("api_url"), &nowhere()));
    accord
        .json(&elsewhere.collect::<Vec<_>>())
        .refused(3, "unreachable");
    accord
        .json(&["refresh", "connectwise"])
        .refused(3, "unreachable");
}

#[test]
fn credentials_refused() {
    let site = Site::story();
    let accord = Accord::new()
        .with("ACCORD_CONNECTWISE_PRIVATE_KEY", "not the key")
        .with("ACCORD_C3_CLIENT_SECRET", "not the secret");
    accord
        .json(&site.connectwise_words())
        .refused(3, "credentials-refused");
    accord
        .json(&site.c3_words())
        .refused(3, "credentials-refused");
}

#[test]
fn an_address_that_secrets_must_not_go_to() {
    let site = Site::story();
    let accord = Accord::new().with_secrets_of(&site);
    for address in [
        "http://connect.example",
        "http://localhost:9",
        "ftp://127.0.0.1",
    ] {
        let answer = accord.json(&site.connectwise_words_at(address));
        assert_ne!(answer.status, 0, "{address}");
        assert!(
            answer.document["error"]["message"]
                .as_str()
                .unwrap()
                .contains("https")
        );
    }
    accord
        .json(&["refresh", "connectwise"])
        .refused(3, "not-connected");
}

#[test]
fn a_plan_as_of_another_day_is_for_practice_only() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.validate().data();
    // No loopback address by its letters, and yet one that leads nowhere else. What
    // cannot be reached is saved all the same.
    let real = accord.json(&site.connectwise_words_at("https://0.0.0.0:9"));
    real.refused(3, "unreachable");
    let upload = accord.json(&["upload", "1"]);
    let why = upload.refused(1, "refused");
    assert!(
        why.contains("practice system") && why.contains("Nothing was written"),
        "{why}"
    );
    assert_eq!(site.writes(), 0);
}

#[test]
fn a_right_that_is_missing_fails_the_check_and_is_named() {
    let site = Site::serve(&["--customers", "3", "--faults", "forbid=catalog"]);
    let accord = Accord::new().with_secrets_of(&site);
    let saved = accord.json(&site.connectwise_words());
    assert!(saved.refused(3, "connectwise").contains("Product Catalog"));
    accord.json(&site.c3_words()).data();
    let check = accord.json(&["check"]);
    check.refused(1, "check-failed");
    let data = &check.document["data"];
    assert_eq!(
        (&data["connectwise"]["ok"], &data["c3"]["ok"]),
        (&json!(false), &json!(true))
    );
    let rights = data["connectwise"]["rights"].as_array().unwrap();
    let refused: Vec<_> = rights
        .iter()
        .filter(|right| right["read"] == "refused")
        .map(|right| &right["name"])
        .collect();
    assert_eq!(refused, [&json!("catalog")]);
}

#[test]
fn keys_that_expire_in_the_middle_stop_the_upload_which_can_be_resumed() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    site.faults("keys-expire-at=14");
    let stopped = accord.upload(&validated);
    let job = stopped.failed_job();
    assert_eq!(job["status"], "interrupted");
    assert!(
        job["findings"]
            .to_string()
            .contains("does not accept the keys")
    );
    site.faults("");
    site.control("keys", &json!({}));
    let resumed = accord.json(&["resume"]);
    assert_eq!(resumed.data()[0]["status"], "success");
    assert_eq!(accord.validate().data()["plan"], json!([]));
}
