//! Which column of a history file is which, remembered by a name.
//!
//! What is in it is the file reader's business: it is kept as JSON text.

use crate::{
    access::{Reader, Writer},
    error::Error,
    migration::Migration,
};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    2,
    "column_mapping",
    "CREATE TABLE column_mapping (
        name TEXT PRIMARY KEY,
        json TEXT NOT NULL CHECK (json_valid(json))
    ) STRICT",
)];

impl Reader<'_> {
    /// The mapping of this name, as JSON text.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn column_mapping(&self, name: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT json FROM column_mapping WHERE name = ?1";
        self.row(sql, [name], |row| row.get(0))
    }

    /// All mappings: name and JSON text, by name.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn column_mappings(&self) -> Result<Vec<(String, String)>, Error> {
        let sql = "SELECT name, json FROM column_mapping ORDER BY name";
        self.rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

impl Writer<'_> {
    /// Remembers a mapping, replacing the one of this name.
    ///
    /// # Errors
    /// A rule where `json` is no JSON; what SQLite refuses.
    pub fn put_column_mapping(&mut self, name: &str, json: &str) -> Result<(), Error> {
        self.run(
            "INSERT INTO column_mapping (name, json) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET json = excluded.json",
            [name, json],
        )?;
        Ok(())
    }
}
