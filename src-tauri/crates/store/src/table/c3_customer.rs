//! C3's customers as last read: names for ids, and something to search.
//!
//! Replacing the set never touches a mapping: an id that is gone from C3 stays
//! mapped.

use crate::{
    access::{Reader, Writer},
    error::Error,
    migration::Migration,
    search::{Conditions, Found, Search, searchable},
};
use domain::ids::CustomerId;
use rusqlite::{Row, params, params_from_iter};

/// A C3 customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// C3's id.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Domain or other word that people know it by; searched, too.
    pub domain: Option<String>,
    /// ISO 4217 code of the currency in which C3 bills it.
    pub currency: Option<String>,
    /// City.
    pub city: Option<String>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    4,
    "customer",
    "CREATE TABLE customer (
        id       TEXT PRIMARY KEY,
        name     TEXT NOT NULL,
        domain   TEXT,
        currency TEXT,
        city     TEXT,
        search   TEXT NOT NULL
    ) STRICT;
    CREATE INDEX customer_name ON customer (name COLLATE NOCASE, id)",
)];

/// What an insertion does with a customer that is there already.
const KEEP: &str = "NOTHING";
const REPLACE: &str = "UPDATE SET name = excluded.name, domain = excluded.domain,
    currency = excluded.currency, city = excluded.city, search = excluded.search";

impl Customer {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: CustomerId::new(&row.get::<_, String>("id")?),
            name: row.get("name")?,
            domain: row.get("domain")?,
            currency: row.get("currency")?,
            city: row.get("city")?,
        })
    }

    fn search_text(&self) -> String {
        searchable([
            Some(self.name.as_str()),
            self.domain.as_deref(),
            self.city.as_deref(),
            Some(self.id.as_str()),
        ])
    }
}

impl Reader<'_> {
    /// One customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer(&self, id: &CustomerId) -> Result<Option<Customer>, Error> {
        let sql = "SELECT * FROM customer WHERE id = ?1";
        self.row(sql, [id.as_str()], Customer::from_row)
    }

    /// Customers by name.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customers(&self, search: &Search) -> Result<Found<Customer>, Error> {
        let mut conditions = Conditions::new();
        conditions.words(&search.text);
        self.found(
            "customer",
            "name COLLATE NOCASE, id",
            &conditions,
            search,
            Customer::from_row,
        )
    }

    /// The part of a table that a search asks for, and how many match.
    pub(crate) fn found<T>(
        &self,
        table: &str,
        order: &str,
        conditions: &Conditions,
        search: &Search,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Found<T>, Error> {
        let clause = conditions.clause();
        let total = self.number(
            &format!("SELECT count(*) FROM {table} WHERE {clause}"),
            params_from_iter(conditions.values()),
        )?;
        let items = self.rows(
            &format!(
                "SELECT * FROM {table} WHERE {clause} ORDER BY {order} LIMIT {} OFFSET {}",
                search.limit(),
                search.offset
            ),
            params_from_iter(conditions.values()),
            read,
        )?;
        Ok(Found { items, total })
    }
}

impl Writer<'_> {
    /// Replaces the whole set.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn replace_customers(&mut self, customers: &[Customer]) -> Result<(), Error> {
        self.run("DELETE FROM customer", [])?;
        customers
            .iter()
            .try_for_each(|customer| self.put_customer(customer, REPLACE))
    }

    /// Adds those that are not there: customers known from the history alone.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn add_customers(&mut self, customers: &[Customer]) -> Result<(), Error> {
        customers
            .iter()
            .try_for_each(|customer| self.put_customer(customer, KEEP))
    }

    fn put_customer(&mut self, customer: &Customer, on_conflict: &str) -> Result<(), Error> {
        self.run(
            &format!(
                "INSERT INTO customer (id, name, domain, currency, city, search)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO {on_conflict}"
            ),
            params![
                customer.id.as_str(),
                customer.name,
                customer.domain,
                customer.currency,
                customer.city,
                customer.search_text(),
            ],
        )?;
        Ok(())
    }
}
