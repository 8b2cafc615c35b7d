//! Gaps in the ledger: C3 shows 90 days, so whoever pulls less often than that
//! has missed what lies between.
//!
//! A gap is kept until a history file was imported that reaches over it.

use crate::{Workflow, error::Error, gather::C3_SHOWS_DAYS};
use domain::period::next;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use store::{Pull, Reader, System, Writer};

/// Under which name gaps are kept.
const SETTING: &str = "history-gaps";

/// Days that no pull has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Gap {
    /// The last pull before it.
    from: Timestamp,
    /// The first instant that the pull after it saw.
    until: Timestamp,
    /// Days between the two pulls.
    days: i32,
}

/// From when to when rows reach.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent(Option<(Timestamp, Timestamp)>);

impl Extent {
    /// Makes it reach over one more instant.
    pub(super) fn stretch(&mut self, at: Timestamp) {
        let (first, last) = self.0.unwrap_or((at, at));
        self.0 = Some((first.min(at), last.max(at)));
    }

    fn covers(&self, gap: &Gap) -> bool {
        self.0
            .is_some_and(|(first, last)| first <= gap.from && last >= gap.until)
    }
}

impl Workflow {
    /// Days between two pulls of C3, where that was more than C3 shows and no
    /// file has closed the gap since; the longest of several.
    pub(crate) fn history_gap_days(&self) -> Result<Option<i32>, Error> {
        let gaps = self.store.read(gaps)?;
        Ok(gaps.iter().map(|gap| gap.days).max())
    }
}

impl Workflow {
    /// The first day since which this desktop has seen all that C3 tells: the first that
    /// its first pull saw, or the end of the last gap; `None` where C3 was never read.
    pub(crate) fn history_known_since(&self, zone: &TimeZone) -> Result<Option<Date>, Error> {
        let pulls = self.store.read(|reader| reader.pulls(System::C3))?;
        let first = pulls.iter().rev().find(|pull| pull.finished_at.is_some());
        let saw = first.and_then(|pull| since(pull.started_at));
        let gaps = self.store.read(gaps)?;
        let saw = saw.map(|saw| gaps.iter().map(|gap| gap.until).fold(saw, Timestamp::max));
        Ok(saw.map(|at| next(at.to_zoned_datetime(zone.clone()).date())))
    }
}

/// The first instant that a pull at `now` sees.
fn since(now: Timestamp) -> Option<Timestamp> {
    let shown = SignedDuration::from_hours(24 * i64::from(C3_SHOWS_DAYS));
    now.checked_sub(shown).ok()
}

/// Notes a gap between the pull `before` and one that begins `now`.
pub(super) fn note(
    writer: &mut Writer<'_>,
    before: Option<&Pull>,
    now: Timestamp,
) -> Result<(), store::Error> {
    let Some(gap) = before.and_then(|before| between(before.started_at, now)) else {
        return Ok(());
    };
    let mut gaps = gaps(writer)?;
    gaps.push(gap);
    keep(writer, &gaps)
}

/// Closes the gaps over which an imported file reaches.
pub(super) fn close(writer: &mut Writer<'_>, file: &Extent) -> Result<(), store::Error> {
    let gaps = gaps(writer)?;
    let open: Vec<Gap> = gaps
        .iter()
        .filter(|gap| !file.covers(gap))
        .cloned()
        .collect();
    if open.len() == gaps.len() {
        return Ok(());
    }
    keep(writer, &open)
}

fn between(from: Timestamp, now: Timestamp) -> Option<Gap> {
    let until = since(now).filter(|until| *until > from)?;
    let days = now.duration_since(from).as_hours() / 24;
    Some(Gap {
        from,
        until,
        days: i32::try_from(days).unwrap_or(i32::MAX),
    })
}

fn gaps(reader: &Reader<'_>) -> Result<Vec<Gap>, store::Error> {
    let kept = reader.setting(SETTING)?;
    // A text that is none of ours says nothing of gaps.
    Ok(kept
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

fn keep(writer: &mut Writer<'_>, gaps: &[Gap]) -> Result<(), store::Error> {
    let text = serde_json::to_string(gaps)
        .ok()
        .filter(|_| !gaps.is_empty());
    writer.set_setting(SETTING, text.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn ninety_days_leave_no_gap_and_one_second_more_does() {
        let from = at("2026-01-01T00:00:00Z");
        assert_eq!(between(from, at("2026-04-01T00:00:00Z")), None);
        let gap = between(from, at("2026-04-01T00:00:01Z")).unwrap();
        assert_eq!(gap.days, 90);
        assert_eq!(gap.until, at("2026-01-01T00:00:01Z"));
    }

    #[test]
    fn only_a_file_that_reaches_over_the_whole_gap_covers_it() {
        let gap = between(at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z")).unwrap();
        let mut file = Extent::default();
        file.stretch(at("2026-02-01T00:00:00Z"));
        file.stretch(at("2026-05-01T00:00:00Z"));
        assert!(!file.covers(&gap));
        file.stretch(at("2025-12-31T00:00:00Z"));
        assert!(file.covers(&gap));
        assert!(!Extent::default().covers(&gap));
    }
}
