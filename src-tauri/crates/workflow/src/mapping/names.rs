//! The names of mapped things, for messages: an id that is not known shows as
//! itself.

use domain::{
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    mapping::ProductMapping,
};
use store::{Error, Reader};

/// Looks names up.
pub(crate) struct Names<'a, 'c>(pub(crate) &'a Reader<'c>);

impl Names<'_, '_> {
    /// A C3 customer's.
    pub(crate) fn customer(&self, id: &CustomerId) -> Result<String, Error> {
        let known = self.0.customer(id)?;
        Ok(known.map_or_else(|| id.to_string(), |customer| customer.name))
    }

    /// A company's.
    pub(crate) fn company(&self, id: CompanyId) -> Result<String, Error> {
        let known = self.0.company(id)?;
        Ok(known.map_or_else(|| format!("company {id}"), |company| company.name))
    }

    /// An agreement's.
    pub(crate) fn agreement(&self, id: AgreementId) -> Result<String, Error> {
        let known = self.0.agreement(id)?;
        Ok(known.map_or_else(|| format!("agreement {id}"), |agreement| agreement.name))
    }

    /// A catalog item's.
    pub(crate) fn item(&self, id: ItemId) -> Result<String, Error> {
        let known = self.0.item(id)?;
        Ok(known.map_or_else(|| format!("catalog item {id}"), |item| item.identifier))
    }

    /// A mapped product's, with its billing cycle.
    pub(crate) fn product(&self, mapping: &ProductMapping) -> String {
        let name = mapping.product.name.shown();
        match mapping.product.cycle {
            Some(cycle) => format!("{name} ({cycle})"),
            None => name.to_owned(),
        }
    }
}
