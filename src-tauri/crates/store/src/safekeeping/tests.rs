//! A restore, killed at each of its moments.

use super::{Moment, restore_telling};
use crate::{Error, Store, files::Files};
use std::{
    env, fs,
    path::Path,
    process::{Command, abort},
    time::Duration,
};

/// Set, this process is the one that dies: `FOLDER|FILE|MOMENT`.
const DIES: &str = "ACCORD_TEST_RESTORE_DIES";

const MOMENTS: [Moment; 6] = [
    Moment::Looked,
    Moment::Copied,
    Moment::Checked,
    Moment::Kept,
    Moment::LogGone,
    Moment::Replaced,
];

fn open(folder: &Path) -> Store {
    Store::open(folder, "a test", Duration::ZERO).unwrap()
}

fn write(store: &Store, value: &str) {
    let put = |writer: &mut crate::Writer<'_>| writer.set_setting("which", Some(value));
    store.write(put).unwrap();
}

fn which(folder: &Path) -> String {
    let read = |reader: &crate::Reader<'_>| reader.setting("which");
    open(folder).read(read).unwrap().unwrap()
}

/// Not a test of its own: the process that restores and dies. No destructor runs.
#[test]
fn dies_where_it_is_told_to() {
    let Ok(told) = env::var(DIES) else { return };
    let mut words = told.split('|');
    let mut next = || words.next().unwrap();
    let (folder, file, moment) = (next(), next(), next());
    let mut tell = |now| {
        if format!("{now:?}") == moment {
            abort();
        }
    };
    restore_telling(&Files::new(folder.as_ref()), file.as_ref(), &mut tell).unwrap();
}

/// Restores in another process, which dies at `moment`.
fn restore_and_die(folder: &Path, file: &Path, moment: Moment) {
    let told = format!("{}|{}|{moment:?}", folder.display(), file.display());
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "safekeeping::tests::dies_where_it_is_told_to"])
        .env(DIES, told);
    let died = command.output().unwrap();
    assert!(!died.status.success(), "{moment:?} was reached");
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_database_or_the_new_one() {
    for moment in MOMENTS {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let backup = folder.path().join("backup.sqlite");
        let store = open(&data);
        write(&store, "new");
        store.backup(&backup).unwrap();
        write(&store, "old");
        drop(store);
        restore_and_die(&data, &backup, moment);
        let expected = match moment {
            Moment::Replaced => "new",
            _ => "old",
        };
        assert_eq!(which(&data), expected, "{moment:?}");
        // And it can be done again.
        Store::restore(&data, &backup, Duration::ZERO).unwrap();
        assert_eq!(which(&data), "new", "{moment:?}");
        let kept = Files::new(&data).kept(crate::files::Kept::Backup).unwrap();
        assert!(!kept.is_empty(), "{moment:?}: what stood is kept");
    }
}

#[test]
fn killed_while_the_old_log_was_not_yet_in_the_file_nothing_of_it_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let backup = folder.path().join("backup.sqlite");
    let store = open(&data);
    write(&store, "new");
    store.backup(&backup).unwrap();
    write(&store, "old");
    // As a process that was killed leaves it: with its log beside it.
    let crashed = folder.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    for name in ["accord.sqlite", "accord.sqlite-wal"] {
        fs::copy(data.join(name), crashed.join(name)).unwrap();
    }
    for moment in [Moment::Kept, Moment::LogGone] {
        restore_and_die(&crashed, &backup, moment);
        assert_eq!(which(&crashed), "old", "{moment:?}");
    }
}

#[test]
fn a_look_tells_what_a_backup_holds_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let backup = folder.path().join("backup.sqlite");
    let store = open(&data);
    store.backup(&backup).unwrap();
    write(&store, "old");
    let facts = Store::examine(&data, &backup).unwrap();
    assert_eq!((facts.runs, facts.events, facts.mapped), (0, 0, 0));
    assert_eq!(facts.newest_run, None);
    drop(store);
    assert_eq!(which(&data), "old");
    let names = fs::read_dir(&data).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name == "accord.look.sqlite"));
}

#[test]
fn a_file_whose_rows_and_indexes_disagree_is_refused_and_nothing_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let store = open(&data);
    write(&store, "old");
    let backup = folder.path().join("backup.sqlite");
    store.backup(&backup).unwrap();
    drop(store);
    // What a quick check does not see: a reference to nothing.
    let broken = rusqlite::Connection::open(&backup).unwrap();
    broken
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO job_customer (job, customer) VALUES (4711, 'nobody')",
        )
        .unwrap();
    drop(broken);
    for tried in [
        Store::examine(&data, &backup).map(drop),
        Store::restore(&data, &backup, Duration::ZERO),
    ] {
        assert!(matches!(tried, Err(Error::NotABackup { .. })), "{tried:?}");
    }
    assert_eq!(which(&data), "old");
}

#[test]
fn a_backup_of_a_newer_accord_is_refused_and_nothing_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let store = open(&data);
    write(&store, "old");
    let backup = folder.path().join("backup.sqlite");
    store.backup(&backup).unwrap();
    drop(store);
    let newer = rusqlite::Connection::open(&backup).unwrap();
    newer.pragma_update(None, "user_version", 9_999).unwrap();
    drop(newer);
    let tried = Store::restore(&data, &backup, Duration::ZERO);
    assert!(matches!(tried, Err(Error::Newer { .. })), "{tried:?}");
    assert_eq!(which(&data), "old");
}
