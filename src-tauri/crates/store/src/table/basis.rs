//! On what the past was planned: each product's first day, and the settings under
//! which an agreement's invoiced days were counted.
//!
//! Both are found out by a validation and kept apart from the mapping, so that a
//! release forgets neither.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{AgreementId, CustomerId},
    mapping::ProductKey,
    timeline::ProductName,
};
use jiff::civil::Date;
use rusqlite::params;

/// The first day that Accord plans for a product of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstDay {
    /// C3 customer.
    pub customer: CustomerId,
    /// The product.
    pub product: ProductKey,
    /// The day.
    pub day: Date,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    26,
    "basis",
    "CREATE TABLE first_day (
        customer     TEXT NOT NULL,
        product      TEXT NOT NULL,
        product_name TEXT NOT NULL,
        cycle        TEXT,
        day          TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX first_day_product
        ON first_day (customer, product, ifnull(cycle, ''));
    CREATE TABLE plan_basis (
        agreement INTEGER PRIMARY KEY,
        settings  TEXT NOT NULL
    ) STRICT",
)];

impl Reader<'_> {
    /// The first days of a customer's products.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn first_days_of(&self, customer: &CustomerId) -> Result<Vec<FirstDay>, Error> {
        self.rows(
            "SELECT * FROM first_day WHERE customer = ?1 ORDER BY product, cycle",
            [customer.as_str()],
            |row| {
                Ok(FirstDay {
                    customer: row.text("customer")?,
                    product: ProductKey {
                        name: ProductName::new(&row.get::<_, String>("product_name")?),
                        cycle: row.text_or_none("cycle")?,
                    },
                    day: row.text("day")?,
                })
            },
        )
    }

    /// The settings under which an agreement's invoiced days were counted.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn plan_basis(&self, agreement: AgreementId) -> Result<Option<String>, Error> {
        let sql = "SELECT settings FROM plan_basis WHERE agreement = ?1";
        self.row(sql, [agreement.0], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Keeps a product's first day; where one is known, the earlier of the two.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_first_day(&mut self, first: &FirstDay) -> Result<(), Error> {
        self.run(
            "INSERT INTO first_day (customer, product, product_name, cycle, day)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET day = excluded.day WHERE excluded.day < day",
            params![
                first.customer.as_str(),
                first.product.name.folded(),
                first.product.name.shown(),
                text_of(first.product.cycle.as_ref()),
                first.day.to_string(),
            ],
        )?;
        Ok(())
    }

    /// Keeps the settings under which an agreement's invoiced days count; `None`
    /// forgets them, so that the next validation's count.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_plan_basis(
        &mut self,
        agreement: AgreementId,
        settings: Option<&str>,
    ) -> Result<(), Error> {
        match settings {
            None => self.run("DELETE FROM plan_basis WHERE agreement = ?1", [agreement.0])?,
            Some(settings) => self.run(
                "INSERT OR REPLACE INTO plan_basis (agreement, settings) VALUES (?1, ?2)",
                params![agreement.0, settings],
            )?,
        };
        Ok(())
    }
}
