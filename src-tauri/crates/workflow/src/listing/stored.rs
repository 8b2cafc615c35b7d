//! A customer's subscriptions and products from what is stored, computed as a
//! validation does, with ConnectWise as it was last read.

use crate::{
    Workflow,
    assemble::{Reading, Subscription, subscriptions},
    error::Error,
};
use connectwise::{BillCustomer, Info, ItemReference};
use domain::{
    cycle::BillingCycle,
    ids::{CompanyId, CustomerId},
    mapping::ProductKey,
    timeline::ProductName,
};
use std::collections::BTreeMap;
use store::{Addition, Event, Reader};

/// Stands for the company of a customer that is mapped to none. ConnectWise
/// numbers from 1.
const NO_COMPANY: CompanyId = CompanyId(0);

impl Workflow {
    /// A customer's subscriptions, by id.
    pub(crate) fn known_subscriptions(
        &self,
        customer: &CustomerId,
    ) -> Result<Vec<Subscription>, Error> {
        let common = self.common_to_subscriptions()?;
        let (company, reading) = self.store.read(|reader| last_read(reader, customer))?;
        let gathered = self.with_reading(&common, customer, company, reading, None)?;
        Ok(subscriptions(&gathered.facts()))
    }

    /// A customer's products: all that its subscriptions are or were.
    pub(crate) fn products_of(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeMap<Identity, ProductKey>, Error> {
        let events = self
            .store
            .read(|reader| reader.events_of_customer(customer))?;
        let subscriptions = self.known_subscriptions(customer)?;
        Ok(subscriptions
            .iter()
            .flat_map(|known| products(known, &events))
            .collect())
    }
}

/// What makes a product the same one, however its name is written.
pub(crate) type Identity = (String, Option<BillingCycle>);

/// What makes a product the same one.
pub(crate) fn identity(product: &ProductKey) -> Identity {
    (product.name.folded().to_owned(), product.cycle)
}

/// The products that a subscription is or was. Without a timeline only the names
/// in its events are known.
pub(super) fn products(
    subscription: &Subscription,
    events: &[Event],
) -> BTreeMap<Identity, ProductKey> {
    let key = |name: ProductName| {
        let cycle = subscription.cycles.get(&name).map(|(cycle, _)| *cycle);
        let product = ProductKey { name, cycle };
        (identity(&product), product)
    };
    match &subscription.timeline {
        Some(timeline) => timeline
            .segments()
            .iter()
            .map(|segment| key(segment.state.product.clone()))
            .collect(),
        None => {
            let own = events
                .iter()
                .filter(|event| event.subscription == subscription.id);
            own.map(|event| key(ProductName::new(&event.row.product)))
                .collect()
        }
    }
}

fn last_read(
    reader: &Reader<'_>,
    customer: &CustomerId,
) -> Result<(CompanyId, Reading), store::Error> {
    let Some(mapping) = reader.customer_mapping(customer)? else {
        return Ok((NO_COMPANY, Reading::default()));
    };
    let mut reading = Reading::default();
    for copy in reader.additions_of(mapping.company)? {
        reading
            .additions
            .entry(copy.agreement.0)
            .or_default()
            .push(addition(copy));
    }
    Ok((mapping.company, reading))
}

/// The copy as the record that it was.
fn addition(copy: Addition) -> connectwise::Addition {
    let reference = copy.reference.map(|reference| reference.to_string());
    connectwise::Addition {
        id: copy.id.0,
        product: ItemReference {
            id: Some(copy.item.0),
            identifier: copy.item_identifier,
        },
        quantity: copy.quantity,
        less_included: copy.less_included,
        unit_price: copy.unit_price,
        unit_cost: copy.unit_cost,
        bill_customer: match copy.bill_customer.as_str() {
            "Billable" => BillCustomer::Billable,
            "NoCharge" => BillCustomer::NoCharge,
            _ => BillCustomer::DoNotBill,
        },
        effective_date: copy.effective,
        cancelled_date: copy.cancelled,
        taxable_flag: copy.taxable,
        // Wherever the reference stood: reading looks in both places.
        serial_number: reference.or(copy.serial_number),
        invoice_description: copy.text,
        description: None,
        custom_fields: Vec::new(),
        info: Info {
            last_updated: copy.last_updated,
            updated_by: None,
        },
    }
}
