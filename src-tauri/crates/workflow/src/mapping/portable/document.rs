//! The file's shape. Names are written for the reader and never read back.

use domain::{
    agreement::{NextInvoiceCovers, PostingMode, PricePeriods},
    cycle::BillingCycle,
    ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the file says it is.
pub(super) const FORMAT: &str = "accord-mappings";

/// The newest version that is read.
pub(super) const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Document {
    pub(super) format: String,
    pub(super) version: u32,
    /// Billing settings as texts, by name.
    pub(super) settings: BTreeMap<String, String>,
    /// By C3's id.
    pub(super) customers: Vec<CustomerPart>,
    /// Choices, by subscription.
    #[serde(default)]
    pub(super) subscriptions: Vec<SubscriptionPart>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CustomerPart {
    pub(super) id: CustomerId,
    #[serde(default)]
    pub(super) name: String,
    /// None for a customer that has only products set aside.
    pub(super) company: Option<CompanyId>,
    #[serde(default)]
    pub(super) company_name: String,
    #[serde(default)]
    pub(super) agreements: Vec<AgreementPart>,
    #[serde(default)]
    pub(super) set_aside: Vec<SetAsidePart>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AgreementPart {
    pub(super) id: AgreementId,
    #[serde(default)]
    pub(super) name: String,
    pub(super) mode: Option<PostingMode>,
    pub(super) next_invoice_covers: Option<NextInvoiceCovers>,
    pub(super) bill_from: Option<Date>,
    /// Whose prices count on which days.
    #[serde(default)]
    pub(super) prices: PricePeriods,
    /// The first day that was not invoiced at the last validation.
    #[serde(default)]
    pub(super) seen_open: Option<Date>,
    #[serde(default)]
    pub(super) products: Vec<ProductPart>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ProductPart {
    /// The product's id: cycle, colon, name.
    pub(super) id: String,
    pub(super) item: ItemId,
    #[serde(default)]
    pub(super) item_name: String,
    /// The first day that is planned for it, once it was validated.
    #[serde(default)]
    pub(super) first_day: Option<Date>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SetAsidePart {
    pub(super) id: String,
    pub(super) reason: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SubscriptionPart {
    pub(super) id: SubscriptionId,
    pub(super) billing_cycle: Option<BillingCycle>,
    pub(super) baseline_quantity: Option<Decimal>,
    pub(super) baseline_price: Option<Decimal>,
    #[serde(default)]
    pub(super) on_hold: bool,
}

impl SubscriptionPart {
    /// Whether the user chose anything for it.
    pub(super) fn says_anything(&self) -> bool {
        self.billing_cycle.is_some() || self.baseline_quantity.is_some() || self.on_hold
    }
}
