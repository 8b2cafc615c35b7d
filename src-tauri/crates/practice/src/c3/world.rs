//! What a practice C3 holds: customers, plans, history, billing periods and
//! invoice lines, as plain data.
//!
//! Nothing here knows how C3 spells its fields; the modules that answer do.
//! History is kept compactly (shared names, no JSON), because a world may hold
//! 150,000 rows and stands beside a client that is measured.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use serde_json::value::RawValue;
use uuid::Uuid;

/// The data behind a practice C3.
#[derive(Debug, Clone, PartialEq)]
pub struct C3World {
    /// The server's day. The history report shows the 90 days up to it.
    pub today: Date,
    /// The customers, in the order in which C3 lists them.
    pub customers: Vec<Customer>,
    /// The price lists, each with its offers.
    pub plans: Vec<Plan>,
    /// The resellers' price lists; C3 lists them without their offers.
    pub reseller_plans: Vec<Plan>,
    /// The subscription history, in the order in which the report tells it.
    pub history: Vec<HistoryRow>,
    /// The billing periods, newest first.
    pub periods: Vec<BillingPeriod>,
    /// The invoice lines of all periods.
    pub invoice_lines: Vec<InvoiceLine>,
}

/// A customer of the partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// C3's id of the customer; told in capitals, as C3 does.
    pub id: Uuid,
    /// The name as C3 knows it today.
    pub name: Arc<str>,
    /// Who signed the customer up.
    pub contact: Contact,
    /// Where the customer sits.
    pub address: Address,
    /// The Microsoft tenants, at least one; the first is the main one.
    pub tenants: Vec<Tenant>,
    /// ISO code of the currency in which the customer is billed.
    pub currency: &'static str,
    /// Positions in [`C3World::plans`].
    pub plans: Vec<u32>,
    /// Key and value pairs that the partner put on the customer.
    pub tags: Vec<(&'static str, &'static str)>,
    /// When the customer signed up.
    pub signed_up: DateTime,
    /// The id of the customer in the partner's bookkeeping.
    pub erp_id: Option<String>,
}

/// A customer's person to talk to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first: &'static str,
    /// Last name.
    pub last: &'static str,
    /// Mail address.
    pub email: Arc<str>,
    /// Phone number.
    pub phone: String,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub line: String,
    /// City.
    pub city: &'static str,
    /// State or province; may be empty.
    pub state: &'static str,
    /// Postal code.
    pub zip: String,
    /// ISO code of the country.
    pub country: &'static str,
}

/// A Microsoft tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Microsoft's id of the tenant.
    pub id: Uuid,
    /// The name shown in C3.
    pub name: Arc<str>,
    /// The `…onmicrosoft.com` domain.
    pub domain: String,
}

/// A price list.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// C3's `InternalPlanId`.
    pub id: Uuid,
    /// The name of the plan.
    pub name: String,
    /// What the plan holds.
    pub description: String,
    /// ISO code of the plan's currency.
    pub currency: &'static str,
    /// ISO code of the market (a country).
    pub market: &'static str,
    /// Percentage that the plan's macro puts on the provider's price.
    pub markup: Decimal,
    /// Whether customers can sign up for it themselves.
    pub public: bool,
    /// What can be bought under the plan.
    pub offers: Vec<Offer>,
}

/// How often C3 bills an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cycle {
    /// Each month.
    Monthly,
    /// Each year.
    Annual,
    /// Every three years.
    Triennial,
    /// Once.
    OneTime,
}

/// One sellable thing in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The name of the product, shared with the history rows.
    pub name: Arc<str>,
    /// How often it is billed.
    pub cycle: Cycle,
    /// The partner's cost per unit and cycle.
    pub partner_price: Decimal,
    /// Microsoft's list price per unit and cycle.
    pub retail_price: Decimal,
    /// What the customer pays per unit and cycle.
    pub sale_price: Decimal,
    /// Microsoft's product and SKU, `CFQ7TTC0LH2Z:0002`.
    pub sku: Arc<str>,
    /// C3's `InternalPlanProductId`.
    pub product_id: Uuid,
    /// Whether it can still be bought.
    pub active: bool,
    /// Whether it only goes with another offer.
    pub addon: bool,
    /// Whether it is a trial.
    pub trial: bool,
}

/// One row of the subscription history.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryRow {
    /// A change that C3 tells in its own words.
    Change(Box<Change>),
    /// JSON that is told exactly as it stands, readable or not.
    Verbatim {
        /// The day that decides whether the report still shows it; always
        /// shown where there is none.
        day: Option<Date>,
        /// One JSON value.
        json: Box<str>,
    },
}

