//! The fields of each document: those of the contract must be there.

use crate::{
    accord::Accord,
    job::{CONTOSO, NORTHWIND},
    site::Site,
};
use serde_json::{Value, json};

#[track_caller]
fn has(value: &Value, fields: &[&str]) {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("an object: {value}"));
    for field in fields {
        assert!(object.contains_key(*field), "{field} is missing: {value}");
    }
}

#[track_caller]
fn each_has(value: &Value, fields: &[&str]) {
    let elements = value
        .as_array()
        .unwrap_or_else(|| panic!("an array: {value}"));
    assert!(!elements.is_empty());
    elements.iter().for_each(|element| has(element, fields));
}

fn is_decimal(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.parse::<rust_decimal::Decimal>().is_ok())
}

#[test]
fn connecting_checking_and_refreshing() {
    let site = Site::story();
    let accord = Accord::new().with_secrets_of(&site);
    let words = [
        site.connectwise_words(),
        vec!["--use-connectwise-price".into(), "on".into()],
    ];
    let connected = accord.json(&words.concat());
    has(connected.data(), &["company", "version", "codebase"]);
    assert_eq!(connected.data()["company"], "practice");
    assert_eq!(
        accord.json(&["settings"]).data()["use-connectwise-price"],
        "on"
    );
    let words = [
        site.c3_words(),
        vec!["--time-zone".into(), "Europe/Berlin".into()],
    ];
    let connected = accord.json(&words.concat());
    let expires = connected.data()["token_expires"].as_str().unwrap();
    assert!(expires.parse::<jiff::Timestamp>().is_ok(), "{expires}");
    assert_eq!(
        accord.json(&["settings"]).data()["c3-time-zone"],
        "Europe/Berlin"
    );

    let check = accord.json(&["check"]);
    assert_eq!(check.data()["c3"]["ok"], true);
    assert_eq!(check.data()["connectwise"]["ok"], true);
    each_has(
        &check.data()["connectwise"]["rights"],
        &["name", "read", "write"],
    );
    for right in check.data()["connectwise"]["rights"].as_array().unwrap() {
        assert_eq!(
            (&right["read"], &right["write"]),
            (&json!("ok"), &json!("untested"))
        );
    }

    let counts = [
        "events_new",
        "events_total",
        "rows_unreadable",
        "customers",
        "companies",
        "agreements",
        "items",
    ];
    let all = accord.json(&["refresh"]);
    has(all.data(), &counts);
    assert_eq!(
        (&all.data()["customers"], &all.data()["agreements"]),
        (&json!(3), &json!(4))
    );
    assert_eq!(all.data()["events_new"], all.data()["events_total"]);
    for what in ["all", "c3", "connectwise"] {
        let again = accord.json(&["refresh", what]);
        has(again.data(), &counts);
        assert_eq!(again.data()["events_new"], 0, "read again, nothing is new");
    }
}

#[test]
fn lists() {
    let site = Site::serve(&[]);
    let accord = Accord::connected(&site);
    accord.json(&["refresh"]).data();
    accord.map(site.matches());
    accord.upload(&accord.validate()).data();
    let list = |words: &[&str]| accord.json(&[&["list"], words].concat()).data().clone();

    each_has(&list(&["customers"]), &["id", "name", "company", "pending"]);
    each_has(&list(&["companies"]), &["id", "name"]);
    each_has(&list(&["items"]), &["id", "name"]);
    let agreements = list(&["agreements", "--company", "103"]);
    each_has(
        &agreements,
        &["id", "name", "billing_cycle", "selectable", "prorates"],
    );
    let products = list(&["products", "--customer", NORTHWIND]);
    each_has(
        &products,
        &["id", "name", "billing_cycle", "cycle_rule", "mapping"],
    );
    assert_eq!(products.as_array().unwrap().len(), 3);
    let yearly = list(&["products", "--customer", NORTHWIND, "--agreement", "4"]);
    assert_eq!(
        yearly.as_array().unwrap().len(),
        2,
        "of the agreement's cycle only"
    );
    let subscriptions = list(&["subscriptions", "--customer", NORTHWIND]);
    let fields = [
        "id",
        "name",
        "product",
        "billing_cycle",
        "cycle_rule",
        "quantity",
        "unit_price",
        "status",
        "baseline",
    ];
    each_has(&subscriptions, &fields);
    assert!(
        is_decimal(&subscriptions[0]["quantity"]) && is_decimal(&subscriptions[0]["unit_price"])
    );
    each_has(&list(&["unreadable"]), &["id", "name"]);
}

