//! The user's choices: settings, and what settles a finding.

use crate::{
    accord::Accord,
    job::{NORTHWIND, standing},
    site::Site,
};
use serde_json::{Value, json};

const POWER_BI: &str = "5b1d0000-0000-4000-8000-000000020007";

/// The findings of a job, by code.
fn found<'a>(job: &'a Value, code: &str) -> Vec<&'a Value> {
    let findings = job["findings"].as_array().unwrap();
    findings
        .iter()
        .filter(|finding| finding["code"] == code)
        .collect()
}

#[test]
fn settings_are_named_set_and_shown() {
    let accord = Accord::new();
    let values = [
        ("billing-time-zone", "Europe/Berlin"),
        ("suspended", "stops"),
        ("rounding", "per-unit"),
        ("reference-field", "custom-field:C3 reference"),
        ("line-text", "{product} {what}"),
        ("use-connectwise-price", "on"),
    ];
    for (name, value) in values {
        let before = accord.json(&["settings"]).data()[name].clone();
        assert_ne!(before, value, "{name} has another default");
        assert_eq!(accord.json(&["set", name, value]).data()[name], value);
        assert_eq!(accord.json(&["settings"]).data()[name], value);
    }
}

#[test]
fn a_reference_in_a_custom_field_is_written_and_found_there() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    // ConnectWise tells its custom fields only on additions that stand.
    let other = by_hand(&site, 503);
    let words = ["set", "reference-field", "custom-field:C3 reference"];
    accord.json(&words).data();
    let validate = ["validate", "--customer", NORTHWIND, "--as-of", "2026-10-20"];
    accord.upload(&accord.json(&validate)).data();
    let lines = site.additions(3);
    let ours = lines.iter().filter(|line| line["id"] != other);
    let fields: Vec<_> = ours.map(|line| &line["customFields"][0]).collect();
    assert_eq!(fields.len(), 2);
    for field in fields {
        assert_eq!(field["caption"], "C3 reference");
        assert!(
            field["value"].as_str().unwrap().starts_with(POWER_BI),
            "{field}"
        );
    }
    assert_eq!(accord.json(&validate).data()["plan"], json!([]));
}

#[test]
fn a_product_set_aside_is_not_planned() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord
        .json(&["release", "product", NORTHWIND, "monthly:Power BI Pro"])
        .data();
    assert!(!found(accord.validate().failed_job(), "unmapped-product").is_empty());
    let words = [
        "set-aside",
        NORTHWIND,
        "monthly:Power BI Pro",
        "--reason",
        "billed by hand",
    ];
    accord.json(&words).data();
    let validated = accord.validate();
    let plan = validated.data()["plan"].as_array().unwrap();
    assert!(plan.iter().all(|line| line["subscription"] != POWER_BI));
    let products = accord.json(&["list", "products", "--customer", NORTHWIND]);
    let products = products.data().as_array().unwrap();
    assert!(
        products
            .iter()
            .any(|one| one["set_aside"] == "billed by hand")
    );
}

#[test]
fn a_line_that_a_person_edited_is_settled_by_the_users_word() {
    for (choice, quantity) in [("theirs", 9), ("ours", 12)] {
        let site = Site::story();
        let accord = Accord::on_the_story(&site);
        accord.upload(&accord.validate()).data();
        let key = format!("3 {POWER_BI}:b261001");
        let lines = site.additions(3);
        let line = lines.iter().find(|line| line["quantity"] == 12).unwrap();
        let id = line["id"].to_string();
        let edit = json!({ "record": "addition", "agreement": 3, "id": line["id"], "set": { "quantity": 9 } });
        site.control("edit", &edit);

        let found_out = accord.validate();
        assert_eq!(
            found(found_out.failed_job(), "line-changed-outside").len(),
            1
        );
        accord
            .json(&["lines", "decide", &id, choice, "--agreement", "3"])
            .data();
        accord.upload(&accord.validate()).data();
        assert_eq!(standing(&site)[&key][0]["quantity"], quantity, "{choice}");
        assert_eq!(accord.validate().data()["plan"], json!([]), "{choice}");
    }
}

/// Puts an addition on agreement 3 as a person does in ConnectWise.
fn by_hand(site: &Site, item: u32) -> Value {
    let body = json!({ "product": { "id": item }, "quantity": 14, "unitPrice": 10, "billCustomer": "Billable", "effectiveDate": "2026-10-01T00:00:00Z" });
    let id = site.post("finance/agreements/3/additions", &body)["id"].clone();
    // It has been there longer than the period that is open.
    let edit = json!({ "record": "addition", "agreement": 3, "id": id, "set": { "effectiveDate": "2026-09-01T00:00:00Z" } });
    site.control("edit", &edit);
    id
}

