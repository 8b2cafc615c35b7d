//! What a person knows of a subscription that no record tells.

use crate::{Workflow, error::Error};
use domain::{cycle::BillingCycle, ids::SubscriptionId};
use rust_decimal::Decimal;
use store::{Baseline, DuplicateChoice, Reader};

impl Workflow {
    /// Sets a subscription's billing cycle.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing tells of such a subscription.
    pub fn set_cycle(&self, id: &SubscriptionId, cycle: BillingCycle) -> Result<(), Error> {
        self.store.try_write(|writer| {
            check_known(writer, id)?;
            Ok(writer.choose_cycle(id, Some(cycle))?)
        })
    }

    /// Puts a subscription on hold, so that nothing is planned for it, or lifts that.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing tells of such a subscription.
    pub fn hold(&self, id: &SubscriptionId, held: bool) -> Result<(), Error> {
        self.store.try_write(|writer| {
            check_known(writer, id)?;
            Ok(writer.hold(id, held)?)
        })
    }

    /// Sets what a subscription was before the ledger begins: licences, and the
    /// price of one for one billing cycle.
    ///
    /// # Errors
    /// [`Error::Argument`] for a value below zero; [`Error::Unknown`] when nothing
    /// tells of such a subscription.
    pub fn set_baseline(
        &self,
        id: &SubscriptionId,
        quantity: Decimal,
        unit_price: Decimal,
    ) -> Result<(), Error> {
        for (what, value) in [("quantity", quantity), ("price", unit_price)] {
            if value < Decimal::ZERO {
                return Err(Error::Argument(format!("The opening {what} is below zero")));
            }
        }
        self.store.try_write(|writer| {
            check_known(writer, id)?;
            Ok(writer.set_baseline(
                id,
                Some(Baseline {
                    quantity,
                    unit_price,
                }),
            )?)
        })
    }
}

fn check_known(reader: &Reader<'_>, id: &SubscriptionId) -> Result<(), Error> {
    match is_known(reader, id)? {
        true => Ok(()),
        false => Err(unknown(id)),
    }
}

/// Whether the ledger, an invoice or an adopted addition tells of a subscription.
pub(super) fn is_known(reader: &Reader<'_>, id: &SubscriptionId) -> Result<bool, store::Error> {
    let adopted = DuplicateChoice::Adopt(id.clone());
    Ok(!reader.events_of_subscription(id)?.is_empty()
        || !reader.invoice_lines(id)?.is_empty()
        || reader
            .duplicate_decisions()?
            .iter()
            .any(|decision| decision.choice == adopted))
}

pub(super) fn unknown(id: &SubscriptionId) -> Error {
    Error::Unknown {
        what: "subscription",
        id: id.to_string(),
    }
}
