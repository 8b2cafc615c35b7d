//! Adoption: a hand-made line becomes ours from `open` on, and not a day before.

use crate::{
    calendar::plus,
    coverage::covers,
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Stage, Tried},
};
use domain::{
    ids::{AdditionId, ItemId},
    line::LineValues,
    reference::{LineKind, Reference},
};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// An addition that a person made.
#[derive(Debug, Clone)]
struct Handmade {
    /// Days before the open period that it began.
    since: i64,
    quantity: u32,
    price_times: i64,
    /// Days after `open` that it ends.
    ends: Option<i64>,
}

fn handmade() -> impl Strategy<Value = Handmade> {
    (
        1..200i64,
        0..12u32,
        prop_oneof![3 => Just(1i64), 1 => Just(2)],
        prop_oneof![2 => Just(None), 1 => (0..60i64).prop_map(Some)],
    )
        .prop_map(|(since, quantity, price_times, ends)| Handmade {
            since,
            quantity,
            price_times,
            ends,
        })
}

impl Handmade {
    fn values(&self, stage: &Stage, open: Date) -> LineValues {
        LineValues {
            item: ItemId(1),
            quantity: Decimal::from(self.quantity),
            unit_price: stage.oracle.initial.price * Decimal::from(self.price_times),
            effective: plus(open, -self.since),
            cancelled: self.ends.map(|days| plus(open, days)),
            billable: true,
        }
    }
}

/// Adopts them all, each under a reference of its own.
fn adopt(stage: &mut Stage, additions: &[AdditionId]) {
    let day = stage.world.contract(FIRST).open();
    for (digit, id) in additions.iter().enumerate() {
        let reference = Reference {
            subscription: stage.subscription.clone(),
            kind: LineKind::Base,
            day,
            digit: u8::try_from(digit).unwrap(),
        };
        stage.adopting.insert(*id, reference);
    }
}

/// The agreement was validated long ago, the product is mapped only now, and the
/// additions that a person made for it have billed it so far.
fn adopted(scenario: &Scenario, handmade: &[Handmade], months_before: usize) -> Tried {
    let mut stage = Stage::new(scenario);
    let began = stage.world.contract(FIRST).open();
    let additions: Vec<AdditionId> = handmade
        .iter()
        .map(|made| {
            let mut values = made.values(&stage, began);
            values.effective = values.effective.max(stage.world.contract(FIRST).bill_start);
            stage.world.add(FIRST, None, values)
        })
        .collect();
    for _ in 0..months_before {
        stage.invoice();
    }
    let open = stage.world.contract(FIRST).open();
    // Whoever begins with the day of adoption has nothing to be adopted.
    if stage
        .world
        .additions
        .values()
        .any(|held| held.values.effective >= open)
        || stage.is_over()
    {
        return Ok(());
    }
    stage.world.bills.clear();
    adopt(&mut stage, &additions);
    for step in 0..5 {
        stage.hear(&scenario.history, step);
        stage.upload()?;
        covers(&stage)?;
        stage.is_settled()?;
        stage.invoice();
        stage.is_settled()?;
        let contract = stage.world.contract(FIRST);
        let last = plus(contract.open(), -1);
        let first = open.max(contract.begins());
        let owed = stage.oracle.owed(contract.calendar, first, last);
        let billed = stage.world.billed();
        prop_assert!(
            billed == owed,
            "billed {billed}, owed {owed}: {}",
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn adoption(
        scenario in scenario(Wishes { skips: false, ends: false, ..Wishes::EXACT }),
        handmade in prop::collection::vec(handmade(), 1..4),
        months_before in 1..4usize,
    ) {
        adopted(&scenario, &handmade, months_before)?;
    }
}
