//! ConnectWise's companies, and which can be chosen: one that is mapped cannot,
//! until its mapping is released.

use crate::{Workflow, error::Error, mapping::Names};
use domain::{
    ids::{CompanyId, CustomerId},
    mapping::Refusal,
};
use serde::Serialize;
use store::{Company, Found, Reader, Search};

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
    /// Whether it can be chosen.
    pub selectable: bool,
    /// Why not.
    pub reason: Option<String>,
}

impl Workflow {
    /// The companies that are there, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn companies(&self, search: &Search) -> Result<Found<CompanyRow>, Error> {
        Ok(self.store.read(|reader| {
            let Found { items, total } = reader.companies(search)?;
            let rows = items.into_iter().map(|company| row(reader, company));
            Ok(Found {
                items: rows.collect::<Result<_, _>>()?,
                total,
            })
        })?)
    }
}

/// The company that a customer is mapped to, whatever became of it in ConnectWise.
pub(super) fn mapped(reader: &Reader<'_>, id: CompanyId) -> Result<CompanyRow, store::Error> {
    match reader.company(id)? {
        Some(company) => row(reader, company),
        None => forgotten(reader, id),
    }
}

fn row(reader: &Reader<'_>, company: Company) -> Result<CompanyRow, store::Error> {
    let customer = reader.holder_of_company(company.id)?;
    let reason = match &customer {
        _ if company.gone || company.deleted => Some(format!(
            "The company {} is gone in ConnectWise",
            company.name
        )),
        Some(customer) => Some(taken(reader, &company.name, customer)?),
        None => None,
    };
    Ok(CompanyRow {
        id: company.id,
        name: company.name,
        identifier: company.identifier,
        status: company.status,
        city: company.city,
        customer,
        selectable: reason.is_none(),
        reason,
    })
}

fn taken(
    reader: &Reader<'_>,
    company: &str,
    customer: &CustomerId,
) -> Result<String, store::Error> {
    let refusal = Refusal::CompanyTaken {
        company: company.to_owned(),
        customer: Names(reader).customer(customer)?,
    };
    Ok(refusal.to_string())
}

/// A mapped company that was never read here.
fn forgotten(reader: &Reader<'_>, id: CompanyId) -> Result<CompanyRow, store::Error> {
    Ok(CompanyRow {
        id,
        name: Names(reader).company(id)?,
        identifier: String::new(),
        status: None,
        city: None,
        customer: reader.holder_of_company(id)?,
        selectable: false,
        reason: Some("The company is not known here; refresh ConnectWise".to_owned()),
    })
}
