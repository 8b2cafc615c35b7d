//! The two ways in: [`Reader`] asks, [`Writer`] asks and changes.
//!
//! Neither opens nor commits anything; [`crate::Store`] does. The queries
//! themselves stand with their tables.

use crate::error::Error;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::ops::Deref;

/// Reads one consistent state of the database.
#[derive(Debug)]
pub struct Reader<'c> {
    connection: &'c Connection,
}

/// One transaction. Everything that a [`Reader`] can do, and changes.
#[derive(Debug)]
pub struct Writer<'c> {
    reader: Reader<'c>,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }

    pub(crate) fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The one row of a query, if there is one.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params, read).optional()?)
    }

    /// The number that a query gives.
    pub(crate) fn number(&self, sql: &str, params: impl Params) -> Result<u32, Error> {
        let number = self.row(sql, params, |row| row.get(0))?;
        Ok(number.unwrap_or(0))
    }
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self {
            reader: Reader::new(connection),
        }
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) fn run(&mut self, sql: &str, params: impl Params) -> Result<usize, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.execute(params)?)
    }

    /// Runs an insertion; the new row's number.
    pub(crate) fn insert(&mut self, sql: &str, params: impl Params) -> Result<i64, Error> {
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.insert(params)?)
    }

    /// Runs a statement that must touch a row; otherwise `what` `id` is missing.
    pub(crate) fn run_on(
        &mut self,
        what: &'static str,
        id: impl ToString,
        sql: &str,
        params: impl Params,
    ) -> Result<(), Error> {
        match self.run(sql, params)? {
            0 => Err(Error::missing(what, id)),
            _ => Ok(()),
        }
    }
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