/// One change of a subscription.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Position in [`C3World::customers`].
    pub customer: u32,
    /// Position in the customer's tenants.
    pub tenant: u8,
    /// The customer's name at that time, where it was another.
    pub customer_name: Option<Arc<str>>,
    /// `SubscriptionID`; rows without one exist.
    pub subscription: Option<Uuid>,
    /// Who owns the product within the customer.
    pub owner: Owner,
    /// The product's name at that time.
    pub product: Arc<str>,
    /// When it changed; C3 writes no time zone.
    pub at: DateTime,
    /// What it was.
    pub old: Values,
    /// What it became.
    pub new: Values,
    /// Who changed it.
    pub by: Arc<str>,
    /// Which year's spelling the row is told in.
    pub spelling: Spelling,
    /// Whether tenant and owner are told with spaces around them.
    pub padded: bool,
}

/// The owner of a product within a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The customer as a whole.
    Customer,
    /// A site of the customer.
    Site(Arc<str>),
    /// A department of the customer.
    Department(Arc<str>),
}

/// Quantity, price and status on one side of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Values {
    /// Licences.
    pub quantity: Told<i64>,
    /// Price per unit and billing cycle, at most 4 decimals.
    pub price: Told<Decimal>,
    /// The state of the subscription.
    pub status: Told<Status>,
}

/// A value that a row may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<T> {
    /// The key is not there.
    Missing,
    /// The key is there, its value is `null`.
    Null,
    /// The value.
    Is(T),
}

impl<T> Told<T> {
    /// The value, where one was told.
    pub fn value(self) -> Option<T> {
        match self {
            Told::Is(value) => Some(value),
            Told::Missing | Told::Null => None,
        }
    }
}

/// The states that C3 documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// In use.
    Active,
    /// Switched off for a while; Microsoft goes on billing.
    Suspended,
    /// Ended.
    Deleted,
    /// Ended by the provider.
    Disabled,
}

/// How C3 spells the keys of its history rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// `CustomerId`, `TenantId`, and no subscription id.
    Of2023,
    /// `CustomerID`, `TenantID`, `SubscriptionID`.
    Of2024,
}

/// A period that C3 invoices: from the 16th to the 15th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillingPeriod {
    /// C3's number of the period.
    pub id: i64,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The day of the invoice, which also makes the period's `BillingId`.
    pub invoiced: Date,
}

/// One line of a C3 invoice.
#[derive(Debug, Clone, PartialEq)]
pub struct InvoiceLine {
    /// [`BillingPeriod::id`].
    pub period: i64,
    /// Position in [`C3World::customers`].
    pub customer: u32,
    /// Position in the customer's tenants.
    pub tenant: u8,
    /// The subscription that is charged.
    pub subscription: Uuid,
    /// The name of the subscription.
    pub product: Arc<str>,
    /// Who owns the product within the customer.
    pub owner: Owner,
    /// Recurring or not.
    pub category: Category,
    /// Licences.
    pub quantity: i64,
    /// Price per unit and billing cycle.
    pub unit_price: Decimal,
    /// First day of the charge cycle.
    pub charge_start: Date,
    /// Last day of the charge cycle.
    pub charge_end: Date,
}

/// The kinds of invoice line that C3 documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// A recurring charge.
    Custom,
    /// A charge that does not come again.
    OneTime,
}

/// A text that was meant to be a history row but is not JSON.
#[derive(Debug, thiserror::Error)]
#[error("a history row must be one JSON value: {0}")]
pub struct RowError(#[from] serde_json::Error);

impl HistoryRow {
    /// A row that is told exactly as `json` stands. Its day is taken from
    /// `DateofChange` in any casing, where that reads as a date.
    pub fn verbatim(json: &str) -> Result<Self, RowError> {
        let raw: &RawValue = serde_json::from_str(json)?;
        Ok(Self::from_raw(raw))
    }

    /// As [`HistoryRow::verbatim`], of JSON that was already checked.
    pub(super) fn from_raw(raw: &RawValue) -> Self {
        HistoryRow::Verbatim {
            day: super::row::day_of(raw),
            json: raw.get().into(),
        }
    }

    /// The day by which the report decides whether it still shows the row.
    pub fn day(&self) -> Option<Date> {
        match self {
            HistoryRow::Change(change) => Some(change.at.date()),
            HistoryRow::Verbatim { day, .. } => *day,
        }
    }
}

impl Plan {
    /// The plan's offer of a product in a cycle.
    pub fn offer(&self, product: &str, cycle: Cycle) -> Option<&Offer> {
        self.offers
            .iter()
            .find(|offer| &*offer.name == product && offer.cycle == cycle)
    }
}
