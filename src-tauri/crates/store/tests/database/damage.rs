//! Damaged files are found, kept and replaced by a backup; never by an empty database.

use rusqlite::Connection;
use std::{
    fs::{self, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};
use store::{Error, Store};
use tempfile::TempDir;

fn open(folder: &Path) -> Result<Store, Error> {
    Store::open(folder, "a test", Duration::ZERO)
}

fn set(store: &Store, value: &str) {
    store
        .write(|writer| writer.set_setting("name", Some(value)))
        .expect("written");
}

fn get(folder: &Path) -> Option<String> {
    let store = open(folder).expect("opened");
    store.read(|reader| reader.setting("name")).expect("read")
}

fn database(folder: &Path) -> PathBuf {
    folder.join("accord.sqlite")
}

/// A folder with a database that says “first” in its backup and “second” itself.
fn with_backup() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let store = open(folder.path()).expect("opened");
    set(&store, "first");
    let backup = store.keep_backup().expect("written").expect("in a file");
    set(&store, "second");
    (folder, backup)
}

fn overwrite(file: &Path, from: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(file).expect("a file");
    file.seek(SeekFrom::Start(from)).expect("a place");
    file.write_all(bytes).expect("written");
}

/// Ways in which a file goes bad.
fn damages() -> [fn(&Path); 4] {
    [
        |file| overwrite(file, 0, b"not a database at all"),
        |file| overwrite(file, 4096, &[0xA5; 4096 * 8]),
        |file| fs::write(file, b"").expect("written"),
        |file| {
            let length = fs::metadata(file).expect("a file").len();
            let file = OpenOptions::new().write(true).open(file).expect("a file");
            file.set_len(length / 2).expect("cut");
        },
    ]
}

#[track_caller]
fn damage_of(answer: Result<Store, Error>) -> (PathBuf, Option<PathBuf>) {
    match answer {
        Err(Error::Damaged { kept_at, backup }) => (kept_at, backup),
        other => panic!("no damage was found: {other:?}"),
    }
}

/// As a process leaves it that dies while the file becomes one with a write-ahead log.
#[test]
fn a_write_that_was_cut_off_is_rolled_back_at_the_next_opening() {
    let folder = TempDir::new().expect("a folder");
    set(&open(folder.path()).expect("opened"), "first");
    let file = database(folder.path());
    let journal = file.with_extension("sqlite-journal");
    let dying = Connection::open(&file).expect("opened");
    dying
        .execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;
             CREATE TABLE half (text TEXT);
             WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted LIMIT 5000)
             INSERT INTO half SELECT hex(randomblob(100)) FROM counted",
        )
        .expect("written by half");
    let left = [&file, &journal].map(|part| fs::read(part).expect("a file"));
    drop(dying);
    for (part, bytes) in [&file, &journal].into_iter().zip(&left) {
        fs::write(part, bytes).expect("as it was left");
    }
    assert_eq!(get(folder.path()).as_deref(), Some("first"));
    assert!(!journal.exists());
}

#[test]
fn a_damaged_file_is_found_kept_and_replaced_by_the_backup() {
    for damage in damages() {
        let (folder, backup) = with_backup();
        damage(&database(folder.path()));
        let bad = fs::read(database(folder.path())).expect("a file");
        let (kept_at, offered) = damage_of(open(folder.path()));
        assert!(fs::read(&kept_at).expect("kept") == bad, "kept as it was");
        assert_eq!(offered.as_ref(), Some(&backup));
        Store::restore(folder.path(), &backup, Duration::ZERO).expect("restored");
        assert_eq!(get(folder.path()).as_deref(), Some("first"));
        assert!(
            kept_at.exists() && backup.exists(),
            "nothing is thrown away"
        );
    }
}

#[test]
fn a_database_that_vanished_without_its_log_is_damage() {
    let (folder, backup) = with_backup();
    fs::remove_file(database(folder.path())).expect("removed");
    fs::write(folder.path().join("accord.sqlite-wal"), b"the log").expect("written");
    let (kept_at, offered) = damage_of(open(folder.path()));
    assert_eq!(offered, Some(backup));
    let mut log = kept_at.into_os_string();
    log.push("-wal");
    assert_eq!(fs::read(log).expect("kept"), b"the log");
    damage_of(open(folder.path()));
}

