//! The simplest office that bills: one client, one agreement, one product, one
//! subscription with one change. Ten licences of 20.00 became eight on 17
//! October 2026; October is not invoiced yet.

use crate::{Client, Desk, Office, SmallSite, Subscription, Terms, decimal, desk::product_key};
use domain::{
    ids::{AgreementId, ItemId},
    mapping::ProductKey,
};
use jiff::civil::{Date, DateTime, date};
use practice::c3::Cycle;

/// The day on which the office opens.
pub const TODAY: Date = date(2026, 10, 20);

/// The product.
pub const PRODUCT: &str = "Alpha Suite";

/// The office with its first desktop.
pub struct Simple {
    /// The servers and the clock.
    pub office: Office,
    /// The desktop.
    pub desk: Desk,
    /// The client.
    pub client: Client,
    /// Its agreement, monthly by the calendar.
    pub agreement: AgreementId,
    /// The product's catalog item.
    pub item: ItemId,
    /// The subscription.
    pub subscription: Subscription,
}

/// What is on the site before it is served.
pub struct Draft {
    /// Both worlds.
    pub site: SmallSite,
    /// The client.
    pub client: Client,
    /// Its agreement.
    pub agreement: AgreementId,
    /// The product's catalog item.
    pub item: ItemId,
    /// The subscription, before its first row.
    pub subscription: Subscription,
}

impl Draft {
    /// The site without any history.
    #[must_use]
    pub fn new(prorate: bool) -> Self {
        let mut site = SmallSite::new(TODAY);
        let client = site.client("Adatum");
        let agreement = site.agreement(&client, Terms::monthly(prorate, TODAY));
        let item = site.item("ALPHA-M", "21.00");
        site.offer(PRODUCT, Cycle::Monthly, "20.00");
        let subscription = Subscription::new(client.position, PRODUCT, 10, decimal("20.00"));
        Self {
            site,
            client,
            agreement,
            item,
            subscription,
        }
    }

    /// The site with its one change.
    #[must_use]
    pub fn changed(prorate: bool) -> Self {
        let mut draft = Self::new(prorate);
        let row = draft.subscription.count(morning(date(2026, 10, 17)), 8);
        draft.site.tell([row]);
        draft
    }

    /// The site with ten licences since September, and no change since.
    #[must_use]
    pub fn standing(prorate: bool) -> Self {
        let mut draft = Self::new(prorate);
        draft.subscription.state.quantity = 9;
        let row = draft.subscription.count(morning(date(2026, 9, 10)), 10);
        draft.site.tell([row]);
        draft
    }

    /// Serves it, and connects a desktop on which nothing is mapped.
    pub async fn open(self) -> Simple {
        let Self {
            site,
            client,
            agreement,
            item,
            subscription,
        } = self;
        let office = Office::open(site.config()).await;
        let desk = office.desk().await;
        Simple {
            office,
            desk,
            client,
            agreement,
            item,
            subscription,
        }
    }

    /// Serves it, connects a desktop and maps everything.
    pub async fn mapped(self) -> Simple {
        let simple = self.open().await;
        simple.map_on(&simple.desk);
        simple
    }
}

impl Simple {
    /// The product, as it is mapped.
    #[must_use]
    pub fn product(&self) -> ProductKey {
        product_key(PRODUCT, Cycle::Monthly)
    }

    /// Maps customer, agreement and product on a desktop.
    pub fn map_on(&self, desk: &Desk) {
        desk.workflow
            .map_customer(&self.client.id, self.client.company)
            .unwrap();
        desk.map_agreement(&self.client.id, self.agreement);
        self.map_product(desk);
    }

    /// Maps the product on a desktop.
    pub fn map_product(&self, desk: &Desk) {
        let products = [(self.product(), self.item)];
        desk.workflow
            .map_products(&self.client.id, self.agreement, &products)
            .unwrap();
    }

    /// Tells C3 of a change of quantity, on the morning of a day.
    pub fn count(&mut self, day: Date, quantity: i64) {
        let row = self.subscription.count(morning(day), quantity);
        self.office.practice.c3_server().append(vec![row]);
    }
}

/// Some time in the morning of a day.
#[must_use]
pub fn morning(day: Date) -> DateTime {
    day.at(9, 2, 41, 870_000_000)
}
