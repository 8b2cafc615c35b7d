//! Coverage: from `open` on, base lines say what the mode says.

use crate::{
    calendar::{days, plus},
    scenario::{FIRST, Wishes, scenario},
    stage::{Moment, Stage, Tried, play},
    world::{Contract, half_up},
};
use domain::{agreement::PostingMode, ids::ItemId, reference::LineKind};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What base lines of an item should say on a day.
fn expected(stage: &Stage, contract: &Contract, item: ItemId, day: Date) -> (Decimal, Decimal) {
    let none = (Decimal::ZERO, Decimal::ZERO);
    let ended = |day| contract.end.is_some_and(|end| day > end);
    if day < contract.begins() || ended(day) {
        return none;
    }
    let counts = match contract.mode {
        PostingMode::Dated => day,
        PostingMode::Adjustment | PostingMode::Quantity => contract.calendar.period(day).1,
        PostingMode::Single => return expected_single(stage, contract, item, day),
    };
    if ended(counts) {
        return none;
    }
    let had = stage.oracle.on(counts);
    let quantity = stage.oracle.quantity(counts);
    let here = stage.targets[&crate::stage::product(had.product)].item == item;
    if here && quantity != Decimal::ZERO {
        (quantity, quantity * had.price)
    } else {
        none
    }
}

/// What the single line of an item should say: the quantity of the period's last day
/// that had any, and what the whole period owes.
fn expected_single(
    stage: &Stage,
    contract: &Contract,
    item: ItemId,
    day: Date,
) -> (Decimal, Decimal) {
    let (first, last) = contract.calendar.period(day);
    let first = first.max(contract.begins());
    let last = contract.end.map_or(last, |end| end.min(last));
    let had = days(first, last).filter(|day| stage.oracle.quantity(*day) != Decimal::ZERO);
    let Some(counts) = had.last() else {
        return (Decimal::ZERO, Decimal::ZERO);
    };
    let owed = half_up(stage.oracle.owed(contract.calendar, first, last));
    let product = crate::stage::product(stage.oracle.on(counts).product);
    if stage.targets[&product].item != item || owed == Decimal::ZERO {
        return (Decimal::ZERO, Decimal::ZERO);
    }
    (stage.oracle.quantity(counts), owed)
}

/// Quantity, and price of a whole period, of base lines on each day from `open`.
pub(crate) fn covers(stage: &Stage) -> Tried {
    let contract = stage.world.contract(FIRST);
    let lines = stage.lines();
    for day in days(contract.open(), plus(contract.period().1, 70)) {
        for item in [ItemId(1), ItemId(2)] {
            let standing = lines
                .iter()
                .filter(|line| line.reference.kind == LineKind::Base && line.values.item == item)
                .map(|line| &line.values)
                .filter(|values| values.billable && values.effective <= day)
                .filter(|values| values.cancelled.is_none_or(|last| day <= last))
                .fold(
                    (Decimal::ZERO, Decimal::ZERO),
                    |(quantity, amount), values| {
                        (
                            quantity + values.quantity,
                            amount + values.quantity * values.unit_price,
                        )
                    },
                );
            let expected = expected(stage, contract, item, day);
            // A single line's price has four decimals, and says its amount no finer.
            let drift = match contract.mode {
                PostingMode::Single => expected.0 * Decimal::new(5, 5),
                _ => Decimal::ZERO,
            };
            prop_assert!(
                standing.0 == expected.0 && (standing.1 - expected.1).abs() <= drift,
                "on {day} {standing:?} stands, not {expected:?}:\n{}",
                crate::shown::lines(&lines)
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn coverage(scenario in scenario(Wishes::EVERY_MODE)) {
        play(&scenario, |moment, stage| match moment {
            Moment::Applied => covers(stage),
            Moment::Invoiced(_) => Ok(()),
        })?;
    }

    /// Every operation of every plan is tried against the first law where the
    /// world takes it.
    #[test]
    fn invoiced_days(scenario in scenario(Wishes { two_agreements: true, ..Wishes::EVERY_MODE })) {
        play(&scenario, |_, _| Ok(()))?;
    }
}