#[test]
fn a_possible_duplicate_is_adopted_ended_or_left() {
    for (decision, state) in [("adopt", "ours"), ("end", "ended"), ("leave", "untouched")] {
        let site = Site::story();
        let accord = Accord::on_the_story(&site);
        let id = by_hand(&site, 517);
        let found_out = accord.validate();
        assert_eq!(found(found_out.failed_job(), "possible-duplicate").len(), 1);
        let addition = id.to_string();
        let mut words = vec![
            "duplicates",
            "decide",
            &addition,
            decision,
            "--agreement",
            "3",
        ];
        if decision == "adopt" {
            words.extend(["--subscription", POWER_BI]);
        }
        assert_eq!(accord.json(&words).data(), &json!({}));
        assert_eq!(site.writes(), 1, "not carried out at once");
        accord.upload(&accord.validate()).data();

        let lines = site.additions(3);
        let line = lines.iter().find(|line| line["id"] == id).unwrap();
        let ours = line["serialNumber"]
            .as_str()
            .is_some_and(|text| text.starts_with(POWER_BI));
        let ended = line["cancelledDate"].is_string();
        let is = match (ours, ended) {
            (true, _) => "ours",
            (false, true) => "ended",
            (false, false) => "untouched",
        };
        assert_eq!(is, state, "{decision}: {line}");
        assert_eq!(accord.validate().data()["plan"], json!([]), "{decision}");
    }
}

#[test]
fn hand_made_lines_are_listed_with_proposals_and_decided_from_a_file() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let ids = [by_hand(&site, 517), by_hand(&site, 517)];
    let list = ["duplicates", "list", "--agreement", "3"];
    let listed = accord.json(&list);
    let listed = listed.data();
    assert_eq!(listed["even"], false);
    let lines = listed["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2, "{listed}");
    assert!(lines.iter().all(|line| line["decided"].is_null()));
    let decisions: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({
                "addition": line["addition"],
                "decision": line["proposal"]["decision"],
                "subscription": line["proposal"]["subscription"],
            })
        })
        .collect();
    let words: Vec<&Value> = decisions.iter().map(|one| &one["decision"]).collect();
    assert_eq!(words, ["adopt", "end"], "{listed}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decisions.json");
    std::fs::write(&file, Value::from(decisions).to_string()).unwrap();
    let file = file.to_str().unwrap();

    // Shown before it is saved.
    let shown = accord.json(&["duplicates", "list", "--agreement", "3", "--with", file]);
    assert_eq!(shown.data()["even"], true, "{}", shown.data());
    assert_eq!(accord.json(&list).data()["even"], false);
    let decide = ["duplicates", "decide", "--agreement", "3", "--file", file];
    assert_eq!(accord.json(&decide).data(), &json!({}));
    accord.upload(&accord.validate()).data();
    let lines = site.additions(3);
    let line = |id: &Value| lines.iter().find(|line| line["id"] == *id).unwrap();
    assert!(line(&ids[0])["serialNumber"].is_string());
    assert!(line(&ids[1])["cancelledDate"].is_string());
    assert_eq!(accord.validate().data()["plan"], json!([]));
}

#[test]
fn an_event_that_contradicts_the_one_before_is_accepted_or_discarded() {
    for (decision, quantity) in [("accept", "20"), ("discard", "12")] {
        let site = Site::story();
        let accord = Accord::on_the_story(&site);
        site.tell(&[json!({
            "CustomerID": NORTHWIND, "SubscriptionID": POWER_BI, "ProductName": "Power BI Pro",
            "OldQuantity": 99, "NewQuantity": 20, "OldPrice": 11.0754, "NewPrice": 11.0754,
            "OldStatus": "Active", "NewStatus": "Active", "DateofChange": "2026-10-19T10:00:00",
        })]);
        assert_eq!(
            found(accord.validate().failed_job(), "out-of-order").len(),
            1
        );
        let history = accord.json(&["list", "history", "--customer", NORTHWIND]);
        let event = history
            .data()
            .as_array()
            .unwrap()
            .iter()
            .find(|event| event["old_quantity"] == "99")
            .unwrap();
        let words = ["history", "decide", &event["id"].to_string(), decision];
        assert_eq!(accord.json(&words).data(), &json!({}));
        let validated = accord.validate();
        let plan = validated.data()["plan"].as_array().unwrap();
        let base = plan
            .iter()
            .find(|line| line["reference"] == format!("{POWER_BI}:b261001").as_str());
        assert_eq!(base.unwrap()["quantity"], quantity, "{decision}");
    }
}
