//! The port to the simulated server: every request passes here, and here is
//! where it goes wrong.

use super::site::Site;
use crate::{
    death::{die, wait_turns},
    fault::Fault,
    world::{Shared, World},
};
use async_trait::async_trait;
use connectwise::{
    Addition, AdditionChange, Agreement, BillingCycle, CatalogItem, Company, CompanyInfo, Error,
    Id, Invoice, NewAddition, Right, SystemInfo,
};
use jiff::ToSpan;
use std::time::Duration;
use workflow::ports::ConnectWise;

type Answer<T> = Result<T, Error>;

/// The simulated ConnectWise as a run sees it.
#[derive(Debug)]
pub(crate) struct SimulatedConnectWise(pub(crate) Shared);

/// How many seconds a list lags at most; two minutes is the promise. What was
/// created under a fault lags besides: a lost answer is the worst time for it.
const LAG_MAX: i64 = 119;

impl SimulatedConnectWise {
    /// One request: on its way, at the server, and back, with what goes wrong.
    async fn request<T: Send>(
        &self,
        words: String,
        serve: impl FnOnce(&mut World, bool) -> Answer<T> + Send,
    ) -> Answer<T> {
        let turns = self.0.with(|world| world.chance.between(0, 2));
        wait_turns(turns.unsigned_abs() as u32).await;
        let fault = self.0.with(|world| before(world, &words));
        match fault {
            Some(Fault::DeathBefore) => die(),
            Some(Fault::TimeoutBefore) => return Err(timeout()),
            Some(Fault::DroppedBefore) => return Err(dropped()),
            Some(Fault::Throttled) => return Err(Error::RateLimited { retry_after: None }),
            _ => {}
        }
        let answer = self.0.with(|world| serve(world, fault.is_some()));
        if let Err(refusal) = &answer {
            self.0.note(format_args!("  refused: {refusal}"));
        }
        if fault == Some(Fault::RewordedAfter) {
            self.0.with(reword);
        }
        wait_turns(1).await;
        match fault {
            Some(Fault::DeathAfter) => die(),
            Some(Fault::TimeoutAfter) => Err(timeout()),
            Some(Fault::DroppedAfter | Fault::RewordedAfter) => Err(dropped()),
            Some(Fault::ServerErrorAfter) => Err(Error::Server {
                status: 500,
                text: String::new(),
            }),
            Some(Fault::RedirectAfter) => Err(Error::Redirect { status: 302 }),
            _ => answer,
        }
    }

    /// A read.
    async fn read<T: Send>(&self, words: &str, look: impl FnOnce(&Site) -> T + Send) -> Answer<T> {
        self.request(format!("GET {words}"), |world, _| Ok(look(&world.site)))
            .await
    }
}

fn timeout() -> Error {
    Error::Timeout {
        after: Duration::from_secs(60),
    }
}

fn dropped() -> Error {
    Error::Interrupted {
        problem: "connection reset".to_owned(),
    }
}

/// A person says something else on the line that was written last.
fn reword(world: &mut World) {
    let said = world.site.reword_last(world.now);
    world.note(said);
}

/// Notes the request, lets others act before it, and says what goes wrong.
fn before(world: &mut World, words: &str) -> Option<Fault> {
    if !words.starts_with("GET") {
        world.faults.writes();
    }
    let number = world.faults.counted().0;
    let fault = world.faults.request();
    let struck = fault.map_or_else(String::new, |fault| format!("  ⚡ {fault:?}"));
    world.note(format_args!("request {number}: {words}{struck}"));
    // Every request takes its time.
    world.now += 1.second();
    match fault {
        Some(Fault::Edit) => {
            let World {
                site, chance, now, ..
            } = world;
            let said = site.person(chance, *now);
            world.note(said);
        }
        Some(Fault::Invoice) => {
            let agreements: Vec<u32> = world.site.agreements.keys().copied().collect();
            let agreement = world.chance.pick(&agreements);
            world.invoice(agreement);
        }
        _ => {}
    }
    fault
}