#[test]
fn history_with_what_became_of_it() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.upload(&accord.validate()).data();
    let list = |words: &[&str]| {
        let words = [&["list"], words].concat();
        accord.json(&words).data().clone()
    };
    let history = list(&["history", "--customer", NORTHWIND]);
    let fields = [
        "id",
        "name",
        "customer",
        "subscription",
        "product",
        "changed_at",
        "kind",
        "old_quantity",
        "new_quantity",
        "old_price",
        "new_price",
        "old_status",
        "new_status",
        "became",
    ];
    each_has(&history, &fields);
    let became = history
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|event| event["became"].as_array().unwrap());
    assert!(
        became.count() > 0,
        "an uploaded event says which line it led to"
    );
    assert!(list(&["history"]).as_array().unwrap().len() > history.as_array().unwrap().len());
}

#[test]
fn searches_find_parts_of_names() {
    let site = Site::story();
    let accord = Accord::connected(&site);
    accord.json(&["refresh"]).data();
    let names = |what: &str, text: &str| -> Vec<String> {
        let found = accord.json(&["list", what, "--search", text]);
        found
            .data()
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("customers", "NORTH"), ["Northwind Traders Ltd"]);
    assert_eq!(
        names("companies", "traders north"),
        ["Northwind Traders Ltd"]
    );
    assert!(names("items", "visio plan 2").len() > 1);
    assert_eq!(
        names("customers", "nobody of that name"),
        Vec::<String>::new()
    );
}

#[test]
fn jobs() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    let job = [
        "id",
        "kind",
        "status",
        "started_at",
        "finished_at",
        "customers",
    ];
    let whole = [&job[..], &["findings", "plan", "operations"]].concat();
    has(validated.data(), &whole);
    each_has(
        &validated.data()["findings"],
        &["customer", "subscription", "severity", "code", "message"],
    );
    let plan = [
        "agreement",
        "operation",
        "addition",
        "subscription",
        "reference",
        "item",
        "quantity",
        "unit_price",
        "effective_date",
        "cancelled_date",
        "before",
    ];
    each_has(&validated.data()["plan"], &plan);
    for line in validated.data()["plan"].as_array().unwrap() {
        assert!(
            is_decimal(&line["quantity"]) && is_decimal(&line["unit_price"]),
            "{line}"
        );
        assert!(line["agreement"].is_u64() && line["item"].is_u64());
        assert!(
            line["effective_date"]
                .as_str()
                .unwrap()
                .parse::<jiff::civil::Date>()
                .is_ok()
        );
    }
    let uploaded = accord.upload(&validated);
    has(uploaded.data(), &whole);
    each_has(
        &uploaded.data()["operations"],
        &[&plan[..], &["state"]].concat(),
    );

    let jobs = accord.json(&["jobs"]);
    each_has(jobs.data(), &job);
    assert_eq!(jobs.data()[0]["kind"], "export", "newest first");
    for id in ["1", "2"] {
        has(accord.json(&["jobs", id]).data(), &whole);
    }
    assert_eq!(accord.json(&["resume"]).data(), &json!([]));
}

#[test]
fn commands_that_only_do_say_nothing_more() {
    let site = Site::story();
    let accord = Accord::connected(&site);
    accord.json(&["refresh"]).data();
    let product = "monthly:Visio Plan 2";
    for words in [
        &["map", "customer", CONTOSO, "101"][..],
        &[
            "map",
            "agreement",
            CONTOSO,
            "1",
            "--mode",
            "dated",
            "--next-invoice-covers",
            "holding",
        ],
        &[
            "map",
            "product",
            CONTOSO,
            product,
            "--agreement",
            "1",
            "--item",
            "503",
        ],
        &[
            "set-aside",
            NORTHWIND,
            "monthly:Power BI Pro",
            "--reason",
            "billed by hand",
        ],
        &[
            "set-cycle",
            "5b1d0000-0000-4000-8000-000000020007",
            "monthly",
        ],
        &[
            "set-baseline",
            "5b1d0000-0000-4000-8000-000000020007",
            "--quantity",
            "14",
            "--price",
            "10.548",
        ],
    ] {
        assert_eq!(accord.json(words).data(), &json!({}), "{words:?}");
    }
}
