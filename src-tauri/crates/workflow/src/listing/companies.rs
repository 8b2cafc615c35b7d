//! ConnectWise's companies, and which are mapped.

use crate::{Workflow, error::Error};
use domain::ids::{CompanyId, CustomerId};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Found, Search};

/// A company in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompanyRow {
    /// Number.
    pub id: CompanyId,
    /// Name.
    pub name: String,
    /// Short identifier.
    pub identifier: String,
    /// Status, in ConnectWise's words.
    pub status: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The C3 customer that it is mapped to.
    pub customer: Option<CustomerId>,
}

impl Workflow {
    /// The companies that are there, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn companies(&self, search: &Search) -> Result<Found<CompanyRow>, Error> {
        Ok(self.store.read(|reader| {
            let mapped = reader.customer_mappings()?;
            let holders: BTreeMap<CompanyId, CustomerId> = mapped
                .into_iter()
                .map(|mapping| (mapping.company, mapping.customer))
                .collect();
            let Found { items, total } = reader.companies(search)?;
            let row = |company: store::Company| CompanyRow {
                customer: holders.get(&company.id).cloned(),
                id: company.id,
                name: company.name,
                identifier: company.identifier,
                status: company.status,
                city: company.city,
            };
            Ok(Found {
                items: items.into_iter().map(row).collect(),
                total,
            })
        })?)
    }
}
