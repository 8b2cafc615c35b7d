//! A desktop that joins later knows nothing of what was before some day, and leaves what
//! another one billed and corrected for the days before it alone.

use crate::{
    calendar::plus,
    oracle::Had,
    scenario::{FIRST, Scenario, Wishes, scenario},
    shown,
    stage::{Moment, Stage, Tried, play},
};
use domain::{ledger::Status, plan::Notice};
use jiff::civil::Date;
use proptest::prelude::*;

/// The same world, seen from a desktop whose ledger begins on `since`.
fn joining(stage: &Stage, since: Date) -> Stage {
    let mut joined = stage.clone();
    let eve = plus(since, -1);
    // What C3 invoices is what it says of the time before.
    let had = Had {
        quantity: stage.oracle.quantity(eve),
        status: Status::Active,
        ..stage.oracle.on(eve)
    };
    joined.oracle.known.retain(|raw| raw.day >= since);
    joined.oracle.initial = had;
    joined.known_since = since;
    joined
}

fn writes_nothing(stage: &Stage, back: i64) -> Tried {
    let open = stage.world.contract(FIRST).open();
    let joined = joining(stage, plus(open, -back));
    let plan = joined.plan();
    let asks = |(_, notice): &(_, Notice)| *notice == Notice::CorrectedBefore;
    prop_assert!(
        plan.operations.is_empty() || plan.notices.iter().any(asks),
        "knowing what is since {}, left to do:\n{}standing:\n{}",
        joined.known_since,
        shown::operations(&plan.operations),
        shown::lines(&joined.lines())
    );
    Ok(())
}

fn of_one_product(mut scenario: Scenario) -> Scenario {
    for raw in &mut scenario.history {
        raw.now.product = 0;
    }
    scenario
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    /// A row names one product, so of a renewal before its ledger begins the late desktop
    /// knows nothing; here there is none.
    #[test]
    fn a_desktop_that_joins_later_writes_nothing(
        scenario in scenario(Wishes::EVERY_MODE).prop_map(of_one_product),
        back in prop_oneof![0..40i64, 0..200i64],
    ) {
        play(&scenario, |moment, stage| match moment {
            Moment::Applied => writes_nothing(stage, back),
            Moment::Invoiced(_) => Ok(()),
        })?;
    }
}
