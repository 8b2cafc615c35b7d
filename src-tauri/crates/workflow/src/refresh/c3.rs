//! Reading C3: the history into the ledger, and what tells billing cycles,
//! prices and names.
//!
//! The history comes first and is kept even where what follows cannot be read:
//! it is what C3 forgets.

use super::{Refreshed, cancelled, copy, gap, ledger::Intake, unless_cancelled};
use crate::{
    Workflow,
    error::Error,
    ports::C3,
    progress::{Phase, Progress, Watcher},
};
use domain::ids::{CustomerId, TenantId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{Customer, InvoiceLine, Pulled, System, TraitsOf, Writer};
use tokio_util::sync::CancellationToken;

/// What the ledger calls C3 as a source.
const SOURCE: &str = "C3";

/// How many rows go by between two words on progress.
const TOLD_EVERY: u32 = 500;

impl Workflow {
    /// Reads C3 into the ledger and the local copy.
    ///
    /// # Errors
    /// When C3 is not connected or cannot be read, or the run was cancelled.
    /// Events that were read until then are kept.
    pub async fn refresh_c3(
        &self,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Refreshed, Error> {
        let client = self.c3_client()?;
        let pulled = self
            .pull_history(client.as_ref(), &watcher, &cancel)
            .await?;
        let customers = unless_cancelled(&cancel, client.customers()).await?;
        let offers = unless_cancelled(&cancel, client.offers()).await?;
        let lines = unless_cancelled(&cancel, client.invoice_lines()).await?;
        let tenants = tenants(&customers);
        let traits = customers.iter().filter_map(copy::customer_traits);
        let traits: Vec<_> = traits.collect();
        let customers: Vec<Customer> = customers.into_iter().map(copy::customer).collect();
        let offers: Vec<store::Offer> = offers.into_iter().filter_map(copy::offer).collect();
        let line = |line| copy::invoice_line(line, &tenants);
        let lines: Vec<InvoiceLine> = lines.into_iter().filter_map(line).collect();
        let today = self.today()?;
        self.store.write(|writer| {
            writer.replace_customers(&customers)?;
            writer.replace_match_traits(TraitsOf::Customers, &traits)?;
            add_customers_of_ledger(writer)?;
            writer.replace_offers(&offers)?;
            put_invoice_lines(writer, lines, today)
        })?;
        Ok(Refreshed {
            events_new: pulled.new,
            rows_unreadable: pulled.unreadable,
            ..self.counts()?
        })
    }

    async fn pull_history(
        &self,
        client: &dyn C3,
        watcher: &Watcher,
        cancel: &CancellationToken,
    ) -> Result<Pulled, Error> {
        let now = self.clock.now();
        let pull = self
            .store
            .write(|writer| writer.begin_pull(System::C3, now))?;
        let mut intake = Intake::new(&self.store, SOURCE, now);
        let mut sink = |row| {
            if cancel.is_cancelled() {
                return Err(cancelled().into());
            }
            intake.take(row)?;
            tell(watcher, intake.rows());
            Ok(())
        };
        let read = unless_cancelled(cancel, client.history(&mut sink)).await;
        if let Err(error) = read {
            intake.finish(|_, _, _| Ok(()))?;
            return Err(if cancel.is_cancelled() {
                cancelled()
            } else {
                error
            });
        }
        let finished = self.clock.now();
        Ok(intake.finish(|writer, pulled, _| {
            let before = writer.last_pull(System::C3)?;
            gap::note(writer, before.as_ref(), now)?;
            writer.finish_pull(pull, finished, pulled)
        })?)
    }
}

fn tell(watcher: &Watcher, rows: u32) {
    if rows.is_multiple_of(TOLD_EVERY) {
        watcher(Progress {
            phase: Phase::ReadingC3,
            done: rows,
            total: 0,
        });
    }
}

/// Customers whom only the history names: C3 lists active ones.
pub(super) fn add_customers_of_ledger(writer: &mut Writer<'_>) -> Result<(), store::Error> {
    let named = |(id, name): (domain::ids::CustomerId, String)| Customer {
        name: if name.is_empty() {
            id.to_string()
        } else {
            name
        },
        id,
        domain: None,
        currency: None,
        city: None,
    };
    let customers: Vec<Customer> = writer
        .customers_in_ledger()?
        .into_iter()
        .map(named)
        .collect();
    writer.add_customers(&customers)
}

/// Which customer a tenant is of.
fn tenants(customers: &[c3::Customer]) -> BTreeMap<TenantId, CustomerId> {
    let pairs = |customer: &c3::Customer| {
        let id = customer.id.clone();
        let tenants = customer.tenants.iter().map(|tenant| tenant.id.clone());
        tenants
            .map(move |tenant| (tenant, id.clone()))
            .collect::<Vec<_>>()
    };
    customers.iter().flat_map(pairs).collect()
}

/// Takes over the lines that stand. C3 shows some nine months, so a line that
/// charges a longer time is kept until that is over.
fn put_invoice_lines(
    writer: &mut Writer<'_>,
    mut lines: Vec<InvoiceLine>,
    today: Date,
) -> Result<(), store::Error> {
    let read: BTreeSet<_> = lines.iter().map(|line| line.subscription.clone()).collect();
    let kept = writer.invoice_lines_charging_after(today)?.into_iter();
    lines.extend(kept.filter(|line| !read.contains(&line.subscription)));
    writer.replace_invoice_lines(&lines)
}
