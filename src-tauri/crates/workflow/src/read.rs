//! Reading ConnectWise afresh, only what the chosen customers need.
//!
//! A few customers are read one by one; for many, whole lists cost fewer
//! requests. Additions are always read whole, an agreement at a time: filtered
//! lists were seen to lag behind writes.

use crate::{assemble::Reading, error::Error, ports::ConnectWise};
use connectwise::{Addition, Agreement, BillingCycle, CatalogItem, Company};
use domain::ids::{AdditionId, CompanyId, ItemId};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// From this many customers on, companies, agreements and the catalog are read
/// as whole lists.
const WHOLE_LISTS_FROM: usize = 25;

/// One run's view of ConnectWise.
pub(crate) struct Reader {
    connectwise: Arc<dyn ConnectWise>,
    cycles: BTreeMap<u32, BillingCycle>,
    lists: Option<Lists>,
    /// Agreements are read one by one, right before what they are read for.
    afresh: bool,
}

/// Whole lists, indexed.
struct Lists {
    companies: BTreeMap<u32, Company>,
    agreements: BTreeMap<u32, Vec<Agreement>>,
    items: BTreeMap<u32, CatalogItem>,
}

impl Reader {
    /// Prepares to read `customers` customers.
    pub(crate) async fn new(
        connectwise: Arc<dyn ConnectWise>,
        customers: usize,
    ) -> Result<Self, Error> {
        let cycles = connectwise.billing_cycles().await?;
        let cycles = cycles.into_iter().map(|cycle| (cycle.id, cycle)).collect();
        let lists = match customers {
            0..WHOLE_LISTS_FROM => None,
            _ => Some(Lists::read(connectwise.as_ref()).await?),
        };
        Ok(Self {
            connectwise,
            cycles,
            lists,
            afresh: false,
        })
    }

    /// Reads one company with its agreements, their additions and the items.
    pub(crate) async fn read(
        &self,
        company: CompanyId,
        items: &BTreeSet<ItemId>,
    ) -> Result<Reading, Error> {
        let Some(found) = self.company(company).await? else {
            return Ok(Reading {
                cycles: self.cycles.clone(),
                ..Reading::default()
            });
        };
        let mut reading = Reading {
            company: Some(found),
            agreements: self.agreements(company).await?,
            cycles: self.cycles.clone(),
            ..Reading::default()
        };
        for agreement in &reading.agreements {
            // Gone between two requests: the agreement is then no longer listed.
            let additions = self
                .connectwise
                .additions(agreement.id)
                .await?
                .unwrap_or_default();
            reading.additions.insert(agreement.id, additions);
        }
        for item in items {
            reading.items.insert(item.0, self.item(*item).await?);
        }
        Ok(reading)
    }

    /// Reads for an upload, which must not go by a list that was read when the run
    /// began: each agreement is asked for by its number.
    pub(crate) async fn for_writing(
        connectwise: Arc<dyn ConnectWise>,
        customers: usize,
    ) -> Result<Self, Error> {
        Ok(Self {
            afresh: true,
            ..Self::new(connectwise, customers).await?
        })
    }

    /// One addition by its number; `None` when it is gone.
    pub(crate) async fn addition(
        &self,
        agreement: u32,
        id: AdditionId,
    ) -> Result<Option<Addition>, Error> {
        Ok(self.connectwise.addition(agreement, id.0).await?)
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Error> {
        match &self.lists {
            Some(lists) => Ok(lists.companies.get(&id.0).cloned()),
            None => Ok(self.connectwise.company(id.0).await?),
        }
    }

    async fn agreements(&self, company: CompanyId) -> Result<Vec<Agreement>, Error> {
        let listed = self.listed_agreements(company).await?;
        if !self.afresh {
            return Ok(listed);
        }
        let mut agreements = Vec::with_capacity(listed.len());
        for agreement in listed {
            agreements.extend(self.connectwise.agreement(agreement.id).await?);
        }
        Ok(agreements)
    }

    async fn listed_agreements(&self, company: CompanyId) -> Result<Vec<Agreement>, Error> {
        match &self.lists {
            Some(lists) => Ok(lists
                .agreements
                .get(&company.0)
                .cloned()
                .unwrap_or_default()),
            None => Ok(self.connectwise.agreements_of(company.0).await?),
        }
    }

    async fn item(&self, id: ItemId) -> Result<Option<CatalogItem>, Error> {
        match &self.lists {
            Some(lists) => Ok(lists.items.get(&id.0).cloned()),
            None => Ok(self.connectwise.catalog_item(id.0).await?),
        }
    }
}

impl Lists {
    async fn read(connectwise: &dyn ConnectWise) -> Result<Self, Error> {
        let companies = connectwise.companies().await?;
        let mut agreements: BTreeMap<u32, Vec<Agreement>> = BTreeMap::new();
        for agreement in connectwise.agreements().await? {
            if let Some(company) = agreement.company.id {
                agreements.entry(company).or_default().push(agreement);
            }
        }
        let items = connectwise.catalog_items().await?;
        Ok(Self {
            companies: companies
                .into_iter()
                .map(|company| (company.id, company))
                .collect(),
            agreements,
            items: items.into_iter().map(|item| (item.id, item)).collect(),
        })
    }
}
