//! How the database is, in numbers: for a support bundle, and for a look at a backup
//! before it is restored. Nothing here tells a name or a value.

use crate::{access::Reader, error::Error, table::job::JobId};

/// Complaints of SQLite's that are told at most.
const COMPLAINTS: u32 = 20;

impl Reader<'_> {
    /// What SQLite finds wrong with the file; empty where it is sound.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn complaints(&self) -> Result<Vec<String>, Error> {
        let sql = format!("PRAGMA integrity_check({COMPLAINTS})");
        let mut complaints = self.rows(&sql, [], |row| row.get::<_, String>(0))?;
        complaints.retain(|line| line != "ok");
        let loose = self.rows("PRAGMA foreign_key_check", [], |row| {
            row.get::<_, String>(0)
        })?;
        complaints.extend(loose.first().map(|table| {
            format!(
                "{} rows point to nothing, the first in {table}",
                loose.len()
            )
        }));
        Ok(complaints)
    }

    /// How many migrations the file has.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn schema(&self) -> Result<u32, Error> {
        self.number("SELECT user_version FROM pragma_user_version", [])
    }

    /// Each table with the number of its rows.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn counts(&self) -> Result<Vec<(String, u32)>, Error> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'
                   AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let tables = self.rows(sql, [], |row| row.get::<_, String>(0))?;
        let count = |table: String| {
            let rows = self.number(&format!("SELECT count(*) FROM \"{table}\""), [])?;
            Ok((table, rows))
        };
        tables.into_iter().map(count).collect()
    }

    /// The names of C3 customers and of companies, to be taken out of what is sent away.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn party_names(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT name FROM customer UNION SELECT name FROM company";
        self.rows(sql, [], |row| row.get(0))
    }

    /// How often a record has each finding, by its code.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn finding_codes(&self, job: JobId) -> Result<Vec<(String, u32)>, Error> {
        let sql = "SELECT code, count(*) FROM finding WHERE job = ?1 GROUP BY code ORDER BY code";
        self.rows(sql, [job], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
