//! What a person decides: billing cycles, opening quantities, products set aside,
//! settings, and the word on each finding that asks for one.
//!
//! A decision is kept and carried out by the next plan; nothing here writes to
//! ConnectWise.

mod additions;
mod cut_over;
mod edited;
mod settings;
mod subscriptions;

pub use additions::{AdditionDecision, LineVerdict};
pub use cut_over::{Sitting, Word};
pub use edited::EditedLine;

use crate::{Workflow, error::Error, mapping::Names};
use domain::{
    ids::CustomerId,
    line::EventId,
    mapping::{ProductKey, Refusal},
    timeline::Decision,
};
use store::{SetAside, Writer};

impl Workflow {
    /// Sets a product aside: it is not billed through ConnectWise, and listed
    /// with its reason. Without a billing cycle, under every cycle.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a product that the customer has not;
    /// [`Error::Refused`] when it is mapped.
    pub fn set_aside(
        &self,
        customer: &CustomerId,
        product: &ProductKey,
        reason: &str,
    ) -> Result<(), Error> {
        if reason.trim().is_empty() {
            return Err(Error::Argument(
                "Say why the product is not billed".to_owned(),
            ));
        }
        if !self
            .products_of(customer)?
            .values()
            .any(|known| is_part(known, product))
        {
            return Err(Error::Unknown {
                what: "product",
                id: product.id(),
            });
        }
        let aside = SetAside {
            customer: customer.clone(),
            product: product.clone(),
            reason: reason.trim().to_owned(),
        };
        self.store.try_write(|writer| set_aside(writer, &aside))
    }

    /// Bills a product again that was set aside.
    ///
    /// # Errors
    /// [`Error::Unknown`] when it was not.
    pub fn take_back(&self, customer: &CustomerId, product: &ProductKey) -> Result<(), Error> {
        match self
            .store
            .write(|writer| writer.take_back(customer, product))?
        {
            true => Ok(()),
            false => Err(Error::Unknown {
                what: "product set aside",
                id: product.id(),
            }),
        }
    }

    /// Accepts or discards an event that contradicts the one before it, or that
    /// fits no kind of change.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the ledger has no such event.
    pub fn decide_event(&self, event: EventId, decision: Decision) -> Result<(), Error> {
        self.store.try_write(|writer| {
            if writer.event(event)?.is_none() {
                return Err(Error::Unknown {
                    what: "event",
                    id: event.to_string(),
                });
            }
            Ok(writer.decide_event(event, Some(decision))?)
        })
    }
}

/// Sets a product aside, unless it is mapped.
pub(crate) fn set_aside(writer: &mut Writer<'_>, aside: &SetAside) -> Result<(), Error> {
    let mapped = writer.product_mappings_of(&aside.customer)?;
    if let Some(taken) = mapped
        .iter()
        .find(|mapped| is_part(&mapped.product, &aside.product))
    {
        let names = Names(writer);
        return Err(Refusal::ProductTaken {
            product: names.product(taken),
            item: names.item(taken.item)?,
            agreement: names.agreement(taken.agreement)?,
        }
        .into());
    }
    Ok(writer.set_aside(aside)?)
}

/// Whether a product is one of those that `whole` names: of that name and, where
/// `whole` has a billing cycle, of that cycle.
fn is_part(product: &ProductKey, whole: &ProductKey) -> bool {
    product.name.folded() == whole.name.folded()
        && (whole.cycle.is_none() || product.cycle == whole.cycle)
}
