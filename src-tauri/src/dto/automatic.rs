//! Automatic runs, as the window shows and sets them.

use super::number;
use crate::error::{CommandError, ErrorCode};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::automatic::{self, Automatic, DayOfWeek, Every, Limits, Schedule};

/// On which days a run is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Period {
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month.
    Month,
}

/// How automatic runs are set.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct AutomaticSettings {
    /// The window runs by itself.
    pub(crate) is_on: bool,
    /// On which days.
    pub(crate) every: Period,
    /// The day of the week, for weekly runs.
    pub(crate) weekday: String,
    /// The day of the month, for monthly runs.
    pub(crate) month_day: u8,
    /// At what time, such as `08:00`.
    pub(crate) at: String,
    /// A run may upload.
    pub(crate) may_upload: bool,
    /// The most that its changes may come to.
    pub(crate) most_amount: String,
    /// The most lines that it may write.
    pub(crate) most_lines: u32,
    /// The most lines of subscriptions that were never billed before.
    pub(crate) most_first_time: u32,
}

/// The same schedule for the system's own scheduler.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SchedulerLines {
    /// A line for Windows' Task Scheduler.
    pub(crate) task_scheduler: String,
    /// A file for macOS's launchd.
    pub(crate) launchd: String,
    /// How that file is taken up.
    pub(crate) launchd_load: String,
    /// A line for cron.
    pub(crate) cron: String,
}

/// Automatic runs, as they are set and as they are next due.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AutomaticView {
    /// How they are set.
    pub(crate) settings: AutomaticSettings,
    /// When the next one is due, where they are on.
    pub(crate) next: Option<String>,
    /// The same for the system's own scheduler.
    pub(crate) lines: SchedulerLines,
    /// This system: `windows`, `macos` or `linux`.
    pub(crate) system: String,
}

/// What an automatic run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AutomaticOutcome {
    /// Nothing was to be written.
    NothingToDo,
    /// It uploaded, within the limits.
    Uploaded,
    /// Something waits for a person.
    Waits,
    /// It could not be carried out.
    Failed,
}

/// An automatic run, as it is told until somebody took note.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AutomaticNotice {
    /// When it ended.
    pub(crate) at: String,
    /// What it came to.
    pub(crate) outcome: AutomaticOutcome,
    /// Why it waits or failed, in sentences.
    pub(crate) reasons: Vec<String>,
    /// The one of them that is about rows of the history.
    pub(crate) history: Option<String>,
    /// Its Validate record.
    pub(crate) validated: Option<u32>,
    /// Its Export record.
    pub(crate) exported: Option<u32>,
}

impl From<automatic::Notice> for AutomaticNotice {
    fn from(notice: automatic::Notice) -> Self {
        Self {
            at: notice.at.to_string(),
            outcome: match notice.outcome {
                automatic::Outcome::NothingToDo => AutomaticOutcome::NothingToDo,
                automatic::Outcome::Uploaded => AutomaticOutcome::Uploaded,
                automatic::Outcome::Waits => AutomaticOutcome::Waits,
                automatic::Outcome::Failed => AutomaticOutcome::Failed,
            },
            reasons: notice.reasons,
            history: notice.history,
            validated: notice.validated.map(number),
            exported: notice.exported.map(number),
        }
    }
}

impl From<automatic::Lines> for SchedulerLines {
    fn from(lines: automatic::Lines) -> Self {
        Self {
            task_scheduler: lines.task_scheduler,
            launchd: lines.launchd,
            launchd_load: lines.launchd_load,
            cron: lines.cron,
        }
    }
}

impl AutomaticView {
    /// What is set, when it is next due, and the lines for the system's scheduler.
    pub(crate) fn new(set: &Automatic, next: Option<Timestamp>, lines: automatic::Lines) -> Self {
        Self {
            settings: set.into(),
            next: next.map(|at| at.to_string()),
            lines: lines.into(),
            system: std::env::consts::OS.to_owned(),
        }
    }
}

impl From<&Automatic> for AutomaticSettings {
    fn from(set: &Automatic) -> Self {
        let (every, weekday, month_day) = match set.schedule.every {
            Every::Day => (Period::Day, DayOfWeek::Monday, 1),
            Every::Week(day) => (Period::Week, day, 1),
            Every::Month(day) => (Period::Month, DayOfWeek::Monday, day),
        };
        let word = DayOfWeek::ALL.iter().find(|(day, _)| *day == weekday);
        Self {
            is_on: set.is_on,
            every,
            weekday: word.map_or("monday", |(_, word)| word).to_owned(),
            month_day,
            at: set.schedule.at.strftime("%H:%M").to_string(),
            may_upload: set.may_upload,
            most_amount: set.limits.amount.to_string(),
            most_lines: set.limits.lines,
            most_first_time: set.limits.first_time,
        }
    }
}

impl TryFrom<AutomaticSettings> for Automatic {
    type Error = CommandError;

    fn try_from(entered: AutomaticSettings) -> Result<Self, CommandError> {
        let off =
            |field: &str, why: &str| CommandError::new(ErrorCode::Argument, why).of_field(field);
        let at = entered.at.parse();
        let at = at.map_err(|_| off("at", "A time of day looks like 08:00 or 17:30"))?;
        let amount: Result<Decimal, _> = entered.most_amount.trim().parse();
        let amount = amount.ok().filter(|amount| !amount.is_sign_negative());
        let amount =
            amount.ok_or_else(|| off("most_amount", "An amount looks like 500 or 99.50"))?;
        Ok(Self {
            is_on: entered.is_on,
            schedule: Schedule {
                every: every(&entered)
                    .ok_or_else(|| off("month_day", "A month's day is 1 to 31"))?,
                at,
            },
            may_upload: entered.may_upload,
            limits: Limits {
                amount,
                lines: entered.most_lines,
                first_time: entered.most_first_time,
            },
        })
    }
}

fn every(entered: &AutomaticSettings) -> Option<Every> {
    match entered.every {
        Period::Day => Some(Every::Day),
        Period::Week => {
            let mut days = DayOfWeek::ALL.iter();
            let day = days.find(|(_, word)| *word == entered.weekday)?;
            Some(Every::Week(day.0))
        }
        Period::Month => (1..=31)
            .contains(&entered.month_day)
            .then_some(Every::Month(entered.month_day)),
    }
}

#[cfg(test)]
mod tests {
    use super::{AutomaticSettings, Period};
    use workflow::automatic::{Automatic, DayOfWeek, Every};

    #[test]
    fn what_is_set_comes_back_as_it_was() {
        for every in [Every::Day, Every::Week(DayOfWeek::Sunday), Every::Month(31)] {
            let mut set = Automatic::default();
            set.schedule.every = every;
            let shown = AutomaticSettings::from(&set);
            assert_eq!(Automatic::try_from(shown).unwrap(), set);
        }
    }

    type Spoil = fn(&mut AutomaticSettings);

    #[test]
    fn what_is_off_names_its_field() {
        let good = || AutomaticSettings::from(&Automatic::default());
        let bad: [(&str, Spoil); 4] = [
            ("at", |set| set.at = "25:00".to_owned()),
            ("most_amount", |set| set.most_amount = "-1".to_owned()),
            ("most_amount", |set| set.most_amount = "much".to_owned()),
            ("month_day", |set| {
                (set.every, set.month_day) = (Period::Month, 32);
            }),
        ];
        for (field, spoil) in bad {
            let mut set = good();
            spoil(&mut set);
            let error = Automatic::try_from(set).unwrap_err();
            assert_eq!(error.field.as_deref(), Some(field));
        }
    }
}
