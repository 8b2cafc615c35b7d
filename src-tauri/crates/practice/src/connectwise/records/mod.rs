//! The records this ConnectWise holds: plain data with ConnectWise's field names.
//!
//! Each is declared once, with the wire name beside the Rust name. Only fields
//! that a billing integration reads or writes are here; a real instance has more.
//! Records hold no rules: those are in the modules that answer writes.

mod addition;
mod agreement;
mod company;
mod invoice;
mod item;
mod reference;
mod setup;

pub use addition::{Addition, BillCustomer};
pub use agreement::{Agreement, AgreementStatus, InvoicingCycle, PeriodType};
pub use company::Company;
pub use invoice::{ApplyTo, Invoice, InvoiceType};
pub use item::{CatalogItem, ProductClass};
pub use reference::{
    CompanyReference, Currency, CustomField, EntryMethod, FieldType, Info, ItemReference, Reference,
};
pub use setup::{BillingCycle, BillingOptions, CustomFieldDefinition};
