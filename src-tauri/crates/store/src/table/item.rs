//! ConnectWise's catalog items as last read. One that is gone stays, marked.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
    search::{Conditions, Found, Search, searchable},
};
use domain::ids::ItemId;
use jiff::Timestamp;
use rusqlite::{Row, params};
use rust_decimal::Decimal;

/// A ConnectWise catalog item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Number.
    pub id: ItemId,
    /// Identifier.
    pub identifier: String,
    /// Description.
    pub description: Option<String>,
    /// `productClass`; a `Bundle` cannot be an addition.
    pub class: Option<String>,
    /// Not for new use.
    pub inactive: bool,
    /// Price of one unit.
    pub price: Option<Decimal>,
    /// Cost of one unit.
    pub cost: Option<Decimal>,
    /// Taxable.
    pub taxable: Option<bool>,
    /// Last change in ConnectWise.
    pub last_updated: Option<Timestamp>,
    /// No longer readable in ConnectWise.
    pub gone: bool,
    /// When it was last read.
    pub read_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    12,
    "item",
    "CREATE TABLE item (
        id           INTEGER PRIMARY KEY,
        identifier   TEXT NOT NULL,
        description  TEXT,
        class        TEXT,
        inactive     INTEGER NOT NULL CHECK (inactive IN (0, 1)),
        price        TEXT,
        cost         TEXT,
        taxable      INTEGER CHECK (taxable IN (0, 1)),
        last_updated TEXT,
        gone         INTEGER NOT NULL CHECK (gone IN (0, 1)),
        read_at      TEXT NOT NULL,
        search       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX item_identifier ON item (identifier COLLATE NOCASE, id)",
)];

impl Item {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: ItemId(row.get("id")?),
            identifier: row.get("identifier")?,
            description: row.get("description")?,
            class: row.get("class")?,
            inactive: row.get("inactive")?,
            price: row.text_or_none("price")?,
            cost: row.text_or_none("cost")?,
            taxable: row.get("taxable")?,
            last_updated: row.text_or_none("last_updated")?,
            gone: row.get("gone")?,
            read_at: row.text("read_at")?,
        })
    }
}

impl Reader<'_> {
    /// One catalog item.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn item(&self, id: ItemId) -> Result<Option<Item>, Error> {
        let sql = "SELECT * FROM item WHERE id = ?1";
        self.row(sql, [id.0], Item::from_row)
    }

    /// Catalog items that are there, inactive ones too, by identifier.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn items(&self, search: &Search) -> Result<Found<Item>, Error> {
        let mut conditions = Conditions::new();
        conditions.when(true, "NOT gone").words(&search.text);
        let order = "identifier COLLATE NOCASE, id";
        self.found("item", order, &conditions, search, Item::from_row)
    }
}

impl Writer<'_> {
    /// Sets what was read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_items(&mut self, items: &[Item]) -> Result<(), Error> {
        items.iter().try_for_each(|item| self.put_item(item))
    }

    fn put_item(&mut self, item: &Item) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO item (id, identifier, description, class, inactive, price,
                cost, taxable, last_updated, gone, read_at, search)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                item.id.0,
                item.identifier,
                item.description,
                item.class,
                item.inactive,
                text_of(item.price.as_ref()),
                text_of(item.cost.as_ref()),
                item.taxable,
                text_of(item.last_updated.as_ref()),
                item.gone,
                item.read_at.to_text(),
                searchable([Some(item.identifier.as_str()), item.description.as_deref()]),
            ],
        )?;
        Ok(())
    }

    /// After the whole catalog was read at `read_at`: marks the others as gone.
    /// Returns how many went.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_items_gone(&mut self, read_at: Timestamp) -> Result<usize, Error> {
        let sql = "UPDATE item SET gone = 1 WHERE NOT gone AND read_at <> ?1";
        self.run(sql, [read_at.to_text()])
    }

    /// Marks one item as gone: ConnectWise answered that it is not there.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_item_gone(&mut self, id: ItemId) -> Result<(), Error> {
        let sql = "UPDATE item SET gone = 1 WHERE id = ?1";
        self.run(sql, [id.0]).map(drop)
    }
}
