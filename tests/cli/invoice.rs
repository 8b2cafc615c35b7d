//! `preview` and `why`: the next invoice line by line beside what invoicing then
//! bills, and a line's reasons as text.

use crate::{accord::Accord, job::NORTHWIND, site::Site};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn decimal(value: &Value) -> Decimal {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.parse().unwrap()
}

/// What each agreement's next invoice adds up to with the plan.
fn after(preview: &Value) -> BTreeMap<u64, Decimal> {
    let agreements = preview.as_array().unwrap().iter();
    agreements
        .map(|one| (one["agreement"].as_u64().unwrap(), decimal(&one["after"])))
        .collect()
}

#[test]
fn what_is_previewed_is_invoiced_and_nothing_is_written_or_recorded() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let answer = accord.json(&["preview"]);
    let preview = answer.data();
    for agreement in preview.as_array().unwrap() {
        for field in ["name", "customer", "currency", "notes"] {
            assert!(!agreement[field].is_null(), "{field}: {agreement}");
        }
        assert!(agreement["period"]["first"].as_str() < agreement["period"]["last"].as_str());
        let lines = agreement["lines"].as_array().unwrap();
        for (sum, part) in [("before", "before"), ("after", "after")] {
            let lines: Decimal = lines.iter().map(|line| decimal(&line[part])).sum();
            assert_eq!(decimal(&agreement[sum]), lines, "{agreement}");
        }
        let days = lines
            .iter()
            .filter(|line| decimal(&line["after"]) != Decimal::ZERO);
        for line in days {
            assert!(line["days"][0]["of"].as_i64() >= line["days"][0]["days"].as_i64());
            assert!(line["quantity"].is_string() && line["unit_price"].is_string());
            assert!(line["prorated"].is_boolean() && line["caught_up"].is_i64());
        }
    }
    assert_eq!(site.writes(), 0, "a preview writes nothing");
    assert_eq!(
        accord.json(&["jobs"]).data(),
        &json!([]),
        "nor leaves a record"
    );

    let foretold = after(preview);
    accord.upload(&accord.validate()).data();
    assert_eq!(
        after(accord.json(&["preview"]).data()),
        foretold,
        "as it was planned"
    );
    let invoices = site.invoice();
    let mut compared = 0;
    for invoice in &invoices {
        let agreement = invoice["agreement"].as_u64().unwrap();
        let Some(foretold) = foretold.get(&agreement) else {
            continue;
        };
        let lines = invoice["lines"].as_array().unwrap().iter();
        let billed: Decimal = lines.map(|line| decimal(&line["amount"])).sum();
        assert_eq!(billed, *foretold, "agreement {agreement}: {invoice}");
        compared += 1;
    }
    assert_eq!(compared, foretold.len());
}

#[test]
fn one_customer_is_previewed_for_people_and_an_unmapped_one_is_not() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let said = accord.text(&["preview", "--customer", NORTHWIND]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.stdout.contains("Power BI Pro"), "{}", said.stdout);
    assert!(said.stdout.contains("→"), "{}", said.stdout);
    assert!(
        !said.stdout.contains("Visio"),
        "another customer's: {}",
        said.stdout
    );
    let why = accord.json(&["preview", "--customer", "nobody"]);
    assert!(why.refused(1, "refused").contains("not mapped"));
}

#[test]
fn a_line_tells_why_it_comes_to_what_it_does() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.upload(&accord.validate()).data();
    // 2 licences more than the base for 10 of 31 days at 11.0754.
    let lines = site.our_lines();
    let adjustment = lines
        .iter()
        .find(|line| line["serialNumber"].as_str().unwrap().ends_with(":a261011"))
        .unwrap();
    let id = adjustment["id"].to_string();
    let answer = accord.json(&["why", &id, "--agreement", "3"]);
    let why = answer.data();
    assert_eq!(why["addition"], adjustment["id"]);
    assert_eq!(why["agreement"], 3);
    assert_eq!(why["reference"], adjustment["serialNumber"]);
    assert_eq!(why["amount"], "7.15");
    assert_eq!(why["basis"], "record");
    let text = why["text"].as_str().unwrap();
    assert!(text.contains("11.0754 × 10 ÷ 31"), "{text}");
    assert!(text.contains("→ 7.15"), "{text}");
    assert!(!why["events"].as_array().unwrap().is_empty());
    let steps = why["steps"].as_array().unwrap();
    assert!(
        steps
            .iter()
            .all(|step| step["text"].is_string() && step["topic"].is_string())
    );
    let said = accord.text(&["why", &id, "--agreement", "3"]);
    assert_eq!(said.stdout.trim(), text.trim());

    accord
        .json(&["why", "999999", "--agreement", "3"])
        .refused(2, "unknown");
    accord.json(&["why", &id]).refused(2, "argument");
}
