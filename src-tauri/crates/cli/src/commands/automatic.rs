//! `automatic` and `run --automatic`.

use super::Outcome;
use crate::{
    arguments::{Automatic as Words, OnOrOff, Period},
    outcome::{Failure, Success},
    show::progress,
};
use serde_json::{Value, json};
use workflow::{
    Workflow,
    automatic::{Automatic, DayOfWeek, Every, Notice, Outcome as Came},
};

/// What a run is called that waits for a person, beside the codes of errors.
const WAITS: &str = "waits-for-a-person";

pub(super) fn set(workflow: &Workflow, words: &Words) -> Outcome {
    let before = workflow.automatic()?;
    let after = changed(before, words)?;
    if after != before {
        workflow.set_automatic(&after)?;
    }
    Success::new(data(&after), text(&after))
}

fn changed(mut automatic: Automatic, words: &Words) -> Result<Automatic, Failure> {
    let is_on = |word: OnOrOff| word == OnOrOff::On;
    if let Some(word) = words.schedule {
        automatic.is_on = is_on(word);
    }
    automatic.schedule.every = every(automatic.schedule.every, words)?;
    if let Some(at) = words.at {
        automatic.schedule.at = at;
    }
    if let Some(word) = words.upload {
        automatic.may_upload = is_on(word);
    }
    let limits = &mut automatic.limits;
    limits.amount = words.most_amount.unwrap_or(limits.amount);
    limits.lines = words.most_lines.unwrap_or(limits.lines);
    limits.first_time = words.most_first_time.unwrap_or(limits.first_time);
    Ok(automatic)
}

fn every(now: Every, words: &Words) -> Result<Every, Failure> {
    let period = words.every.unwrap_or(match now {
        Every::Day => Period::Day,
        Every::Week(_) => Period::Week,
        Every::Month(_) => Period::Month,
    });
    let on = words.on.as_deref();
    let off = |why: &str| Failure::usage(why);
    match (period, on, now) {
        (Period::Day, None, _) => Ok(Every::Day),
        (Period::Day, Some(_), _) => Err(off("`--on` needs `--every week` or `--every month`")),
        (Period::Week, None, Every::Week(_)) | (Period::Month, None, Every::Month(_)) => Ok(now),
        (Period::Week, None, _) => Ok(Every::Week(DayOfWeek::Monday)),
        (Period::Month, None, _) => Ok(Every::Month(1)),
        (Period::Week, Some(word), _) => {
            let day = DayOfWeek::ALL.iter().find(|(_, own)| *own == word);
            let day = day.ok_or_else(|| off("A week's day is monday to sunday"))?;
            Ok(Every::Week(day.0))
        }
        (Period::Month, Some(word), _) => {
            let day = word.parse().ok().filter(|day| (1..=31).contains(day));
            let day = day.ok_or_else(|| off("A month's day is 1 to 31"))?;
            Ok(Every::Month(day))
        }
    }
}

fn data(automatic: &Automatic) -> Value {
    let (every, on) = match automatic.schedule.every {
        Every::Day => ("day", Value::Null),
        Every::Week(day) => ("week", json!(day)),
        Every::Month(day) => ("month", json!(day.to_string())),
    };
    let limits = automatic.limits;
    json!({
        "schedule": automatic.is_on,
        "every": every,
        "on": on,
        "at": automatic.schedule.at.strftime("%H:%M").to_string(),
        "upload": automatic.may_upload,
        "most_amount": limits.amount.to_string(),
        "most_lines": limits.lines,
        "most_first_time": limits.first_time,
    })
}

fn text(automatic: &Automatic) -> String {
    let data = data(automatic);
    let words = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
    let when = match automatic.schedule.every {
        Every::Day => "each day".to_owned(),
        Every::Week(_) => format!("each week on {}", words("on")),
        Every::Month(day) => format!("each month on day {day}"),
    };
    let (at, limits) = (words("at"), automatic.limits);
    let window = if automatic.is_on {
        "runs by itself"
    } else {
        "does not run by itself"
    };
    let upload = if automatic.may_upload {
        "may upload"
    } else {
        "may not upload"
    };
    format!(
        "The window {window} ({when} at {at})\nAn automatic run {upload}; at most {} in money, {} lines, {} of them for the first time",
        limits.amount, limits.lines, limits.first_time
    )
}

pub(super) async fn run(workflow: &Workflow, json: bool) -> Outcome {
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let notice = workflow.run_automatic(watcher, cancel).await?;
    let ended = Success::new(notice_data(&notice), said(&notice))?;
    match notice.outcome {
        Came::NothingToDo | Came::Uploaded => Ok(ended),
        Came::Waits => Err(Failure::ended(WAITS, "Something waits for you", ended)),
        Came::Failed => Err(Failure::ended(
            "job-error",
            "The upload did not end well; see its record",
            ended,
        )),
    }
}

fn notice_data(notice: &Notice) -> Value {
    json!({
        "outcome": notice.outcome,
        "reasons": notice.reasons,
        "validated": notice.validated,
        "exported": notice.exported,
    })
}

fn said(notice: &Notice) -> String {
    match notice.outcome {
        Came::NothingToDo => "ConnectWise holds what it is to hold. Nothing was written".to_owned(),
        Came::Uploaded => "The changes were uploaded, within the limits that were set".to_owned(),
        Came::Waits | Came::Failed => notice.reasons.join("\n"),
    }
}
