//! One operation on its way: recorded, sent once, its answer compared with what
//! was meant, and, where no answer tells, found out by reading.
//!
//! The journal's row says `sending` before the request leaves, so that whatever
//! fails afterwards, the next start knows what may have happened.

use super::{
    journal::Journal,
    translate::{NoSuchField, changes, differences, new_addition, value_differences},
};
use crate::{
    assemble::{reference_of, values_of},
    error::Error,
    ports::{Clock, ConnectWise},
    settings::ReferenceField,
};
use connectwise::{Addition, CustomField};
use domain::mutation::{Mistake, made};
use std::{sync::Arc, time::Duration};
use store::{JobOperation, OperationState};

/// How long and how often to look for a write whose answer never came
/// (`upload-engine.md` 5).
#[derive(Debug, Clone, Copy)]
pub struct SettleLimits {
    /// Reads without a sight of it before it counts as not done.
    pub reads: u32,
    /// The time over which the reads are spread: longer than lists were seen to
    /// lag behind writes.
    pub spread: Duration,
    /// How often an operation is sent at most.
    pub sends: u32,
}

impl Default for SettleLimits {
    fn default() -> Self {
        Self {
            reads: 3,
            spread: Duration::from_secs(120),
            sends: 3,
        }
    }
}

/// An operation with what its request needs beside.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The journal's row.
    pub(super) row: JobOperation,
    /// The catalog item's tax flag.
    pub(super) taxable: Option<bool>,
    /// The custom fields that a new addition brings along, without values.
    pub(super) fields: Arc<[CustomField]>,
}

impl Entry {
    pub(super) fn state(&self) -> OperationState {
        self.row.state
    }
}

/// How an operation ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// ConnectWise holds what was meant.
    Confirmed,
    /// It was not done; the rest of the subscription waits.
    Failed(String),
    /// Nobody knows; the rest of the subscription waits.
    Unknown(String),
    /// No operation can be done: the credentials are refused, or ConnectWise
    /// cannot be reached.
    Stopped(connectwise::Error),
}

/// Carries operations out.
pub(super) struct Applying {
    pub(super) connectwise: Arc<dyn ConnectWise>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) journal: Journal,
    pub(super) field: ReferenceField,
    pub(super) limits: SettleLimits,
}

/// What a read or an answer showed.
enum Sight {
    Done(Box<Addition>),
    NotDone,
    Other(String),
}

impl Applying {
    /// Carries out an operation that was planned, or is known not to be done.
    pub(super) async fn carry_out(&self, entry: &Entry) -> Result<Outcome, Error> {
        for _ in 0..self.limits.sends {
            match self.send(entry).await? {
                Sent::Ended(outcome) => return Ok(outcome),
                Sent::Unanswered if made(Mistake::UnknownTakenForFailed) => {
                    return self.failed(entry, "No answer came");
                }
                Sent::Unanswered if made(Mistake::PostTwice) => continue,
                Sent::Unanswered => {}
            }
            if let Some(outcome) = self.find_out(entry).await? {
                return Ok(outcome);
            }
        }
        self.failed(
            entry,
            "It was sent several times, and ConnectWise never showed it",
        )
    }

    fn failed(&self, entry: &Entry, why: &str) -> Result<Outcome, Error> {
        self.journal.failed(&entry.row, why, self.clock.now())?;
        Ok(Outcome::Failed(why.to_owned()))
    }

    /// Sends the request once. The row says `sending` before anything leaves.
    async fn send(&self, entry: &Entry) -> Result<Sent, Error> {
        self.journal.sending(&entry.row, self.clock.now())?;
        let request = match self.prepare(entry).await {
            Ok(request) => request,
            Err(Unprepared::Impossible(why)) => {
                return Ok(Sent::Ended(self.failed(entry, &why.to_string())?));
            }
            Err(Unprepared::Changed(why)) => {
                return Ok(Sent::Ended(self.failed(entry, &why)?));
            }
            Err(Unprepared::Unread(error)) => return self.refused(entry, error).map(Sent::Ended),
        };
        let agreement = entry.row.operation.agreement.0;
        let answer = match request {
            Request::Nothing(addition) => {
                self.journal
                    .confirmed(&entry.row, &addition, self.clock.now())?;
                return Ok(Sent::Ended(Outcome::Confirmed));
            }
            Request::Create(new) => self.connectwise.create_addition(agreement, &new).await,
            Request::Patch(id, changes) => {
                self.connectwise
                    .patch_addition(agreement, id, &changes)
                    .await
            }
        };
        match answer {
            Ok(addition) => self.answered(entry, addition).await.map(Sent::Ended),
            Err(error) if error.outcome_unknown() => {
                self.journal
                    .unknown(&entry.row, &error.to_string(), self.clock.now())?;
                Ok(Sent::Unanswered)
            }
            Err(error) => self.refused(entry, error).map(Sent::Ended),
        }
    }

    /// ConnectWise did not do it, for certain. What only credentials or a
    /// connection keep from being done goes back to the plan.
    fn refused(&self, entry: &Entry, error: connectwise::Error) -> Result<Outcome, Error> {
        if error.is_credentials() || error.is_unreachable() {
            self.journal.not_done(&entry.row, self.clock.now())?;
            return Ok(Outcome::Stopped(error));
        }
        self.failed(entry, &error.to_string())
    }

