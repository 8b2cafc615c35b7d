//! Months of a partner's life whose command line is killed (SIGKILL) again and again,
//! anywhere: in uploads, in taking them back, in resuming. Beside it another desktop
//! lives the same months undisturbed on servers of its own, and after every month both
//! sites hold the same lines, each once.
//!
//! Twenty kills here; `ACCORD_KILLS=200` for the long run, `ACCORD_KILLS_SEED` for
//! other months. What is drawn comes from the seed; where exactly a process dies also
//! depends on the machine.

use crate::{
    accord::{Accord, Answer},
    job::{number, standing},
    site::Site,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    env,
    fmt::Write,
    process::Child,
    thread,
    time::{Duration, Instant},
};

/// How long each answer waits, so that a process dies between a request and its answer, too.
const SLOW: &str = "slow-ms=15";

/// A job that is killed more often than this is left to end.
const KILLS_A_JOB: u32 = 4;

/// What no month needs, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lines by reference.
type Standing = BTreeMap<String, Vec<Value>>;

/// A desktop on servers of its own.
struct Partner {
    site: Site,
    accord: Accord,
}

/// The kills that are left, and where they fall.
struct Killer {
    chance: fastrand::Rng,
    left: u32,
    seen: Vec<String>,
}

/// What happens in a month.
#[derive(Debug, Clone, Copy)]
enum Month {
    /// Licences change, and an upload follows.
    Changes,
    /// The same, after every agreement was invoiced.
    ChangesAfterInvoices,
    /// The newest upload is taken back, and made again.
    TakenBack,
}

impl Partner {
    fn new(seed: u64) -> Self {
        let seed = seed.to_string();
        let site = Site::serve(&["--customers", "9", "--seed", &seed]);
        let accord = Accord::connected(&site);
        accord.json(&["refresh"]).data();
        accord.map_from_file(site.matches());
        Self { site, accord }
    }

    /// Two licences more for each subscription, or the subscription ends.
    fn tell_changes(&self, month: u32) {
        let billed = self.accord.billed(self.site.matches().iter());
        let rows: Vec<Value> = (0..)
            .zip(&billed)
            .map(|(place, one)| {
                let gone = place % 7 == month % 7;
                let at = format!("2026-10-20T{month:02}:{:02}:00", place % 60);
                one.becomes((!gone).then_some(one.quantity + 2), &at)
            })
            .collect();
        self.site.tell(&rows);
    }

    fn newest(&self) -> Value {
        self.accord.json(&["jobs"]).data()[0].clone()
    }

    /// The newest upload that did something: given once more, one that was resumed
    /// finds nothing left to do.
    fn newest_upload(&self) -> String {
        let jobs = self.accord.json(&["jobs"]);
        let exports = jobs.data().as_array().unwrap().iter();
        let ids = exports.filter(|job| job["kind"] == "export");
        let mut ids = ids.map(|job| number(&job["id"]));
        let did = |id: &String| {
            let job = self.accord.json(&["jobs", id]);
            job.data()["operations"]
                .as_array()
                .is_some_and(|all| !all.is_empty())
        };
        ids.find(did).unwrap()
    }

    fn lift_holds(&self, validated: &Answer) {
        let findings = validated.data()["findings"].as_array().unwrap();
        for held in findings.iter().filter(|one| one["code"] == "on-hold") {
            let id = held["subscription"].as_str().unwrap();
            self.accord.json(&["hold", id, "off"]).data();
        }
    }
}

impl Killer {
    /// Runs a command, is it killed or not, to its end: what was killed is resumed,
    /// and in the end the command is given once more.
    fn run(&mut self, partner: &Partner, words: &[String]) -> Answer {
        partner.site.faults(SLOW);
        let mut killed = false;
        let mut start = words.to_vec();
        for _ in 0..KILLS_A_JOB {
            if self.left == 0 || !self.kill(partner, &start) {
                break;
            }
            killed = true;
            start = vec!["resume".to_owned()];
        }
        partner.site.faults("");
        if killed {
            partner.accord.json(&["resume"]).data();
        }
        partner.accord.json(words)
    }

