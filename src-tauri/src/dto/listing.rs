//! Customers, companies, agreements, items and products, as lists show them.

use super::{mirror, product::Product};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::{listing, store::Found};

mirror! {
    /// Where a customer stands.
    Standing of listing::Standing {
        /// Mapped to no company.
        Unmapped,
        /// Mapped, and never validated.
        NotValidated,
        /// The last run found errors.
        Errors,
        /// The last plan would write something, or events came since.
        Pending,
        /// The last plan is empty.
        UpToDate,
    }
}

/// A part of a list, and how many match in all.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Page<T> {
    /// The part that was asked for.
    pub(crate) rows: Vec<T>,
    /// How many match.
    pub(crate) total: u32,
}

impl<T> Page<T> {
    /// A part of a list, each row in the window's shape.
    pub(crate) fn of<U: Into<T>>(found: Found<U>) -> Self {
        Self {
            rows: found.items.into_iter().map(Into::into).collect(),
            total: found.total,
        }
    }
}

/// What to look for, and which part of it to hand back.
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct Search {
    /// Words; each must occur somewhere.
    pub(crate) text: String,
    /// From this one on.
    pub(crate) offset: u32,
    /// At most so many.
    pub(crate) limit: u32,
}

impl From<Search> for workflow::store::Search {
    fn from(search: Search) -> Self {
        Self {
            text: search.text,
            limit: Some(search.limit),
            offset: search.offset,
        }
    }
}

/// A C3 customer.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Customer {
    /// C3's id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// City.
    pub(crate) city: Option<String>,
    /// ISO 4217 code of the currency in which C3 bills it.
    pub(crate) currency: Option<String>,
    /// The company that it is mapped to.
    pub(crate) company: Option<u32>,
    /// That company's name.
    pub(crate) company_name: Option<String>,
    /// What is pending, in words; none while it is not mapped.
    pub(crate) pending: Option<String>,
    /// Where it stands.
    pub(crate) standing: Standing,
    /// Changes of the last plan that are not written.
    pub(crate) changes: u32,
    /// Errors of the last validation or upload.
    pub(crate) errors: u32,
    /// Events came since.
    pub(crate) newer_events: bool,
}

impl From<listing::CustomerRow> for Customer {
    fn from(row: listing::CustomerRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            city: row.city,
            currency: row.currency,
            company: row.company.map(|id| id.0),
            company_name: row.company_name,
            pending: row.pending,
            standing: row.standing.into(),
            changes: row.changes,
            errors: row.errors,
            newer_events: row.newer_events,
        }
    }
}

/// A ConnectWise company.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Company {
    /// Number.
    pub(crate) id: u32,
    /// Name.
    pub(crate) name: String,
    /// Short identifier.
    pub(crate) identifier: String,
    /// Status, in ConnectWise's words.
    pub(crate) status: Option<String>,
    /// City.
    pub(crate) city: Option<String>,
    /// Whether it can be chosen.
    pub(crate) selectable: bool,
    /// Why not.
    pub(crate) reason: Option<String>,
}

impl From<listing::CompanyRow> for Company {
    fn from(row: listing::CompanyRow) -> Self {
        Self {
            id: row.id.0,
            name: row.name,
            identifier: row.identifier,
            status: row.status,
            city: row.city,
            selectable: row.selectable,
            reason: row.reason,
        }
    }
}

/// A ConnectWise agreement.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Agreement {
    /// Number.
    pub(crate) id: u32,
    /// Name.
    pub(crate) name: String,
    /// How often it bills: `monthly`, `yearly`, or ConnectWise's word for another.
    pub(crate) billing_cycle: Option<String>,
    /// Whether it can be chosen.
    pub(crate) selectable: bool,
    /// Why not.
    pub(crate) reason: Option<String>,
    /// ConnectWise prorates additions by their dates.
    pub(crate) prorates: bool,
    /// Status, in ConnectWise's word.
    pub(crate) status: Option<String>,
    /// The first day that may be billed.
    pub(crate) bill_start: Option<String>,
    /// The next invoice's date.
    pub(crate) next_invoice: Option<String>,
    /// ISO 4217 code.
    pub(crate) currency: Option<String>,
    /// The C3 customer that it is mapped for.
    pub(crate) customer: Option<String>,
    /// The posting mode that a person chose.
    pub(crate) mode: Option<String>,
    /// The first day that Accord plans, once that is known.
    pub(crate) bill_from: Option<String>,
    /// The person's answer on which period the next invoice covers.
    pub(crate) next_invoice_covers: Option<String>,
}

impl From<listing::AgreementRow> for Agreement {
    fn from(row: listing::AgreementRow) -> Self {
        Self {
            id: row.id.0,
            name: row.name,
            billing_cycle: row.billing_cycle,
            selectable: row.selectable,
            reason: row.reason,
            prorates: row.prorates,
            status: row.status,
            bill_start: row.bill_start.map(|day| day.to_string()),
            next_invoice: row.next_invoice.map(|day| day.to_string()),
            currency: row.currency,
            customer: row.customer.map(|id| id.to_string()),
            mode: row.mode.map(str::to_owned),
            bill_from: row.bill_from.map(|day| day.to_string()),
            next_invoice_covers: row.next_invoice_covers.map(str::to_owned),
        }
    }
}

/// A catalog item.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Item {
    /// Number.
    pub(crate) id: u32,
    /// Identifier.
    pub(crate) name: String,
    /// Description.
    pub(crate) description: Option<String>,
    /// Class, in ConnectWise's word.
    pub(crate) class: Option<String>,
    /// Price of one unit.
    pub(crate) price: Option<String>,
    /// Whether it can be chosen.
    pub(crate) selectable: bool,
    /// Why not.
    pub(crate) reason: Option<String>,
}

impl From<listing::ItemRow> for Item {
    fn from(row: listing::ItemRow) -> Self {
        Self {
            id: row.id.0,
            name: row.name,
            description: row.description,
            class: row.class,
            price: row.price,
            selectable: row.selectable,
            reason: row.reason,
        }
    }
}

/// A mapped customer with everything below it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MappedCustomer {
    /// The C3 customer.
    pub(crate) customer: Customer,
    /// Its company.
    pub(crate) company: Company,
    /// Its mapped agreements.
    pub(crate) agreements: Vec<MappedAgreement>,
}

/// A mapped agreement with its mapped products.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MappedAgreement {
    /// The agreement.
    pub(crate) agreement: Agreement,
    /// Its products.
    pub(crate) products: Vec<Product>,
}

impl From<listing::MappedCustomer> for MappedCustomer {
    fn from(view: listing::MappedCustomer) -> Self {
        let agreement = |mapped: listing::MappedAgreement| MappedAgreement {
            agreement: mapped.agreement.into(),
            products: mapped.products.into_iter().map(Into::into).collect(),
        };
        Self {
            customer: view.customer.into(),
            company: view.company.into(),
            agreements: view.agreements.into_iter().map(agreement).collect(),
        }
    }
}

/// An invoice of an agreement, for a person to look at.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Invoice {
    /// Number.
    pub(crate) number: String,
    /// Date.
    pub(crate) date: Option<String>,
    /// Sum, in the agreement's currency.
    pub(crate) total: Option<String>,
    /// The period that it covers, in words.
    pub(crate) covers: Option<String>,
}

impl From<listing::InvoiceRow> for Invoice {
    fn from(row: listing::InvoiceRow) -> Self {
        Self {
            number: row.number,
            date: row.date.map(|day| day.to_string()),
            total: row.total,
            covers: row.covers,
        }
    }
}
