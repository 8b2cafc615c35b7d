//! Invoices, as the plain list shows them. Their lines are not on ConnectWise's
//! wire; see [`crate::connectwise::invoicing`].

use super::{CompanyReference, Info, Reference};
use crate::connectwise::document::{record, words};
use jiff::civil::Date;
use rust_decimal::Decimal;

words! {
    /// What an invoice is for.
    pub enum InvoiceType {
        #[default]
        Agreement,
        CreditMemo,
        DownPayment,
        Miscellaneous,
        Progress,
        Standard,
    }
}

words! {
    /// What kind of record an invoice applies to.
    pub enum ApplyTo {
        #[default]
        Agreement,
        All,
        Project,
        ProjectPhase,
        SalesOrder,
        Ticket,
    }
}

record! {
    /// An invoice.
    pub struct Invoice {
        /// Number of the record.
        "id" id: u32,
        /// Printed number.
        "invoiceNumber" number: String,
        /// What it is for.
        "type" kind: InvoiceType,
        /// Status.
        "status" status: Option<Reference>,
        /// The company billed.
        "company" company: CompanyReference,
        /// What kind of record it applies to.
        "applyToType" apply_to: ApplyTo,
        /// That record's number.
        "applyToId" apply_to_id: u32,
        /// Date.
        "date" date: Option<Date>,
        /// The agreement billed.
        "agreement" agreement: Option<Reference>,
        /// Sum of the lines.
        "subtotal" subtotal: Decimal,
        /// Total.
        "total" total: Decimal,
        /// Unpaid rest.
        "balance" balance: Decimal,
        /// Last change.
        "_info" info: Info,
    }
}
