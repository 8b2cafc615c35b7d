//! Money: what the invoices bill is what is owed.

use crate::calendar::plus;
use crate::{
    oracle::Oracle,
    scenario::{Scenario, Wishes, scenario},
    stage::{Moment, Stage, Tried, play},
    world::Contract,
};
use domain::{agreement::PostingMode, money::Rounding, reference::LineKind};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What one agreement is owed for the days that its invoices cover.
pub(crate) fn owed(oracle: &Oracle, contract: &Contract) -> Decimal {
    let last = plus(contract.open(), -1);
    let last = contract.end.map_or(last, |end| end.min(last));
    oracle.owed(contract.calendar, contract.begins(), last)
}

/// To the cent, after every invoice before which everything was uploaded.
pub(crate) fn exact(moment: Moment, stage: &Stage) -> Tried {
    if moment == Moment::Invoiced(true) {
        let contract = stage.world.contracts.values().next().unwrap();
        let (billed, owed) = (stage.world.billed(), owed(&stage.oracle, contract));
        prop_assert!(
            billed == owed,
            "billed {billed}, owed {owed}\n{}",
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

/// Half a cent for each line of each invoice, for each invoice (an amount below half a
/// cent has no line at all), and what a single line drifts; a settlement is a line of
/// each period that it corrects. Where each unit is rounded, half a cent a unit, of
/// units that have no line, too.
pub(crate) fn allowed(stage: &Stage) -> Decimal {
    let per_unit = stage.rules.rounding == Rounding::PerUnit;
    let units = |quantity: Decimal| {
        if per_unit {
            quantity.max(Decimal::from(13)) * Decimal::TWO
        } else {
            Decimal::ONE
        }
    };
    let bills = &stage.world.bills;
    let settlements = bills
        .iter()
        .filter(|bill| bill.kind == Some(LineKind::Settlement))
        .count();
    let halves: Decimal = bills
        .iter()
        .map(|bill| units(bill.quantity))
        .sum::<Decimal>()
        + units(Decimal::ZERO) * Decimal::from(invoices(stage) * (1 + settlements));
    halves * Decimal::new(5, 3) + drift(stage)
}

/// How many invoices were made so far, those that billed nothing among them.
fn invoices(stage: &Stage) -> usize {
    let contract = stage.world.contracts.values().next().unwrap();
    let mut first = contract.calendar.period(contract.begins()).0;
    let mut count = 0;
    while first < contract.next_first {
        first = contract.calendar.after(first).0;
        count += 1;
    }
    count
}

/// A single line's price has four decimals.
fn drift(stage: &Stage) -> Decimal {
    let contract = stage.world.contracts.values().next().unwrap();
    if contract.mode != PostingMode::Single {
        return Decimal::ZERO;
    }
    let quantities: Decimal = stage.world.bills.iter().map(|bill| bill.quantity).sum();
    quantities * Decimal::new(5, 5) + Decimal::new(5, 3) * Decimal::from(invoices(stage))
}

pub(crate) fn within(moment: Moment, stage: &Stage) -> Tried {
    if moment == Moment::Invoiced(true) {
        let contract = stage.world.contracts.values().next().unwrap();
        let (billed, owed) = (stage.world.billed(), owed(&stage.oracle, contract));
        prop_assert!(
            (billed - owed).abs() <= allowed(stage),
            "billed {billed}, owed {owed}, allowed {}\n{}",
            allowed(stage),
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

/// The modes that put right what invoiced days got wrong.
const SETTLING: &[PostingMode] = &[
    PostingMode::Dated,
    PostingMode::Adjustment,
    PostingMode::Single,
];

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    /// Where every day costs whole cents there is nothing to round: the sums
    /// are equal, month by month, whatever came late.
    #[test]
    fn money_is_exact_before_rounding(scenario in scenario(Wishes::EXACT)) {
        play(&scenario, exact)?;
    }

    #[test]
    fn money_is_within_half_a_cent_a_line(scenario in scenario(Wishes { exact: false, modes: SETTLING, ..Wishes::EXACT })) {
        play(&scenario, within)?;
    }

    #[test]
    fn money_rounded_by_the_unit_is_within_half_a_cent_a_unit(scenario in scenario(Wishes { exact: false, modes: SETTLING, ..Wishes::EXACT })) {
        play(&Scenario { rounding: Rounding::PerUnit, ..scenario }, within)?;
    }

    /// A product that moves to another agreement takes its days with it.
    #[test]
    fn money_over_two_agreements(scenario in scenario(Wishes { two_agreements: true, ends: false, ..Wishes::EXACT })) {
        play(&scenario, exact)?;
    }
}
