//! Products and subscriptions of a customer, as the mapping screen shows them.

use super::mirror;
use domain::cycle;
use serde::Serialize;
use specta::Type;
use workflow::listing;

mirror! {
    /// How often something is billed.
    BillingCycle of cycle::BillingCycle {
        /// Every month.
        Monthly,
        /// Every year.
        Annual,
        /// Every three years.
        Triennial,
        /// Once.
        OneTime,
    }
}

mirror! {
    /// The rule that gave a billing cycle.
    CycleRule of cycle::CycleRule {
        /// The user chose it.
        UserChoice,
        /// The subscription's C3 invoice line says it.
        InvoiceLine,
        /// One plan offer has this name.
        OneOffer,
        /// Of several offers, one has this price.
        OfferPrice,
    }
}

/// A product of a customer.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Product {
    /// The product's id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Billing cycle; none while nothing tells it.
    pub(crate) billing_cycle: Option<BillingCycle>,
    /// The rule that gave it.
    pub(crate) cycle_rule: Option<CycleRule>,
    /// Where it is billed, where it is mapped.
    pub(crate) mapping: Option<ProductTarget>,
    /// Why it is not billed through ConnectWise, where it was set aside.
    pub(crate) set_aside: Option<String>,
    /// Why it cannot be mapped, where it cannot.
    pub(crate) reason: Option<String>,
    /// Subscriptions that are of it now.
    pub(crate) subscriptions: u32,
}

/// Where a product is billed.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ProductTarget {
    /// Agreement.
    pub(crate) agreement: u32,
    /// Its name.
    pub(crate) agreement_name: String,
    /// Catalog item.
    pub(crate) item: u32,
    /// Its identifier.
    pub(crate) item_name: String,
}

impl From<listing::ProductRow> for Product {
    fn from(row: listing::ProductRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            billing_cycle: row.billing_cycle.map(Into::into),
            cycle_rule: row.cycle_rule.map(Into::into),
            mapping: row.mapping.map(|target| ProductTarget {
                agreement: target.agreement.0,
                agreement_name: target.agreement_name,
                item: target.item.0,
                item_name: target.item_name,
            }),
            set_aside: row.set_aside,
            reason: row.reason,
            subscriptions: row.subscriptions,
        }
    }
}

mirror! {
    /// What tells a subscription's opening quantity and price.
    OpeningSource of domain::timeline::OpeningSource {
        /// The first event's old values.
        Ledger,
        /// The user entered it.
        User,
        /// The latest C3 invoice line.
        InvoiceLine,
        /// The line that was adopted for it.
        AdoptedLine,
    }
}

/// A subscription as it is now.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Subscription {
    /// Its id.
    pub(crate) id: String,
    /// Its product's name.
    pub(crate) product: String,
    /// Billing cycle; none while nothing tells it.
    pub(crate) billing_cycle: Option<BillingCycle>,
    /// The rule that gave it.
    pub(crate) cycle_rule: Option<CycleRule>,
    /// Licences.
    pub(crate) quantity: Option<String>,
    /// Price of one for one billing cycle.
    pub(crate) unit_price: Option<String>,
    /// Status in C3.
    pub(crate) status: Option<String>,
    /// What it was before the ledger begins; none while nothing tells it.
    pub(crate) baseline: Option<Baseline>,
    /// Accord derived its id, for C3 gave none.
    pub(crate) derived: bool,
    /// Nothing is planned for it.
    pub(crate) on_hold: bool,
}

/// What a subscription was before the ledger begins.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Baseline {
    /// Licences.
    pub(crate) quantity: String,
    /// Price of one for one billing cycle.
    pub(crate) unit_price: Option<String>,
    /// What tells it.
    pub(crate) source: OpeningSource,
}

impl From<listing::SubscriptionRow> for Subscription {
    fn from(row: listing::SubscriptionRow) -> Self {
        Self {
            id: row.id.to_string(),
            product: row.product,
            billing_cycle: row.billing_cycle.map(Into::into),
            cycle_rule: row.cycle_rule.map(Into::into),
            quantity: row.quantity,
            unit_price: row.unit_price,
            status: row.status,
            baseline: row.baseline.map(|baseline| Baseline {
                quantity: baseline.quantity,
                unit_price: baseline.unit_price,
                source: baseline.source.into(),
            }),
            derived: row.derived,
            on_hold: row.on_hold,
        }
    }
}
