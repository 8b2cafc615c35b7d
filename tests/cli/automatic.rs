//! `run --automatic` and `automatic`, as a scheduler sees them.

use crate::{
    accord::{Accord, Answer},
    site::Site,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::time::Duration;
use store::Store;

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

/// Has seen the rows that could not be read, of which the story has one.
fn seen(accord: &Accord) {
    let store = Store::open(&accord.data(), "a person", Duration::ZERO).unwrap();
    let rows = store.read(|reader| reader.unreadable_rows()).unwrap();
    assert!(!rows.is_empty(), "the story has one");
    for row in rows {
        let at = Some(Timestamp::UNIX_EPOCH);
        store
            .write(|writer| writer.dismiss_unreadable(row.id, at))
            .unwrap();
    }
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

#[test]
fn allowed_and_within_its_limits_it_uploads_and_then_has_nothing_to_do() {
    let site = Site::story();
    let accord = mapped(&site);
    allow(&accord);
    let unseen = run(&accord);
    unseen.refused(1, "waits-for-a-person");
    assert_eq!(
        site.writes(),
        0,
        "a row that could not be read waits for a person"
    );
    seen(&accord);
    assert_eq!(run(&accord).data()["outcome"], "uploaded");
    let writes = site.writes();
    assert!(writes > 0);
    assert_eq!(run(&accord).data()["outcome"], "nothing-to-do");
    assert_eq!(site.writes(), writes);
}

#[test]
fn two_at_once_write_each_line_once() {
    let (together, alone) = (Site::story(), Site::story());
    let accord = mapped(&together);
    allow(&accord);
    seen(&accord);
    let both = [0, 1].map(|_| accord.start(&["run", "--automatic"]));
    for one in both {
        let answer = Answer::of(one.wait_with_output().unwrap());
        // The later one waits for the earlier; where that takes too long it says so.
        assert!(matches!(answer.status, 0 | 4), "{answer:?}");
    }
    let other = mapped(&alone);
    allow(&other);
    seen(&other);
    run(&other).data();
    assert_eq!(together.writes(), alone.writes());
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
