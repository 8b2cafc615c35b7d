//! The names of many things at once: a record about 5,000 customers is shown with
//! one question for each kind of thing, not with one for each of them.
//!
//! A name that nothing here knows is left out; its reader falls back on the id.

use crate::{access::Reader, cell::Cells, error::Error};
use domain::ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId};
use rusqlite::Row;
use std::collections::BTreeMap;

/// What an agreement is called, and what tells it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAgreement {
    /// Number.
    pub id: AgreementId,
    /// Name.
    pub name: String,
    /// Its company.
    pub company: CompanyId,
    /// That company's name, where it is known.
    pub company_name: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// ConnectWise prorates additions by their dates.
    pub prorates: bool,
}

impl NamedAgreement {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: AgreementId(row.get("id")?),
            name: row.get("name")?,
            company: CompanyId(row.get("company")?),
            company_name: row.get("company_name")?,
            currency: row.get("currency")?,
            prorates: row.get("prorates")?,
        })
    }
}

impl Reader<'_> {
    /// Customers' names; of those that C3 no longer lists, the one that the ledger
    /// has.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_names<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a CustomerId>,
    ) -> Result<BTreeMap<CustomerId, String>, Error> {
        let rows = self.rows(
            "SELECT asked.value AS id, ifnull(
                (SELECT name FROM customer WHERE id = asked.value),
                (SELECT customer_name FROM event WHERE customer = asked.value
                 ORDER BY id DESC LIMIT 1)) AS name
             FROM json_each(?1) AS asked",
            [texts(ids.into_iter().map(CustomerId::as_str))?],
            |row| Ok((row.text("id")?, row.get::<_, Option<String>>("name")?)),
        )?;
        Ok(known(rows))
    }

    /// Companies' names, those of gone ones, too.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn company_names<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a CompanyId>,
    ) -> Result<BTreeMap<CompanyId, String>, Error> {
        let rows = self.rows(
            "SELECT id, name FROM company WHERE id IN (SELECT value FROM json_each(?1))",
            [numbers(ids.into_iter().map(|id| id.0))],
            |row| Ok((CompanyId(row.get("id")?), row.get("name")?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// Agreements with their companies' names, gone ones, too.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreement_names<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a AgreementId>,
    ) -> Result<Vec<NamedAgreement>, Error> {
        self.rows(
            "SELECT agreement.id, agreement.name, agreement.company,
                company.name AS company_name,
                ifnull(agreement.currency, company.currency) AS currency, agreement.prorates
             FROM agreement LEFT JOIN company ON company.id = agreement.company
             WHERE agreement.id IN (SELECT value FROM json_each(?1))",
            [numbers(ids.into_iter().map(|id| id.0))],
            NamedAgreement::from_row,
        )
    }

    /// Catalog items' identifiers, those of gone ones, too.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn item_names<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a ItemId>,
    ) -> Result<BTreeMap<ItemId, String>, Error> {
        let rows = self.rows(
            "SELECT id, identifier FROM item WHERE id IN (SELECT value FROM json_each(?1))",
            [numbers(ids.into_iter().map(|id| id.0))],
            |row| Ok((ItemId(row.get("id")?), row.get("identifier")?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The products that subscriptions are of: as the last event says, else the
    /// latest invoice line.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn product_names<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a SubscriptionId>,
    ) -> Result<BTreeMap<SubscriptionId, String>, Error> {
        let rows = self.rows(
            "SELECT asked.value AS id, ifnull(
                (SELECT product FROM event WHERE counts_for = asked.value
                 ORDER BY sorts_at DESC, id DESC LIMIT 1),
                (SELECT product FROM invoice_line WHERE subscription = asked.value
                 ORDER BY charge_start DESC, id DESC LIMIT 1)) AS name
             FROM json_each(?1) AS asked",
            [texts(ids.into_iter().map(SubscriptionId::as_str))?],
            |row| Ok((row.text("id")?, row.get::<_, Option<String>>("name")?)),
        )?;
        Ok(known(rows))
    }
}

fn known<K: Ord>(rows: Vec<(K, Option<String>)>) -> BTreeMap<K, String> {
    let named = rows.into_iter();
    named.filter_map(|(id, name)| Some((id, name?))).collect()
}

/// A list for `json_each`.
fn texts<'a>(ids: impl Iterator<Item = &'a str>) -> Result<String, Error> {
    Ok(crate::cell::json_of(&ids.collect::<Vec<_>>())?)
}

/// A list for `json_each`.
fn numbers(ids: impl Iterator<Item = u32>) -> String {
    let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}
