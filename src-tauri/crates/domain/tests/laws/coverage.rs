//! Coverage: from `open` on, base lines say what the mode says.

use crate::{
    calendar::{days, plus},
    scenario::{FIRST, Wishes, scenario},
    stage::{Moment, Stage, Tried, play},
    world::Contract,
};
use domain::{ids::ItemId, reference::LineKind};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What base lines of an item should say on a day.
fn expected(stage: &Stage, contract: &Contract, item: ItemId, day: Date) -> (Decimal, Decimal) {
    let none = (Decimal::ZERO, Decimal::ZERO);
    let counts = if contract.prorates {
        day
    } else {
        contract.calendar.period(day).1
    };
    let ended = |day| contract.end.is_some_and(|end| day > end);
    if day < contract.begins() || ended(day) || ended(counts) {
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

/// Quantity, and price of a whole period, of base lines on each day from `open`.
pub(crate) fn covers(stage: &Stage) -> Tried {
    let contract = stage.world.contract(FIRST);
    let lines = stage.world.lines();
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
            prop_assert!(
                standing == expected,
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
    fn coverage(scenario in scenario(Wishes::EXACT)) {
        play(&scenario, |moment, stage| match moment {
            Moment::Applied => covers(stage),
            Moment::Invoiced(_) => Ok(()),
        })?;
    }

    /// Every operation of every plan is tried against the first law where the
    /// world takes it.
    #[test]
    fn invoiced_days(scenario in scenario(Wishes { two_agreements: true, ..Wishes::EXACT })) {
        play(&scenario, |_, _| Ok(()))?;
    }
}
