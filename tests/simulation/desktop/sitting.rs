//! What the user does at a desktop, one sitting at a time.

use super::{Attempt, Desktop, customer, finished};
use crate::{death::side_by_side, history::Subscription};
use domain::{
    finding::{Code, Severity},
    ids::{AgreementId, ItemId},
    mapping::ProductKey,
    timeline::ProductName,
};
use store::JobStatus;
use tokio_util::sync::CancellationToken;
use workflow::{Error, JobId, Scope, choices::LineVerdict, jobs::Record, progress::unwatched};

/// How one sitting of the user ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sitting {
    /// There was nothing left to write.
    AtRest,
    /// Something was written, all of it confirmed.
    Uploaded,
    /// It did not go through.
    Trouble(String),
}

impl Desktop {
    /// What a person does in one sitting: resume what was interrupted, map what
    /// is new, validate, decide on edited lines, upload.
    pub(crate) fn sit(&mut self) -> Sitting {
        match self.try_sitting() {
            Ok(sitting) => sitting,
            Err(trouble) => Sitting::Trouble(trouble),
        }
    }

    fn try_sitting(&mut self) -> Result<Sitting, String> {
        let Some(validated) = self.plan()? else {
            return Ok(Sitting::AtRest);
        };
        self.pause();
        self.upload(validated)
    }

    /// Validates; `None` where there is nothing to upload.
    pub(crate) fn plan(&mut self) -> Result<Option<JobId>, String> {
        self.sit_down()?;
        let workflow = self.workflow.clone();
        let validate = workflow.validate(&Scope::All, None, unwatched(), CancellationToken::new());
        let validated = finished(self.attempt("validate", validate))?;
        let rests = self.look_at(validated)?.is_some();
        Ok((!rests).then_some(validated))
    }

    fn sit_down(&mut self) -> Result<(), String> {
        self.resume()?;
        self.map_products()
    }

    /// Two people at two desktops at the same time.
    pub(crate) fn sit_together(&mut self, other: &mut Self) -> [Sitting; 2] {
        let ready = [self.sit_down(), other.sit_down()];
        if ready.iter().any(Result::is_err) {
            return ready.map(|ready| Sitting::Trouble(ready.err().unwrap_or_default()));
        }
        let (mine, theirs) = (self.workflow.clone(), other.workflow.clone());
        let all = (Scope::All, Scope::All);
        let token = CancellationToken::new;
        let validated = self.beside(
            other,
            "validate",
            mine.validate(&all.0, None, unwatched(), token()),
            theirs.validate(&all.1, None, unwatched(), token()),
        );
        let looked = [
            finished(validated.0).and_then(|job| Ok((job, self.look_at(job)?))),
            finished(validated.1).and_then(|job| Ok((job, other.look_at(job)?))),
        ];
        let [Ok((first, None)), Ok((second, None))] = looked else {
            return looked.map(|looked| match looked {
                Ok((_, sitting)) => sitting.unwrap_or(Sitting::Trouble("not uploaded".to_owned())),
                Err(trouble) => Sitting::Trouble(trouble),
            });
        };
        let since = self.world.with(|world| world.now);
        let uploaded = self.beside(
            other,
            "upload",
            mine.upload(first, unwatched(), token()),
            theirs.upload(second, unwatched(), token()),
        );
        self.world.with(|world| world.site.note_at_once(since));
        let ended = [
            finished(uploaded.0).and_then(|job| self.uploaded(job)),
            finished(uploaded.1).and_then(|job| other.uploaded(job)),
        ];
        ended.map(|ended| ended.unwrap_or_else(Sitting::Trouble))
    }

    /// Two use cases at the same time, request by request.
    fn beside<T>(
        &mut self,
        other: &mut Self,
        words: &str,
        mine: impl Future<Output = Result<T, Error>>,
        theirs: impl Future<Output = Result<T, Error>>,
    ) -> (Attempt<T>, Attempt<T>) {
        let opens = (self.begins(words), other.begins(words));
        let world = self.world.clone();
        let ended = side_by_side(mine, theirs, || world.with(|world| world.chance.one_in(2)));
        (
            self.ends(words, &opens.0, ended.0),
            other.ends(words, &opens.1, ended.1),
        )
    }

    /// What a validation came to; `None` where there is something to upload.
    fn look_at(&mut self, validated: JobId) -> Result<Option<Sitting>, String> {
        let record = self.record(validated);
        if record.job.status != JobStatus::Success {
            self.decide(&record)?;
            return Err(format!("validation {validated}: {}", errors(&record)));
        }
        for planned in &record.operations {
            let operation = &planned.operation;
            let (reference, after) = (&operation.reference, &operation.after);
            let named = reference.as_ref().map(ToString::to_string);
            self.world.note(format_args!(
                "  {} {:?}: {} × {}, {} … {:?} [{}]",
                operation.action.word(),
                operation.addition,
                after.quantity,
                after.unit_price,
                after.effective,
                after.cancelled,
                named.unwrap_or_default()
            ));
        }
        Ok(record.operations.is_empty().then_some(Sitting::AtRest))
    }

