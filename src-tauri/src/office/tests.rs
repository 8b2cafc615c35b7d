//! Restoring beside a run, and automatic runs beside others.

use super::Office;
use crate::{error::ErrorCode, runs::AUTOMATIC};
use jiff::{civil::time, tz::TimeZone};
use std::{path::PathBuf, time::Duration};
use workflow::{
    automatic::{Automatic, Every, Schedule},
    store::Store,
};

/// Books with a backup of how they were, when `rounding` was `per-unit`.
struct Desk {
    office: Office,
    backup: PathBuf,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::new(folder.path().join("data"));
        let backup = folder.path().join("backup.sqlite");
        let desk = Self {
            office,
            backup,
            _folder: folder,
        };
        desk.set("per-unit");
        let workflow = desk.office.workflow().unwrap();
        workflow.backup(&desk.backup).unwrap();
        desk.set("per-line");
        desk
    }

    /// The same books, opened by somebody who was away since 2020.
    fn closed_since_2020(self) -> Self {
        let Self {
            office,
            backup,
            _folder,
        } = self;
        let folder = office.folder().to_owned();
        drop(office);
        let store = Store::open(&folder, "a test", Duration::ZERO).unwrap();
        let served = Some("2020-01-01T00:00:00Z");
        store
            .write(|writer| writer.set_setting("automatic.served", served))
            .unwrap();
        drop(store);
        Self {
            office: Office::new(folder),
            backup,
            _folder,
        }
    }

    fn set(&self, rounding: &str) {
        let workflow = self.office.workflow().unwrap();
        workflow.set("rounding", rounding).unwrap();
    }

    fn rounding(&self) -> String {
        let settings = self.office.workflow().unwrap().settings().unwrap();
        settings["rounding"].clone()
    }
}

#[test]
fn a_restore_beside_a_run_is_refused_and_after_it_done() {
    let desk = Desk::new();
    let (_, run) = desk.office.begin(1).unwrap();
    let refused = desk.office.restore(&desk.backup).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused);
    assert_eq!(desk.rounding(), "per-line");
    drop(run);
    desk.office.restore(&desk.backup).unwrap();
    assert_eq!(desk.rounding(), "per-unit");
}

#[test]
fn a_restore_that_is_refused_leaves_the_books_open_as_they_were() {
    let desk = Desk::new();
    let letter = desk.backup.with_file_name("letter.txt");
    std::fs::write(&letter, "Dear Sir or Madam").unwrap();
    let refused = desk.office.restore(&letter).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Database);
    assert_eq!(desk.rounding(), "per-line");
    assert!(desk.office.failure().is_none());
}

#[test]
fn a_restore_takes_the_leave_to_upload_by_itself_back() {
    let desk = Desk::new();
    let allowed = Automatic {
        may_upload: true,
        ..Automatic::default()
    };
    let workflow = desk.office.workflow().unwrap();
    workflow.set_automatic(&allowed).unwrap();
    workflow.backup(&desk.backup).unwrap();
    drop(workflow);
    desk.office.restore(&desk.backup).unwrap();
    let workflow = desk.office.workflow().unwrap();
    assert!(!workflow.automatic().unwrap().may_upload);
}

#[test]
fn an_automatic_run_begins_neither_unasked_nor_beside_another_and_none_beside_it() {
    let desk = Desk::new();
    let zone = TimeZone::UTC;
    assert!(desk.office.begin_automatic(&zone).is_none(), "it is off");
    // Due at midnight each day, and last served long ago.
    let workflow = desk.office.workflow().unwrap();
    workflow
        .set_automatic(&Automatic {
            is_on: true,
            schedule: Schedule {
                every: Every::Day,
                at: time(0, 0, 0, 0),
            },
            ..Automatic::default()
        })
        .unwrap();
    assert!(
        desk.office.begin_automatic(&zone).is_none(),
        "it was only just set"
    );
    drop(workflow);
    let desk = desk.closed_since_2020();
    let (_, other) = desk.office.begin(1).unwrap();
    assert!(
        desk.office.begin_automatic(&zone).is_none(),
        "beside another"
    );
    drop(other);
    let (_, automatic) = desk.office.begin_automatic(&zone).unwrap();
    assert!(desk.office.begin(2).is_err(), "none beside it");
    assert!(desk.office.runs.refuse_while_any().is_err());
    drop(automatic);
    assert!(desk.office.begin_automatic(&zone).is_none(), "once");
    assert!(desk.office.begin(AUTOMATIC + 1).is_ok());
}
