//! Convergence: whatever state our lines are in, one apply is enough.

use crate::{
    coverage::covers,
    damage::{Damage, damage, inflict},
    money::{exact, within},
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Moment, Stage, Tried},
};
use domain::{agreement::PostingMode, reference::LineKind};
use proptest::prelude::*;

/// Plays a scenario; at the beginning of each step, damage is done.
fn play_rough(scenario: &Scenario, damages: &[Vec<Damage>]) -> Tried {
    let mut stage = Stage::new(scenario);
    for (step, damages) in damages.iter().enumerate() {
        if stage.is_over() {
            break;
        }
        stage.hear(&scenario.history, step);
        inflict(&mut stage, damages);
        stage.upload()?;
        covers(&stage)?;
        stage.is_settled()?;
        stage.invoice();
        billed_right(&stage)?;
        stage.is_settled()?;
    }
    Ok(())
}

/// To the cent where the mode is exact; within its drift where it is a single line.
fn billed_right(stage: &Stage) -> Tried {
    match stage.world.contract(FIRST).mode {
        PostingMode::Dated | PostingMode::Adjustment => exact(Moment::Invoiced(true), stage),
        PostingMode::Single => within(Moment::Invoiced(true), stage),
        PostingMode::Quantity => Ok(()),
    }
}

fn wishes() -> Wishes {
    Wishes {
        skips: false,
        ..Wishes::EVERY_MODE
    }
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn convergence(
        scenario in scenario(wishes()),
        damages in prop::collection::vec(prop::collection::vec(damage(), 0..4), 1..6),
    ) {
        play_rough(&scenario, &damages)?;
    }

    /// All our lines are gone, and known to have stood: what they billed counts,
    /// and each comes back from `open` only.
    #[test]
    fn a_vanished_line_comes_back_from_open_only(scenario in scenario(wishes())) {
        let mut stage = Stage::new(&scenario);
        stage.hear(&scenario.history, 0);
        stage.upload()?;
        stage.invoice();
        if stage.is_over() {
            return Ok(());
        }
        let open = stage.world.contract(FIRST).open();
        let settlements = |stage: &Stage| -> Vec<_> {
            let lines = stage.world.lines();
            let of = lines.iter().filter(|line| line.reference.kind == LineKind::Settlement);
            of.map(|line| line.values.effective).collect()
        };
        for mut line in stage.world.lines() {
            stage.world.additions.remove(&line.addition);
            let last = crate::calendar::plus(open, -1);
            line.values.cancelled = line.values.cancelled.map_or(Some(last), |end| Some(end.min(last)));
            stage.vanished.push(line);
        }
        stage.upload()?;
        prop_assert!(settlements(&stage).is_empty());
        prop_assert!(stage.world.lines().iter().all(|line| line.values.effective >= open));
        covers(&stage)?;
        stage.invoice();
        billed_right(&stage)?;
    }
}
