//! The two systems: each holds lists that a test may change between two calls.

use crate::records::created;
use async_trait::async_trait;
use c3::{HistoryReport, Read, Sink};
use connectwise::{
    Addition, AdditionChange, Agreement, BillingCycle, CatalogItem, Company, CompanyInfo, Error,
    Id, Invoice, NewAddition, Right, SystemInfo,
};
use jiff::Timestamp;
use std::sync::Mutex;
use workflow::ports::{C3, ConnectWise};

type Answer<T> = Result<T, Error>;

/// What ConnectWise holds, and which of its calls fail.
#[derive(Default)]
pub(crate) struct Site {
    pub(crate) companies: Vec<Company>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) cycles: Vec<BillingCycle>,
    pub(crate) items: Vec<CatalogItem>,
    pub(crate) additions: Vec<(Id, Addition)>,
    pub(crate) invoices: Vec<Invoice>,
    pub(crate) refused: Option<Right>,
    pub(crate) down: bool,
    pub(crate) writes: u32,
}

#[derive(Default)]
pub(crate) struct FakeConnectWise(pub(crate) Mutex<Site>);

impl FakeConnectWise {
    pub(crate) fn site(&self) -> std::sync::MutexGuard<'_, Site> {
        self.0.lock().unwrap()
    }

    fn up(&self) -> Answer<std::sync::MutexGuard<'_, Site>> {
        let site = self.site();
        if site.down {
            return Err(Error::Unreachable {
                problem: "no route".to_owned(),
            });
        }
        Ok(site)
    }
}

#[async_trait]
impl ConnectWise for FakeConnectWise {
    async fn discover(&self) -> Answer<CompanyInfo> {
        drop(self.up()?);
        Ok(CompanyInfo {
            company_name: Some("Partner".to_owned()),
            host: "127.0.0.1".to_owned(),
            codebase: "v2025_1".to_owned(),
            version: None,
        })
    }
    async fn system_info(&self) -> Answer<SystemInfo> {
        drop(self.up()?);
        Ok(SystemInfo {
            version: Some("v2025.8.1".to_owned()),
            cloud_region: None,
        })
    }
    async fn probe(&self, right: Right) -> Answer<()> {
        if self.up()?.refused == Some(right) {
            return Err(Error::Forbidden {
                row: right.role_row(),
                text: "no".to_owned(),
            });
        }
        Ok(())
    }
    async fn companies(&self) -> Answer<Vec<Company>> {
        Ok(self.up()?.companies.clone())
    }
    async fn company(&self, id: Id) -> Answer<Option<Company>> {
        Ok(self
            .up()?
            .companies
            .iter()
            .find(|company| company.id == id)
            .cloned())
    }
    async fn agreements(&self) -> Answer<Vec<Agreement>> {
        Ok(self.up()?.agreements.clone())
    }
    async fn agreements_of(&self, company: Id) -> Answer<Vec<Agreement>> {
        let agreements = self.up()?.agreements.clone();
        Ok(agreements
            .into_iter()
            .filter(|a| a.company.id == Some(company))
            .collect())
    }
    async fn agreement(&self, id: Id) -> Answer<Option<Agreement>> {
        Ok(self
            .up()?
            .agreements
            .iter()
            .find(|agreement| agreement.id == id)
            .cloned())
    }
    async fn billing_cycles(&self) -> Answer<Vec<BillingCycle>> {
        Ok(self.up()?.cycles.clone())
    }
    async fn catalog_items(&self) -> Answer<Vec<CatalogItem>> {
        Ok(self.up()?.items.clone())
    }
    async fn catalog_item(&self, id: Id) -> Answer<Option<CatalogItem>> {
        Ok(self.up()?.items.iter().find(|item| item.id == id).cloned())
    }
    async fn additions(&self, agreement: Id) -> Answer<Option<Vec<Addition>>> {
        let site = self.up()?;
        if !site.agreements.iter().any(|known| known.id == agreement) {
            return Ok(None);
        }
        let on = site.additions.iter().filter(|(on, _)| *on == agreement);
        Ok(Some(on.map(|(_, addition)| addition.clone()).collect()))
    }
    async fn addition(&self, agreement: Id, id: Id) -> Answer<Option<Addition>> {
        let all = self.additions(agreement).await?.unwrap_or_default();
        Ok(all.into_iter().find(|addition| addition.id == id))
    }
    async fn invoices_of(&self, _: Id) -> Answer<Vec<Invoice>> {
        Ok(self.up()?.invoices.clone())
    }
    async fn create_addition(&self, agreement: Id, new: &NewAddition) -> Answer<Addition> {
        let mut site = self.up()?;
        site.writes += 1;
        let last = site.additions.iter().map(|(_, addition)| addition.id).max();
        let created = created(last.unwrap_or_default() + 1, new);
        site.additions.push((agreement, created.clone()));
        Ok(created)
    }
    async fn patch_addition(&self, _: Id, _: Id, _: &[AdditionChange]) -> Answer<Addition> {
        self.site().writes += 1;
        Err(Error::NotFound {
            text: String::new(),
        })
    }
}

/// What C3 holds, and after how many rows its history breaks off.
#[derive(Default)]
pub(crate) struct Csp {
    pub(crate) rows: Vec<Read>,
    pub(crate) customers: Vec<c3::Customer>,
    pub(crate) offers: Vec<c3::Offer>,
    pub(crate) lines: Vec<c3::InvoiceLine>,
    pub(crate) breaks_after: Option<usize>,
}

#[derive(Default)]
pub(crate) struct FakeC3(pub(crate) Mutex<Csp>);

impl FakeC3 {
    pub(crate) fn csp(&self) -> std::sync::MutexGuard<'_, Csp> {
        self.0.lock().unwrap()
    }
}

#[async_trait]
impl C3 for FakeC3 {
    async fn authenticate(&self) -> Result<Timestamp, c3::Error> {
        Ok("2026-11-01T01:00:00Z".parse().unwrap())
    }
    async fn history(&self, sink: &mut Sink<'_>) -> Result<HistoryReport, c3::Error> {
        let (rows, breaks_after) = {
            let csp = self.csp();
            (csp.rows.clone(), csp.breaks_after)
        };
        for (number, row) in rows.into_iter().enumerate() {
            if breaks_after == Some(number) {
                return Err(c3::Error::CutShort {
                    rows: number as u64,
                    source: None,
                });
            }
            sink(row).map_err(c3::Error::Sink)?;
        }
        Ok(HistoryReport::default())
    }
    async fn customers(&self) -> Result<Vec<c3::Customer>, c3::Error> {
        Ok(self.csp().customers.clone())
    }
    async fn offers(&self) -> Result<Vec<c3::Offer>, c3::Error> {
        Ok(self.csp().offers.clone())
    }
    async fn invoice_lines(&self) -> Result<Vec<c3::InvoiceLine>, c3::Error> {
        Ok(self.csp().lines.clone())
    }
}
