//! Random months: random agreements, histories, faults and habits, each from a
//! seed that replays.

use crate::{
    calendar::{Length, Rhythm},
    chance::Chance,
    fault::Faults,
    history::{self, Subscription},
    mode::Mode,
    scenario::{Billing, Failure, Scenario},
};
use jiff::{Timestamp, ToSpan, civil::date};
use std::{
    env, iter,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicU64, Ordering},
    thread::{available_parallelism, scope},
    time::Duration,
};

/// Seeds in a plain test run.
const SEEDS: u64 = 300;
const DAY: u64 = 24 * 60 * 60;

/// One life of a customer, from a seed.
fn live(seed: u64) -> Result<String, Failure> {
    let mut chance = Chance::new(seed);
    let billings = billings(&mut chance);
    let start: Timestamp = "2026-03-10T08:00:00Z".parse().unwrap();
    let yearly = billings
        .iter()
        .any(|billing| billing.rhythm.length == Length::Year);
    let months = if yearly {
        chance.between(13, 26)
    } else {
        chance.between(2, 7)
    };
    let end = start + (months * 30 * 24).hours();
    let subscriptions = subscriptions(&billings, start, end, &mut chance);
    let weather = Faults::often(
        chance.pick(&[8, 20, 60]),
        chance.pick(&[30, 100]),
        chance.fork(),
    );
    let fork = chance.fork();
    let mut scenario = Scenario::begin(start, &billings, subscriptions, weather, fork)?;
    while scenario.world.with(|world| world.now) < end {
        pass(&mut scenario, yearly, &mut chance)?;
    }
    // By now C3 has told everything that happened.
    scenario.wait(Duration::from_secs(36 * DAY));
    scenario.keep_history();
    for _ in 0..2 * billings.len() {
        scenario.settle_next_invoice()?;
    }
    Ok(scenario
        .world
        .with(|world| format!("{}\n{}", world.trace, world.site)))
}

/// Some days, then some sittings in bad weather, or an invoice in good weather.
fn pass(scenario: &mut Scenario, yearly: bool, chance: &mut Chance) -> Result<(), Failure> {
    let (least, most) = if yearly { (10, 50) } else { (2, 25) };
    let hours = chance.between(24 * least, 24 * most).unsigned_abs();
    scenario.wait(Duration::from_secs(hours * 60 * 60));
    // C3 forgets after 90 days, and some changes it tells weeks late.
    scenario.keep_history();
    if chance.one_in(4) && scenario.next_invoice_is_near() {
        return scenario.settle_next_invoice();
    }
    scenario.world.with(|world| world.faults.arm(true));
    for _ in 0..chance.between(0, 4) {
        scenario.desktop.sit();
        let minutes = chance.pick(&[0, 0, 1, 3, 60]);
        scenario
            .world
            .with(|world| world.now += Duration::from_secs(60 * minutes));
        if chance.one_in(12) {
            scenario.person();
        }
    }
    // A person's edit is settled before an invoice is made of it.
    if scenario.world.with(|world| !world.site.edited.is_empty()) {
        scenario.come_to_rest()?;
    }
    Ok(())
}

fn billings(chance: &mut Chance) -> Vec<Billing> {
    let count = chance.between(1, 2);
    (0..count)
        .map(|at| billing(50 + 10 * at as u32, chance))
        .collect()
}

fn billing(id: u32, chance: &mut Chance) -> Billing {
    let length = if chance.one_in(5) {
        Length::Year
    } else {
        Length::Month
    };
    let contract = chance.pick(&[
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2025, 3, 15),
        date(2025, 12, 1),
    ]);
    let contract_from = chance.one_in(2).then_some(contract);
    // Some agreements begin to bill in the very period in which Accord begins.
    let bill_start = match contract_from {
        Some(contract) => contract,
        None => chance.pick(&[date(2025, 1, 1), date(2026, 3, 1), date(2026, 3, 7)]),
    };
    let prorates = chance.one_in(2);
    Billing {
        id,
        rhythm: Rhythm {
            length,
            contract_from,
        },
        prorates,
        mode: Mode::any(prorates, chance),
        bill_start,
        first_open: date(2026, 3, 10),
        days_into_period: i32::try_from(chance.between(0, 27)).unwrap(),
    }
}

fn subscriptions(
    billings: &[Billing],
    start: Timestamp,
    end: Timestamp,
    chance: &mut Chance,
) -> Vec<Subscription> {
    let mut subscriptions = Vec::new();
    for billing in billings {
        for _ in 0..chance.between(1, 3) {
            let number = subscriptions.len() as u32 + 1;
            let quantity = if chance.one_in(3) {
                0
            } else {
                chance.between(1, 40)
            };
            let price = history::price(chance);
            let length = billing.rhythm.length;
            let mut subscription = Subscription::new(number, billing.id, length, quantity, price);
            // C3 remembers some of what came before Accord.
            let from = start - (24 * chance.between(0, 60)).hours();
            history::live(&mut subscription, from, start, end, chance);
            subscriptions.push(subscription);
        }
    }
    subscriptions
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Lives a seed; says what failed.
fn failing(seed: u64) -> Option<(u64, String)> {
    match catch_unwind(AssertUnwindSafe(|| live(seed))) {
        Ok(Ok(_)) => None,
        Ok(Err(failure)) => Some((seed, format!("{failure:?}"))),
        Err(panic) => {
            let words = panic
                .downcast::<String>()
                .map_or_else(|_| "it panicked".to_owned(), |words| *words);
            Some((seed, words))
        }
    }
}

/// Lives all seeds, each on one thread, on as many threads as the machine has;
/// those that fail come back in order.
fn failures(seeds: Range<u64>) -> Vec<(u64, String)> {
    let next = AtomicU64::new(seeds.start);
    let workers = available_parallelism().map_or(1, usize::from);
    let work = || {
        let mine = iter::from_fn(|| {
            Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed < seeds.end)
        });
        mine.filter_map(failing).collect::<Vec<_>>()
    };
    let mut failed: Vec<_> = scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    failed.sort();
    failed
}

#[test]
fn random_lives_bill_each_change_once() {
    let first = number("ACCORD_SIMULATION_SEED").unwrap_or(0);
    let count = number("ACCORD_SIMULATION_SEEDS").unwrap_or(SEEDS);
    let failed = failures(first..first + count);
    let Some((seed, story)) = failed.first() else {
        return;
    };
    let list: Vec<String> = failed
        .iter()
        .map(|(seed, story)| format!("seed {seed}: {}", story.lines().next().unwrap_or_default()))
        .collect();
    panic!(
        "Seed {seed}: {story}\n{} of {count} seeds failed:\n{}",
        failed.len(),
        list.join("\n")
    );
}

#[test]
fn a_seed_replays_exactly() {
    let (once, again) = (live(11), live(11));
    let words =
        |lived: Result<String, Failure>| lived.unwrap_or_else(|failure| format!("{failure:?}"));
    assert_eq!(words(once), words(again));
}
