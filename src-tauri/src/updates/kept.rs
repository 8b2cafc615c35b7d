//! What is kept about updates on this computer: whether Accord looks by itself, and when it
//! last did. A file of its own beside the database: it is there before a database is, and
//! practice mode shares it. It holds no secret.

use crate::error::{CommandError, ErrorCode};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// The file's name in the data folder.
const FILE: &str = "updates.json";

/// The least time between two looks of Accord's own accord.
const PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) quiet: bool,
    pub(super) looked_at: Option<Timestamp>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            quiet: true,
            looked_at: None,
        }
    }
}

impl Kept {
    /// What is kept in this folder; one that cannot be read counts as none.
    pub(super) fn read(folder: &Path) -> Self {
        let text = fs::read(folder.join(FILE)).ok();
        let kept = text.and_then(|text| serde_json::from_slice(&text).ok());
        kept.unwrap_or_default()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), CommandError> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| not_kept(&error))?;
        fs::create_dir_all(folder).map_err(|error| not_kept(&error))?;
        fs::write(folder.join(FILE), text).map_err(|error| not_kept(&error))
    }

    /// Whether it is time to look by itself. A last look in the future is a clock that was
    /// set back, and does not put off the next one for ever.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        let rested = |last: Timestamp| last > now || now.duration_since(last) >= PAUSE;
        self.quiet && self.looked_at.is_none_or(rested)
    }
}

fn not_kept(error: &dyn std::error::Error) -> CommandError {
    let failure = CommandError::new(
        ErrorCode::File,
        "The setting could not be written to the data folder. Nothing was changed",
    );
    CommandError {
        details: Some(error.to_string()),
        ..failure
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use jiff::{SignedDuration, Timestamp};

    fn kept(quiet: bool, looked_at: Option<Timestamp>) -> Kept {
        Kept { quiet, looked_at }
    }

    #[test]
    fn it_looks_once_a_day_and_not_at_all_where_that_is_off() {
        let now: Timestamp = "2026-11-27T12:00:00Z".parse().unwrap();
        let ago = |hours| Some(now - SignedDuration::from_hours(hours));
        assert!(kept(true, None).is_due(now));
        assert!(!kept(true, ago(23)).is_due(now));
        assert!(kept(true, ago(24)).is_due(now));
        assert!(kept(true, ago(-48)).is_due(now), "the clock was set back");
        assert!(!kept(false, None).is_due(now));
    }

    #[test]
    fn it_is_kept_in_the_data_folder_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        assert_eq!(Kept::read(&folder), Kept::default());
        let off = kept(false, Some("2026-11-27T12:00:00Z".parse().unwrap()));
        off.write(&folder).unwrap();
        assert_eq!(Kept::read(&folder), off);
        std::fs::write(folder.join(super::FILE), "{").unwrap();
        assert_eq!(Kept::read(&folder), Kept::default());
    }
}