#[async_trait]
impl ConnectWise for SimulatedConnectWise {
    async fn discover(&self) -> Answer<CompanyInfo> {
        let info = CompanyInfo {
            company_name: Some("Contoso".to_owned()),
            host: "connectwise.test".to_owned(),
            codebase: "v2025_1".to_owned(),
            version: None,
        };
        self.read("companyinfo", |_| info).await
    }

    async fn system_info(&self) -> Answer<SystemInfo> {
        self.read("system/info", |_| SystemInfo {
            version: None,
            cloud_region: None,
        })
        .await
    }

    async fn probe(&self, right: Right) -> Answer<()> {
        self.read(right.role_row(), |_| ()).await
    }

    async fn companies(&self) -> Answer<Vec<Company>> {
        self.read("companies", Site::companies).await
    }

    async fn company(&self, id: Id) -> Answer<Option<Company>> {
        let wanted = |site: &Site| {
            site.companies()
                .into_iter()
                .find(|company| company.id == id)
        };
        self.read("company", wanted).await
    }

    async fn agreements(&self) -> Answer<Vec<Agreement>> {
        self.read("agreements", |site| site.agreement_records(None))
            .await
    }

    async fn agreements_of(&self, company: Id) -> Answer<Vec<Agreement>> {
        self.read("agreements of the company", |site| {
            site.agreement_records(Some(company))
        })
        .await
    }

    async fn agreement(&self, id: Id) -> Answer<Option<Agreement>> {
        let wanted = |site: &Site| site.agreements.get(&id).map(super::Agreement::wire);
        self.read(&format!("agreement {id}"), wanted).await
    }

    async fn billing_cycles(&self) -> Answer<Vec<BillingCycle>> {
        self.read("billing cycles", Site::billing_cycles).await
    }

    async fn catalog_items(&self) -> Answer<Vec<CatalogItem>> {
        self.read("catalog", Site::catalog).await
    }

    async fn catalog_item(&self, id: Id) -> Answer<Option<CatalogItem>> {
        let wanted = |site: &Site| site.items.get(&id).map(super::Item::wire);
        self.read(&format!("item {id}"), wanted).await
    }

    async fn additions(&self, agreement: Id) -> Answer<Option<Vec<Addition>>> {
        let words = format!("GET additions of {agreement}");
        self.request(words, |world, _| {
            Ok(world.site.listed(agreement, world.now))
        })
        .await
    }

    async fn addition(&self, agreement: Id, id: Id) -> Answer<Option<Addition>> {
        self.read(&format!("addition {id}"), |site| {
            site.addition_record(agreement, id)
        })
        .await
    }

    async fn invoices_of(&self, _agreement: Id) -> Answer<Vec<Invoice>> {
        self.read("invoices", |_| Vec::new()).await
    }

    async fn create_addition(&self, agreement: Id, new: &NewAddition) -> Answer<Addition> {
        let serial = new.serial_number.as_deref().unwrap_or("no reference");
        let words = format!(
            "POST on {agreement}: {} × {}, {} … {:?} [{serial}]",
            new.quantity, new.unit_price, new.effective_date, new.cancelled_date
        );
        self.request(words, |world, lags| {
            let lag = if lags {
                world.chance.between(0, LAG_MAX)
            } else {
                0
            };
            let listed_from = world.now + lag.seconds();
            let id = world.site.create(agreement, new, world.now, listed_from)?;
            Ok(world.site.additions[&id].wire())
        })
        .await
    }

    async fn patch_addition(
        &self,
        agreement: Id,
        id: Id,
        changes: &[AdditionChange],
    ) -> Answer<Addition> {
        let words = format!("PATCH #{id} on {agreement}: {changes:?}");
        self.request(words, |world, _| {
            let id = world.site.patch(agreement, id, changes, world.now)?;
            Ok(world.site.additions[&id].wire())
        })
        .await
    }
}
