//! A client for the part of ConnectWise PSA's REST API that Accord uses:
//! companies, agreements with their additions, the catalog, and a look at
//! invoices.
//!
//! It knows no C3, no database and no rule of billing. It never follows a
//! redirect, never sends a write twice on a guess, never reads a price as a
//! binary float, and never lets a key into a log or an error: what it is trusted
//! with is other people's invoices.
//!
//! A call runs in a fixed order: where the API lives ([`Client::discover`]), the
//! tries, a place among the requests on their way, the request, the log, the
//! answer's classification. Every bound on the way is in [`Limits`].

mod api;
mod change;
mod classify;
mod client;
mod credentials;
mod discovery;
mod endpoint;
mod error;
mod limits;
mod model;
mod pace;
mod paging;
mod patience;
mod record;
mod site;
mod transport;
mod wire;

pub use change::{AdditionChange, NewAddition};
pub use client::Client;
pub use credentials::Credentials;
pub use discovery::CompanyInfo;
pub use endpoint::Right;
pub use error::{Error, FieldError};
pub use limits::Limits;
pub use model::{
    Addition, Agreement, AgreementStatus, BillCustomer, BillingCycle, CatalogItem, Company,
    Currency, CustomField, Id, Info, Invoice, InvoicingCycle, ItemReference, PeriodType, Reference,
    SystemInfo,
};
pub use site::{Site, SiteError};
