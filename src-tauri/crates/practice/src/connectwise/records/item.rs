//! Catalog items.

use super::{CustomField, Info, Reference};
use crate::connectwise::document::{record, words};
use rust_decimal::Decimal;

words! {
    /// What kind of product an item is. A Bundle cannot be an addition.
    pub enum ProductClass {
        #[default]
        NonInventory,
        Agreement,
        Bundle,
        Inventory,
        Service,
    }
}

record! {
    /// An item of the product catalog.
    pub struct CatalogItem {
        /// Number.
        "id" id: u32,
        /// Identifier, unique on the site, at most 75 characters.
        "identifier" identifier: String,
        /// Description, at most 60 characters.
        "description" description: String,
        /// Not for new use.
        "inactiveFlag" inactive: bool,
        /// Category.
        "category" category: Option<Reference>,
        /// Subcategory.
        "subcategory" subcategory: Option<Reference>,
        /// Product type.
        "type" kind: Option<Reference>,
        /// Class.
        "productClass" class: ProductClass,
        /// Tracked by serial number.
        "serializedFlag" serialized: bool,
        /// Unit of measure.
        "unitOfMeasure" unit_of_measure: Option<Reference>,
        /// Price of one unit.
        "price" price: Decimal,
        /// Cost of one unit.
        "cost" cost: Decimal,
        /// Taxable.
        "taxableFlag" taxable: bool,
        /// Text for the customer, at most 6000 characters.
        "customerDescription" customer_description: String,
        /// The manufacturer's part number.
        "manufacturerPartNumber" manufacturer_part: Option<String>,
        /// The vendor's number for it.
        "vendorSku" vendor_sku: Option<String>,
        /// Recurring.
        "recurringFlag" recurring: bool,
        /// Billing cycle for recurring use.
        "recurringBillCycle" recurring_cycle: Option<Reference>,
        /// Another system's reference, at most 50 characters.
        "integrationXRef" integration_reference: Option<String>,
        /// Last change.
        "_info" info: Info,
        /// Custom fields.
        "customFields" custom_fields: Vec<CustomField>,
    }
}
