//! "Consider ConnectWise price": the catalog's price counts from `open` on, and
//! no invoiced day is repriced.

use crate::{
    calendar::plus,
    oracle::Had,
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Stage, Tried, product},
};
use domain::{agreement::PriceSource, ledger::Status};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const STEPS: usize = 6;

fn set_catalog(stage: &mut Stage, price: Decimal) {
    for at in [0, 1] {
        stage.targets.get_mut(&product(at)).unwrap().catalog_price = Some(price);
    }
}

fn set_source(stage: &mut Stage, source: PriceSource, from: Option<Date>) {
    let contract = stage.world.contract_mut(FIRST);
    contract.price_source = source;
    contract.priced_from = from;
}

/// Each period at the price that the catalog had when it was open; from
/// `switched` on at C3's.
fn catalog_prices(scenario: &Scenario, times: &[i64], switched: usize) -> Tried {
    let mut stage = Stage::new(scenario);
    let unit = scenario.initial.price;
    let mut open_at: BTreeMap<Date, Decimal> = BTreeMap::new();
    let mut c3_from = None;
    set_source(&mut stage, PriceSource::ConnectWise, None);
    for (step, times) in times.iter().enumerate() {
        let open = stage.world.contract(FIRST).open();
        let price = unit * Decimal::from(*times);
        set_catalog(&mut stage, price);
        open_at.insert(open, price);
        if step == switched {
            c3_from = Some(open);
            set_source(&mut stage, PriceSource::C3, c3_from);
        }
        stage.hear(&scenario.history, step);
        stage.upload()?;
        stage.is_settled()?;
        stage.invoice();
        stage.is_settled()?;
        let contract = stage.world.contract(FIRST);
        let last = plus(contract.open(), -1);
        let owed = stage
            .oracle
            .owed_at(
                contract.calendar,
                contract.begins(),
                last,
                |day, had| match open_at.range(..=day).next_back() {
                    Some((_, price)) if c3_from.is_none_or(|from| day < from) => *price,
                    _ => had.price,
                },
            );
        let billed = stage.world.billed();
        prop_assert!(
            billed == owed,
            "billed {billed}, owed {owed}: {}",
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

/// C3's prices until the catalog is preferred in step `switched`, whenever they changed;
/// from the first day open then on the catalog's.
fn catalog_preferred(scenario: &Scenario, times: &[i64], switched: usize) -> Tried {
    let mut stage = Stage::new(scenario);
    let unit = scenario.initial.price;
    let mut open_at: BTreeMap<Date, Decimal> = BTreeMap::new();
    for (step, times) in times.iter().enumerate() {
        let open = stage.world.contract(FIRST).open();
        let price = unit * Decimal::from(*times);
        set_catalog(&mut stage, price);
        if step == switched {
            set_source(&mut stage, PriceSource::ConnectWise, Some(open));
        }
        if step >= switched {
            open_at.insert(open, price);
        }
        stage.hear(&scenario.history, step);
        stage.upload()?;
        stage.is_settled()?;
        stage.invoice();
        stage.is_settled()?;
        let contract = stage.world.contract(FIRST);
        let (begins, last) = (contract.begins(), plus(contract.open(), -1));
        let price = |day: Date, had: &Had| match open_at.range(..=day).next_back() {
            Some((_, price)) => *price,
            None => had.price,
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

/// The scenario without a day on which nothing is billed: so each day has a line
/// that tells its price.
fn always_there(mut scenario: Scenario) -> Scenario {
    scenario.forgotten = 0;
    scenario.initial.quantity = scenario.initial.quantity.max(Decimal::ONE);
    for raw in &mut scenario.history {
        raw.now.quantity = raw.now.quantity.max(Decimal::ONE);
        raw.now.status = Status::Active;
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
        catalog_prices(&scenario, &times, switched)?;
    }

    #[test]
    fn no_day_before_the_catalog_was_preferred_is_repriced(
        scenario in scenario(wishes()).prop_map(always_there),
        times in prop::collection::vec(1..4i64, STEPS),
        switched in 1..STEPS,
    ) {
        catalog_preferred(&scenario, &times, switched)?;
    }

    /// Whatever the catalog says next, nothing is left to do once it was applied.
    /// Where Accord prorates, a period without a base line tells no price: there a
    /// licence is always left.
    #[test]
    fn catalog_prices_are_idempotent(
        scenario in scenario(wishes()),
        times in prop::collection::vec(prop::collection::vec(1..4i64, 1..3), STEPS),
    ) {
        let scenario = if scenario.contracts[0].prorates { scenario } else { always_there(scenario) };
        let mut stage = Stage::new(&scenario);
        set_source(&mut stage, PriceSource::ConnectWise, None);
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
