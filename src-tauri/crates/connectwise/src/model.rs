//! The wire types: what ConnectWise sends, as far as Accord reads it. What is
//! sent to it is in [`crate::change`].
//!
//! Unknown fields are ignored (ConnectWise adds fields without notice), and a
//! missing, `null` or empty value all mean "not set". A value of the wrong type
//! is an error that names the record; see [`crate::Error::Shape`].
//!
//! Nothing here knows what Accord does with a record.

use crate::wire::{day, decimal, free, instant, or_default, text};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A record's number in ConnectWise.
pub type Id = u32;

/// A reference to another record: id with whatever names came along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Reference {
    /// The referenced record's number.
    #[serde(default)]
    pub id: Option<Id>,
    /// Its display name.
    #[serde(default, deserialize_with = "text::optional")]
    pub name: Option<String>,
    /// Its short identifier, where the referenced kind has one.
    #[serde(default, deserialize_with = "text::optional")]
    pub identifier: Option<String>,
}

/// `_info`: who touched a record last, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Info {
    /// The instant of the last change.
    #[serde(
        default,
        rename = "lastUpdated",
        deserialize_with = "instant::optional"
    )]
    pub last_updated: Option<Timestamp>,
    /// The member that made it.
    #[serde(default, rename = "updatedBy", deserialize_with = "text::optional")]
    pub updated_by: Option<String>,
}

/// `GET /system/info`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SystemInfo {
    /// Product release, such as `v2025.8.12345`.
    #[serde(default, deserialize_with = "text::optional")]
    pub version: Option<String>,
    /// Region of a cloud site, such as `NA`.
    #[serde(default, deserialize_with = "text::optional")]
    pub cloud_region: Option<String>,
}

/// A currency, as agreements and companies refer to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Currency {
    /// The currency record's number.
    #[serde(default)]
    pub id: Option<Id>,
    /// ISO 4217 code.
    #[serde(default, deserialize_with = "text::optional")]
    pub currency_code: Option<String>,
    /// The site's own name of the currency; often equal to the code.
    #[serde(default, deserialize_with = "text::optional")]
    pub currency_identifier: Option<String>,
}

/// A company: ConnectWise's customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Company {
    /// Number.
    pub id: Id,
    /// Short identifier, unique on the site, at most 30 characters.
    pub identifier: String,
    /// Display name.
    pub name: String,
    /// Status, such as Active.
    #[serde(default)]
    pub status: Option<Reference>,
    /// City of the main address.
    #[serde(default, deserialize_with = "text::optional")]
    pub city: Option<String>,
    /// Website.
    #[serde(default, deserialize_with = "text::optional")]
    pub website: Option<String>,
    /// Number in the partner's bookkeeping.
    #[serde(default, deserialize_with = "text::optional")]
    pub account_number: Option<String>,
    /// Soft-deleted.
    #[serde(default)]
    pub deleted_flag: Option<bool>,
    /// The company's currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Last change.
    #[serde(default, rename = "_info", deserialize_with = "or_default")]
    pub info: Info,
}

/// How an agreement's periods are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum InvoicingCycle {
    /// Calendar months and years.
    CalendarYear,
    /// Months and years from the billing start date.
    ContractYear,
}

/// Whether an agreement may be billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "ConnectWise's own words")]
pub enum AgreementStatus {
    Active,
    Cancelled,
    Expired,
    Inactive,
}

/// Which period an agreement's invoice is said to cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "ConnectWise's own words, undocumented there")]
pub enum PeriodType {
    Current,
    Future,
    Both,
    Undefined,
}

/// An agreement: ConnectWise's contract, which carries additions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// Number.
    pub id: Id,
    /// Display name.
    pub name: String,
    /// Agreement type.
    #[serde(default, rename = "type")]
    pub kind: Option<Reference>,
    /// The company it belongs to.
    pub company: Reference,
    /// Parent, when this is a child agreement.
    #[serde(default)]
    pub parent_agreement: Option<Reference>,
    /// First day of the contract.
    #[serde(default, deserialize_with = "day::optional")]
    pub start_date: Option<Date>,
    /// Last day of the contract.
    #[serde(default, deserialize_with = "day::optional")]
    pub end_date: Option<Date>,
    /// No last day.
    #[serde(default)]
    pub no_ending_date_flag: Option<bool>,
    /// Cancelled.
    #[serde(default)]
    pub cancelled_flag: Option<bool>,
    /// The day it was cancelled.
    #[serde(default, deserialize_with = "day::optional")]
    pub date_cancelled: Option<Date>,
    /// Reference to the site's billing cycle record, which says how often it bills.
    #[serde(default)]
    pub billing_cycle: Option<Reference>,
    /// Calendar or contract periods.
    #[serde(default)]
    pub invoicing_cycle: Option<InvoicingCycle>,
    /// First day that may be billed; no addition may be effective before it.
    #[serde(default, deserialize_with = "day::optional")]
    pub bill_start_date: Option<Date>,
    /// ConnectWise prorates additions by their dates.
    #[serde(default)]
    pub prorate_flag: Option<bool>,
    /// Undocumented flag on when prorated additions are billed.
    #[serde(default)]
    pub invoice_prorated_additions_flag: Option<bool>,
    /// Undocumented word on the invoiced period.
    #[serde(default)]
    pub period_type: Option<PeriodType>,
    /// The next invoice's date.
    #[serde(default, deserialize_with = "day::optional")]
    pub next_invoice_date: Option<Date>,
    /// Status.
    #[serde(default)]
    pub agreement_status: Option<AgreementStatus>,
    /// Currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Last change.
    #[serde(default, rename = "_info", deserialize_with = "or_default")]
    pub info: Info,
}

