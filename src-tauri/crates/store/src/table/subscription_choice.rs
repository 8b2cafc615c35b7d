//! What the user said about a subscription: its billing cycle, what it was before
//! the ledger begins, and whether it is on hold.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{cycle::BillingCycle, ids::SubscriptionId};
use rusqlite::{Row, params};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a subscription was on the first planned day, entered by the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// Licences.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle.
    pub unit_price: Decimal,
}

/// The user's choices for one subscription.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubscriptionChoice {
    /// Billing cycle.
    pub cycle: Option<BillingCycle>,
    /// What it was before the ledger begins.
    pub baseline: Option<Baseline>,
    /// It was not the user who said so, but an invoice or an adopted line, when this
    /// desktop first validated; on another desktop they may say something else.
    pub baseline_told: bool,
    /// Nothing is planned for it.
    pub held: bool,
}

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        18,
        "subscription_choice",
        "CREATE TABLE subscription_choice (
        subscription       TEXT PRIMARY KEY,
        cycle              TEXT,
        baseline_quantity  TEXT,
        baseline_price     TEXT,
        held               INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
        CHECK ((baseline_quantity IS NULL) = (baseline_price IS NULL))
    ) STRICT",
    ),
    Migration::new(
        36,
        "subscription_choice_told",
        "ALTER TABLE subscription_choice
            ADD COLUMN baseline_told INTEGER NOT NULL DEFAULT 0 CHECK (baseline_told IN (0, 1))",
    ),
];

fn from_row(row: &Row<'_>) -> rusqlite::Result<SubscriptionChoice> {
    let quantity = row.text_or_none("baseline_quantity")?;
    let unit_price = row.text_or_none("baseline_price")?;
    Ok(SubscriptionChoice {
        cycle: row.text_or_none("cycle")?,
        baseline: quantity
            .zip(unit_price)
            .map(|(quantity, unit_price)| Baseline {
                quantity,
                unit_price,
            }),
        baseline_told: row.get("baseline_told")?,
        held: row.get("held")?,
    })
}

impl Reader<'_> {
    /// How many subscriptions are on hold.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_held(&self) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM subscription_choice WHERE held = 1";
        Ok(self.connection().query_row(sql, [], |row| row.get(0))?)
    }

    /// The choices for a subscription; none made is the default.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn subscription_choice(&self, id: &SubscriptionId) -> Result<SubscriptionChoice, Error> {
        let sql = "SELECT * FROM subscription_choice WHERE subscription = ?1";
        Ok(self.row(sql, [id.as_str()], from_row)?.unwrap_or_default())
    }

    /// All choices that were made.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn subscription_choices(
        &self,
    ) -> Result<BTreeMap<SubscriptionId, SubscriptionChoice>, Error> {
        let rows = self.rows("SELECT * FROM subscription_choice", [], |row| {
            Ok((row.text("subscription")?, from_row(row)?))
        })?;
        Ok(rows.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Sets a subscription's billing cycle; `None` takes the choice back.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn choose_cycle(
        &mut self,
        id: &SubscriptionId,
        cycle: Option<BillingCycle>,
    ) -> Result<(), Error> {
        self.run(
            "INSERT INTO subscription_choice (subscription, cycle) VALUES (?1, ?2)
             ON CONFLICT (subscription) DO UPDATE SET cycle = excluded.cycle",
            params![id.as_str(), text_of(cycle.as_ref())],
        )?;
        Ok(())
    }

    /// Sets what a subscription was before the ledger begins, by the user's word.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn set_baseline(
        &mut self,
        id: &SubscriptionId,
        baseline: Option<Baseline>,
    ) -> Result<(), Error> {
        self.put_baseline(id, baseline, false)
    }

    /// Keeps what an invoice or an adopted line told of the time before the ledger.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_baseline(&mut self, id: &SubscriptionId, told: Baseline) -> Result<(), Error> {
        self.put_baseline(id, Some(told), true)
    }

    fn put_baseline(
        &mut self,
        id: &SubscriptionId,
        baseline: Option<Baseline>,
        told: bool,
    ) -> Result<(), Error> {
        self.run(
            "INSERT INTO subscription_choice
                (subscription, baseline_quantity, baseline_price, baseline_told)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (subscription) DO UPDATE SET
                baseline_quantity = excluded.baseline_quantity,
                baseline_price = excluded.baseline_price,
                baseline_told = excluded.baseline_told",
            params![
                id.as_str(),
                baseline.map(|baseline| baseline.quantity.to_text()),
                baseline.map(|baseline| baseline.unit_price.to_text()),
                told,
            ],
        )?;
        Ok(())
    }

    /// Puts a subscription on hold, or lifts it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn hold(&mut self, id: &SubscriptionId, held: bool) -> Result<(), Error> {
        self.run(
            "INSERT INTO subscription_choice (subscription, held) VALUES (?1, ?2)
             ON CONFLICT (subscription) DO UPDATE SET held = excluded.held",
            params![id.as_str(), held],
        )?;
        Ok(())
    }
}