    /// Uploads what was planned.
    pub(crate) fn upload(&mut self, validated: JobId) -> Result<Sitting, String> {
        let workflow = self.workflow.clone();
        let upload = workflow.upload(validated, unwatched(), CancellationToken::new());
        let exported = finished(self.attempt("upload", upload))?;
        self.uploaded(exported)
    }

    fn uploaded(&self, exported: JobId) -> Result<Sitting, String> {
        let record = self.record(exported);
        match record.job.status {
            JobStatus::Success => Ok(Sitting::Uploaded),
            status => Err(format!(
                "upload {exported} is {status:?}: {}",
                errors(&record)
            )),
        }
    }

    /// Continues what was interrupted.
    pub(crate) fn resume(&mut self) -> Result<(), String> {
        let workflow = self.workflow.clone();
        let resume = workflow.resume(unwatched(), CancellationToken::new());
        finished(self.attempt("resume", resume)).map(drop)
    }

    /// Looks at the plan for a while.
    fn pause(&mut self) {
        self.world.with(|world| {
            // Some uploads wait for days; in bad weather invoices are made meanwhile.
            let long = world.faults.are_armed() && world.chance.one_in(8);
            let most = if long { 6 * 24 * 60 * 60 } else { 300 };
            let seconds = world.chance.between(1, most).unsigned_abs();
            world.wait(std::time::Duration::from_secs(seconds));
        });
    }

    /// Maps every product that C3 has shown by now.
    fn map_products(&mut self) -> Result<(), String> {
        let unmapped: Vec<Subscription> = self.world.with(|world| {
            let now = world.now;
            let is_new = |subscription: &&Subscription| {
                !self.mapped.contains(&subscription.product) && subscription.is_known(now)
            };
            world
                .c3
                .subscriptions
                .iter()
                .filter(is_new)
                .cloned()
                .collect()
        });
        if unmapped.is_empty() {
            return Ok(());
        }
        let workflow = self.workflow.clone();
        let refresh = workflow.refresh_c3(unwatched(), CancellationToken::new());
        finished(self.attempt("refresh C3", refresh))?;
        for subscription in unmapped {
            let product = ProductKey {
                name: ProductName::new(&subscription.product),
                cycle: Some(crate::c3::cycle(subscription.length)),
            };
            let agreement = AgreementId(subscription.agreement);
            let products = [(product, ItemId(subscription.item))];
            let map = async { workflow.map_products(&customer(), agreement, &products) };
            // Where the process died after the commit, it is mapped already.
            if let Err(trouble) = finished(self.attempt("map", map))
                && !trouble.contains("already mapped")
            {
                return Err(trouble);
            }
            self.mapped.insert(subscription.product);
        }
        Ok(())
    }

    /// Takes Accord's values where a record asks about a line and a person knows why. Each
    /// desktop asks for itself, until one of them has written what was taken back.
    fn decide(&mut self, record: &Record) -> Result<(), String> {
        for finding in &record.findings {
            let (Some(on), Some(line)) = (finding.agreement, finding.addition) else {
                continue;
            };
            if self.takes_ours(finding.code, (on.0, line.0)) {
                let workflow = self.workflow.clone();
                let decide = workflow.decide_line(on, line, LineVerdict::Ours);
                finished(self.attempt("decide", decide))?;
            }
        }
        Ok(())
    }

    fn takes_ours(&self, asked: Code, line: (u32, u32)) -> bool {
        self.world.with(|world| match asked {
            // Twins that a lagging list hid from both desktops: the first one stays.
            Code::ReferenceTwice => true,
            // Where a write was in doubt when the person came, nothing tells the edit
            // from what another desktop knows. And where C3 told two desktops that reach
            // back differently of a change but not of the one before it, they may mean it
            // to begin on two days. Where a desktop died before it took its twin back, the
            // other one corrected what the twin would have billed.
            Code::LineChangedOutside | Code::LedgerBehind => {
                world.site.edited.contains(&line) || world.site.at_once.contains(&line)
            }
            _ => false,
        })
    }
}

/// The codes and sentences of a record's errors.
pub(super) fn errors(record: &Record) -> String {
    let errors = record
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    let words = errors.map(|finding| format!("{}: {}", finding.code.word(), finding.message));
    words
        .chain(record.job.error.clone())
        .collect::<Vec<_>>()
        .join("; ")
}
