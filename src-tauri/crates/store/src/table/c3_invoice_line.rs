//! C3's invoice lines as last read: what tells a subscription's billing cycle and,
//! before the ledger begins, its quantity and price.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    cycle::BillingCycle,
    ids::{CustomerId, SubscriptionId, TenantId},
};
use jiff::civil::Date;
use rusqlite::{Row, params};
use rust_decimal::Decimal;

/// A line of an invoice that C3 made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// C3 customer, where the line names one.
    pub customer: Option<CustomerId>,
    /// Microsoft tenant, where the line names one.
    pub tenant: Option<TenantId>,
    /// Subscription.
    pub subscription: SubscriptionId,
    /// Product's name.
    pub product: String,
    /// Licences.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle.
    pub unit_price: Option<Decimal>,
    /// Billing cycle, where the line tells it.
    pub cycle: Option<BillingCycle>,
    /// First day charged.
    pub charge_start: Option<Date>,
    /// Last day charged.
    pub charge_end: Option<Date>,
    /// C3's billing period.
    pub period: String,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    6,
    "invoice_line",
    "CREATE TABLE invoice_line (
        id           INTEGER PRIMARY KEY,
        customer     TEXT,
        tenant       TEXT,
        subscription TEXT NOT NULL,
        product      TEXT NOT NULL,
        quantity     TEXT NOT NULL,
        unit_price   TEXT,
        cycle        TEXT,
        charge_start TEXT,
        charge_end   TEXT,
        period       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX invoice_line_subscription ON invoice_line (subscription, charge_start);
    CREATE INDEX invoice_line_customer ON invoice_line (customer)",
)];

impl InvoiceLine {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            customer: row.text_or_none("customer")?,
            tenant: row.text_or_none("tenant")?,
            subscription: row.text("subscription")?,
            product: row.get("product")?,
            quantity: row.text("quantity")?,
            unit_price: row.text_or_none("unit_price")?,
            cycle: row.text_or_none("cycle")?,
            charge_start: row.text_or_none("charge_start")?,
            charge_end: row.text_or_none("charge_end")?,
            period: row.get("period")?,
        })
    }
}

impl Reader<'_> {
    /// The lines of a subscription, the latest charge first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn invoice_lines(&self, id: &SubscriptionId) -> Result<Vec<InvoiceLine>, Error> {
        self.rows(
            "SELECT * FROM invoice_line WHERE subscription = ?1
             ORDER BY charge_start DESC, id DESC",
            [id.as_str()],
            InvoiceLine::from_row,
        )
    }

    /// The lines that charge days after this one.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn invoice_lines_charging_after(&self, day: Date) -> Result<Vec<InvoiceLine>, Error> {
        self.rows(
            "SELECT * FROM invoice_line WHERE charge_end > ?1 ORDER BY id",
            [day.to_text()],
            InvoiceLine::from_row,
        )
    }

    /// The lines of a customer, by subscription, the latest charge first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn invoice_lines_of(&self, customer: &CustomerId) -> Result<Vec<InvoiceLine>, Error> {
        self.rows(
            "SELECT * FROM invoice_line WHERE customer = ?1
             ORDER BY subscription, charge_start DESC, id DESC",
            [customer.as_str()],
            InvoiceLine::from_row,
        )
    }
}

impl Writer<'_> {
    /// Replaces the whole set.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn replace_invoice_lines(&mut self, lines: &[InvoiceLine]) -> Result<(), Error> {
        self.run("DELETE FROM invoice_line", [])?;
        for line in lines {
            self.run(
                "INSERT INTO invoice_line (customer, tenant, subscription, product, quantity,
                    unit_price, cycle, charge_start, charge_end, period)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    text_of(line.customer.as_ref()),
                    text_of(line.tenant.as_ref()),
                    line.subscription.as_str(),
                    line.product,
                    line.quantity.to_text(),
                    text_of(line.unit_price.as_ref()),
                    text_of(line.cycle.as_ref()),
                    text_of(line.charge_start.as_ref()),
                    text_of(line.charge_end.as_ref()),
                    line.period,
                ],
            )?;
        }
        Ok(())
    }
}