    /// Whether the process died of it; it may have been over already.
    fn kill(&mut self, partner: &Partner, words: &[String]) -> bool {
        let before = partner.site.requests().len();
        let requests = self.chance.usize(0..90);
        let moment = Duration::from_micros(self.chance.u64(0..25_000));
        let mut process = partner.accord.start(words);
        let begun = Instant::now();
        while partner.site.requests().len() < before + requests {
            assert!(begun.elapsed() < PATIENCE, "{words:?} never ends");
            if process.try_wait().unwrap().is_some() {
                return false;
            }
        }
        thread::sleep(moment);
        let died = is_killed(&mut process);
        if died {
            self.left -= 1;
            self.seen.push(format!("{words:?} after {requests}"));
        }
        died
    }
}

fn is_killed(process: &mut Child) -> bool {
    process.kill().unwrap();
    process.wait().unwrap().code().is_none()
}

/// What both do in a month; `run` gives the commands that may be killed.
fn live(
    partner: &Partner,
    month: u32,
    what: Month,
    run: &mut dyn FnMut(&Partner, &[String]) -> Answer,
) {
    match what {
        Month::Changes => partner.tell_changes(month),
        Month::ChangesAfterInvoices => {
            partner.site.invoice();
            partner.tell_changes(month);
        }
        Month::TakenBack => {
            run(partner, &["undo".to_owned(), partner.newest_upload()]);
            partner.lift_holds(&partner.accord.validate());
        }
    }
    let validated = partner.accord.validate();
    run(
        partner,
        &["upload".to_owned(), number(&validated.data()["id"])],
    );
    assert_eq!(partner.newest()["status"], "success");
}

/// The lines that are not the same on both sites.
fn apart(shaken: &Standing, calm: &Standing) -> String {
    let mut references: Vec<&String> = shaken.keys().chain(calm.keys()).collect();
    references.sort_unstable();
    references.dedup();
    let mut lines = String::new();
    for reference in references {
        let (found, expected) = (shaken.get(reference), calm.get(reference));
        if found != expected {
            writeln!(lines, "{reference}: {found:?}\n  undisturbed: {expected:?}").unwrap();
        }
    }
    lines
}

fn lives_alike(seed: u64, killer: &mut Killer) {
    let (calm, shaken) = (Partner::new(seed), Partner::new(seed));
    let months = [
        Month::Changes,
        Month::Changes,
        Month::TakenBack,
        Month::ChangesAfterInvoices,
        Month::TakenBack,
        Month::Changes,
    ];
    for (month, what) in (1..).zip(months) {
        live(&calm, month, what, &mut |calm, words| {
            calm.accord.json(words)
        });
        live(&shaken, month, what, &mut |shaken, words| {
            killer.run(shaken, words)
        });
        let seen = &killer.seen;
        let apart = apart(&standing(&shaken.site), &standing(&calm.site));
        assert!(
            apart.is_empty(),
            "seed {seed}, month {month}: {what:?}, {seen:#?}\n{apart}"
        );
        let again = shaken.accord.validate();
        assert_eq!(again.data()["plan"], json!([]), "seed {seed}, {seen:?}");
        let writes = shaken.site.writes();
        shaken.accord.upload(&again).data();
        assert_eq!(shaken.site.writes(), writes, "seed {seed}, {seen:?}");
        if killer.left == 0 {
            return;
        }
    }
}

fn asked(name: &str, otherwise: u32) -> u32 {
    env::var(name).map_or(otherwise, |number| number.parse().unwrap())
}

#[test]
fn killed_at_random_each_change_is_billed_once() {
    let seed = asked("ACCORD_KILLS_SEED", 1);
    let mut killer = Killer {
        chance: fastrand::Rng::with_seed(seed.into()),
        left: asked("ACCORD_KILLS", 20),
        seen: Vec::new(),
    };
    let wanted = killer.left;
    let mut lives = 0;
    while killer.left > 0 {
        lives_alike((seed + lives).into(), &mut killer);
        lives += 1;
    }
    let resumed = killer.seen.iter().filter(|one| one.contains("resume"));
    let taken_back = killer.seen.iter().filter(|one| one.contains("undo"));
    println!(
        "{wanted} kills in {lives} lives: {} while resuming, {} in taking back",
        resumed.count(),
        taken_back.count()
    );
}