    /// The request, once it is sure that a PATCH changes what it was planned on:
    /// ConnectWise has no lock, so another desktop or a person may have been there
    /// since the plan's grounds were compared.
    async fn prepare(&self, entry: &Entry) -> Result<Request, Unprepared> {
        let operation = &entry.row.operation;
        let Some(id) = operation.addition else {
            return new_addition(operation, &self.field, &entry.fields, entry.taxable)
                .map(|new| Request::Create(Box::new(new)))
                .map_err(Unprepared::Impossible);
        };
        let agreement = operation.agreement.0;
        let found = self.connectwise.addition(agreement, id.0).await;
        let found = found.map_err(Unprepared::Unread)?;
        let fields = found
            .as_ref()
            .map(|addition| addition.custom_fields.clone())
            .unwrap_or_default();
        match seen(entry, found) {
            Sight::Done(addition) if operation.text.is_none() => Ok(Request::Nothing(addition)),
            Sight::Other(why) => Err(Unprepared::Changed(why)),
            Sight::Done(_) | Sight::NotDone => changes(operation, &self.field, &fields)
                .map(|changes| Request::Patch(id.0, changes))
                .map_err(Unprepared::Impossible),
        }
    }

    /// An answer came: is it what was meant?
    async fn answered(&self, entry: &Entry, addition: Addition) -> Result<Outcome, Error> {
        let operation = &entry.row.operation;
        let mut shown = addition;
        if !differences(operation, &shown).is_empty() {
            // The answer may be an abridged one; what is stored decides.
            let id = shown.id;
            match self.connectwise.addition(operation.agreement.0, id).await {
                Ok(Some(stored)) => shown = stored,
                Ok(None) => {}
                Err(error) => {
                    let why = error.to_string();
                    self.journal.unknown(&entry.row, &why, self.clock.now())?;
                    return Ok(Outcome::Unknown(why));
                }
            }
        }
        let differences = differences(operation, &shown);
        if differences.is_empty() {
            self.journal
                .confirmed(&entry.row, &shown, self.clock.now())?;
            return Ok(Outcome::Confirmed);
        }
        let why = format!(
            "ConnectWise took the request but holds something else: {}",
            differences.join(", ")
        );
        self.journal
            .failed_with(&entry.row, &shown, &why, self.clock.now())?;
        Ok(Outcome::Failed(why))
    }

    /// Reads until it is known whether the operation was done: `None` when it
    /// was not, and may be sent.
    pub(super) async fn find_out(&self, entry: &Entry) -> Result<Option<Outcome>, Error> {
        let reads = if entry.row.operation.addition.is_some() || made(Mistake::ListLagBelieved) {
            1
        } else {
            self.limits.reads.max(1)
        };
        for read in 0..reads {
            if read > 0 {
                self.clock.sleep(self.limits.spread / (reads - 1)).await;
            }
            match self.look(entry).await {
                Ok(Sight::Done(addition)) => {
                    self.journal
                        .confirmed(&entry.row, &addition, self.clock.now())?;
                    return Ok(Some(Outcome::Confirmed));
                }
                Ok(Sight::NotDone) => {}
                Ok(Sight::Other(why)) => return Ok(Some(self.failed(entry, &why)?)),
                Err(error) if error.is_credentials() => return Ok(Some(Outcome::Stopped(error))),
                Err(error) => return Ok(Some(Outcome::Unknown(error.to_string()))),
            }
        }
        Ok(None)
    }

    async fn look(&self, entry: &Entry) -> Result<Sight, connectwise::Error> {
        match entry.row.operation.addition {
            None => self.look_for_created(entry).await,
            Some(id) => self.look_at_changed(entry, id.0).await,
        }
    }

    /// Looks for the reference among all the agreement's additions.
    async fn look_for_created(&self, entry: &Entry) -> Result<Sight, connectwise::Error> {
        let operation = &entry.row.operation;
        let additions = self.connectwise.additions(operation.agreement.0).await?;
        let Some(additions) = additions else {
            return Ok(Sight::Other(
                "The agreement is gone in ConnectWise".to_owned(),
            ));
        };
        let found = additions
            .into_iter()
            .find(|addition| reference_of(addition).as_ref() == operation.reference.as_ref());
        Ok(match found {
            None => Sight::NotDone,
            Some(addition) => {
                let differences = value_differences(operation, &addition);
                if differences.is_empty() {
                    Sight::Done(Box::new(addition))
                } else {
                    Sight::Other(format!(
                        "A line with this reference stands, but {}",
                        differences.join(", ")
                    ))
                }
            }
        })
    }

    /// Looks at the addition that a PATCH was to change: done, untouched, or
    /// changed by someone else.
    async fn look_at_changed(&self, entry: &Entry, id: u32) -> Result<Sight, connectwise::Error> {
        let agreement = entry.row.operation.agreement.0;
        let found = self.connectwise.addition(agreement, id).await?;
        Ok(seen(entry, found))
    }
}

/// What is to be seen of a PATCH in the addition that it was to change.
fn seen(entry: &Entry, found: Option<Addition>) -> Sight {
    let operation = &entry.row.operation;
    let Some(addition) = found else {
        return Sight::Other("The addition is gone in ConnectWise".to_owned());
    };
    if value_differences(operation, &addition).is_empty() {
        return Sight::Done(Box::new(addition));
    }
    if operation.before.as_ref() == Some(&values_of(&addition)) {
        return Sight::NotDone;
    }
    Sight::Other("Somebody else changed the line meanwhile".to_owned())
}

enum Sent {
    Ended(Outcome),
    Unanswered,
}

enum Request {
    /// Somebody has done it already.
    Nothing(Box<Addition>),
    Create(Box<connectwise::NewAddition>),
    Patch(u32, Vec<connectwise::AdditionChange>),
}

enum Unprepared {
    Changed(String),
    Unread(connectwise::Error),
    Impossible(NoSuchField),
}
