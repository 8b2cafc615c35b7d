//! The schema's migrations: all pending ones in one transaction, or none.
//!
//! A migration that was released is never edited. `user_version` is the number of
//! migrations applied, so that an older Accord refuses a newer database.

use crate::{error::Error, table};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Its place in the order; never changed.
    pub(crate) number: u32,
    /// Its name; never changed.
    pub(crate) name: &'static str,
    /// What it does; never changed once released.
    pub(crate) sql: &'static str,
}

impl Migration {
    pub(crate) const fn new(number: u32, name: &'static str, sql: &'static str) -> Self {
        Self { number, name, sql }
    }
}

/// Marks a file as Accord's: “Accd”.
pub(crate) const APPLICATION_ID: u32 = 0x4163_6364;

const LOG: &str = "CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL
) STRICT";

/// Every migration, in the order of their numbers. A new one gets the next
/// number, whichever table it stands with.
pub(crate) fn all() -> Vec<Migration> {
    let mut migrations = table::MIGRATIONS.concat();
    migrations.sort_by_key(|migration| migration.number);
    migrations
}

/// How many of `migrations` are still to be applied.
pub(crate) fn pending(connection: &Connection, migrations: &[Migration]) -> Result<usize, Error> {
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    if found > 0 {
        check_applied(connection, migrations)?;
    }
    Ok((known - found) as usize)
}

/// Applies what is pending.
pub(crate) fn run(connection: &mut Connection, migrations: &[Migration]) -> Result<(), Error> {
    let pending = pending(connection, migrations)?;
    if pending == 0 {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    transaction.execute_batch(LOG)?;
    let applied = migrations.len() - pending;
    for migration in migrations.iter().skip(applied) {
        transaction.execute_batch(migration.sql)?;
        transaction.execute(
            "INSERT INTO migration (number, name, digest) VALUES (?1, ?2, ?3)",
            params![migration.number, migration.name, digest(migration.sql)],
        )?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", migrations.len() as i64)?;
    Ok(transaction.commit()?)
}

/// What was applied must be the beginning of what is known.
fn check_applied(connection: &Connection, migrations: &[Migration]) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT name, digest FROM migration ORDER BY number")?;
    let applied = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    for (migration, applied) in migrations.iter().zip(applied) {
        let (name, applied) = applied?;
        if name != migration.name || applied != digest(migration.sql) {
            return Err(Error::OtherSchema { migration: name });
        }
    }
    Ok(())
}

fn digest(sql: &str) -> String {
    hexadecimal(&Sha256::digest(sql.as_bytes()))
}

/// Lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
