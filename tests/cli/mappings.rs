//! Mappings that are carried to another desktop.

use crate::{
    accord::Accord,
    job::{NORTHWIND, standing},
    site::Site,
};
use serde_json::json;
use std::fs;

#[test]
fn a_second_desktop_takes_them_over_and_bills_nothing_twice() {
    let site = Site::story();
    let first = Accord::on_the_story(&site);
    first.upload(&first.validate()).data();
    let file = first.file("mappings.json");
    let file = file.to_str().unwrap();
    let counts = json!({ "customers": 3, "agreements": 4, "products": 10 });
    assert_eq!(first.json(&["mappings", "export", file]).data(), &counts);

    let second = Accord::connected(&site);
    second.json(&["refresh"]).data();
    let tried = second.json(&["mappings", "import", file, "--dry-run"]);
    assert_eq!(tried.data()["products"], 10);
    let mapped = second.json(&["list", "customers", "--search", "northwind"]);
    assert!(
        mapped.data()[0]["company"].is_null(),
        "a dry run changes nothing"
    );
    let taken = second.json(&["mappings", "import", file]);
    assert_eq!(taken.data()["customers"], 3);
    assert_eq!(taken.data()["skipped"], json!([]));

    let (before, writes) = (standing(&site), site.writes());
    let validated = second.validate();
    assert_eq!(validated.data()["plan"], json!([]));
    second.upload(&validated).data();
    assert_eq!(site.writes(), writes);
    assert_eq!(standing(&site), before);

    let back = second.file("back.json");
    second
        .json(&["mappings", "export", back.to_str().unwrap()])
        .data();
    assert_eq!(
        fs::read_to_string(back).unwrap(),
        fs::read_to_string(file).unwrap()
    );
}

#[test]
fn what_a_rule_refuses_is_skipped_and_told() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let file = accord.file("mappings.json");
    accord
        .json(&["mappings", "export", file.to_str().unwrap()])
        .data();
    let text = fs::read_to_string(&file)
        .unwrap()
        .replace("\"item\": 517", "\"item\": 9999");
    let changed = accord.written("changed.json", &text);
    accord
        .json(&["release", "product", NORTHWIND, "monthly:Power BI Pro"])
        .data();
    let imported = accord.json(&["mappings", "import", changed.to_str().unwrap()]);
    let skipped = imported.data()["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert!(
        skipped[0]["what"]
            .as_str()
            .unwrap()
            .contains("Power BI Pro")
    );
    assert!(skipped[0]["reason"].as_str().unwrap().contains("9999"));
}

#[test]
fn ids_are_matched_without_regard_to_case() {
    let site = Site::story();
    let first = Accord::on_the_story(&site);
    let file = first.file("mappings.json");
    first
        .json(&["mappings", "export", file.to_str().unwrap()])
        .data();
    let text = fs::read_to_string(&file)
        .unwrap()
        .replace(NORTHWIND, &NORTHWIND.to_uppercase());
    let second = Accord::connected(&site);
    second.json(&["refresh"]).data();
    let capitals = second.written("capitals.json", &text);
    second
        .json(&["mappings", "import", capitals.to_str().unwrap()])
        .data();
    let customers = second.json(&["list", "customers", "--search", "northwind"]);
    assert_eq!(customers.data()[0]["company"], 103);
}

#[test]
fn a_file_that_is_none_is_refused() {
    let accord = Accord::new();
    for (content, code) in [("{}", "argument"), ("nonsense", "argument")] {
        let file = accord.written("mappings.json", content);
        accord
            .json(&["mappings", "import", file.to_str().unwrap()])
            .refused(2, code);
    }
    accord
        .json(&["mappings", "import", "/nowhere/at-all.json"])
        .refused(2, "file");
}
