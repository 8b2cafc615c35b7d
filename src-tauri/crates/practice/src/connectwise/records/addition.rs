//! Additions: the lines of agreements.

use super::{AgreementStatus, CustomField, Info, ItemReference};
use crate::connectwise::document::{record, words};
use jiff::civil::Date;
use rust_decimal::Decimal;

words! {
    /// Whether an addition is billed.
    pub enum BillCustomer {
        #[default]
        Billable,
        DoNotBill,
        NoCharge,
    }
}

record! {
    /// An addition. The fields from `description` to `agreementStatus` are
    /// derived by the server at each write.
    pub struct Addition {
        /// Number, unique over all agreements.
        "id" id: u32,
        /// Catalog item.
        "product" product: ItemReference,
        /// Units.
        "quantity" quantity: Decimal,
        /// Units that the agreement includes, not billed.
        "lessIncluded" less_included: Decimal,
        /// Price of one unit for one billing cycle.
        "unitPrice" unit_price: Decimal,
        /// Cost of one unit for one billing cycle.
        "unitCost" unit_cost: Decimal,
        /// Whether it is billed.
        "billCustomer" bill_customer: Option<BillCustomer>,
        /// First day.
        "effectiveDate" effective: Option<Date>,
        /// Last day; missing while the addition runs on.
        "cancelledDate" cancelled: Option<Date>,
        /// Taxable.
        "taxableFlag" taxable: bool,
        /// Serial number, at most 50 characters.
        "serialNumber" serial_number: Option<String>,
        /// Text on the invoice, at most 6000 characters.
        "invoiceDescription" invoice_description: Option<String>,
        /// To be bought for the customer.
        "purchaseItemFlag" purchase_item: bool,
        /// To be ordered specially.
        "specialOrderFlag" special_order: bool,
        /// The agreement it stands on.
        "agreementId" agreement_id: u32,
        /// The item's description.
        "description" description: String,
        /// Quantity less what is included.
        "billedQuantity" billed_quantity: Decimal,
        /// The item's unit of measure.
        "uom" unit_of_measure: Option<String>,
        /// Billed quantity times unit price.
        "extPrice" extended_price: Decimal,
        /// Billed quantity times unit cost.
        "extCost" extended_cost: Decimal,
        /// Extended price less extended cost.
        "margin" margin: Decimal,
        /// The agreement's status.
        "agreementStatus" agreement_status: AgreementStatus,
        /// Last change.
        "_info" info: Info,
        /// Custom fields: one entry for each definition, with or without a value.
        "customFields" custom_fields: Vec<CustomField>,
    }
}
