//! Opening and making the database's file: checked, backed up, migrated, and with
//! the settings that the rest relies on.

use crate::{
    error::Error,
    files::{self, Files},
    lock::Lock,
    migration::{self, APPLICATION_ID, Migration},
    safekeeping,
};
use rusqlite::{Connection, OpenFlags, backup::Backup, config::DbConfig};
use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// How long a connection waits for another of the same process.
const BUSY: Duration = Duration::from_secs(5);

/// A backup in one step.
const ALL_PAGES: i32 = -1;

/// Pages that a connection keeps at most, in KiB below zero, as SQLite takes it:
/// enough that appending to a large ledger does not write the same index pages over
/// and over, and that a search does not read its index anew at each keystroke.
const CACHE: i32 = -64 * 1024;

/// Statements that stay prepared.
const PREPARED: usize = 512;

pub(crate) fn take_lock(files: &Files, holder: &str, wait: Duration) -> Result<Lock, Error> {
    fs::create_dir_all(files.folder()).map_err(|source| Error::File {
        doing: "made",
        path: files.folder().to_owned(),
        source,
    })?;
    Lock::take(files, holder, wait)
}

/// Makes a database under another name and renames it when it is whole, so that
/// an empty file in its place is always damage.
pub(crate) fn create(files: &Files, migrations: &[Migration]) -> Result<(), Error> {
    let unfinished = files.unfinished();
    files::remove(&unfinished)?;
    files::remove_beside(&unfinished)?;
    let mut connection = Connection::open(&unfinished)?;
    migration::run(&mut connection, migrations)?;
    connection.close().map_err(|(_, error)| error)?;
    files::put_in_place(&unfinished, &files.database())
}

/// Opens for writing: checked, backed up where migrations are pending, migrated.
pub(crate) fn open_checked(files: &Files, migrations: &[Migration]) -> Result<Connection, Error> {
    match check(&files.database()) {
        Err(error) if error.needs_writing() => {
            roll_back(&files.database())?;
            check(&files.database())?;
        }
        checked => checked?,
    }
    let existing = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(files.database(), existing)?;
    prepare(&connection)?;
    if migration::pending(&connection, migrations)? > 0 {
        safekeeping::keep_backup(&connection, files)?;
        migration::run(&mut connection, migrations)?;
    }
    Ok(connection)
}

/// Looks through a connection that cannot write, so that a damaged file is kept as
/// it was found.
fn check(database: &Path) -> Result<(), Error> {
    let connection = read_only(database)?;
    let id: u32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id == APPLICATION_ID && safekeeping::is_sound(&connection)? {
        Ok(())
    } else {
        Err(damage())
    }
}

/// Takes back the half of a write that a process which died left beside the file, such as
/// of the change to a write-ahead log.
fn roll_back(database: &Path) -> Result<(), Error> {
    let existing = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, existing)?;
    connection.busy_timeout(BUSY)?;
    // The first look rolls back.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

fn damage() -> Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Error::Sqlite(rusqlite::Error::SqliteFailure(code, None))
}

pub(crate) fn read_only(database: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    common(&connection)?;
    Ok(connection)
}

/// What reading and writing have in common. A statement keeps its plan whatever is bound
/// to it: else SQLite compiles most of them anew at each use, to look at the new values,
/// which took more time than running them.
fn common(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    Ok(())
}

/// `synchronous` FULL and `fullfsync`: a journal entry must survive a power loss
/// before its request leaves. `recursive_triggers`: a REPLACE must not get round
/// the triggers that refuse a DELETE.
pub(crate) fn prepare(connection: &Connection) -> Result<(), Error> {
    common(connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(())
}

/// A database in memory.
pub(crate) fn in_memory() -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_in_memory_with_flags(flags)?;
    prepare(&connection)?;
    copy_empty(&mut connection)?;
    Ok(connection)
}

/// Copies an empty, migrated database into `connection`. A simulation makes many of
/// them, so the migrations run once a process.
fn copy_empty(connection: &mut Connection) -> Result<(), Error> {
    static EMPTY: Mutex<Option<Connection>> = Mutex::new(None);
    let mut empty = EMPTY.lock().unwrap_or_else(PoisonError::into_inner);
    if empty.is_none() {
        let mut made = Connection::open_in_memory()?;
        migration::run(&mut made, &migration::all())?;
        *empty = Some(made);
    }
    if let Some(empty) = empty.as_ref() {
        Backup::new(empty, connection)?.step(ALL_PAGES)?;
    }
    Ok(())
}
