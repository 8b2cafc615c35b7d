//! Automatic runs: refresh, validate and, where a person allowed it and nothing exceeds
//! the limits that he set, upload; otherwise a notice that something waits.
//!
//! When a run is due and what it may do is decided in [`domain::automatic`]. Nothing
//! here runs by itself: the window looks at the clock, the system's own scheduler calls
//! the command line.

mod lines;
mod proposal;
mod words;

pub use domain::automatic::{Automatic, DayOfWeek, Every, Limits, Schedule};
pub use lines::Lines;

use crate::{Workflow, error::Error, jobs::JobId, progress::Watcher, validate::Scope};
use domain::automatic::{Verdict, judge};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::JobStatus;
use tokio_util::sync::CancellationToken;

/// How automatic runs are set, as JSON.
const SETTINGS: &str = "automatic";
/// The last slot that was served, or when the schedule was set.
const SERVED: &str = "automatic.served";
/// What the last run came to, as JSON, until somebody took note.
const NOTICE: &str = "automatic.notice";

/// What an automatic run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// ConnectWise holds what it is to hold.
    NothingToDo,
    /// It uploaded, within the limits.
    Uploaded,
    /// Something waits for a person; nothing was written.
    Waits,
    /// It could not be carried out, or its upload did not end well.
    Failed,
}

/// An automatic run, as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// When it ended.
    pub at: Timestamp,
    /// What it came to.
    pub outcome: Outcome,
    /// Why it waits or failed, in sentences.
    pub reasons: Vec<String>,
    /// The one of them that is about rows of the history, for a place that names those rows.
    #[serde(default)]
    pub history: Option<String>,
    /// Its Validate record.
    pub validated: Option<JobId>,
    /// Its Export record.
    pub exported: Option<JobId>,
}

impl Notice {
    fn of(outcome: Outcome, at: Timestamp) -> Self {
        Self {
            at,
            outcome,
            reasons: Vec::new(),
            history: None,
            validated: None,
            exported: None,
        }
    }

    fn because(self, reason: impl Into<String>) -> Self {
        let mut reasons = self.reasons;
        reasons.push(reason.into());
        Self { reasons, ..self }
    }
}

