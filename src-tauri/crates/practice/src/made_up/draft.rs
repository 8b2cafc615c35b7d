//! One customer on both sides, before it is filed in the two worlds.

use fastrand::Rng;
use jiff::civil::Date;

use super::quirks::Quirk;
use super::shop::{Sale, Shop};
use super::subscription::Subscription;
use super::{ordinary, quirks, story};
use crate::c3::{Customer, Cycle};
use crate::connectwise::records::{Agreement, Company};

/// A customer with its company, agreements and subscriptions.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) index: u32,
    pub(super) customer: Customer,
    pub(super) company: Company,
    /// The first bills monthly and takes the monthly subscriptions.
    pub(super) agreements: Vec<Agreement>,
    /// At least one; the first is monthly.
    pub(super) subscriptions: Vec<Subscription>,
    /// Additions entered by hand: agreement (by position), item, quantity and
    /// what is odd about them.
    pub(super) by_hand: Vec<ByHand>,
    /// Rows that only look like rows.
    pub(super) unreadable: Vec<Box<str>>,
}

/// An addition that somebody entered by hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByHand {
    /// Position in [`Draft::agreements`].
    pub(super) agreement: usize,
    pub(super) item: u32,
    pub(super) quantity: i64,
    pub(super) less_included: i64,
    pub(super) billable: bool,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

/// What drafts are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) shop: &'a Shop,
    pub(super) today: Date,
}

/// Makes the `index`th of so many customers.
pub(super) fn made(shop: &Shop, today: Date, index: u32, customers: u32, mut rng: Rng) -> Draft {
    let ground = Ground { shop, today };
    let mut draft = match index {
        0 => story::contoso(ground),
        1 => story::fabrikam(ground),
        2 => story::northwind(ground),
        _ => ordinary::draft(ground, index, &mut rng),
    };
    if let Some(quirk) = Quirk::of(index, customers) {
        quirks::apply(quirk, &mut draft, ground, &mut rng);
    }
    draft
}

impl Draft {
    /// A product as this customer buys it.
    pub(super) fn sale(&self, ground: Ground<'_>, product: usize, cycle: Cycle) -> Sale {
        let plan = self.customer.plans.first().copied().unwrap_or_default();
        ground.shop.sale(plan, product, cycle)
    }

    /// Whether the customer has this product under any cycle.
    pub(super) fn has(&self, product: &str) -> bool {
        let mut subscriptions = self.subscriptions.iter();
        subscriptions.any(|subscription| &*subscription.product == product)
    }
}
