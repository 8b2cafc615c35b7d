//! The real world: the clients over the network, the system's clock, and the data
//! folder.

mod opening;

pub use opening::{data_folder, is_own_folder, open, over, restore};

use crate::{
    ports::{C3, Clock, ConnectWise, Connector},
    settings::{C3Settings, ConnectWiseSettings},
};
use async_trait::async_trait;
use c3::Standing;
use connectwise::{
    Addition, AdditionChange, Agreement, BillingCycle, CatalogItem, Company, CompanyInfo,
    Credentials, Id, Invoice, Limits, NewAddition, Right, Site, SystemInfo,
};
use jiff::Timestamp;
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};

type Answer<T> = Result<T, connectwise::Error>;

/// Clients over the network.
#[derive(Debug, Clone, Copy, Default)]
pub struct Network;

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

impl Connector for Network {
    fn connectwise(
        &self,
        settings: &ConnectWiseSettings,
        private_key: SecretString,
    ) -> Answer<Arc<dyn ConnectWise>> {
        let site = Site::parse(&settings.site)?;
        let mut limits = Limits::default();
        if site.is_loopback() {
            // The pace spares a shared service; this machine needs none.
            limits.requests_per_minute = None;
        }
        let credentials = Credentials {
            company: settings.company.clone(),
            public_key: settings.public_key.clone(),
            private_key,
            client_id: settings.client_id.clone(),
        };
        Ok(Arc::new(connectwise::Client::new(
            site,
            credentials,
            limits,
        )?))
    }

    fn c3(
        &self,
        settings: &C3Settings,
        client_secret: SecretString,
    ) -> Result<Arc<dyn C3>, c3::Error> {
        let credentials = c3::Credentials {
            api_url: settings.api_url.clone(),
            token_url: settings.token_url.clone(),
            client_id: settings.client_id.clone(),
            client_secret,
            resource: settings.resource.clone(),
            scope: settings.scope.clone(),
        };
        let clock = Arc::new(Timestamp::now);
        Ok(Arc::new(c3::Client::new(
            credentials,
            c3::Limits::default(),
            clock,
        )?))
    }
}

#[async_trait]
impl ConnectWise for connectwise::Client {
    async fn discover(&self) -> Answer<CompanyInfo> {
        self.discover().await
    }
    async fn system_info(&self) -> Answer<SystemInfo> {
        self.system_info().await
    }
    async fn probe(&self, right: Right) -> Answer<()> {
        self.probe(right).await
    }
    async fn companies(&self) -> Answer<Vec<Company>> {
        self.companies().await
    }
    async fn company(&self, id: Id) -> Answer<Option<Company>> {
        self.company(id).await
    }
    async fn agreements(&self) -> Answer<Vec<Agreement>> {
        self.agreements().await
    }
    async fn agreements_of(&self, company: Id) -> Answer<Vec<Agreement>> {
        self.agreements_of(company).await
    }
    async fn agreement(&self, id: Id) -> Answer<Option<Agreement>> {
        self.agreement(id).await
    }
    async fn billing_cycles(&self) -> Answer<Vec<BillingCycle>> {
        self.billing_cycles().await
    }
    async fn catalog_items(&self) -> Answer<Vec<CatalogItem>> {
        self.catalog_items().await
    }
    async fn catalog_item(&self, id: Id) -> Answer<Option<CatalogItem>> {
        self.catalog_item(id).await
    }
    async fn additions(&self, agreement: Id) -> Answer<Option<Vec<Addition>>> {
        self.additions(agreement).await
    }
    async fn addition(&self, agreement: Id, id: Id) -> Answer<Option<Addition>> {
        self.addition(agreement, id).await
    }
    async fn invoices_of(&self, agreement: Id) -> Answer<Vec<Invoice>> {
        self.invoices_of(agreement).await
    }
    async fn create_addition(&self, agreement: Id, new: &NewAddition) -> Answer<Addition> {
        self.create_addition(agreement, new).await
    }
    async fn patch_addition(
        &self,
        agreement: Id,
        id: Id,
        changes: &[AdditionChange],
    ) -> Answer<Addition> {
        self.patch_addition(agreement, id, changes).await
    }
}

#[async_trait]
impl C3 for c3::Client {
    async fn authenticate(&self) -> Result<Timestamp, c3::Error> {
        Ok(self.authenticate().await?.expires)
    }
    async fn history(&self, sink: &mut c3::Sink<'_>) -> Result<c3::HistoryReport, c3::Error> {
        self.history(sink).await
    }
    async fn customers(&self) -> Result<Vec<c3::Customer>, c3::Error> {
        self.customers().await
    }
    async fn offers(&self) -> Result<Vec<c3::Offer>, c3::Error> {
        self.offers().await
    }
    async fn invoice_lines(&self) -> Result<Vec<c3::InvoiceLine>, c3::Error> {
        let mut standing = Standing::default();
        for period in Standing::order(self.billing_periods().await?) {
            let lines = self.invoice_lines(Some(period.id)).await?;
            standing.take(&period, lines);
        }
        Ok(standing.into_lines())
    }
}
