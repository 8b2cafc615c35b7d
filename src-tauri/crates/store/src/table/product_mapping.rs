//! Which catalog item a customer's product is billed with, and on which agreement.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    constraint::Constraint,
    error::Error,
    migration::Migration,
};
use domain::{
    cycle::BillingCycle,
    ids::{AgreementId, CustomerId, ItemId},
    mapping::{ProductKey, ProductMapping},
    timeline::ProductName,
};
use jiff::Timestamp;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// How much is mapped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MappingCounts {
    /// Customers.
    pub customers: u32,
    /// Agreements.
    pub agreements: u32,
    /// Products.
    pub products: u32,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    16,
    "product_mapping",
    "CREATE TABLE product_mapping (
        id           INTEGER PRIMARY KEY,
        customer     TEXT NOT NULL,
        product      TEXT NOT NULL,
        product_name TEXT NOT NULL,
        cycle        TEXT NOT NULL,
        agreement    INTEGER NOT NULL,
        item         INTEGER NOT NULL,
        created_at   TEXT NOT NULL,
        UNIQUE (customer, product, cycle),
        UNIQUE (customer, item),
        FOREIGN KEY (agreement, customer)
            REFERENCES agreement_mapping (agreement, customer),
        CONSTRAINT product_mapping_cycle CHECK (cycle IN ('monthly', 'annual'))
    ) STRICT;
    CREATE INDEX product_mapping_agreement ON product_mapping (agreement);
    CREATE INDEX product_mapping_item ON product_mapping (item)",
)];

fn from_row(row: &Row<'_>) -> rusqlite::Result<ProductMapping> {
    Ok(ProductMapping {
        customer: row.text("customer")?,
        product: ProductKey {
            name: ProductName::new(&row.get::<_, String>("product_name")?),
            cycle: row.text_or_none("cycle")?,
        },
        agreement: AgreementId(row.get("agreement")?),
        item: ItemId(row.get("item")?),
    })
}

impl Reader<'_> {
    /// The mapping of one product of a customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_mapping(
        &self,
        customer: &CustomerId,
        product: &ProductKey,
    ) -> Result<Option<ProductMapping>, Error> {
        self.row(
            "SELECT * FROM product_mapping WHERE customer = ?1 AND product = ?2 AND cycle = ?3",
            params![
                customer.as_str(),
                product.name.folded(),
                text_of(product.cycle.as_ref()),
            ],
            from_row,
        )
    }

    /// The product of a customer that an item is mapped to.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn holder_of_item(
        &self,
        customer: &CustomerId,
        item: ItemId,
    ) -> Result<Option<ProductMapping>, Error> {
        self.row(
            "SELECT * FROM product_mapping WHERE customer = ?1 AND item = ?2",
            params![customer.as_str(), item.0],
            from_row,
        )
    }

    /// All products of all customers that an item is mapped to.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_mappings_with(&self, item: ItemId) -> Result<Vec<ProductMapping>, Error> {
        let sql = "SELECT * FROM product_mapping WHERE item = ?1 ORDER BY customer";
        self.rows(sql, [item.0], from_row)
    }

    /// The items that a product of this name and cycle is mapped to, with the number
    /// of customers for which it is.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn items_of_product(&self, product: &ProductKey) -> Result<Vec<(ItemId, u32)>, Error> {
        self.rows(
            "SELECT item, count(*) FROM product_mapping
             WHERE product = ?1 AND cycle = ?2 GROUP BY item ORDER BY item",
            params![product.name.folded(), text_of(product.cycle.as_ref())],
            |row| Ok((ItemId(row.get(0)?), row.get(1)?)),
        )
    }

    /// The mapped products of a customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_mappings_of(&self, id: &CustomerId) -> Result<Vec<ProductMapping>, Error> {
        let sql = "SELECT * FROM product_mapping WHERE customer = ?1 ORDER BY product, cycle";
        self.rows(sql, [id.as_str()], from_row)
    }

    /// The mapped products on an agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_mappings_on(&self, id: AgreementId) -> Result<Vec<ProductMapping>, Error> {
        let sql = "SELECT * FROM product_mapping WHERE agreement = ?1 ORDER BY product, cycle";
        self.rows(sql, [id.0], from_row)
    }

    /// The billing cycles for which each item is used, by whichever customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn cycles_of_items(&self) -> Result<BTreeMap<ItemId, BTreeSet<BillingCycle>>, Error> {
        let sql = "SELECT DISTINCT item, cycle FROM product_mapping";
        let rows = self.rows(sql, [], |row| {
            Ok((ItemId(row.get("item")?), row.text("cycle")?))
        })?;
        let mut cycles: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (item, cycle) in rows {
            cycles.entry(item).or_default().insert(cycle);
        }
        Ok(cycles)
    }

    /// All mapped products.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_mappings(&self) -> Result<Vec<ProductMapping>, Error> {
        let sql = "SELECT * FROM product_mapping ORDER BY customer, product, cycle";
        self.rows(sql, [], from_row)
    }

    /// How much is mapped.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mapping_counts(&self) -> Result<MappingCounts, Error> {
        Ok(MappingCounts {
            customers: self.number("SELECT count(*) FROM customer_mapping", [])?,
            agreements: self.number("SELECT count(*) FROM agreement_mapping", [])?,
            products: self.number("SELECT count(*) FROM product_mapping", [])?,
        })
    }
}

impl Writer<'_> {
    /// Maps a product.
    ///
    /// # Errors
    /// [`Constraint::ProductTaken`], [`Constraint::ItemTaken`],
    /// [`Constraint::AgreementNotMapped`] or [`Constraint::CycleNotSupported`]; what
    /// SQLite refuses.
    pub fn map_product(&mut self, mapping: &ProductMapping, at: Timestamp) -> Result<(), Error> {
        let Some(cycle) = mapping.product.cycle else {
            return Err(Error::rule(Constraint::CycleNotSupported));
        };
        self.run(
            "INSERT INTO product_mapping (customer, product, product_name, cycle, agreement,
                item, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                mapping.customer.as_str(),
                mapping.product.name.folded(),
                mapping.product.name.shown(),
                cycle.to_text(),
                mapping.agreement.0,
                mapping.item.0,
                at.to_text(),
            ],
        )
        .map(drop)
        .map_err(|error| error.naming_reference(Constraint::AgreementNotMapped))
    }
}
