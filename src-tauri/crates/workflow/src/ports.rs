//! What the use cases need of the world, each behind a trait, so that the
//! simulation can stand in for it: both systems, and time.
//!
//! The clients' own types cross here; what they mean for Accord is decided in
//! [`crate::assemble`].

use async_trait::async_trait;
use connectwise::{Addition, AdditionChange, Agreement, BillingCycle, CatalogItem, Company, Id};
use connectwise::{CompanyInfo, Invoice, NewAddition, Right, SystemInfo};
use jiff::Timestamp;
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};

use crate::settings::{C3Settings, ConnectWiseSettings};

type Answer<T> = Result<T, connectwise::Error>;

/// ConnectWise, as far as Accord uses it. Lists come whole.
#[async_trait]
pub trait ConnectWise: Send + Sync {
    /// Host and code base of the company's site.
    async fn discover(&self) -> Answer<CompanyInfo>;
    /// The site's release.
    async fn system_info(&self) -> Answer<SystemInfo>;
    /// Whether one kind of record may be read.
    async fn probe(&self, right: Right) -> Answer<()>;
    /// All companies.
    async fn companies(&self) -> Answer<Vec<Company>>;
    /// One company; `None` when it is gone.
    async fn company(&self, id: Id) -> Answer<Option<Company>>;
    /// All agreements.
    async fn agreements(&self) -> Answer<Vec<Agreement>>;
    /// A company's agreements.
    async fn agreements_of(&self, company: Id) -> Answer<Vec<Agreement>>;
    /// One agreement; `None` when it is gone.
    async fn agreement(&self, id: Id) -> Answer<Option<Agreement>>;
    /// All billing cycles.
    async fn billing_cycles(&self) -> Answer<Vec<BillingCycle>>;
    /// The whole catalog.
    async fn catalog_items(&self) -> Answer<Vec<CatalogItem>>;
    /// One catalog item; `None` when it is gone.
    async fn catalog_item(&self, id: Id) -> Answer<Option<CatalogItem>>;
    /// An agreement's additions, unfiltered; `None` when the agreement is gone.
    async fn additions(&self, agreement: Id) -> Answer<Option<Vec<Addition>>>;
    /// One addition; `None` when it is gone.
    async fn addition(&self, agreement: Id, id: Id) -> Answer<Option<Addition>>;
    /// An agreement's invoices, for a person to look at.
    async fn invoices_of(&self, agreement: Id) -> Answer<Vec<Invoice>>;
    /// One POST, sent once.
    async fn create_addition(&self, agreement: Id, new: &NewAddition) -> Answer<Addition>;
    /// One PATCH, sent once.
    async fn patch_addition(
        &self,
        agreement: Id,
        id: Id,
        changes: &[AdditionChange],
    ) -> Answer<Addition>;
}

/// C3, as far as Accord uses it.
#[async_trait]
pub trait C3: Send + Sync {
    /// Gets a token, and says until when it holds.
    async fn authenticate(&self) -> Result<Timestamp, c3::Error>;
    /// The history of the last 90 days, row by row.
    async fn history(&self, sink: &mut c3::Sink<'_>) -> Result<c3::HistoryReport, c3::Error>;
    /// All active customers.
    async fn customers(&self) -> Result<Vec<c3::Customer>, c3::Error>;
    /// The offers of all plans.
    async fn offers(&self) -> Result<Vec<c3::Offer>, c3::Error>;
    /// The latest invoice line of each subscription that is still charged; see
    /// [`c3::Standing`].
    async fn invoice_lines(&self) -> Result<Vec<c3::InvoiceLine>, c3::Error>;
}

/// Makes clients from settings and secrets.
pub trait Connector: Send + Sync {
    /// A ConnectWise client.
    ///
    /// # Errors
    /// When the site's address is not acceptable.
    fn connectwise(
        &self,
        settings: &ConnectWiseSettings,
        private_key: SecretString,
    ) -> Answer<Arc<dyn ConnectWise>>;

    /// A C3 client.
    ///
    /// # Errors
    /// When an address is not acceptable.
    fn c3(
        &self,
        settings: &C3Settings,
        client_secret: SecretString,
    ) -> Result<Arc<dyn C3>, c3::Error>;
}

/// Time.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Waits.
    async fn sleep(&self, time: Duration);
}
