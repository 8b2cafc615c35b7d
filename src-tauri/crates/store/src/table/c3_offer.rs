//! C3's plan offers as last read: what tells a product's billing cycle and its
//! sale price.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    cycle::{BillingCycle, OfferCycle},
    ids::folded,
};
use rusqlite::{Row, params};
use rust_decimal::Decimal;

/// An offer of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// C3's id of the offer.
    pub id: String,
    /// The product's name.
    pub name: String,
    /// The plan that it stands in.
    pub plan: String,
    /// Billing cycle.
    pub cycle: BillingCycle,
    /// What the customer pays for one unit and one cycle.
    pub sale_price: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    5,
    "offer",
    "CREATE TABLE offer (
        id         TEXT NOT NULL,
        name       TEXT NOT NULL,
        folded     TEXT NOT NULL,
        plan       TEXT NOT NULL,
        cycle      TEXT NOT NULL,
        sale_price TEXT,
        currency   TEXT
    ) STRICT;
    CREATE INDEX offer_folded ON offer (folded)",
)];

impl Offer {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            plan: row.get("plan")?,
            cycle: row.text("cycle")?,
            sale_price: row.text_or_none("sale_price")?,
            currency: row.get("currency")?,
        })
    }

    /// What of it tells a billing cycle.
    #[must_use]
    pub fn offer_cycle(&self) -> OfferCycle {
        OfferCycle {
            name: self.name.clone(),
            cycle: self.cycle,
            sale_price: self.sale_price,
        }
    }
}

impl Reader<'_> {
    /// All offers.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn offers(&self) -> Result<Vec<Offer>, Error> {
        let sql = "SELECT * FROM offer ORDER BY folded, plan, id";
        self.rows(sql, [], Offer::from_row)
    }

    /// The offers of one product's name, compared without regard to case.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn offers_named(&self, product: &str) -> Result<Vec<Offer>, Error> {
        let sql = "SELECT * FROM offer WHERE folded = ?1 ORDER BY plan, id";
        self.rows(sql, [folded(product)], Offer::from_row)
    }
}

impl Writer<'_> {
    /// Replaces the whole set.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn replace_offers(&mut self, offers: &[Offer]) -> Result<(), Error> {
        self.run("DELETE FROM offer", [])?;
        for offer in offers {
            self.run(
                "INSERT INTO offer (id, name, folded, plan, cycle, sale_price, currency)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    offer.id,
                    offer.name,
                    folded(&offer.name),
                    offer.plan,
                    offer.cycle.to_text(),
                    text_of(offer.sale_price.as_ref()),
                    offer.currency,
                ],
            )?;
        }
        Ok(())
    }
}
