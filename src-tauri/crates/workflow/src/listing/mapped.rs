//! The mapped customers: the list from which a validation is begun, and one of them
//! with everything below it, for its release.

use super::{
    AgreementRow, CompanyRow, CustomerRow, ProductRow, Standing, agreements, companies, customers,
};
use crate::{Workflow, error::Error};
use domain::ids::{AgreementId, CustomerId};
use serde::Serialize;
use store::{Found, Reader, Search};

/// A mapped agreement with the products that are mapped on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappedAgreement {
    /// The agreement.
    pub agreement: AgreementRow,
    /// The products mapped on it, by name.
    pub products: Vec<ProductRow>,
}

/// A mapped customer with everything below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappedCustomer {
    /// The C3 customer.
    pub customer: CustomerRow,
    /// The company that it is mapped to.
    pub company: CompanyRow,
    /// The agreements that are mapped for it, by number.
    pub agreements: Vec<MappedAgreement>,
}

impl Workflow {
    /// The mapped customers by name, of one standing or of any.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mapped_customers(
        &self,
        search: &Search,
        standing: Option<Standing>,
    ) -> Result<Found<CustomerRow>, Error> {
        Ok(self.store.read(|reader| {
            if standing.is_some() {
                return Ok(part(rows(reader, search, standing)?, search));
            }
            let Found { items, total } = part(reader.mapped_customers(search)?, search);
            Ok(Found {
                items: customers::rows(reader, items)?,
                total,
            })
        })?)
    }

    /// The ids of all mapped customers that match, whatever part of them the search
    /// asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mapped_customer_ids(
        &self,
        search: &Search,
        standing: Option<Standing>,
    ) -> Result<Vec<CustomerId>, Error> {
        Ok(self.store.read(|reader| {
            if standing.is_some() {
                let rows = rows(reader, search, standing)?.into_iter();
                return Ok(rows.map(|row| row.id).collect());
            }
            let found = reader.mapped_customers(search)?.into_iter();
            Ok(found.map(|customer| customer.id).collect())
        })?)
    }

    /// A mapped customer with its company, its agreements and their products; `None`
    /// while it is not mapped. What is gone in ConnectWise shows, with that as the
    /// reason.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mapped_view(&self, customer: &CustomerId) -> Result<Option<MappedCustomer>, Error> {
        let mapping = self
            .store
            .read(|reader| reader.customer_mapping(customer))?;
        let Some(mapping) = mapping else {
            return Ok(None);
        };
        let products = self.products_known(customer)?;
        Ok(self.store.read(|reader| {
            let company = companies::mapped(reader, mapping.company)?;
            let agreements = agreements::mapped_for(reader, customer)?.into_iter();
            let found = reader.mapped_customer(customer)?.into_iter().collect();
            let found = customers::rows(reader, found)?.pop();
            Ok(found.map(|customer| MappedCustomer {
                customer,
                company,
                agreements: agreements
                    .map(|agreement| MappedAgreement {
                        products: mapped_on(agreement.id, &products),
                        agreement,
                    })
                    .collect(),
            }))
        })?)
    }
}

/// All mapped customers that match, each with where it stands.
pub(super) fn rows(
    reader: &Reader<'_>,
    search: &Search,
    standing: Option<Standing>,
) -> Result<Vec<CustomerRow>, store::Error> {
    let mut rows = customers::rows(reader, reader.mapped_customers(search)?)?;
    if let Some(standing) = standing {
        rows.retain(|row| row.standing == standing);
    }
    Ok(rows)
}

/// The part of what matches that a search asks for.
fn part<T>(found: Vec<T>, search: &Search) -> Found<T> {
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let limit = search.limit.map_or(usize::MAX, |limit| limit as usize);
    let items = found.into_iter().skip(search.offset as usize);
    Found {
        items: items.take(limit).collect(),
        total,
    }
}

fn mapped_on(agreement: AgreementId, products: &[ProductRow]) -> Vec<ProductRow> {
    let is_on = |row: &&ProductRow| {
        let target = row.mapping.as_ref();
        target.is_some_and(|target| target.agreement == agreement)
    };
    products.iter().filter(is_on).cloned().collect()
}
