//! Every crash point of one run: the process dies at each request, before the
//! server sees it and after it acted, and at each commit, before and after.

use crate::{
    fault::{Fault, Faults},
    representative::{after_the_storm, before_the_storm, carried_through, through_the_storm},
    scenario::Failure,
};
use store::Commit;

/// A run that dies once; every upload of it is carried through all the same.
fn dies_once(faults: Faults) -> Result<(), Failure> {
    let mut scenario = before_the_storm(faults)?;
    through_the_storm(&mut scenario)?;
    carried_through(&scenario)?;
    after_the_storm(&mut scenario)
}

fn counted() -> (u32, u32) {
    let mut scenario = before_the_storm(Faults::none()).unwrap();
    let counted = through_the_storm(&mut scenario).unwrap();
    after_the_storm(&mut scenario).unwrap();
    counted
}

#[test]
fn the_run_has_every_kind_of_operation() {
    use domain::line::Action::{Change, Create, End, Void};
    let mut scenario = before_the_storm(Faults::none()).unwrap();
    through_the_storm(&mut scenario).unwrap();
    let upload = scenario.desktop.last_upload().unwrap();
    for action in [Create, Change, End, Void] {
        let has = upload
            .operations
            .iter()
            .any(|operation| operation.operation.action == action);
        assert!(has, "no {action:?} in it");
    }
}

#[test]
fn death_at_every_request_bills_each_change_once() {
    let (requests, _) = counted();
    for number in 0..requests {
        for fault in [Fault::DeathBefore, Fault::DeathAfter] {
            if let Err(failure) = dies_once(Faults::at_request(number, fault)) {
                panic!("{fault:?} at request {number}: {failure:?}");
            }
        }
    }
}

#[test]
fn death_at_every_commit_bills_each_change_once() {
    let (_, commits) = counted();
    for number in 0..commits {
        for moment in [Commit::Before, Commit::After] {
            if let Err(failure) = dies_once(Faults::at_commit(number, moment)) {
                panic!("death {moment:?} commit {number}: {failure:?}");
            }
        }
    }
}
