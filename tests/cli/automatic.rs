//! `run --automatic` and `automatic`, as a scheduler sees them.

use crate::{
    accord::{Accord, Answer},
    site::Site,
};
use serde_json::{Value, json};

fn run(accord: &Accord) -> Answer {
    accord.json(&["run", "--automatic"])
}

/// Leave to upload whatever the story brings.
fn allow(accord: &Accord) {
    let words = ["--upload", "on", "--most-amount", "100000"];
    let more = ["--most-lines", "1000", "--most-first-time", "1000"];
    let words = [&["automatic"][..], &words, &more].concat();
    accord.json(&words).data();
}

/// The story's clean customers, mapped.
fn mapped(site: &Site) -> Accord {
    let accord = Accord::connected(site);
    accord.json(&["refresh"]).data();
    accord.map_from_file(site.matches());
    accord
}

#[test]
fn it_may_not_upload_until_that_is_allowed_and_says_that_something_waits() {
    let site = Site::story();
    let accord = mapped(&site);
    assert_eq!(
        accord.json(&["automatic"]).data(),
        &json!({
            "schedule": false, "every": "month", "on": "1", "at": "08:00", "upload": false,
            "most_amount": "500", "most_lines": 25, "most_first_time": 0,
        })
    );
    let waits = run(&accord);
    waits.refused(1, "waits-for-a-person");
    let data = &waits.document["data"];
    assert_eq!(
        (&data["outcome"], &data["exported"]),
        (&json!("waits"), &Value::Null)
    );
    assert!(data["validated"].is_number() && !data["reasons"].as_array().unwrap().is_empty());
    assert_eq!(site.writes(), 0);
}

#[test]
fn settings_are_changed_one_by_one_and_wrong_ones_refused() {
    let accord = Accord::new();
    let set = |words: &[&str]| accord.json(&[&["automatic"], words].concat());
    let week = set(&["--every", "week", "--on", "friday", "--at", "06:30"]);
    assert_eq!(week.data()["on"], "friday");
    let on = set(&["--schedule", "on"]);
    assert_eq!(
        (&on.data()["every"], &on.data()["at"]),
        (&json!("week"), &json!("06:30"))
    );
    for words in [
        &["--on", "someday"][..],
        &["--every", "month", "--on", "32"],
        &["--every", "day", "--on", "friday"],
        &["--most-amount=-1"],
    ] {
        set(words).refused(2, "argument");
    }
    accord.json(&["run"]).refused(2, "argument");
    assert_eq!(set(&[]).data(), on.data());
}

/// What asks a person is never uploaded over a person's head, whatever is allowed: the
/// story has a row that fits no kind.
#[test]
fn whatever_is_allowed_what_asks_a_person_waits() {
    let site = Site::story();
    let accord = mapped(&site);
    allow(&accord);
    let waits = run(&accord);
    waits.refused(1, "waits-for-a-person");
    let reasons = waits.document["data"]["reasons"].to_string();
    assert!(reasons.contains("waits for your decision"), "{reasons}");
    assert_eq!(site.writes(), 0);
}

#[test]
fn refused_keys_and_a_site_that_is_gone_are_told_by_the_exit_status() {
    let site = Site::story();
    let accord = mapped(&site);
    allow(&accord);
    site.faults("keys-expire-at=1");
    run(&accord).refused(3, "credentials-refused");
    assert_eq!(site.writes(), 0);
}

#[test]
fn a_restore_takes_the_leave_to_upload_back() {
    let accord = Accord::new();
    allow(&accord);
    let backup = accord.file("backup.sqlite");
    let backup = backup.to_str().unwrap();
    accord.json(&["backup", backup]).data();
    accord.json(&["restore", backup]).data();
    assert_eq!(accord.json(&["automatic"]).data()["upload"], false);
}
