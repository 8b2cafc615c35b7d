//! A whole life of a customer from a seed: random agreements, histories, habits and
//! weather; and what can be left out of it.

use crate::{
    calendar::{Length, Rhythm},
    chance::Chance,
    cut::Cut,
    fault::Faults,
    history::{self, Subscription},
    mode::Mode,
    scenario::{Billing, Failure, Scenario},
};
use jiff::{Timestamp, ToSpan, civil::date};
use std::{collections::BTreeMap, time::Duration};

const DAY: u64 = 24 * 60 * 60;

/// The lives of an everyday run are all whole. Of those after them most are short, and
/// cost a small part of a whole one: a long run looks at many more beginnings.
const WHOLE: u64 = 10_000;
const OF_A_HUNDRED: u64 = 75;

fn is_short(seed: u64) -> bool {
    seed >= WHOLE && seed % 100 != OF_A_HUNDRED
}

/// The parts of a life; each draws from a chance of its own, so that leaving one out
/// leaves the others as they were.
const AGREEMENTS: u64 = 1;
const WEATHER: u64 = 2;
const WORLD: u64 = 3;
const HABITS: u64 = 4;
const SUBSCRIPTIONS: u64 = 1_000;
const PASSES: u64 = 1_000_000;
const MINDS: u64 = 2_000_000;
const PRICES: u64 = 3_000_000;

/// How a life went.
#[derive(Debug)]
pub(crate) struct Lived {
    /// Everything that happened, and what stands.
    pub(crate) story: String,
    /// How often each kind of fault struck.
    pub(crate) struck: BTreeMap<&'static str, u64>,
    pub(crate) passes: usize,
}

/// Lives a seed, without what `cut` leaves out.
pub(crate) fn live(seed: u64, cut: &Cut) -> Result<Lived, Failure> {
    let mut life = Life::begin(seed, cut)?;
    let mut passes = 0;
    while life.goes_on() && cut.passes.is_none_or(|most| passes < most) {
        life.pass(&mut Chance::of(seed, PASSES + passes as u64))?;
        life.change_of_mind(&mut Chance::of(seed, MINDS + passes as u64))?;
        life.change_of_prices(&mut Chance::of(seed, PRICES + passes as u64))?;
        passes += 1;
    }
    let scenario = life.end()?;
    Ok(scenario.world.with(|world| Lived {
        story: format!("{}\n{}", world.trace, world.site),
        struck: world.faults.struck().clone(),
        passes,
    }))
}

/// How many changes each of a life's subscriptions has.
pub(crate) fn changes(seed: u64) -> BTreeMap<u32, usize> {
    let (billings, start, end) = frame(seed);
    let subscriptions = subscriptions(&billings, (start, end), seed, &Cut::default());
    let numbered = (1..).zip(subscriptions);
    numbered
        .map(|(number, subscription)| (number, subscription.changes.len()))
        .collect()
}

/// The agreements, and from when to when the life goes.
fn frame(seed: u64) -> (Vec<Billing>, Timestamp, Timestamp) {
    let chance = &mut Chance::of(seed, AGREEMENTS);
    let mut billings = billings(chance);
    let start: Timestamp = "2026-03-10T08:00:00Z".parse().unwrap();
    let months = if is_short(seed) {
        billings.truncate(1);
        chance.between(1, 3)
    } else if is_yearly(&billings) {
        chance.between(13, 26)
    } else {
        chance.between(2, 7)
    };
    let end = start + (months * 30 * 24).hours();
    (billings, start, end)
}

fn is_yearly(billings: &[Billing]) -> bool {
    billings
        .iter()
        .any(|billing| billing.rhythm.length == Length::Year)
}

struct Life<'c> {
    scenario: Scenario,
    cut: &'c Cut,
    yearly: bool,
    end: Timestamp,
    /// Another desktop joins in this pass.
    joins: Option<i64>,
    passed: i64,
}

impl<'c> Life<'c> {
    fn begin(seed: u64, cut: &'c Cut) -> Result<Self, Failure> {
        let (billings, start, end) = frame(seed);
        let subscriptions = subscriptions(&billings, (start, end), seed, cut);
        let mut weather = Chance::of(seed, WEATHER);
        let faults = if cut.calm {
            Faults::none()
        } else {
            let (requests, commits) = (weather.pick(&[8, 20, 60]), weather.pick(&[30, 100]));
            Faults::often(requests, commits, weather)
        };
        let mut habits = Chance::of(seed, HABITS);
        let joins = (habits.one_in(3) && !cut.alone).then(|| habits.between(0, 6));
        let world = Chance::of(seed, WORLD);
        let scenario = Scenario::begin(start, &billings, subscriptions, faults, world)?;
        Ok(Self {
            scenario,
            cut,
            yearly: is_yearly(&billings),
            end,
            joins,
            passed: 0,
        })
    }

