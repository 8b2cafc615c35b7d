//! Products that are not billed through ConnectWise, each with a reason.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, text_of},
    error::Error,
    migration::Migration,
};
use domain::{ids::CustomerId, mapping::ProductKey, timeline::ProductName};
use rusqlite::params;

/// A product that is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// C3 customer.
    pub customer: CustomerId,
    /// The product.
    pub product: ProductKey,
    /// Why.
    pub reason: String,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    17,
    "set_aside",
    "CREATE TABLE set_aside (
        customer     TEXT NOT NULL,
        product      TEXT NOT NULL,
        product_name TEXT NOT NULL,
        cycle        TEXT,
        reason       TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX set_aside_product
        ON set_aside (customer, product, ifnull(cycle, ''))",
)];

impl Reader<'_> {
    /// The products of a customer that are set aside.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn set_aside_of(&self, customer: &CustomerId) -> Result<Vec<SetAside>, Error> {
        self.rows(
            "SELECT * FROM set_aside WHERE customer = ?1 ORDER BY product, cycle",
            [customer.as_str()],
            |row| {
                Ok(SetAside {
                    customer: row.text("customer")?,
                    product: ProductKey {
                        name: ProductName::new(&row.get::<_, String>("product_name")?),
                        cycle: row.text_or_none("cycle")?,
                    },
                    reason: row.get("reason")?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Sets a product aside; a second time changes the reason.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn set_aside(&mut self, product: &SetAside) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO set_aside (customer, product, product_name, cycle, reason)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                product.customer.as_str(),
                product.product.name.folded(),
                product.product.name.shown(),
                text_of(product.product.cycle.as_ref()),
                product.reason,
            ],
        )?;
        Ok(())
    }

    /// Bills a product again; whether it was set aside.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn take_back(
        &mut self,
        customer: &CustomerId,
        product: &ProductKey,
    ) -> Result<bool, Error> {
        let taken = self.run(
            "DELETE FROM set_aside WHERE customer = ?1 AND product = ?2 AND cycle IS ?3",
            params![
                customer.as_str(),
                product.name.folded(),
                text_of(product.cycle.as_ref()),
            ],
        )?;
        Ok(taken > 0)
    }
}
