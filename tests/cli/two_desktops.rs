//! Two data folders as two processes on one ConnectWise: neither bills again what the
//! other has billed, whoever was first, whoever knows more, and also at once.
//! What remains is told in `src-tauri/crates/workflow/TWO-DESKTOPS.md`.

use crate::{
    accord::{Accord, Answer},
    job::{number, standing},
    site::Site,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CUSTOMERS: [&str; 4] = ["--customers", "9", "--seed", "5"];

/// Two desktops that map the same.
struct Pair {
    site: Site,
    first: Accord,
    second: Accord,
}

impl Pair {
    fn new() -> Self {
        let site = Site::serve(&CUSTOMERS);
        let (first, second) = (Accord::on_the_story(&site), Accord::on_the_story(&site));
        Self {
            site,
            first,
            second,
        }
    }

    /// Tells five licences more of each subscription of the clean customers.
    fn tell_increases(&self) {
        let billed = self.first.billed(self.site.matches().iter());
        let rows: Vec<Value> = billed
            .iter()
            .map(|one| one.becomes(Some(one.quantity + 5), "2026-10-20T06:00:00"))
            .collect();
        self.site.tell(&rows);
    }

    /// No line stands twice, and neither desktop has anything left to do.
    fn is_settled(&self) {
        let standing = standing(&self.site);
        let twins: Vec<_> = standing.iter().filter(|(_, all)| bills(all) > 1).collect();
        assert!(twins.is_empty(), "{twins:#?}");
        for desktop in [&self.first, &self.second] {
            desktop.json(&["refresh"]).data();
            let validated = desktop.validate();
            assert_eq!(validated.data()["plan"], json!([]));
        }
    }
}

/// How many lines of one reference bill; a voided twin bills nothing.
fn bills(lines: &[Value]) -> usize {
    let voided = |line: &&Value| line["bills"] == "DoNotBill" && line["from"] == line["to"];
    lines.iter().filter(|line| !voided(line)).count()
}

fn upload(desktop: &Accord, validated: &Answer) {
    desktop.upload(validated).data();
}

#[test]
fn a_desktop_that_never_saw_the_first_writes_nothing() {
    let pair = Pair::new();
    upload(&pair.first, &pair.first.validate());
    let writes = pair.site.writes();
    let validated = pair.second.validate();
    assert_eq!(validated.data()["plan"], json!([]));
    upload(&pair.second, &validated);
    assert_eq!(pair.site.writes(), writes);
    pair.is_settled();
}

#[test]
fn a_plan_from_before_the_other_one_uploaded_bills_nothing_again() {
    let pair = Pair::new();
    let planned = pair.second.validate();
    assert_ne!(planned.data()["plan"], json!([]));
    upload(&pair.first, &pair.first.validate());
    let before = standing(&pair.site);
    // What was planned is no longer what is to do; whatever it says, nothing is written.
    let writes = pair.site.writes();
    pair.second.upload(&planned);
    assert_eq!(pair.site.writes(), writes);
    assert_eq!(standing(&pair.site), before);
    pair.is_settled();
}

#[test]
fn one_that_knows_less_neither_ends_nor_shrinks_what_the_other_added() {
    let pair = Pair::new();
    upload(&pair.first, &pair.first.validate());
    upload(&pair.second, &pair.second.validate());
    pair.tell_increases();
    upload(&pair.first, &pair.first.validate());
    let before = standing(&pair.site);
    let writes = pair.site.writes();
    // The day before, the increases were not there: so an older desktop sees them.
    let older = pair.second.validate_as_of("2026-10-19");
    let job = older.failed_job();
    let findings = job["findings"].as_array().unwrap();
    let errors = findings.iter().filter(|one| one["severity"] == "error");
    let codes: BTreeSet<_> = errors.map(|one| one["code"].as_str().unwrap()).collect();
    // A line that the other desktop ended is not as this one wrote it.
    let expected = BTreeSet::from(["ledger-behind", "line-changed-outside"]);
    assert_eq!(codes, expected);
    let upload = pair.second.json(&["upload", &number(&job["id"])]);
    upload.refused(1, "refused");
    assert_eq!(pair.site.writes(), writes);
    assert_eq!(standing(&pair.site), before);
    pair.is_settled();
}

#[test]
fn both_at_once_end_with_each_line_once() {
    let undisturbed = Site::serve(&CUSTOMERS);
    let alone = Accord::on_the_story(&undisturbed);
    upload(&alone, &alone.validate());
    let pair = Pair::new();
    let plans = [pair.first.validate(), pair.second.validate()];
    pair.site.faults("slow-ms=20");
    let desktops = [&pair.first, &pair.second];
    let started = desktops
        .iter()
        .zip(&plans)
        .map(|(desktop, plan)| desktop.start(&["upload", &number(&plan.data()["id"])]));
    let started: Vec<_> = started.collect();
    for process in started {
        let ended = Answer::of(process.wait_with_output().unwrap());
        assert!(ended.status <= 1, "{ended:?}");
    }
    pair.site.faults("");
    for desktop in desktops {
        desktop.json(&["resume"]).data();
        desktop.upload(&desktop.validate());
    }
    pair.is_settled();
    let mut standing = standing(&pair.site);
    for lines in standing.values_mut() {
        lines.retain(|line| bills(std::slice::from_ref(line)) == 1);
    }
    assert_eq!(standing, crate::job::standing(&undisturbed));
}
