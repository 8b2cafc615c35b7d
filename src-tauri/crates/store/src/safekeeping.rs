//! Backups, and what to do with a damaged file.
//!
//! Nothing is ever thrown away but the oldest of four backups. A damaged file is
//! moved aside, and from then on an empty database is made only when the caller
//! says so: starting anew by accident would forget what was billed.

use crate::{
    access::Reader,
    error::Error,
    files::{self, Files, Kept},
    migration::{self, APPLICATION_ID},
};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// How many backups stay beside the database.
const BACKUPS: usize = 3;

/// Copies a database as it stands into `file`, whole or not at all.
pub(crate) fn copy(connection: &Connection, file: &Path) -> Result<(), Error> {
    let mut partial = file.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    files::remove(&partial)?;
    let name = partial
        .to_str()
        .ok_or_else(|| rusqlite::Error::InvalidPath(partial.clone()))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    files::put_in_place(&partial, file)
}

/// Keeps a backup beside the database, and of the older ones the newest two.
pub(crate) fn keep_backup(connection: &Connection, files: &Files) -> Result<PathBuf, Error> {
    let file = files.next_kept(Kept::Backup)?;
    copy(connection, &file)?;
    for old in files.kept(Kept::Backup)?.iter().skip(BACKUPS) {
        files::remove(old)?;
    }
    Ok(file)
}

/// Moves a damaged database aside.
pub(crate) fn set_damaged_aside(files: &Files) -> Result<Error, Error> {
    let kept_at = files.next_kept(Kept::Damaged)?;
    files::move_database(&files.database(), &kept_at)?;
    tracing::error!(kept_at = %kept_at.display(), "the database is damaged");
    Ok(Error::Damaged {
        backup: newest_backup(files)?,
        kept_at,
    })
}

/// Where no database is: the damage, if one was there. Its log alone is left, or it
/// was moved aside and nothing restored.
pub(crate) fn vanished(files: &Files) -> Result<Option<Error>, Error> {
    if files::is_there(&files.database()) {
        return set_damaged_aside(files).map(Some);
    }
    match files.kept(Kept::Damaged)?.into_iter().next() {
        None => Ok(None),
        Some(kept_at) => Ok(Some(Error::Damaged {
            backup: newest_backup(files)?,
            kept_at,
        })),
    }
}

/// Whether SQLite finds the database whole.
pub(crate) fn is_sound(connection: &Connection) -> Result<bool, Error> {
    let answer = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
        .map_err(Error::from);
    match answer {
        Ok(answer) => Ok(answer == "ok"),
        Err(error) if error.is_damage() => Ok(false),
        Err(error) => Err(error),
    }
}

/// What a backup holds, for a person who is to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// When its newest record began; `None` where it has none.
    pub newest_run: Option<Timestamp>,
    /// Its records.
    pub runs: u32,
    /// Events in its ledger.
    pub events: u32,
    /// C3 customers that it maps.
    pub mapped: u32,
}

/// The moments of a restore at which a process may die.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The file is Accord's.
    Looked,
    /// It was copied beside the database.
    Copied,
    /// The copy is sound, and of this version's schema.
    Checked,
    /// What stands was kept as a backup.
    Kept,
    /// The log of what stands is gone; it is in the file.
    LogGone,
    /// The copy stands in the database's place.
    Replaced,
}

/// Opens a file that is to be restored, after a first look: Accord's, not plainly
/// damaged, and not newer than this version.
pub(crate) fn open_backup(file: &Path) -> Result<Connection, Error> {
    let not_a_backup = || Error::NotABackup {
        file: file.to_owned(),
    };
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, read_only).map_err(|_| not_a_backup())?;
    let sound = is_sound(&connection).unwrap_or(false);
    let id: u32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .unwrap_or(0);
    if !sound || id != APPLICATION_ID {
        return Err(not_a_backup());
    }
    migration::pending(&connection, &migration::all())?;
    Ok(connection)
}

/// Copies a backup to `place` and checks the copy as thoroughly as SQLite can: every
/// page, every index, every reference; and brings it to this version's schema.
fn checked_copy(
    file: &Path,
    place: &Path,
    tell: &mut dyn FnMut(Moment),
) -> Result<Connection, Error> {
    let backup = open_backup(file)?;
    tell(Moment::Looked);
    files::remove(place)?;
    files::remove_beside(place)?;
    copy(&backup, place)?;
    tell(Moment::Copied);
    let existing = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copied = Connection::open_with_flags(place, existing)?;
    let complaints = Reader::new(&copied).complaints();
    if !complaints.is_ok_and(|complaints| complaints.is_empty()) {
        return Err(Error::NotABackup {
            file: file.to_owned(),
        });
    }
    migration::run(&mut copied, &migration::all())?;
    tell(Moment::Checked);
    Ok(copied)
}

/// Looks at a backup without replacing anything: it is copied beside the database and
/// checked there, as for a restore.
pub(crate) fn examine(files: &Files, file: &Path) -> Result<BackupFacts, Error> {
    let place = files.looked_at();
    let facts = checked_copy(file, &place, &mut |_| {}).and_then(|copied| facts(&copied));
    files::remove(&place)?;
    files::remove_beside(&place)?;
    facts
}

fn facts(connection: &Connection) -> Result<BackupFacts, Error> {
    let reader = Reader::new(connection);
    Ok(BackupFacts {
        newest_run: reader.jobs(None, 1)?.first().map(|job| job.started_at),
        runs: reader.number("SELECT count(*) FROM job", [])?,
        events: reader.number("SELECT count(*) FROM event", [])?,
        mapped: reader.number("SELECT count(*) FROM customer_mapping", [])?,
    })
}

/// Puts the backup `file` in the database's place. What was there is kept.
pub(crate) fn restore(files: &Files, file: &Path) -> Result<(), Error> {
    restore_telling(files, file, &mut |_| {})
}

/// The same, telling each moment, so that a test can die there. At each of them the
/// database is whole: the old one until the one rename, the new one from it on.
pub(crate) fn restore_telling(
    files: &Files,
    file: &Path,
    tell: &mut dyn FnMut(Moment),
) -> Result<(), Error> {
    let unfinished = files.unfinished();
    let copied = checked_copy(file, &unfinished, tell)?;
    copied.close().map_err(|(_, error)| error)?;
    let database = files.database();
    if files::is_there(&database) && keep_before_restoring(files).is_err() {
        set_damaged_aside(files)?;
    }
    tell(Moment::Kept);
    // A log of the old database must never be replayed onto the new one.
    files::remove_beside(&database)?;
    tell(Moment::LogGone);
    files::put_in_place(&unfinished, &database)?;
    tell(Moment::Replaced);
    Ok(())
}

/// Backs up what stands, and brings its log into the file, so that removing the
/// log loses nothing.
fn keep_before_restoring(files: &Files) -> Result<(), Error> {
    let connection = Connection::open(files.database())?;
    if !is_sound(&connection)? {
        return Err(Error::NotABackup {
            file: files.database(),
        });
    }
    keep_backup(&connection, files)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn newest_backup(files: &Files) -> Result<Option<PathBuf>, Error> {
    let backups = files.kept(Kept::Backup)?;
    Ok(backups.into_iter().find(|file| open_backup(file).is_ok()))
}

#[cfg(test)]
mod tests;
