//! Two subscriptions on one agreement and one item never influence each other.

use crate::{
    money::owed,
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Stage, Tried},
};
use domain::ids::SubscriptionId;
use proptest::prelude::*;

pub(crate) const OTHER: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

/// Plans one subscription from its own lines, and applies the plan to the world
/// that both live in.
fn upload(stage: &mut Stage) -> Tried {
    let mut alone = stage.clone();
    alone.world.additions.retain(|_, held| {
        held.reference
            .as_ref()
            .is_some_and(|reference| reference.subscription == stage.subscription)
    });
    stage.world.apply(&alone.plan().operations)
}

/// The neighbour with prices of the agreement's own kind: whole cents a day of a
/// month are none of a year.
pub(crate) fn moved_in(neighbour: &Scenario, scenario: &Scenario) -> Scenario {
    let (from, to) = (neighbour.initial.price, scenario.initial.price);
    let mut neighbour = neighbour.clone();
    neighbour.contracts.clone_from(&scenario.contracts);
    neighbour.initial.price = to;
    for raw in &mut neighbour.history {
        raw.now.price = raw.now.price / from * to;
    }
    neighbour
}

fn side_by_side(scenario: &Scenario, neighbour: &Scenario) -> Tried {
    let mut stage = Stage::new(scenario);
    let neighbour = moved_in(neighbour, scenario);
    let mut other = Stage::new(&neighbour);
    other.subscription = SubscriptionId::new(OTHER);
    for step in 0..5 {
        stage.hear(&scenario.history, step);
        other.hear(&neighbour.history, step);
        upload(&mut stage)?;
        other.world = stage.world;
        upload(&mut other)?;
        other.invoice();
        stage.world = other.world.clone();
        let contract = stage.world.contract(FIRST);
        let owed = owed(&stage.oracle, contract) + owed(&other.oracle, contract);
        prop_assert_eq!(stage.world.billed(), owed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::scenario::cases(128))]

    #[test]
    fn two_subscriptions_share_an_agreement(
        scenario in scenario(Wishes { ends: false, ..Wishes::EXACT }),
        neighbour in scenario(Wishes { ends: false, ..Wishes::EXACT }),
    ) {
        side_by_side(&scenario, &neighbour)?;
    }
}
