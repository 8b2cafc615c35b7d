//! ConnectWise's companies as last read. One that is gone stays, marked: a mapping
//! may name it.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual},
    error::Error,
    migration::Migration,
    search::{Conditions, Found, Search, searchable},
};
use domain::ids::CompanyId;
use jiff::Timestamp;
use rusqlite::{Row, params};

/// A ConnectWise company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Number.
    pub id: CompanyId,
    /// Short identifier.
    pub identifier: String,
    /// Name.
    pub name: String,
    /// Status, in ConnectWise's words.
    pub status: Option<String>,
    /// City.
    pub city: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Deleted in ConnectWise, and still readable there.
    pub deleted: bool,
    /// No longer readable in ConnectWise.
    pub gone: bool,
    /// When it was last read.
    pub read_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    10,
    "company",
    "CREATE TABLE company (
        id         INTEGER PRIMARY KEY,
        identifier TEXT NOT NULL,
        name       TEXT NOT NULL,
        status     TEXT,
        city       TEXT,
        currency   TEXT,
        deleted    INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        gone       INTEGER NOT NULL CHECK (gone IN (0, 1)),
        read_at    TEXT NOT NULL,
        search     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX company_name ON company (name COLLATE NOCASE, id)",
)];

impl Company {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: CompanyId(row.get("id")?),
            identifier: row.get("identifier")?,
            name: row.get("name")?,
            status: row.get("status")?,
            city: row.get("city")?,
            currency: row.get("currency")?,
            deleted: row.get("deleted")?,
            gone: row.get("gone")?,
            read_at: row.text("read_at")?,
        })
    }

    fn search_text(&self) -> String {
        searchable([
            Some(self.name.as_str()),
            Some(&self.identifier),
            self.city.as_deref(),
        ])
    }
}

impl Reader<'_> {
    /// One company.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn company(&self, id: CompanyId) -> Result<Option<Company>, Error> {
        let sql = "SELECT * FROM company WHERE id = ?1";
        self.row(sql, [id.0], Company::from_row)
    }

    /// Companies that are there, by name.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn companies(&self, search: &Search) -> Result<Found<Company>, Error> {
        let mut conditions = Conditions::new();
        conditions
            .when(true, "NOT gone AND NOT deleted")
            .words(&search.text);
        let order = "name COLLATE NOCASE, id";
        self.found("company", order, &conditions, search, Company::from_row)
    }
}

impl Writer<'_> {
    /// Sets what was read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_companies(&mut self, companies: &[Company]) -> Result<(), Error> {
        for company in companies {
            self.run(
                "INSERT OR REPLACE INTO company (id, identifier, name, status, city, currency,
                    deleted, gone, read_at, search)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    company.id.0,
                    company.identifier,
                    company.name,
                    company.status,
                    company.city,
                    company.currency,
                    company.deleted,
                    company.gone,
                    company.read_at.to_text(),
                    company.search_text(),
                ],
            )?;
        }
        Ok(())
    }

    /// After all companies were read at `read_at`: marks the others as gone.
    /// Returns how many went.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_companies_gone(&mut self, read_at: Timestamp) -> Result<usize, Error> {
        let sql = "UPDATE company SET gone = 1 WHERE NOT gone AND read_at <> ?1";
        self.run(sql, [read_at.to_text()])
    }

    /// Marks one company as gone: ConnectWise answered that it is not there.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_company_gone(&mut self, id: CompanyId) -> Result<(), Error> {
        let sql = "UPDATE company SET gone = 1 WHERE id = ?1";
        self.run(sql, [id.0]).map(drop)
    }
}
