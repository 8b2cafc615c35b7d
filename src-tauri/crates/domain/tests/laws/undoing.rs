//! Undo: a run that is taken back at once leaves what bills as it was; after an invoice
//! it touches no invoiced day.

use crate::{
    scenario::{Wishes, scenario},
    stage::{Moment, Stage, Tried, play},
};
use domain::{
    ids::AdditionId,
    line::{LineValues, Operation},
    undo::{Deed, TakenBack},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What bills, line by line.
fn billing(stage: &Stage) -> BTreeMap<AdditionId, LineValues> {
    let lines = stage.world.lines().into_iter();
    lines
        .filter(|line| line.values.bills())
        .map(|line| (line.addition, line.values))
        .collect()
}

/// Uploads, and answers with what was done to each line.
fn upload(stage: &mut Stage) -> Result<Vec<Deed>, TestCaseError> {
    let operations = stage.plan().operations;
    let known: Vec<AdditionId> = stage.world.additions.keys().copied().collect();
    stage.world.apply(&operations)?;
    let mut made = stage.world.lines().into_iter();
    let mut by_line: BTreeMap<AdditionId, Vec<Operation>> = BTreeMap::new();
    for operation in operations {
        let line = operation.addition.or_else(|| {
            made.find(|line| !known.contains(&line.addition))
                .map(|line| line.addition)
        });
        by_line.entry(line.unwrap()).or_default().push(operation);
    }
    let deeds = by_line.iter();
    Ok(deeds
        .filter_map(|(line, done)| Deed::of(*line, done))
        .collect())
}

fn take_back(stage: &mut Stage, deeds: &[Deed]) -> Result<bool, TestCaseError> {
    let mut whole = true;
    for deed in deeds.iter().rev() {
        let open = stage.world.contract(deed.last.agreement).open();
        let stands = stage.world.additions.get(&deed.addition);
        let back = deed.take_back(stands.map(|held| &held.values), open);
        match back {
            TakenBack::Whole(operation) => stage.world.apply(&[*operation])?,
            TakenBack::FromOpen(operation) => {
                whole = false;
                stage.world.apply(&[*operation])?;
            }
            TakenBack::Already => {}
            TakenBack::Invoiced | TakenBack::ChangedSince | TakenBack::Gone => whole = false,
        }
    }
    Ok(whole)
}

/// Taken back once more, nothing is left to do, and nothing counts as changed since.
fn is_taken_back(stage: &Stage, deeds: &[Deed]) -> Tried {
    for deed in deeds {
        let open = stage.world.contract(deed.last.agreement).open();
        let stands = stage.world.additions.get(&deed.addition);
        let again = deed.take_back(stands.map(|held| &held.values), open);
        let rests = matches!(again, TakenBack::Already | TakenBack::Invoiced);
        prop_assert!(rests, "{deed:?} once more: {again:?}");
    }
    Ok(())
}

/// The world itself refuses whatever breaks the first law.
fn undone(stage: &Stage) -> Tried {
    let mut at_once = stage.clone();
    let before = billing(&at_once);
    let deeds = upload(&mut at_once)?;
    let mut later = at_once.clone();
    let late = |deed: &Deed| {
        let open = stage.world.contract(deed.last.agreement).open();
        deed.before.is_none() && deed.last.after.effective < open
    };
    // A late increase begins on invoiced days: it only ends.
    if take_back(&mut at_once, &deeds)? && !deeds.iter().any(late) {
        prop_assert_eq!(billing(&at_once), before);
    }
    is_taken_back(&at_once, &deeds)?;
    later.invoice();
    take_back(&mut later, &deeds)?;
    is_taken_back(&later, &deeds)
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn undo(scenario in scenario(Wishes::EVERY_MODE)) {
        play(&scenario, |moment, stage| match moment {
            Moment::Applied => Ok(()),
            Moment::Invoiced(_) if stage.is_over() => Ok(()),
            Moment::Invoiced(_) => undone(stage),
        })?;
    }
}
