//! The database: who has it open, damage, backup and restore.

use crate::{
    accord::{Accord, Answer},
    job::{NORTHWIND, standing},
    site::Site,
};
use serde_json::json;
use std::{fs, time::Duration};
use store::Store;

#[test]
fn it_is_opened_by_one_process_at_a_time_and_the_other_says_who_has_it() {
    let accord = Accord::new();
    let held = Store::open(&accord.data(), "the Accord window", Duration::ZERO).unwrap();
    let answer = accord.json(&["settings"]);
    let why = answer.refused(4, "database-in-use");
    assert!(why.contains("the Accord window"), "{why}");
    let restore = accord.json(&["restore", "/nowhere.sqlite"]);
    restore.refused(4, "database-in-use");
    drop(held);
    accord.json(&["settings"]).data();
}

#[test]
fn a_command_waits_for_another_that_is_nearly_done() {
    let accord = Accord::new();
    let held = Store::open(&accord.data(), "the Accord window", Duration::ZERO).unwrap();
    let waiting = accord.start(&["settings"]);
    drop(held);
    Answer::of(waiting.wait_with_output().unwrap()).data();
}

#[test]
fn a_running_upload_holds_it_and_its_record_can_not_be_read_meanwhile() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.validate().data();
    site.faults("timeout-before=1");
    let mut upload = accord.start(&["upload", "1"]);
    site.until("a write that is never answered", |journal| {
        journal.iter().any(|request| request["fault"] == "timeout")
    });
    let why = accord.json(&["jobs"]);
    assert!(
        why.refused(4, "database-in-use")
            .contains("the accord command line")
    );
    upload.kill().unwrap();
    upload.wait().unwrap();
}

#[test]
fn damage_is_told_kept_and_mended_from_a_backup() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let backup = accord.file("backup.sqlite");
    let backup = backup.to_str().unwrap();
    assert_eq!(accord.json(&["backup", backup]).data(), &json!({}));
    fs::write(
        accord.data().join("accord.sqlite"),
        "no database".repeat(500),
    )
    .unwrap();

    let damaged = accord.json(&["settings"]);
    let why = damaged.refused(4, "database-damaged").to_owned();
    assert!(why.contains("accord.damaged-1.sqlite"), "{why}");
    assert!(accord.data().join("accord.damaged-1.sqlite").exists());
    accord
        .json(&["list", "customers"])
        .refused(4, "database-damaged");
    assert!(
        !accord.data().join("accord.sqlite").exists(),
        "it never starts anew by itself"
    );

    assert_eq!(accord.json(&["restore", backup]).data(), &json!({}));
    let customers = accord.json(&["list", "customers", "--search", "northwind"]);
    assert_eq!(customers.data()[0]["company"], 103);
}

#[test]
fn what_came_after_the_backup_is_undone_and_still_nothing_is_billed_twice() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let backup = accord.file("backup.sqlite");
    let backup = backup.to_str().unwrap();
    accord.json(&["backup", backup]).data();
    accord.upload(&accord.validate()).data();
    accord.json(&["release", "customer", NORTHWIND]).data();
    let (before, writes) = (standing(&site), site.writes());

    accord.json(&["restore", backup]).data();
    assert_eq!(
        accord.json(&["jobs"]).data(),
        &json!([]),
        "the records are those of then"
    );
    let validated = accord.validate();
    assert_eq!(
        validated.data()["plan"],
        json!([]),
        "ConnectWise is the shared truth"
    );
    accord.upload(&validated).data();
    assert_eq!((site.writes(), standing(&site)), (writes, before));
}

#[test]
fn what_is_no_backup_is_refused_and_replaces_nothing() {
    let accord = Accord::new();
    accord.json(&["set", "rounding", "per-unit"]).data();
    let file = accord.written("letter.txt", "Dear Sir or Madam");
    for file in [file.to_str().unwrap(), "/nowhere.sqlite"] {
        accord.json(&["restore", file]).refused(2, "database");
    }
    assert_eq!(accord.json(&["settings"]).data()["rounding"], "per-unit");
}
