//! Settings by name. Never a secret: those live in the system's credential store.

use crate::{
    access::{Reader, Writer},
    error::Error,
    migration::Migration,
};
use std::collections::BTreeMap;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    1,
    "setting",
    "CREATE TABLE setting (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT",
)];

impl Reader<'_> {
    /// A setting's value, where it was set.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
            row.get(0)
        })
    }

    /// All settings that were set.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, Error> {
        let rows = self.rows("SELECT name, value FROM setting", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Sets a setting; `None` takes it away.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn set_setting(&mut self, name: &str, value: Option<&str>) -> Result<(), Error> {
        match value {
            Some(value) => self.run(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            ),
            None => self.run("DELETE FROM setting WHERE name = ?1", [name]),
        }?;
        Ok(())
    }
}
