//! What planning costs as there is more to plan: 1,000 to 100,000 subscriptions, many
//! small customers and few large ones, beside reading the same rows from the database
//! in the same run. A cost that is linear has the same ratio on every line.
//!
//! It asserts nothing on time: machines differ. It fails where a plan is not what the
//! rows must give.

#![expect(
    clippy::float_arithmetic,
    reason = "times and their ratios are no money"
)]

mod site;

use crate::site::{Outcome, ROWS, Shape, carried_out, customer, facts, filled, offers, reading};
use std::{
    collections::BTreeMap,
    env,
    fmt::{self, Display, Formatter},
    io::Write,
    time::{Duration, Instant},
};
use store::{Event, Store};
use workflow::{
    assemble::{Assembled, assemble},
    settings::BillingSettings,
};

/// The most subscriptions to plan; fewer make a quick look.
const MOST: &str = "ACCORD_PLANNER_SUBSCRIPTIONS";

/// Subscriptions in all.
const STEPS: [u32; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];

/// Subscriptions of one customer: a usual one, a large one, and a distributor.
const EACH: [u32; 3] = [5, 100, 1_000];

/// Creations planned for each subscription: one for each of its states in October.
const CREATIONS: usize = 4;

fn main() -> Outcome<()> {
    let most = match env::var(MOST) {
        Ok(number) => number.parse()?,
        Err(_) => STEPS[STEPS.len() - 1],
    };
    let mut out = std::io::stdout();
    writeln!(out, "{HEAD}")?;
    for each in EACH {
        for subscriptions in STEPS.into_iter().filter(|step| *step <= most) {
            let shape = Shape {
                customers: subscriptions / each,
                each,
            };
            writeln!(out, "{}", measure(shape)?)?;
        }
    }
    Ok(())
}

const HEAD: &str = "\
| subscriptions | of each customer | rows | reading them | first plan | ratio | plan with lines | ratio |
|---|---|---|---|---|---|---|---|";

/// What it took for all customers.
struct Took {
    shape: Shape,
    reading: Duration,
    first: Duration,
    again: Duration,
}

impl Display for Took {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let subscriptions = self.shape.customers * self.shape.each;
        let ratio = |time: Duration| time.as_secs_f64() / self.reading.as_secs_f64();
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        write!(
            f,
            "| {subscriptions} | {} | {} | {:.1} ms | {:.1} ms | {:.2} | {:.1} ms | {:.2} |",
            self.shape.each,
            subscriptions * ROWS,
            milliseconds(self.reading),
            milliseconds(self.first),
            ratio(self.first),
            milliseconds(self.again),
            ratio(self.again),
        )
    }
}

/// Reads all rows and plans all customers: first with no line there, then with all of
/// them standing, when nothing is left to do.
fn measure(shape: Shape) -> Outcome<Took> {
    let folder = tempfile::tempdir()?;
    let store = filled(folder.path(), shape)?;
    let rules = BillingSettings::from_texts(&BTreeMap::new())?.rules();
    let (reading, offers) = (reading()?, offers());
    let mut took = Took {
        shape,
        reading: Duration::ZERO,
        first: Duration::ZERO,
        again: Duration::ZERO,
    };
    // Once before it counts, so that all of it finds its pages in memory.
    read(&store, 0)?;
    for number in 0..shape.customers {
        let events = timed(&mut took.reading, || read(&store, number))?;
        let mut facts = facts(number, events, &rules, &offers, &reading);
        let planned = timed(&mut took.first, || assemble(&facts));
        is_planned(&planned, CREATIONS * shape.each as usize)?;
        carried_out(&mut facts, &planned.operations)?;
        is_planned(&timed(&mut took.again, || assemble(&facts)), 0)?;
    }
    Ok(took)
}

fn timed<T>(sum: &mut Duration, run: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = run();
    *sum += begun.elapsed();
    made
}

fn is_planned(assembled: &Assembled, expected: usize) -> Outcome<()> {
    let found = assembled.operations.len();
    if found == expected && !assembled.has_errors() {
        return Ok(());
    }
    let findings = &assembled.findings;
    Err(format!("{found} operations, not {expected}: {findings:?}").into())
}

fn read(store: &Store, number: u32) -> Outcome<Vec<Event>> {
    Ok(store.read(|reader| reader.events_of_customer(&customer(number)))?)
}
