//! Random lives, each from a seed that replays: on all cores, with what went wrong in them
//! counted, and one that fails made as small as it gets.

use crate::{
    cut::{Cut, shrink},
    life::{Lived, changes, live},
};
use std::{
    collections::BTreeMap,
    env,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread::{available_parallelism, scope},
    time::Instant,
};

/// Seeds in a plain test run.
const SEEDS: u64 = 300;

/// Lives that once went wrong, each by a mistake of the engine or of the judge that no seed
/// of an everyday run meets.
const ONCE_WRONG: [u64; 29] = [
    10_272, 10_455, 10_704, 12_055, 23_082, 23_236, 23_279, 24_787, 35_265, 46_265, 113_557,
    566_733, 572_775, 701_265, 1_030_475, 1_085_117, 1_195_695, 1_540_266, 1_608_599, 1_623_395,
    1_660_696, 1_733_923, 1_372_889, 1_406_565, 1_419_390, 1_817_630, 1_872_213, 3_032_188,
    3_059_203,
];

/// Failures after which no more seeds are lived.
const ENOUGH: usize = 20;

/// Lives between two words on how it goes.
const TOLD_EVERY: u64 = 1_000;

/// Lives a seed; says what failed.
pub(crate) fn lived(seed: u64, cut: &Cut) -> Result<Lived, String> {
    match catch_unwind(AssertUnwindSafe(|| live(seed, cut))) {
        Ok(Ok(lived)) => Ok(lived),
        Ok(Err(failure)) => Err(format!("{failure:?}")),
        Err(panic) => Err(panic
            .downcast::<String>()
            .map_or_else(|_| "it panicked".to_owned(), |words| *words)),
    }
}

/// What became of many lives.
#[derive(Debug, Default)]
struct Tally {
    lived: u64,
    passes: u64,
    struck: BTreeMap<&'static str, u64>,
    failed: Vec<(u64, String)>,
}

impl Tally {
    #[expect(
        clippy::print_stdout,
        reason = "a long run says how it goes while it goes"
    )]
    fn take(&mut self, seed: u64, lived: Result<Lived, String>) {
        self.lived += 1;
        if self.lived.is_multiple_of(TOLD_EVERY) {
            println!("{} lives, {} failed", self.lived, self.failed.len());
        }
        match lived {
            Ok(lived) => {
                self.passes += lived.passes as u64;
                for (kind, count) in lived.struck {
                    *self.struck.entry(kind).or_default() += count;
                }
            }
            Err(story) => {
                println!("seed {seed}: {}", first_line(&story));
                self.failed.push((seed, story));
            }
        }
    }
}

/// Lives seeds, each on one thread, on as many threads as the machine has.
fn all(seeds: Range<u64>) -> Tally {
    let next = AtomicU64::new(seeds.start);
    let tally = Mutex::new(Tally::default());
    let locked = || tally.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end || locked().failed.len() >= ENOUGH {
                return;
            }
            let lived = lived(seed, &Cut::default());
            locked().take(seed, lived);
        }
    };
    let workers = available_parallelism().map_or(1, usize::from);
    scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    tally.failed.sort();
    tally
}

fn setting<T: std::str::FromStr>(name: &str) -> Option<T>
where
    T::Err: std::fmt::Debug,
{
    env::var(name).ok().map(|text| text.parse().unwrap())
}

fn first_line(story: &str) -> &str {
    story.lines().next().unwrap_or_default()
}

/// What went wrong, without its numbers.
fn kind(story: &str) -> String {
    let words = first_line(story).split_whitespace();
    let plain = words.filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()));
    plain.take(8).collect::<Vec<_>>().join(" ")
}

#[test]
fn random_lives_bill_each_change_once() {
    let first = setting("ACCORD_SIMULATION_SEED").unwrap_or(0);
    if let Some(cut) = setting::<Cut>("ACCORD_SIMULATION_CUT") {
        if let Err(story) = lived(first, &cut) {
            panic!("Seed {first} cut to “{cut}”: {story}");
        }
        return;
    }
    let count = setting("ACCORD_SIMULATION_SEEDS").unwrap_or(SEEDS);
    let began = Instant::now();
    let tally = all(first..first + count);
    println!(
        "{} lives, {} passes, {:.1} lives a second; faults: {:?}",
        tally.lived,
        tally.passes,
        f64::from(u32::try_from(tally.lived).unwrap()) / began.elapsed().as_secs_f64(),
        tally.struck
    );
    let Some((seed, story)) = tally.failed.first() else {
        return;
    };
    let list: Vec<String> = tally
        .failed
        .iter()
        .map(|(seed, story)| format!("seed {seed}: {}", first_line(story)))
        .collect();
    let cut = shrink(&changes(*seed), |cut| {
        lived(*seed, cut).is_err_and(|other| kind(&other) == kind(story))
    });
    let least = lived(*seed, &cut).err().unwrap_or_default();
    panic!(
        "Seed {seed}: {}\nCut to “{cut}”: {least}\n{} of {} seeds failed:\n{}\nReplay it with\nACCORD_SIMULATION_SEED={seed} ACCORD_SIMULATION_CUT={cut} cargo test --profile simulation -p tests --test simulation random",
        first_line(story),
        tally.failed.len(),
        tally.lived,
        list.join("\n")
    );
}

#[test]
fn lives_that_once_went_wrong_go_well() {
    for seed in ONCE_WRONG {
        if let Err(story) = lived(seed, &Cut::default()) {
            panic!("Seed {seed}: {story}");
        }
    }
}

#[test]
fn a_seed_replays_exactly() {
    let words = |seed| match live(seed, &Cut::default()) {
        Ok(lived) => lived.story,
        Err(failure) => format!("{failure:?}"),
    };
    for seed in [11, 12, 13] {
        assert_eq!(words(seed), words(seed));
    }
}
