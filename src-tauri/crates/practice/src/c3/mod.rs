//! A C3 (CSP Control Center) on loopback: the token endpoint, the lists and
//! the subscription history report, as C3's documentation describes them.
//!
//! It answers from a [`C3World`] of plain data, keeps a journal of what it was
//! asked, and can be told to misbehave ([`C3Faults`]). It never leaves
//! loopback, knows nothing of ConnectWise, and shares no type with a client of
//! C3: a client that misreads a field must not be able to misread it twice.

mod access;
mod catalog;
mod control;
mod customers;
mod endpoints;
mod envelope;
mod faults;
mod invoices;
mod journal;
mod number;
mod report;
mod row;
mod server;
mod stream;
#[cfg(test)]
mod tests;
mod world;

use std::sync::Arc;

use axum::Router;

pub use access::C3Access;
pub use faults::{C3FaultError, C3Faults};
pub use journal::C3Request;
pub use server::{C3Server, Clock};
pub use world::{
    Address, BillingPeriod, C3World, Category, Change, Contact, Customer, Cycle, HistoryRow,
    InvoiceLine, Offer, Owner, Plan, RowError, Spelling, Status, Tenant, Told, Values,
};

/// Everything that the C3 listener answers: the documented endpoints, and the
/// practice-only ones under `/practice/`.
pub(crate) fn router(server: Arc<C3Server>) -> Router {
    Router::new()
        .merge(endpoints::routes(&server))
        .merge(access::routes(&server))
        .merge(control::routes(&server))
}
