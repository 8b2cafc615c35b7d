//! A C3 in memory: one customer's subscriptions as customers, offers, invoice
//! lines and the history of the last 90 days, through the port of a run.

use crate::{
    calendar::Length,
    death::{die, wait_turns},
    fault::Fault,
    history::{Change, Condition, Subscription},
    world::Shared,
};
use async_trait::async_trait;
use c3::{Customer, Error, HistoryReport, InvoiceLine, Offer, Read, Sink};
use domain::{
    cycle::BillingCycle,
    ids::{CustomerId, SubscriptionId},
    ledger::{ChangedAt, HistoryRow, Status, Values},
};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use std::time::Duration;
use workflow::ports::C3;

/// The one customer.
pub(crate) const CUSTOMER: &str = "c3c3c3c3-0000-4000-8000-000000000001";

/// What C3 knows.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) subscriptions: Vec<Subscription>,
}

impl Records {
    /// The rows that a report shows now, in no helpful order: latest first.
    fn rows(&self, now: Timestamp) -> Vec<HistoryRow> {
        let since = now - (90 * 24).hours();
        let shown = |subscription: &Subscription| {
            let changes = subscription.shown(now).filter(|change| change.at >= since);
            changes
                .map(|change| (change.at, row(subscription, change)))
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<_> = self.subscriptions.iter().flat_map(shown).collect();
        rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

fn row(subscription: &Subscription, change: &Change) -> HistoryRow {
    let local = change.at.to_zoned_datetime(TimeZone::UTC).datetime();
    HistoryRow {
        customer: CustomerId::new(CUSTOMER),
        customer_name: "Contoso".to_owned(),
        tenant: None,
        tenant_name: None,
        subscription: Some(SubscriptionId::new(&subscription.id)),
        owner_kind: Some("Customer".to_owned()),
        owner: Some("Contoso".to_owned()),
        product: subscription.product.clone(),
        changed_at: ChangedAt::parse(&local.to_string()).unwrap(),
        old: values(change.before),
        new: values(change.after),
        created_by: None,
    }
}

fn values(condition: Condition) -> Values {
    // What was never there has no price and no status.
    if condition.quantity.is_zero() && condition.status == crate::history::Status::Active {
        return Values {
            quantity: condition.quantity,
            price: None,
            status: None,
        };
    }
    Values {
        quantity: condition.quantity,
        price: Some(condition.price),
        status: Some(Status::parse(condition.status.word())),
    }
}

/// C3's word for how often a product is billed.
pub(crate) fn cycle(length: Length) -> BillingCycle {
    match length {
        Length::Month => BillingCycle::Monthly,
        Length::Year => BillingCycle::Annual,
    }
}

/// The simulated C3 as a run sees it.
#[derive(Debug)]
pub(crate) struct SimulatedC3(pub(crate) Shared);

impl SimulatedC3 {
    /// One request. C3 is only read, so a lost answer is a lost answer.
    async fn request<T: Send>(
        &self,
        words: &str,
        look: impl FnOnce(&Records, Timestamp) -> T + Send,
    ) -> Result<T, Error> {
        wait_turns(1).await;
        let fault = self.0.with(|world| {
            let number = world.faults.counted().0;
            let fault = world.faults.request();
            let struck = fault.map_or_else(String::new, |fault| format!("  ⚡ {fault:?}"));
            world.note(format_args!("request {number}: C3 {words}{struck}"));
            world.now += 1.second();
            fault
        });
        match fault {
            None | Some(Fault::Lag | Fault::Edit | Fault::Invoice) => {
                Ok(self.0.with(|world| look(&world.c3, world.now)))
            }
            Some(Fault::DeathBefore | Fault::DeathAfter) => die(),
            Some(_) => Err(Error::TooSlow {
                after: Duration::from_secs(60),
            }),
        }
    }
}

#[async_trait]
impl C3 for SimulatedC3 {
    async fn authenticate(&self) -> Result<Timestamp, Error> {
        self.request("token", |_, now| now + 1.hour()).await
    }

    async fn history(&self, sink: &mut Sink<'_>) -> Result<HistoryReport, Error> {
        let rows = self.request("history", Records::rows).await?;
        let report = HistoryReport {
            rows: rows.len() as u64,
            ..HistoryReport::default()
        };
        for row in rows {
            sink(Read::Row(row)).map_err(Error::Sink)?;
        }
        Ok(report)
    }

    async fn customers(&self) -> Result<Vec<Customer>, Error> {
        let customer = Customer {
            id: CustomerId::new(CUSTOMER),
            name: "Contoso".to_owned(),
            tenants: Vec::new(),
            currency: Some("EUR".to_owned()),
            city: None,
            country: None,
            billing_reference: None,
            plans: None,
        };
        self.request("customers", |_, _| vec![customer]).await
    }

    async fn offers(&self) -> Result<Vec<Offer>, Error> {
        let offer = |subscription: &Subscription| Offer {
            plan: "Plan".to_owned(),
            name: subscription.product.clone(),
            friendly_name: None,
            cycle: Some(cycle(subscription.length)),
            sale_price: None,
            currency: Some("EUR".to_owned()),
            active: true,
            internal_product_id: None,
            provider_reference: None,
        };
        self.request("offers", |records, _| {
            records.subscriptions.iter().map(offer).collect()
        })
        .await
    }

    /// What is there, as far as C3 has told.
    async fn invoice_lines(&self) -> Result<Vec<InvoiceLine>, Error> {
        let line = |(subscription, now): (&Subscription, Condition)| InvoiceLine {
            customer: Some(CustomerId::new(CUSTOMER)),
            tenant: None,
            subscription: Some(SubscriptionId::new(&subscription.id)),
            product: Some(subscription.product.clone()),
            quantity: Some(now.quantity),
            unit_price: Some(now.price),
            cycle: Some(cycle(subscription.length)),
            charge_start: None,
            charge_end: None,
            currency: Some("EUR".to_owned()),
            invoice_number: None,
        };
        let there = |(_, now): &(&Subscription, Condition)| !now.billed().is_zero();
        self.request("invoice lines", |records, now| {
            records
                .subscriptions
                .iter()
                .map(|subscription| (subscription, subscription.known(now)))
                .filter(there)
                .map(line)
                .collect()
        })
        .await
    }
}
