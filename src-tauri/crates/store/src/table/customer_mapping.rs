//! Which C3 customer is which ConnectWise company: one to one, both ways.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{CompanyId, CustomerId},
    mapping::CustomerMapping,
};
use jiff::Timestamp;
use rusqlite::{Row, params};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    14,
    "customer_mapping",
    "CREATE TABLE customer_mapping (
        customer   TEXT PRIMARY KEY,
        company    INTEGER NOT NULL UNIQUE,
        created_at TEXT NOT NULL
    ) STRICT",
)];

fn from_row(row: &Row<'_>) -> rusqlite::Result<CustomerMapping> {
    Ok(CustomerMapping {
        customer: row.text("customer")?,
        company: CompanyId(row.get("company")?),
    })
}

impl Reader<'_> {
    /// The mapping of a customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_mapping(&self, id: &CustomerId) -> Result<Option<CustomerMapping>, Error> {
        let sql = "SELECT * FROM customer_mapping WHERE customer = ?1";
        self.row(sql, [id.as_str()], from_row)
    }

    /// The customer that a company is mapped to.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn holder_of_company(&self, id: CompanyId) -> Result<Option<CustomerId>, Error> {
        let sql = "SELECT customer FROM customer_mapping WHERE company = ?1";
        self.row(sql, [id.0], |row| row.text("customer"))
    }

    /// All mapped customers.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_mappings(&self) -> Result<Vec<CustomerMapping>, Error> {
        self.rows(
            "SELECT * FROM customer_mapping ORDER BY customer",
            [],
            from_row,
        )
    }
}

impl Writer<'_> {
    /// Maps a customer to a company.
    ///
    /// # Errors
    /// [`crate::Constraint::CustomerTaken`] or [`crate::Constraint::CompanyTaken`];
    /// what SQLite refuses.
    pub fn map_customer(&mut self, mapping: &CustomerMapping, at: Timestamp) -> Result<(), Error> {
        self.run(
            "INSERT INTO customer_mapping (customer, company, created_at) VALUES (?1, ?2, ?3)",
            params![mapping.customer.as_str(), mapping.company.0, at.to_text()],
        )?;
        Ok(())
    }

    /// Points a mapped customer at another company; what hangs below stays.
    ///
    /// # Errors
    /// [`Error::Missing`] where it is not mapped; [`crate::Constraint::CompanyTaken`];
    /// what SQLite refuses.
    pub fn repoint_customer(&mut self, id: &CustomerId, company: CompanyId) -> Result<(), Error> {
        self.run_on(
            "mapped customer",
            id.to_string(),
            "UPDATE customer_mapping SET company = ?2 WHERE customer = ?1",
            params![id.as_str(), company.0],
        )?;
        Ok(())
    }
}
