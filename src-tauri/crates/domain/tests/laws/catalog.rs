//! "Consider ConnectWise price": the catalog's price counts from `open` on, and
//! no invoiced day is repriced.

use crate::{
    calendar::plus,
    oracle::Had,
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Stage, Tried, product},
};
use domain::{
    agreement::{PricePeriods, PriceSource},
    ledger::Status,
};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(crate) const STEPS: usize = 6;

/// Both products cost this in the catalog.
pub(crate) fn set_catalog(stage: &mut Stage, price: Decimal) {
    for at in [0, 1] {
        stage.targets.get_mut(&product(at)).unwrap().catalog_price = Some(price);
    }
}

fn set_source(stage: &mut Stage, source: PriceSource) {
    let contract = stage.world.contract_mut(FIRST);
    contract.prices = contract.prices.clone().switched(contract.open(), source);
}

/// Each period at the price of the source that counted while it was open, whatever was
/// chosen later; C3's as C3 tells it, the catalog's as it was then.
fn prices_of_their_time(scenario: &Scenario, times: &[i64], sources: &[PriceSource]) -> Tried {
    let mut stage = Stage::new(scenario);
    let unit = scenario.initial.price;
    // Before the first of these days the first source counts.
    let mut open_at: BTreeMap<Date, Option<Decimal>> = BTreeMap::new();
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(sources[0]);
    for (step, times) in times.iter().enumerate() {
        let open = stage.world.contract(FIRST).open();
        let price = unit * Decimal::from(*times);
        set_catalog(&mut stage, price);
        set_source(&mut stage, sources[step]);
        let of_catalog = sources[step] == PriceSource::ConnectWise;
        open_at.insert(open, of_catalog.then_some(price));
        stage.hear(&scenario.history, step);
        stage.upload()?;
        stage.is_settled()?;
        stage.invoice();
        stage.is_settled()?;
        let contract = stage.world.contract(FIRST);
        let (begins, last) = (contract.begins(), plus(contract.open(), -1));
        let price = |day: Date, had: &Had| {
            let at = open_at.range(..=day).next_back();
            at.and_then(|(_, catalog)| *catalog).unwrap_or(had.price)
        };
        let owed = stage.oracle.owed_at(contract.calendar, begins, last, price);
        let billed = stage.world.billed();
        prop_assert!(
            billed == owed,
            "billed {billed}, owed {owed}: {}",
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

/// One source, and from a step on the other.
fn once(first: PriceSource, then: PriceSource, switched: usize) -> Vec<PriceSource> {
    let source = |step| if step < switched { first } else { then };
    (0..STEPS).map(source).collect()
}

/// The scenario without a day on which nothing is billed: so each day has a line
/// that tells its price.
fn always_there(scenario: Scenario) -> Scenario {
    let mut scenario = one_product(scenario);
    scenario.forgotten = 0;
    scenario.initial.quantity = scenario.initial.quantity.max(Decimal::ONE);
    for raw in &mut scenario.history {
        raw.now.quantity = raw.now.quantity.max(Decimal::ONE);
        raw.now.status = Status::Active;
    }
    scenario
}

/// The scenario without a change of product: what the earlier one cost in the period of the
/// change is told by its line of the period before.
fn one_product(mut scenario: Scenario) -> Scenario {
    for raw in &mut scenario.history {
        raw.now.product = 0;
    }
    scenario
}

fn wishes() -> Wishes {
    Wishes {
        skips: false,
        ends: false,
        ..Wishes::EXACT
    }
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn catalog_prices_count_from_open_on(
        scenario in scenario(wishes()).prop_map(always_there),
        times in prop::collection::vec(1..4i64, STEPS),
        switched in 1..2 * STEPS,
    ) {
        let sources = once(PriceSource::ConnectWise, PriceSource::C3, switched);
        prices_of_their_time(&scenario, &times, &sources)?;
    }

    #[test]
    fn no_day_before_the_catalog_was_preferred_is_repriced(
        scenario in scenario(wishes()).prop_map(always_there),
        times in prop::collection::vec(1..4i64, STEPS),
        switched in 1..STEPS,
    ) {
        let sources = once(PriceSource::C3, PriceSource::ConnectWise, switched);
        prices_of_their_time(&scenario, &times, &sources)?;
    }

    #[test]
    fn each_day_keeps_its_price_however_often_the_source_is_switched(
        scenario in scenario(wishes()).prop_map(always_there),
        times in prop::collection::vec(1..4i64, STEPS),
        sources in prop::collection::vec(
            prop::sample::select(vec![PriceSource::C3, PriceSource::ConnectWise]),
            STEPS,
        ),
    ) {
        prices_of_their_time(&scenario, &times, &sources)?;
    }

    /// Whatever the catalog says next, nothing is left to do once it was applied, also where
    /// all was given back.
    #[test]
    fn catalog_prices_are_idempotent(
        scenario in scenario(wishes()).prop_map(one_product),
        times in prop::collection::vec(prop::collection::vec(1..4i64, 1..3), STEPS),
    ) {
        let mut stage = Stage::new(&scenario);
        stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
        for _ in 0..scenario.forgotten {
            stage.invoice();
        }
        for (step, times) in times.iter().enumerate() {
            stage.hear(&scenario.history, step);
            for times in times {
                let price = scenario.initial.price * Decimal::from(*times);
                set_catalog(&mut stage, price);
                stage.upload()?;
                stage.is_settled()?;
            }
            stage.invoice();
            stage.is_settled()?;
        }
    }
}
