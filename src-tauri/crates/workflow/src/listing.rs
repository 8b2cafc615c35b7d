//! What is known locally, for lists and tables: names, what may be chosen and why
//! not, what is mapped, what is pending.
//!
//! Everything comes from the database; no system is asked, so that it works
//! without a network. Only an agreement's invoices are not kept here. Search and paging
//! happen there, too: 20,000 entries are not more work than 50.

mod agreements;
mod catalog;
mod companies;
mod customers;
mod freshness;
mod history;
mod invoices;
mod ledger;
mod mapped;
mod overview;
mod products;
mod stored;
mod subscriptions;
mod trend;
mod unreadable;

pub(crate) use stored::identity;

pub use agreements::AgreementRow;
pub use catalog::ItemRow;
pub use companies::CompanyRow;
pub use customers::{CustomerRow, Standing};
pub use freshness::Freshness;
pub use history::{BecameRow, HistoryPage, HistoryRow};
pub use invoices::InvoiceRow;
pub use ledger::{DayOfChanges, HistoryWindow};
pub use mapped::{MappedAgreement, MappedCustomer};
pub use overview::Overview;
pub use products::{ProductRow, ProductTarget};
pub use subscriptions::{BaselineRow, SubscriptionRow};
pub use trend::{InvoiceTrend, TrendSum, Trends};
pub use unreadable::UnreadableRow;

use rust_decimal::Decimal;

/// A decimal as a list shows it: without needless zeros, never with an exponent.
pub(crate) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