    fn goes_on(&self) -> bool {
        self.scenario.world.with(|world| world.now) < self.end
    }

    /// Some days, then some sittings in bad weather, or an invoice in good weather.
    fn pass(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        let (least, most) = if self.yearly { (10, 50) } else { (2, 25) };
        let hours = chance.between(24 * least, 24 * most).unsigned_abs();
        self.scenario.wait(Duration::from_secs(hours * 60 * 60));
        // C3 forgets after 90 days, and some changes it tells weeks late.
        self.scenario.keep_history();
        if self.joins == Some(self.passed) {
            self.scenario.join();
        }
        self.passed += 1;
        if chance.one_in(4) && self.scenario.next_invoice_is_near() {
            return self.scenario.settle_next_invoice();
        }
        if chance.one_in(14) && !self.cut.faithful {
            let agreements = self.scenario.agreements();
            let (agreement, prorates) = chance.pick(&agreements);
            return self
                .scenario
                .change_mode(agreement, Mode::any(prorates, chance));
        }
        self.sittings(chance)
    }

    /// Some days later an upload is made and taken back.
    fn change_of_mind(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        if !chance.one_in(12) || self.cut.resolute {
            return Ok(());
        }
        let days = chance.between(1, 25).unsigned_abs();
        self.scenario.wait(Duration::from_secs(days * DAY));
        self.scenario.keep_history();
        self.scenario.change_of_mind(chance)
    }

    fn change_of_prices(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        if !chance.one_in(20) || self.cut.faithful {
            return Ok(());
        }
        self.scenario.switch_prices(chance)
    }

    fn sittings(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        let scenario = &mut self.scenario;
        scenario.world.with(|world| world.faults.arm(true));
        for _ in 0..chance.between(0, 4) {
            scenario.sit(chance);
            let minutes = chance.pick(&[0, 0, 1, 3, 60]);
            let waited = Duration::from_secs(60 * minutes);
            scenario.world.with(|world| world.now += waited);
            if chance.one_in(12) && !self.cut.deserted {
                scenario.person();
            }
        }
        scenario.world.with(|world| world.faults.arm(false));
        if chance.one_in(10) && !self.cut.faithful {
            scenario.desktop.release_one(chance);
        }
        // A person's edit is settled before an invoice is made of it; so is what was
        // released.
        let unsettled = scenario.world.with(|world| !world.site.edited.is_empty());
        if unsettled || scenario.desktop.has_released() || scenario.other.is_some() {
            scenario.come_to_rest()?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Scenario, Failure> {
        // A life that was cut short goes on without anybody but C3's readers.
        while self.goes_on() {
            self.scenario.wait(Duration::from_secs(30 * DAY));
            self.scenario.keep_history();
        }
        let mut scenario = self.scenario;
        // By now C3 has told everything that happened.
        scenario.wait(Duration::from_secs(36 * DAY));
        scenario.keep_history();
        let agreements = scenario.agreements().len();
        for _ in 0..2 * agreements {
            scenario.settle_next_invoice()?;
        }
        Ok(scenario)
    }
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
    (start, end): (Timestamp, Timestamp),
    seed: u64,
    cut: &Cut,
) -> Vec<Subscription> {
    let mut subscriptions = Vec::new();
    let mut number = 0;
    for billing in billings {
        let most = if is_short(seed) { 2 } else { 3 };
        let count = Chance::of(seed, SUBSCRIPTIONS + u64::from(billing.id)).between(1, most);
        for _ in 0..count {
            number += 1;
            let mut chance = Chance::of(seed, SUBSCRIPTIONS * u64::from(number + 1));
            let subscription = subscription(number, billing, (start, end), &mut chance);
            if !cut.subscriptions.contains(&number) {
                let gone = |change| cut.changes.contains(&(number, change));
                subscriptions.push(subscription.without(gone));
            }
        }
    }
    subscriptions
}

fn subscription(
    number: u32,
    billing: &Billing,
    (start, end): (Timestamp, Timestamp),
    chance: &mut Chance,
) -> Subscription {
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
    subscription
}
