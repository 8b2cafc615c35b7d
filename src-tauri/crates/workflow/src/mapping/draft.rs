//! The four choices of mapping saved together: customer, agreement and products, all
//! of them or nothing.

use super::{
    agreement::{self, AgreementChoices, Wanted},
    customer::{self, check_known},
    product,
};
use crate::{Workflow, error::Error, listing::identity};
use domain::{
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    mapping::{CustomerMapping, ProductKey, ProductMapping},
};
use jiff::Timestamp;
use store::Writer;

/// What a person chose, from the customer down to its products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingDraft {
    /// The C3 customer.
    pub customer: CustomerId,
    /// The company that it is.
    pub company: CompanyId,
    /// One of that company's agreements.
    pub agreement: AgreementId,
    /// The terms that were chosen for it.
    pub choices: AgreementChoices,
    /// Products of the customer, each with its catalog item.
    pub products: Vec<(ProductKey, ItemId)>,
}

impl Workflow {
    /// Maps what is not mapped yet of a draft, all of it or nothing. What is mapped
    /// as the draft says it already stays; chosen terms that differ from an
    /// agreement's are put on it.
    ///
    /// Answers with what a person should know, as for [`Self::map_products`].
    ///
    /// # Errors
    /// [`Error::Unknown`] for what is not known; [`Error::Refused`] with the rule
    /// that forbids it; [`Error::Rule`] for what is gone in ConnectWise.
    pub fn save_mapping(&self, draft: &MappingDraft) -> Result<Vec<String>, Error> {
        let known = self.products_of(&draft.customer)?;
        let price_source = self.billing_settings()?.price_source;
        let now = self.clock.now();
        self.store.try_write(|writer| {
            check_known(writer, &draft.customer)?;
            map_customer(writer, draft, now)?;
            let wanted = Wanted {
                customer: &draft.customer,
                agreement: draft.agreement,
                choices: draft.choices,
                price_source,
            };
            map_agreement(writer, &wanted, now)?;
            let mut warnings = Vec::new();
            for (product, item) in &draft.products {
                if !known.contains_key(&identity(product)) {
                    return Err(product::unknown(product));
                }
                let mapping = ProductMapping {
                    customer: draft.customer.clone(),
                    product: product.clone(),
                    agreement: draft.agreement,
                    item: *item,
                };
                warnings.extend(map_product(writer, &mapping, now)?);
            }
            Ok(warnings)
        })
    }
}

fn map_customer(
    writer: &mut Writer<'_>,
    draft: &MappingDraft,
    now: Timestamp,
) -> Result<(), Error> {
    let mapping = CustomerMapping {
        customer: draft.customer.clone(),
        company: draft.company,
    };
    match writer.customer_mapping(&draft.customer)? {
        Some(mapped) if mapped == mapping => Ok(()),
        _ => customer::map(writer, &mapping, now),
    }
}

fn map_agreement(
    writer: &mut Writer<'_>,
    wanted: &Wanted<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    match writer.agreement_mapping(wanted.agreement)? {
        Some(mapped) if mapped.customer == *wanted.customer => {
            if wanted.choices.alter(&mapped.terms) {
                agreement::change(writer, &mapped, wanted.choices)?;
            }
            Ok(())
        }
        _ => agreement::map(writer, wanted, now),
    }
}

fn map_product(
    writer: &mut Writer<'_>,
    mapping: &ProductMapping,
    now: Timestamp,
) -> Result<Option<String>, Error> {
    let mapped = writer.product_mapping(&mapping.customer, &mapping.product)?;
    if mapped.is_some_and(|mapped| mapped == *mapping) {
        return Ok(None);
    }
    product::map(writer, mapping, now)?;
    product::other_cycles(writer, mapping)
}
