//! Reading ConnectWise into the local copy: what mapping needs, and the
//! additions of mapped companies as they were last seen.
//!
//! Nothing is billed from this copy: a validation reads anew.

use super::{Refreshed, copy, unless_cancelled};
use crate::{
    Workflow,
    error::Error,
    ports::ConnectWise,
    progress::{Phase, Progress, Watcher},
};
use connectwise::BillingCycle;
use domain::ids::{AgreementId, CompanyId};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Addition, Agreement, Company, Item, MatchTraits, Pulled, System, TraitsOf};
use tokio_util::sync::CancellationToken;

/// Agreements whose additions are read at once.
const AT_ONCE: usize = 4;

/// The four whole lists.
struct Lists {
    companies: Vec<Company>,
    traits: Vec<MatchTraits>,
    agreements: Vec<Agreement>,
    items: Vec<Item>,
}

/// Agreements whose additions are written together: each commit waits for the disk.
const TOGETHER: usize = 50;

/// An agreement's additions; `None` where it is gone.
type OnAgreement = (AgreementId, Option<Vec<Addition>>);

impl Workflow {
    /// Reads companies, agreements and catalog, and the additions of mapped
    /// companies.
    ///
    /// # Errors
    /// When ConnectWise is not connected or cannot be read, or the run was
    /// cancelled; the copy is then as it was, or has new lists and old additions.
    pub async fn refresh_connectwise(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Refreshed, Error> {
        let client = self.connectwise_client()?;
        let now = self.clock.now();
        let pull = self
            .store
            .write(|writer| writer.begin_pull(System::ConnectWise, now))?;
        let lists = lists(client.as_ref(), now, &watcher, &cancel).await?;
        let rows = lists.companies.len() + lists.agreements.len() + lists.items.len();
        self.keep_lists(&lists, now)?;
        self.refresh_additions(client.as_ref(), now, &watcher, &cancel)
            .await?;
        let pulled = Pulled {
            rows: count(rows),
            ..Pulled::default()
        };
        let finished = self.clock.now();
        self.store
            .write(|writer| writer.finish_pull(pull, finished, pulled))?;
        self.counts()
    }

    fn keep_lists(&self, lists: &Lists, now: Timestamp) -> Result<(), Error> {
        Ok(self.store.write(|writer| {
            writer.put_companies(&lists.companies)?;
            writer.replace_match_traits(TraitsOf::Companies, &lists.traits)?;
            writer.mark_companies_gone(now)?;
            writer.put_agreements(&lists.agreements)?;
            writer.mark_agreements_gone(None, now)?;
            writer.put_items(&lists.items)?;
            writer.mark_items_gone(now).map(drop)
        })?)
    }

    async fn refresh_additions(
        &self,
        client: &dyn ConnectWise,
        now: Timestamp,
        watcher: &Watcher,
        cancel: &CancellationToken,
    ) -> Result<(), Error> {
        let agreements = self.agreements_of_mapped_companies()?;
        let total = count(agreements.len());
        let read = |(agreement, company)| additions(client, agreement, company, now);
        let mut reading = stream::iter(agreements).map(read).buffered(AT_ONCE);
        let mut waiting = Vec::with_capacity(TOGETHER);
        let mut done = 0;
        while let Some(read) =
            unless_cancelled(cancel, async { Ok::<_, Error>(reading.next().await) }).await?
        {
            waiting.push(read?);
            if waiting.len() == TOGETHER {
                self.keep_additions(&waiting, now)?;
                waiting.clear();
            }
            done += 1;
            watcher(Progress {
                phase: Phase::ReadingConnectWise,
                done,
                total,
            });
        }
        self.keep_additions(&waiting, now)
    }

    fn agreements_of_mapped_companies(&self) -> Result<Vec<(AgreementId, CompanyId)>, Error> {
        Ok(self.store.read(|reader| {
            let mut found = Vec::new();
            for mapping in reader.customer_mappings()? {
                let agreements = reader.agreements_of(mapping.company)?;
                let there = agreements.into_iter().filter(|agreement| !agreement.gone);
                found.extend(there.map(|agreement| (agreement.id, mapping.company)));
            }
            Ok(found)
        })?)
    }

    fn keep_additions(&self, read: &[OnAgreement], now: Timestamp) -> Result<(), Error> {
        Ok(self.store.write(|writer| {
            for (agreement, additions) in read {
                writer.put_additions(additions.as_deref().unwrap_or_default())?;
                writer.mark_additions_gone(*agreement, now)?;
            }
            Ok(())
        })?)
    }
}

async fn lists(
    client: &dyn ConnectWise,
    now: Timestamp,
    watcher: &Watcher,
    cancel: &CancellationToken,
) -> Result<Lists, Error> {
    let tell = |done| {
        watcher(Progress {
            phase: Phase::ReadingConnectWise,
            done,
            total: 0,
        })
    };
    let cycles = unless_cancelled(cancel, client.billing_cycles()).await?;
    let cycles: BTreeMap<u32, BillingCycle> =
        cycles.into_iter().map(|cycle| (cycle.id, cycle)).collect();
    let companies = unless_cancelled(cancel, client.companies()).await?;
    tell(count(companies.len()));
    let agreements = unless_cancelled(cancel, client.agreements()).await?;
    tell(count(companies.len() + agreements.len()));
    let items = unless_cancelled(cancel, client.catalog_items()).await?;
    tell(count(companies.len() + agreements.len() + items.len()));
    Ok(Lists {
        traits: companies.iter().filter_map(copy::company_traits).collect(),
        companies: companies
            .into_iter()
            .map(|company| copy::company(company, now))
            .collect(),
        agreements: agreements
            .into_iter()
            .filter_map(|agreement| copy::agreement(agreement, &cycles, now))
            .collect(),
        items: items
            .into_iter()
            .map(|item| copy::item(item, now))
            .collect(),
    })
}

async fn additions(
    client: &dyn ConnectWise,
    agreement: AgreementId,
    company: CompanyId,
    now: Timestamp,
) -> Result<OnAgreement, Error> {
    let read = client.additions(agreement.0).await?;
    let copied = read.map(|additions| {
        let copied = |addition| copy::addition(addition, agreement, company, now);
        additions.into_iter().map(copied).collect()
    });
    Ok((agreement, copied))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
