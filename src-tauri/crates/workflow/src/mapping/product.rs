//! A customer's products: each to one catalog item, on one agreement of its
//! billing cycle.

use super::{agreement::check_selectable, customer::check_known, names::Names};
use crate::{Workflow, error::Error, listing::identity};
use domain::{
    cycle::BillingCycle,
    ids::{AgreementId, CustomerId, ItemId},
    mapping::{ProductKey, ProductMapping, Refusal, check_cycle},
};
use jiff::Timestamp;
use store::{Item, MatchKind, Reader, Writer, fold};

impl Workflow {
    /// Maps products of a customer on one of its agreements: all of them, or
    /// none. A product that was set aside is billed again.
    ///
    /// Answers with what a person should know: items that other customers use
    /// for another billing cycle.
    ///
    /// # Errors
    /// [`Error::Unknown`] for what is not known; [`Error::Refused`] with the rule
    /// that forbids it.
    pub fn map_products(
        &self,
        customer: &CustomerId,
        agreement: AgreementId,
        products: &[(ProductKey, ItemId)],
    ) -> Result<Vec<String>, Error> {
        let known = self.products_of(customer)?;
        let now = self.clock.now();
        self.store.try_write(|writer| {
            check_known(writer, customer)?;
            let mut warnings = Vec::new();
            for (product, item) in products {
                let mapping = ProductMapping {
                    customer: customer.clone(),
                    product: product.clone(),
                    agreement,
                    item: *item,
                };
                check_agreement(writer, &mapping)?;
                if !known.contains_key(&identity(product)) {
                    return Err(unknown(product));
                }
                map(writer, &mapping, now)?;
                warnings.extend(other_cycles(writer, &mapping)?);
            }
            Ok(warnings)
        })
    }
}

/// The customer has no such product.
pub(super) fn unknown(product: &ProductKey) -> Error {
    Error::Unknown {
        what: "product",
        id: product.id(),
    }
}

/// Maps, once the rules allow it. The product need not be known: a mappings file
/// may come before the history.
pub(super) fn map(
    writer: &mut Writer<'_>,
    mapping: &ProductMapping,
    now: Timestamp,
) -> Result<(), Error> {
    check_agreement(writer, mapping)?;
    check_item(writer, mapping.item)?;
    check_free(writer, mapping)?;
    writer.map_product(mapping, now)?;
    writer.take_back(&mapping.customer, &mapping.product)?;
    let under_any_cycle = ProductKey {
        name: mapping.product.name.clone(),
        cycle: None,
    };
    writer.take_back(&mapping.customer, &under_any_cycle)?;
    // It was found after all.
    let id = mapping.product.id();
    writer.take_back_no_match(MatchKind::Product, &mapping.customer, &fold(&id))?;
    Ok(())
}

/// The agreement is mapped for the customer, can be billed on, and bills the
/// product's cycle.
fn check_agreement(reader: &Reader<'_>, mapping: &ProductMapping) -> Result<(), Error> {
    let names = Names(reader);
    let mapped = reader.agreement_mapping(mapping.agreement)?;
    if mapped.is_none_or(|mapped| mapped.customer != mapping.customer) {
        return Err(Refusal::AgreementNotMapped {
            agreement: names.agreement(mapping.agreement)?,
            customer: names.customer(&mapping.customer)?,
        }
        .into());
    }
    let Some(agreement) = reader
        .agreement(mapping.agreement)?
        .filter(|known| !known.gone)
    else {
        return Err(Error::Rule(format!(
            "The agreement {} is gone in ConnectWise and cannot be chosen",
            names.agreement(mapping.agreement)?
        )));
    };
    check_selectable(&agreement)?;
    if let Some(bills) = agreement.cycle {
        check_cycle(&mapping.product, &agreement.name, bills)?;
    }
    Ok(())
}

/// The item is there, active, and can be an addition.
pub(super) fn check_item(reader: &Reader<'_>, id: ItemId) -> Result<(), Error> {
    let unknown = Error::Unknown {
        what: "catalog item",
        id: id.to_string(),
    };
    let item = reader.item(id)?.ok_or(unknown)?;
    if item.gone {
        return Err(Error::Rule(format!(
            "{} is gone in ConnectWise and cannot be chosen",
            item.identifier
        )));
    }
    Ok(unselectable(&item).map_or(Ok(()), Err)?)
}

/// Why a catalog item cannot be chosen, if it cannot.
pub(crate) fn unselectable(item: &Item) -> Option<Refusal> {
    let name = item.identifier.clone();
    if item.inactive {
        return Some(Refusal::ItemInactive { item: name });
    }
    let is_bundle = item
        .class
        .as_deref()
        .is_some_and(|c| c.eq_ignore_ascii_case("bundle"));
    is_bundle.then_some(Refusal::ItemIsBundle { item: name })
}

/// Neither the product nor the item is mapped for the customer yet.
pub(super) fn check_free(reader: &Reader<'_>, mapping: &ProductMapping) -> Result<(), Error> {
    let names = Names(reader);
    if let Some(taken) = reader.product_mapping(&mapping.customer, &mapping.product)? {
        return Err(Refusal::ProductTaken {
            product: names.product(&taken),
            item: names.item(taken.item)?,
            agreement: names.agreement(taken.agreement)?,
        }
        .into());
    }
    if let Some(taken) = reader.holder_of_item(&mapping.customer, mapping.item)? {
        return Err(Refusal::ItemTaken {
            item: names.item(mapping.item)?,
            product: names.product(&taken),
        }
        .into());
    }
    Ok(())
}

/// Other customers use the item for another billing cycle.
pub(super) fn other_cycles(
    reader: &Reader<'_>,
    mapping: &ProductMapping,
) -> Result<Option<String>, Error> {
    let is_other = |other: &ProductMapping| {
        other.product.cycle != mapping.product.cycle && other.customer != mapping.customer
    };
    let others = reader.product_mappings_with(mapping.item)?;
    let Some(other) = others.into_iter().find(is_other) else {
        return Ok(None);
    };
    let names = Names(reader);
    let cycle = other.product.cycle.map_or("another", BillingCycle::word);
    Ok(Some(format!(
        "{} is used for the billing cycle {cycle} at {}; its price is for one cycle only",
        names.item(mapping.item)?,
        names.customer(&other.customer)?,
    )))
}
