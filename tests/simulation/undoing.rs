//! An upload is taken back in the middle of a life, in any weather: its effect is gone, from
//! the first open day on, until the hold is lifted; then the next upload brings it back.

use crate::{
    chance::Chance,
    connectwise::Effect,
    desktop::Sitting,
    fault::Faults,
    representative::{after_the_storm, before_the_storm},
    scenario::{Failure, Scenario},
};
use std::{collections::BTreeMap, time::Duration};
use workflow::JobId;

const DAY: u64 = 24 * 60 * 60;

/// Sittings after which an upload is taken back once nothing goes wrong.
const SITTINGS_MAX: u32 = 8;

/// An upload, and what billed before it.
struct Upload {
    export: JobId,
    before: BTreeMap<u32, Effect>,
}

impl Scenario {
    /// Uploads in good weather, takes that back in bad weather, lets time pass, and lifts
    /// the hold.
    pub(crate) fn change_of_mind(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        let Some(upload) = self.upload_once()? else {
            return Ok(());
        };
        self.world.with(|world| {
            world.faults.note("an upload taken back");
            world.faults.arm(true);
        });
        for _ in 0..chance.between(0, 3) {
            drop(self.desktop.take_back(upload.export));
        }
        self.world.with(|world| world.faults.arm(false));
        self.take_back_wholly(&upload)?;
        if chance.one_in(2) {
            let days = chance.between(1, 20).unsigned_abs();
            self.wait(Duration::from_secs(days * DAY));
            self.keep_history();
        }
        self.desktop.lift_holds();
        self.come_to_rest().map(drop)
    }

    /// `None` where there was nothing to upload, or not all of it could be.
    fn upload_once(&mut self) -> Result<Option<Upload>, Failure> {
        self.world.with(|world| world.faults.arm(false));
        let Ok(Some(planned)) = self.desktop.plan() else {
            return Ok(None);
        };
        let before = self.world.with(|world| world.site.effects());
        if self.desktop.upload(planned) != Ok(Sitting::Uploaded) {
            return Ok(None);
        }
        let export = self.desktop.last_upload().map(|upload| upload.job.id);
        Ok(export.map(|export| Upload { export, before }))
    }

    /// In good weather, until nothing is left of it; then what bills is what billed before,
    /// and nothing is planned.
    fn take_back_wholly(&mut self, upload: &Upload) -> Result<(), Failure> {
        let mut last = Ok(false);
        for _ in 0..SITTINGS_MAX {
            last = self.desktop.take_back(upload.export);
            if last == Ok(true) {
                break;
            }
        }
        if last != Ok(true) {
            let what = format!("Upload {} cannot be taken back: {last:?}", upload.export);
            return Err(self.failure(what));
        }
        let bills = self.world.with(|world| world.site.effects());
        if bills != upload.before {
            let before = &upload.before;
            let export = upload.export;
            let what = format!("Upload {export} is taken back, and {before:?} became {bills:?}");
            return Err(self.failure(what));
        }
        match self.desktop.sit() {
            Sitting::AtRest => Ok(()),
            sat => Err(self.failure(format!("It is not at rest on hold: {sat:?}"))),
        }
    }
}

/// The representative run is uploaded, and taken back under faults; answers with what was
/// counted meanwhile.
fn taken_back(faults: Faults) -> Result<(u32, u32), Failure> {
    let mut scenario = before_the_storm(faults)?;
    let upload = scenario.upload_once()?.unwrap();
    scenario.world.with(|world| world.faults.arm(true));
    for _ in 0..SITTINGS_MAX {
        if scenario.desktop.take_back(upload.export) == Ok(true) {
            break;
        }
    }
    let counted = scenario.world.with(|world| {
        world.faults.arm(false);
        world.faults.counted()
    });
    scenario.take_back_wholly(&upload)?;
    scenario.desktop.lift_holds();
    after_the_storm(&mut scenario)?;
    Ok(counted)
}

mod crash_points {
    use super::{Failure, Faults, taken_back};
    use crate::fault::Fault;
    use store::Commit;

    fn each(count: u32, mut dies: impl FnMut(u32) -> Vec<(String, Result<(u32, u32), Failure>)>) {
        for number in 0..count {
            for (words, lived) in dies(number) {
                if let Err(failure) = lived {
                    panic!("{words} {number}: {failure:?}");
                }
            }
        }
    }

    #[test]
    fn any_fault_at_every_request_of_an_undo_leaves_nothing_of_the_upload() {
        let (requests, _) = taken_back(Faults::none()).unwrap();
        each(requests, |number| {
            let hit = |fault: &Fault| {
                let words = format!("{fault:?} at request");
                (words, taken_back(Faults::at_request(number, *fault)))
            };
            Fault::WEATHER.iter().map(hit).collect()
        });
    }

    #[test]
    fn death_at_every_commit_of_an_undo_leaves_nothing_of_the_upload() {
        let (_, commits) = taken_back(Faults::none()).unwrap();
        each(commits, |number| {
            let hit = |moment: &Commit| {
                let words = format!("death {moment:?} commit");
                (words, taken_back(Faults::at_commit(number, *moment)))
            };
            [Commit::Before, Commit::After].iter().map(hit).collect()
        });
    }
}
