//! Idempotence: what was applied leaves nothing to do, then or later.

use crate::{
    scenario::{Scenario, Wishes, scenario},
    stage::{Moment, play},
};
use domain::money::Rounding;
use proptest::prelude::*;

fn rests(scenario: &Scenario, periods: usize) -> crate::stage::Tried {
    let mut stage = play(scenario, |moment, stage| match moment {
        Moment::Applied | Moment::Invoiced(true) => stage.is_settled(),
        Moment::Invoiced(false) => Ok(()),
    })?;
    for _ in 0..periods {
        stage.invoice();
        stage.is_settled()?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn idempotence(scenario in scenario(Wishes::EVERY_MODE)) {
        rests(&scenario, 24)?;
    }

    #[test]
    fn idempotence_with_rounding(scenario in scenario(Wishes { exact: false, ..Wishes::EVERY_MODE })) {
        rests(&scenario, 4)?;
    }

    #[test]
    fn idempotence_with_rounding_by_the_unit(scenario in scenario(Wishes { exact: false, ..Wishes::EVERY_MODE })) {
        rests(&Scenario { rounding: Rounding::PerUnit, ..scenario }, 4)?;
    }

    #[test]
    fn idempotence_over_two_agreements(scenario in scenario(Wishes { two_agreements: true, ..Wishes::EVERY_MODE })) {
        rests(&scenario, 4)?;
    }
}
