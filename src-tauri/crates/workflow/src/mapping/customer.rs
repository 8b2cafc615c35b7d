//! One C3 customer, one company.

use super::names::Names;
use crate::{Workflow, error::Error};
use domain::{
    ids::{CompanyId, CustomerId},
    mapping::{CustomerMapping, Refusal},
};
use jiff::Timestamp;
use store::{MatchKind, Reader, Writer};

impl Workflow {
    /// Maps a C3 customer to a company.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that is not known; [`Error::Refused`] when one
    /// of the two is mapped already; [`Error::Rule`] when the company is gone.
    pub fn map_customer(&self, customer: &CustomerId, company: CompanyId) -> Result<(), Error> {
        let now = self.clock.now();
        let mapping = CustomerMapping {
            customer: customer.clone(),
            company,
        };
        self.store.try_write(|writer| {
            check_known(writer, &mapping.customer)?;
            map(writer, &mapping, now)
        })
    }
}

/// Maps, once the rules allow it. The customer need not be known: a mappings
/// file may come before the first refresh of C3.
pub(super) fn map(
    writer: &mut Writer<'_>,
    mapping: &CustomerMapping,
    now: Timestamp,
) -> Result<(), Error> {
    check_company(writer, mapping.company)?;
    check_free(writer, mapping)?;
    writer.map_customer(mapping, now)?;
    // It was found after all.
    writer.take_back_no_match(MatchKind::Customer, &mapping.customer, "")?;
    Ok(())
}

/// Neither of the two is mapped yet.
pub(super) fn check_free(reader: &Reader<'_>, mapping: &CustomerMapping) -> Result<(), Error> {
    let names = Names(reader);
    if let Some(taken) = reader.customer_mapping(&mapping.customer)? {
        return Err(Refusal::CustomerTaken {
            customer: names.customer(&mapping.customer)?,
            company: names.company(taken.company)?,
        }
        .into());
    }
    if let Some(holder) = reader.holder_of_company(mapping.company)? {
        return Err(Refusal::CompanyTaken {
            customer: names.customer(&holder)?,
            company: names.company(mapping.company)?,
        }
        .into());
    }
    Ok(())
}

/// The customer is one that C3 or the ledger names.
pub(super) fn check_known(reader: &Reader<'_>, customer: &CustomerId) -> Result<(), Error> {
    match reader.customer(customer)? {
        Some(_) => Ok(()),
        None => Err(Error::Unknown {
            what: "C3 customer",
            id: customer.to_string(),
        }),
    }
}

/// The company is there and can be chosen.
pub(super) fn check_company(reader: &Reader<'_>, company: CompanyId) -> Result<(), Error> {
    match reader.company(company)? {
        None => Err(Error::Unknown {
            what: "company",
            id: company.to_string(),
        }),
        Some(gone) if gone.gone || gone.deleted => Err(Error::Rule(format!(
            "The company {} is gone in ConnectWise and cannot be chosen",
            gone.name
        ))),
        Some(_) => Ok(()),
    }
}
