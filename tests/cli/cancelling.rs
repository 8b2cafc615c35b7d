//! An upload that another process asks to stop.

use crate::{
    accord::{Accord, Answer},
    job::{number, standing},
    site::Site,
};
use serde_json::json;
#[cfg(unix)]
use std::{
    io::{BufRead, BufReader, Read},
    process::Command,
};

fn writes(journal: &[serde_json::Value]) -> usize {
    journal
        .iter()
        .filter(|request| request["method"] == "POST")
        .count()
}

#[test]
fn what_was_written_stays_recorded_and_the_rest_is_not_written() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    let planned = validated.data()["plan"].as_array().unwrap().len();
    site.faults("slow-ms=150");
    let upload = accord.start(&["upload", &number(&validated.data()["id"])]);
    site.until("a first write", |journal| writes(journal) > 0);

    let asked = accord.json(&["cancel", "2"]);
    assert_eq!(asked.data()["id"], 2);
    assert_eq!(asked.data()["kind"], "export");

    let answer = Answer::of(upload.wait_with_output().unwrap());
    let job = answer.failed_job();
    assert_eq!(job["status"], "cancelled");
    let states: Vec<_> = job["operations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["state"])
        .collect();
    let confirmed = states.iter().filter(|state| **state == "confirmed").count();
    let left = states.iter().filter(|state| **state == "planned").count();
    assert!(confirmed > 0 && left > 0, "{states:?}");
    assert_eq!(confirmed + left, planned, "nothing is in doubt");
    assert_eq!(standing(&site).len(), confirmed);

    site.faults("");
    accord.json(&["cancel", "2"]).refused(1, "refused");
    let rest = accord.validate();
    assert_eq!(rest.data()["plan"].as_array().unwrap().len(), left);
    accord.upload(&rest).data();
    assert_eq!(standing(&site).len(), planned);
    assert_eq!(accord.validate().data()["plan"], json!([]));
}

/// Presses Ctrl-C.
#[cfg(unix)]
fn interrupt(process: u32) {
    let sent = Command::new("kill")
        .args(["-INT", &process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_an_upload_in_the_same_way() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    site.faults("slow-ms=150");
    let upload = accord.start(&["upload", &number(&validated.data()["id"])]);
    site.until("a first write", |journal| writes(journal) > 0);
    interrupt(upload.id());
    let answer = Answer::of(upload.wait_with_output().unwrap());
    assert_eq!(answer.failed_job()["status"], "cancelled");
    let lines = standing(&site).len();
    assert!(lines > 0 && lines < validated.data()["plan"].as_array().unwrap().len());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_practice_servers_which_said_one_thing() {
    let accord = Accord::new();
    let mut serving = accord.start(&["practice", "serve", "--customers", "3"]);
    let mut output = BufReader::new(serving.stdout.take().unwrap());
    let mut said = String::new();
    output.read_line(&mut said).unwrap();
    interrupt(serving.id());
    assert!(serving.wait().unwrap().success());
    output.read_to_string(&mut said).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn an_interrupted_upload_can_be_given_up_once_it_is_settled() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let validated = accord.validate();
    site.faults("slow-ms=150");
    let mut upload = accord.start(&["upload", &number(&validated.data()["id"])]);
    site.until("a first write", |journal| writes(journal) > 0);
    upload.kill().unwrap();
    upload.wait().unwrap();
    site.faults("");

    let refused = accord.json(&["cancel", "2"]);
    let why = refused.refused(1, "refused");
    assert!(why.contains("resume it"), "{why}");
    accord.json(&["resume"]).data();
    assert_eq!(accord.json(&["jobs", "2"]).data()["status"], "success");
}

#[test]
fn there_is_nothing_to_stop() {
    let accord = Accord::new();
    let answer = accord.json(&["cancel", "7"]);
    assert!(answer.refused(2, "unknown").contains('7'));
}
