//! ConnectWise's additions as last read, ours and others'. What this desktop itself
//! wrote is in [`super::line`].

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    ids::{AdditionId, AgreementId, CompanyId, ItemId},
    reference::Reference,
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};
use rust_decimal::Decimal;

/// A ConnectWise addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// Number.
    pub id: AdditionId,
    /// The agreement that it stands on.
    pub agreement: AgreementId,
    /// That agreement's company.
    pub company: CompanyId,
    /// Catalog item.
    pub item: ItemId,
    /// The item's identifier as the addition shows it.
    pub item_identifier: Option<String>,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// Included units that are not billed.
    pub less_included: Option<Decimal>,
    /// Price of one unit for one billing cycle.
    pub unit_price: Option<Decimal>,
    /// Cost of one unit for one billing cycle.
    pub unit_cost: Option<Decimal>,
    /// `billCustomer`, in ConnectWise's word.
    pub bill_customer: String,
    /// First day.
    pub effective: Option<Date>,
    /// Last day, inclusive.
    pub cancelled: Option<Date>,
    /// Taxable.
    pub taxable: Option<bool>,
    /// `serialNumber` as it stands.
    pub serial_number: Option<String>,
    /// Accord's reference, in whichever field it was found.
    pub reference: Option<Reference>,
    /// `invoiceDescription`.
    pub text: Option<String>,
    /// Last change in ConnectWise.
    pub last_updated: Option<Timestamp>,
    /// No longer readable in ConnectWise.
    pub gone: bool,
    /// When it was last read.
    pub read_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    13,
    "addition",
    "CREATE TABLE addition (
        id              INTEGER PRIMARY KEY,
        agreement       INTEGER NOT NULL,
        company         INTEGER NOT NULL,
        item            INTEGER NOT NULL,
        item_identifier TEXT,
        quantity        TEXT,
        less_included   TEXT,
        unit_price      TEXT,
        unit_cost       TEXT,
        bill_customer   TEXT NOT NULL,
        effective       TEXT,
        cancelled       TEXT,
        taxable         INTEGER CHECK (taxable IN (0, 1)),
        serial_number   TEXT,
        reference       TEXT,
        text            TEXT,
        last_updated    TEXT,
        gone            INTEGER NOT NULL CHECK (gone IN (0, 1)),
        read_at         TEXT NOT NULL
    ) STRICT;
    CREATE INDEX addition_agreement ON addition (agreement);
    CREATE INDEX addition_company ON addition (company);
    CREATE INDEX addition_reference ON addition (reference) WHERE reference IS NOT NULL",
)];

impl Addition {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: AdditionId(row.get("id")?),
            agreement: AgreementId(row.get("agreement")?),
            company: CompanyId(row.get("company")?),
            item: ItemId(row.get("item")?),
            item_identifier: row.get("item_identifier")?,
            quantity: row.text_or_none("quantity")?,
            less_included: row.text_or_none("less_included")?,
            unit_price: row.text_or_none("unit_price")?,
            unit_cost: row.text_or_none("unit_cost")?,
            bill_customer: row.get("bill_customer")?,
            effective: row.text_or_none("effective")?,
            cancelled: row.text_or_none("cancelled")?,
            taxable: row.get("taxable")?,
            serial_number: row.get("serial_number")?,
            reference: row.text_or_none("reference")?,
            text: row.get("text")?,
            last_updated: row.text_or_none("last_updated")?,
            gone: row.get("gone")?,
            read_at: row.text("read_at")?,
        })
    }
}

impl Reader<'_> {
    /// One addition.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn addition(&self, id: AdditionId) -> Result<Option<Addition>, Error> {
        let sql = "SELECT * FROM addition WHERE id = ?1";
        self.row(sql, [id.0], Addition::from_row)
    }

    /// The additions of an agreement that are there.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_on(&self, agreement: AgreementId) -> Result<Vec<Addition>, Error> {
        let sql = "SELECT * FROM addition WHERE agreement = ?1 AND NOT gone ORDER BY id";
        self.rows(sql, [agreement.0], Addition::from_row)
    }

    /// The additions of a company's agreements that are there.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_of(&self, company: CompanyId) -> Result<Vec<Addition>, Error> {
        let sql = "SELECT * FROM addition WHERE company = ?1 AND NOT gone ORDER BY agreement, id";
        self.rows(sql, [company.0], Addition::from_row)
    }

    /// The additions with a reference, on whichever agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_with(&self, reference: &Reference) -> Result<Vec<Addition>, Error> {
        let sql = "SELECT * FROM addition WHERE reference = ?1 AND NOT gone ORDER BY id";
        self.rows(sql, [reference.to_text()], Addition::from_row)
    }
}

impl Writer<'_> {
    /// Sets what was read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_additions(&mut self, additions: &[Addition]) -> Result<(), Error> {
        additions
            .iter()
            .try_for_each(|addition| self.put_addition(addition))
    }

    fn put_addition(&mut self, addition: &Addition) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO addition (id, agreement, company, item, item_identifier,
                quantity, less_included, unit_price, unit_cost, bill_customer, effective,
                cancelled, taxable, serial_number, reference, text, last_updated, gone, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19)",
            params![
                addition.id.0,
                addition.agreement.0,
                addition.company.0,
                addition.item.0,
                addition.item_identifier,
                text_of(addition.quantity.as_ref()),
                text_of(addition.less_included.as_ref()),
                text_of(addition.unit_price.as_ref()),
                text_of(addition.unit_cost.as_ref()),
                addition.bill_customer,
                text_of(addition.effective.as_ref()),
                text_of(addition.cancelled.as_ref()),
                addition.taxable,
                addition.serial_number,
                text_of(addition.reference.as_ref()),
                addition.text,
                text_of(addition.last_updated.as_ref()),
                addition.gone,
                addition.read_at.to_text(),
            ],
        )?;
        Ok(())
    }

    /// After all additions of an agreement were read at `read_at`: marks the others
    /// as gone. Returns how many went.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_additions_gone(
        &mut self,
        agreement: AgreementId,
        read_at: Timestamp,
    ) -> Result<usize, Error> {
        self.run(
            "UPDATE addition SET gone = 1 WHERE NOT gone AND agreement = ?1 AND read_at <> ?2",
            params![agreement.0, read_at.to_text()],
        )
    }
}