impl Workflow {
    /// How automatic runs are set. What cannot be read counts as off.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn automatic(&self) -> Result<Automatic, Error> {
        Ok(self.kept(SETTINGS)?.unwrap_or_default())
    }

    /// Sets automatic runs. The first one is due at the schedule's next time, not at
    /// once for the time that has passed today.
    ///
    /// # Errors
    /// [`Error::Argument`] where a limit is below zero; or when the database cannot be
    /// written.
    pub fn set_automatic(&self, automatic: &Automatic) -> Result<(), Error> {
        if automatic.limits.amount.is_sign_negative() {
            return Err(Error::Argument(
                "The most that may be uploaded by itself cannot be below zero".to_owned(),
            ));
        }
        let text = text_of(automatic)?;
        let before = self.automatic()?;
        let is_new = !before.is_on || before.schedule != automatic.schedule;
        let now = self.clock.now().to_string();
        Ok(self.store.write(|writer| {
            writer.set_setting(SETTINGS, Some(&text))?;
            if is_new {
                writer.set_setting(SERVED, Some(&now))?;
            }
            Ok(())
        })?)
    }

    /// Takes the leave to upload by itself back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forbid_automatic_upload(&self) -> Result<(), Error> {
        let automatic = self.automatic()?;
        if !automatic.may_upload {
            return Ok(());
        }
        self.set_automatic(&Automatic {
            may_upload: false,
            ..automatic
        })
    }

    /// When the next run is due; `None` where they are off.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_automatic(&self, zone: &TimeZone) -> Result<Option<Timestamp>, Error> {
        let automatic = self.automatic()?;
        let next = automatic.schedule.next(zone, self.clock.now());
        Ok(next.filter(|_| automatic.is_on))
    }

    /// Whether a run is due; takes nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_automatic_due(&self, zone: &TimeZone) -> Result<bool, Error> {
        let automatic = self.automatic()?;
        let served = self.store.read(|reader| reader.setting(SERVED))?;
        let now = self.clock.now();
        let served = served.and_then(|text| text.parse().ok()).unwrap_or(now);
        Ok(automatic.is_on && automatic.schedule.due(zone, served, now).is_some())
    }

    /// Takes the slot that is due, if one is: whoever gets it is to run, and nobody else.
    /// It is taken before the run begins, so that a run that crashes is not begun over
    /// and over.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn take_due_slot(&self, zone: &TimeZone) -> Result<Option<Timestamp>, Error> {
        let automatic = self.automatic()?;
        if !automatic.is_on {
            return Ok(None);
        }
        let now = self.clock.now();
        Ok(self.store.write(|writer| {
            let served = writer.setting(SERVED)?;
            let served = served.and_then(|text| text.parse().ok()).unwrap_or(now);
            let due = automatic.schedule.due(zone, served, now);
            if let Some(slot) = due {
                writer.set_setting(SERVED, Some(&slot.to_string()))?;
            }
            Ok(due)
        })?)
    }

    /// What the last automatic run came to, until somebody took note of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn automatic_notice(&self) -> Result<Option<Notice>, Error> {
        self.kept(NOTICE)
    }

    /// Takes note of what the last automatic run came to.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn dismiss_automatic_notice(&self) -> Result<(), Error> {
        Ok(self
            .store
            .write(|writer| writer.set_setting(NOTICE, None))?)
    }

    /// One automatic run, whatever the clock says. What it came to is kept as a notice,
    /// also where it fails.
    ///
    /// # Errors
    /// What refreshing, validating or uploading says; the notice says it too.
    pub async fn run_automatic(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Notice, Error> {
        let ran = self.look_and_upload(watcher, cancel).await;
        let notice = match &ran {
            Ok(notice) => notice.clone(),
            Err(error) => {
                Notice::of(Outcome::Failed, self.clock.now()).because(words::failed(error))
            }
        };
        tracing::info!(outcome = ?notice.outcome, "an automatic run ended");
        let text = text_of(&notice)?;
        self.store
            .write(|writer| writer.set_setting(NOTICE, Some(&text)))?;
        ran
    }

    async fn look_and_upload(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Notice, Error> {
        let waits = |now| Notice::of(Outcome::Waits, now);
        if !self.interrupted()?.is_empty() {
            return Ok(waits(self.clock.now()).because(words::INTERRUPTED));
        }
        self.refresh_connectwise(watcher.clone(), cancel.clone())
            .await?;
        let job = self
            .validate(&Scope::All, None, watcher.clone(), cancel.clone())
            .await?;
        if self.job(job)?.status == JobStatus::Cancelled {
            return Err(Error::Cancelled);
        }
        let automatic = self.automatic()?;
        let proposal = self.proposal(job)?;
        let now = self.clock.now();
        let notice = match judge(automatic.may_upload, &automatic.limits, &proposal) {
            Verdict::Nothing => Notice::of(Outcome::NothingToDo, now),
            Verdict::Waits(reasons) => Notice {
                history: words::of_history(&reasons),
                reasons: reasons.iter().map(words::reason).collect(),
                ..waits(now)
            },
            Verdict::Upload => self.upload_by_itself(job, watcher, cancel).await?,
        };
        Ok(Notice {
            validated: Some(job),
            ..notice
        })
    }

    async fn upload_by_itself(
        &self,
        job: JobId,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Notice, Error> {
        let exported = self.upload(job, watcher, cancel).await?;
        let now = self.clock.now();
        let notice = match self.job(exported)?.status {
            JobStatus::Success => Notice::of(Outcome::Uploaded, now),
            _ => Notice::of(Outcome::Failed, now).because(words::NOT_ENDED_WELL),
        };
        Ok(Notice {
            exported: Some(exported),
            ..notice
        })
    }

    fn kept<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let text = self.store.read(|reader| reader.setting(name))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

fn text_of(kept: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(kept).map_err(|error| Error::Argument(error.to_string()))
}
