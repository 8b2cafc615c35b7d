//! Uploads that are killed (SIGKILL), at places that the servers' journal shows,
//! and then resumed: every change is billed once.
//!
//! Each test kills another upload of the same plan and compares what stands in
//! the end with what an undisturbed upload of it leaves.

use crate::{
    accord::{Accord, Answer},
    job::{Billed, number, standing},
    site::Site,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, process::Child};

/// How long each answer waits while an upload is being killed: requests are in
/// the middle of something at any time.
const SLOW: &str = "slow-ms=60";

/// The customers of the site. Thirty-odd are as they should be, which makes well
/// over thirty operations.
const CUSTOMERS: [&str; 4] = ["--customers", "18", "--seed", "7"];

/// So many requests of this kind into the upload.
type Place = (usize, fn(&Value) -> bool);

/// A desktop with a plan on a site.
struct Stage {
    site: Site,
    accord: Accord,
    plan: Answer,
}

impl Stage {
    /// A first upload: every operation creates a line.
    fn first_upload() -> Self {
        let site = Site::serve(&CUSTOMERS);
        let accord = Accord::connected(&site);
        accord.json(&["refresh"]).data();
        accord.map_from_file(site.matches());
        let plan = accord.validate();
        Self { site, accord, plan }.with_enough()
    }

    /// A later upload: most changes end one line and begin another.
    fn later_upload() -> Self {
        let Self { site, accord, plan } = Self::first_upload();
        accord.upload(&plan).data();
        let rows = changes(&accord, site.matches());
        site.tell(&rows);
        let plan = accord.validate();
        Self { site, accord, plan }.with_enough()
    }

    fn with_enough(self) -> Self {
        let operations = self.plan.data()["plan"].as_array().unwrap().len();
        assert!(
            operations >= 30,
            "{operations} operations are too few to be killed in"
        );
        self
    }

    fn start_upload(&self) -> Child {
        self.accord
            .start(&["upload", &number(&self.plan.data()["id"])])
    }

    /// Starts a process and kills it once the servers were sent `requests` more
    /// requests that `counts`.
    fn kill_after(
        &self,
        requests: usize,
        counts: fn(&Value) -> bool,
        start: impl FnOnce(&Self) -> Child,
    ) {
        self.site.faults(SLOW);
        let number = |journal: &[Value]| journal.iter().filter(|one| counts(one)).count();
        let before = number(&self.site.requests());
        let mut process = start(self);
        let what = format!("{requests} requests");
        self.site
            .until(&what, |journal| number(journal) >= before + requests);
        process.kill().unwrap();
        let status = process.wait().unwrap();
        assert_eq!(status.code(), None, "it was over before it was killed");
        self.site.faults("");
    }

    /// Resumes, and then everything must be as if nothing had happened.
    fn resume_and_compare(self, undisturbed: &BTreeMap<String, Vec<Value>>) {
        let newest = self.accord.json(&["jobs"]).data()[0].clone();
        assert_eq!(
            (&newest["kind"], &newest["status"]),
            (&json!("export"), &json!("interrupted"))
        );
        let early = self.accord.upload(&self.plan);
        assert!(early.refused(1, "refused").contains("resume it first"));

        let resumed = self.accord.json(&["resume"]);
        let jobs = resumed.data().as_array().unwrap();
        assert_eq!((jobs.len(), &jobs[0]["status"]), (1, &json!("success")));
        let operations = jobs[0]["operations"].as_array().unwrap();
        assert!(
            operations.iter().all(|one| one["state"] == "confirmed"),
            "{operations:?}"
        );
        assert_eq!(
            self.accord.json(&["resume"]).data(),
            &json!([]),
            "nothing is left"
        );

        let writes = self.site.writes();
        self.accord.upload(&self.plan).data();
        let again = self.accord.validate();
        assert_eq!(again.data()["plan"], json!([]));
        self.accord.upload(&again).data();
        assert_eq!(
            self.site.writes(),
            writes,
            "there was nothing left to write"
        );

        let standing = standing(&self.site);
        let twins: Vec<_> = standing
            .iter()
            .filter(|(_, lines)| lines.len() > 1)
            .collect();
        assert_eq!(twins, [], "a line stands twice");
        assert_eq!(&standing, undisturbed);
    }
}

/// A change of each mapped subscription that bills: two licences more, or gone.
fn changes(accord: &Accord, matches: &[Value]) -> Vec<Value> {
    let clean = matches.iter().filter(|one| one["clean"] == true);
    let row = |(place, one): (u32, &Billed)| {
        let gone = place % 4 == 3;
        let at = format!("2026-10-20T08:{:02}:00", place % 60);
        one.becomes((!gone).then_some(one.quantity + 2), &at)
    };
    (0..).zip(&accord.billed(clean)).map(row).collect()
}

fn any(_: &Value) -> bool {
    true
}

fn writes(request: &Value) -> bool {
    request["method"] != "GET"
}

/// Kills the upload of a stage at each place in turn, each on a stage of its own.
fn kill_at(stage: fn() -> Stage, places: &[Place]) {
    let undisturbed = stage();
    undisturbed.accord.upload(&undisturbed.plan).data();
    let undisturbed = standing(&undisturbed.site);
    for (requests, counts) in places {
        let stage = stage();
        stage.kill_after(*requests, *counts, Stage::start_upload);
        stage.resume_and_compare(&undisturbed);
    }
}

#[test]
fn before_the_first_write() {
    kill_at(Stage::first_upload, &[(1, any), (9, any)]);
}

#[test]
fn as_the_first_lines_are_created() {
    kill_at(
        Stage::first_upload,
        &[(1, writes), (2, writes), (5, writes)],
    );
}

#[test]
fn in_the_middle_of_creating() {
    kill_at(
        Stage::first_upload,
        &[(11, writes), (17, writes), (24, writes)],
    );
}

#[test]
fn with_most_of_it_created() {
    kill_at(Stage::first_upload, &[(30, writes), (33, writes)]);
}

#[test]
fn as_the_first_lines_end_and_others_begin() {
    kill_at(Stage::later_upload, &[(1, writes), (8, writes)]);
}

#[test]
fn in_the_middle_of_ending_lines_and_beginning_others() {
    kill_at(Stage::later_upload, &[(19, writes), (28, writes)]);
}

#[test]
fn and_killed_again_while_it_resumes() {
    let undisturbed = Stage::first_upload();
    undisturbed.accord.upload(&undisturbed.plan).data();
    let undisturbed = standing(&undisturbed.site);

    let stage = Stage::first_upload();
    stage.kill_after(6, writes, Stage::start_upload);
    let resume = |stage: &Stage| stage.accord.start(&["resume"]);
    stage.kill_after(2, any, resume);
    stage.kill_after(5, writes, resume);
    stage.resume_and_compare(&undisturbed);
}
