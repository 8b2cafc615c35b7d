//! Agreements.

use super::{CompanyReference, Currency, CustomField, Info, Reference};
use crate::connectwise::document::{record, words};
use jiff::civil::Date;
use rust_decimal::Decimal;

words! {
    /// Whether an agreement may be billed.
    pub enum AgreementStatus {
        #[default]
        Active,
        Cancelled,
        Expired,
        Inactive,
    }
}

words! {
    /// From where an agreement's periods are counted.
    pub enum InvoicingCycle {
        #[default]
        CalendarYear,
        ContractYear,
    }
}

words! {
    /// Which period an agreement's invoice is said to cover; kept and shown,
    /// without any effect here.
    pub enum PeriodType {
        #[default]
        Current,
        Future,
        Both,
        Undefined,
    }
}

record! {
    /// An agreement: a contract that carries additions.
    pub struct Agreement {
        /// Number.
        "id" id: u32,
        /// Display name, at most 100 characters.
        "name" name: String,
        /// Agreement type.
        "type" kind: Reference,
        /// The company it belongs to.
        "company" company: CompanyReference,
        /// Contact person at the company.
        "contact" contact: Option<Reference>,
        /// The agreement it is billed with.
        "parentAgreement" parent: Option<Reference>,
        /// The customer's order number.
        "customerPO" customer_po: Option<String>,
        /// First day of the contract.
        "startDate" start: Option<Date>,
        /// Last day of the contract.
        "endDate" end: Option<Date>,
        /// No last day.
        "noEndingDateFlag" no_end: bool,
        /// Cancelled.
        "cancelledFlag" cancelled: bool,
        /// The day it was cancelled.
        "dateCancelled" cancelled_on: Option<Date>,
        /// Why it was cancelled.
        "reasonCancelled" cancelled_why: Option<String>,
        /// The site's billing cycle; that record says how often it bills.
        "billingCycle" billing_cycle: Option<Reference>,
        /// From where periods are counted.
        "invoicingCycle" invoicing_cycle: InvoicingCycle,
        /// The company that pays.
        "billToCompany" bill_to: Option<CompanyReference>,
        /// A fixed amount per period, beside the additions.
        "billAmount" bill_amount: Option<Decimal>,
        /// Taxable.
        "taxable" taxable: Option<bool>,
        /// First day that may be billed.
        "billStartDate" bill_start: Option<Date>,
        /// Additions are prorated by their dates.
        "prorateFlag" prorate: bool,
        /// Kept and shown, without any effect here.
        "invoiceProratedAdditionsFlag" invoice_prorated_additions: Option<bool>,
        /// Text on the invoice.
        "invoiceDescription" invoice_description: Option<String>,
        /// Currency.
        "currency" currency: Option<Currency>,
        /// Kept and shown, without any effect here.
        "periodType" period_type: Option<PeriodType>,
        /// The next invoice's date; missing while nothing was ever invoiced.
        "nextInvoiceDate" next_invoice: Option<Date>,
        /// Status.
        "agreementStatus" status: AgreementStatus,
        /// Last change.
        "_info" info: Info,
        /// Custom fields.
        "customFields" custom_fields: Vec<CustomField>,
    }
}