#[test]
fn a_damaged_database_is_never_followed_by_an_empty_one_by_itself() {
    let (folder, backup) = with_backup();
    overwrite(&database(folder.path()), 0, b"not a database at all");
    let first = damage_of(open(folder.path()));
    assert_eq!(damage_of(open(folder.path())), first);
    Store::start_anew(folder.path()).expect("on the user's word");
    assert_eq!(get(folder.path()), None);
    let again = Store::start_anew(folder.path());
    assert!(matches!(again, Err(Error::NotEmpty { .. })), "{again:?}");
    assert!(backup.exists());
}

#[test]
fn a_damaged_backup_is_not_offered() {
    let (folder, backup) = with_backup();
    overwrite(&backup, 0, b"not a database at all");
    overwrite(&database(folder.path()), 0, b"not a database at all");
    let (_, offered) = damage_of(open(folder.path()));
    assert_eq!(offered, None);
}

#[test]
fn what_is_no_sound_database_of_accords_replaces_nothing() {
    let (folder, backup) = with_backup();
    let file = folder.path().join("other.sqlite");
    let not_a_backup = || {
        let answer = Store::restore(folder.path(), &file, Duration::ZERO);
        assert!(
            matches!(answer, Err(Error::NotABackup { .. })),
            "{answer:?}"
        );
        assert_eq!(get(folder.path()).as_deref(), Some("second"));
    };
    not_a_backup();
    fs::write(&file, b"not a database").expect("written");
    not_a_backup();
    let other = rusqlite::Connection::open(folder.path().join("foreign.sqlite")).expect("opened");
    other.execute_batch("CREATE TABLE t (x)").expect("made");
    drop(other);
    fs::rename(folder.path().join("foreign.sqlite"), &file).expect("renamed");
    not_a_backup();
    fs::copy(&backup, &file).expect("copied");
    overwrite(&file, 4096, &[0xA5; 4096 * 8]);
    not_a_backup();
}

#[test]
fn restoring_keeps_what_stood_there() {
    let (folder, backup) = with_backup();
    Store::restore(folder.path(), &backup, Duration::ZERO).expect("restored");
    assert_eq!(get(folder.path()).as_deref(), Some("first"));
    let kept = folder.path().join("accord.backup-2.sqlite");
    Store::restore(folder.path(), &kept, Duration::ZERO).expect("taken back");
    assert_eq!(get(folder.path()).as_deref(), Some("second"));
}

#[test]
fn a_backup_goes_where_it_is_told_and_into_an_empty_folder() {
    let (folder, _) = with_backup();
    let elsewhere = TempDir::new().expect("a folder");
    let file = elsewhere.path().join("my backup.sqlite");
    let store = open(folder.path()).expect("opened");
    store.backup(&file).expect("written");
    set(&store, "third");
    store.backup(&file).expect("replaced");
    drop(store);
    let fresh = elsewhere.path().join("new computer");
    Store::restore(&fresh, &file, Duration::ZERO).expect("restored");
    assert_eq!(get(&fresh).as_deref(), Some("third"));
    let memory = Store::in_memory().expect("a store");
    set(&memory, "in memory");
    memory.backup(&file).expect("written");
    assert_eq!(memory.keep_backup().expect("nothing to do"), None);
    Store::restore(&fresh, &file, Duration::ZERO).expect("restored");
    assert_eq!(get(&fresh).as_deref(), Some("in memory"));
}

#[test]
fn the_newest_three_backups_stay() {
    let (folder, first) = with_backup();
    let store = open(folder.path()).expect("opened");
    let kept: Vec<_> = (0..3)
        .map(|_| store.keep_backup().expect("written").expect("in a file"))
        .collect();
    assert!(!first.exists());
    assert!(kept.iter().all(|file| file.exists()), "{kept:?}");
}