/// Whether an addition is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "ConnectWise's own words")]
pub enum BillCustomer {
    Billable,
    DoNotBill,
    NoCharge,
}

/// The catalog item an addition is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ItemReference {
    /// Number of the catalog item.
    #[serde(default)]
    pub id: Option<Id>,
    /// Its identifier.
    #[serde(default, deserialize_with = "text::optional")]
    pub identifier: Option<String>,
}

/// An addition: a line of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Addition {
    /// Number.
    pub id: Id,
    /// Catalog item.
    pub product: ItemReference,
    /// Quantity.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub quantity: Option<Decimal>,
    /// Included units that are not billed.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub less_included: Option<Decimal>,
    /// Price of one unit for one billing cycle.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub unit_price: Option<Decimal>,
    /// Cost of one unit for one billing cycle.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub unit_cost: Option<Decimal>,
    /// Whether it is billed.
    pub bill_customer: BillCustomer,
    /// First day.
    #[serde(default, deserialize_with = "day::optional")]
    pub effective_date: Option<Date>,
    /// Last day; not set while the addition runs on.
    #[serde(default, deserialize_with = "day::optional")]
    pub cancelled_date: Option<Date>,
    /// Taxable.
    #[serde(default)]
    pub taxable_flag: Option<bool>,
    /// Serial number, at most 50 characters.
    #[serde(default, deserialize_with = "text::optional")]
    pub serial_number: Option<String>,
    /// Text on the invoice, at most 6000 characters.
    #[serde(default, deserialize_with = "text::optional")]
    pub invoice_description: Option<String>,
    /// Text from the catalog.
    #[serde(default, deserialize_with = "text::optional")]
    pub description: Option<String>,
    /// Custom fields, always the whole array.
    #[serde(default, deserialize_with = "or_default")]
    pub custom_fields: Vec<CustomField>,
    /// Last change.
    #[serde(default, rename = "_info", deserialize_with = "or_default")]
    pub info: Info,
}

/// A custom field with its value. Written back as the whole array, so it keeps
/// every member that a write takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// Number of the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Type, such as `Text`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Entry method, such as `EntryField`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_method: Option<String>,
    /// Decimals of a number field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_of_decimals: Option<i32>,
    /// The value, of the field's own type; missing when empty.
    #[serde(
        default,
        deserialize_with = "free::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub value: Option<serde_json::Value>,
}

/// A catalog item: ConnectWise's product.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CatalogItem {
    /// Number.
    pub id: Id,
    /// Identifier, at most 75 characters.
    pub identifier: String,
    /// Description, at most 60 characters.
    #[serde(default, deserialize_with = "text::optional")]
    pub description: Option<String>,
    /// Not for new use.
    #[serde(default)]
    pub inactive_flag: Option<bool>,
    /// `Agreement`, `Bundle`, `Inventory`, `NonInventory` or `Service`.
    #[serde(default, deserialize_with = "text::optional")]
    pub product_class: Option<String>,
    /// Price of one unit.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub price: Option<Decimal>,
    /// Cost of one unit.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub cost: Option<Decimal>,
    /// Taxable.
    #[serde(default)]
    pub taxable_flag: Option<bool>,
    /// Billing cycle for recurring use.
    #[serde(default)]
    pub recurring_bill_cycle: Option<Reference>,
    /// Last change.
    #[serde(default, rename = "_info", deserialize_with = "or_default")]
    pub info: Info,
}

/// A billing cycle of the site. Only `billing_options` says how often it bills.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BillingCycle {
    /// Number.
    pub id: Id,
    /// The site's own name.
    #[serde(default, deserialize_with = "text::optional")]
    pub name: Option<String>,
    /// `Monthly`, `Yearly`, and six others.
    #[serde(default, deserialize_with = "text::optional")]
    pub billing_options: Option<String>,
}

/// An invoice, as far as a person needs it to judge what was billed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// Number of the record.
    pub id: Id,
    /// Printed number.
    #[serde(default, deserialize_with = "text::optional")]
    pub invoice_number: Option<String>,
    /// Date.
    #[serde(default, deserialize_with = "day::optional")]
    pub date: Option<Date>,
    /// Total.
    #[serde(default, deserialize_with = "decimal::optional")]
    pub total: Option<Decimal>,
    /// What the invoice says of itself: for an agreement's usually the period.
    #[serde(default, deserialize_with = "text::optional")]
    pub reference: Option<String>,
}
