//! The partner's side of C3: the plans (price lists) with their offers, and
//! which catalog item each product goes under in ConnectWise.

use std::sync::Arc;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::products::{PRODUCTS, Product};
use crate::c3::{Cycle, Offer, Plan};

/// What is sold, under shared names.
#[derive(Debug)]
pub(super) struct Shop {
    names: Vec<Arc<str>>,
    prices: Vec<Pricing>,
}

/// How a plan comes to its prices.
#[derive(Debug, Clone, Copy)]
struct Pricing {
    name: &'static str,
    currency: &'static str,
    market: &'static str,
    /// What a dollar of the list price makes in the plan's currency.
    factor: Decimal,
}

/// A product under one cycle, ready to be bought by a customer of one plan.
#[derive(Debug, Clone)]
pub(super) struct Sale {
    /// Shared with the plan's offer.
    pub(super) name: Arc<str>,
    pub(super) cycle: Cycle,
    /// What the customer pays for one unit and cycle today.
    pub(super) price: Decimal,
    /// What he paid before prices were raised; the same where they were not.
    pub(super) price_before: Decimal,
}

/// Opens the shop, with the plans that C3 shows.
pub(super) fn open() -> (Shop, Vec<Plan>) {
    let shop = Shop {
        names: PRODUCTS.iter().map(|product| product.name.into()).collect(),
        prices: pricings(),
    };
    let plans = (0..).zip(&shop.prices);
    let plans = plans.map(|(number, pricing)| shop.plan(number, pricing));
    let plans = plans.collect();
    (shop, plans)
}

fn pricings() -> Vec<Pricing> {
    let pricing = |name, currency, market, factor| Pricing {
        name,
        currency,
        market,
        factor: Decimal::new(factor, 4),
    };
    vec![
        pricing("NCE Commercial - list price", "USD", "US", 10_000),
        pricing("NCE Commercial Europe", "EUR", "NL", 9_273),
        pricing("NCE Commercial United Kingdom", "GBP", "GB", 7_911),
        pricing("NCE Nonprofit", "USD", "US", 4_125),
    ]
}

/// The plan that customers billed in a currency buy under.
pub(super) fn plan_for(currency: &str) -> u32 {
    match currency {
        "EUR" => 1,
        "GBP" => 2,
        _ => 0,
    }
}

impl Shop {
    /// A product of [`PRODUCTS`] as a plan sells it.
    pub(super) fn sale(&self, plan: u32, product: usize, cycle: Cycle) -> Sale {
        let listed = PRODUCTS[product].list_price(cycle);
        let factor = self.prices.get(plan as usize).map(|plan| plan.factor);
        let price = (listed * factor.unwrap_or(Decimal::ONE)).round_dp(4);
        let raised = PRODUCTS[product].raised;
        let price_before = if raised { before(price) } else { price };
        Sale {
            name: Arc::clone(&self.names[product]),
            cycle,
            price,
            price_before,
        }
    }

    fn plan(&self, number: u32, pricing: &Pricing) -> Plan {
        let products = PRODUCTS.iter().enumerate();
        let offers = products.flat_map(|(index, product)| {
            let cycles = product.cycles().iter();
            cycles.map(move |&cycle| self.offer(number, index, product, cycle))
        });
        Plan {
            id: Uuid::from_u128(0x2D18_76B1_1234_4FF3_916B_0000_0000_0000 + u128::from(number)),
            name: pricing.name.to_owned(),
            description: format!("New commerce products in {}", pricing.currency),
            currency: pricing.currency,
            market: pricing.market,
            markup: Decimal::TWO,
            public: false,
            offers: offers.collect(),
        }
    }

    fn offer(&self, plan: u32, index: usize, product: &Product, cycle: Cycle) -> Offer {
        let sale = self.sale(plan, index, cycle);
        let share = |percent| (sale.price * Decimal::new(percent, 2)).round_dp(4);
        let number = (index as u128) << 8 | u128::from(plan) << 4 | cycle as u128;
        Offer {
            partner_price: share(82),
            retail_price: share(105),
            sale_price: sale.price,
            name: sale.name,
            cycle,
            sku: product.sku.into(),
            product_id: Uuid::from_u128(0x3558_4D8D_9B5E_0000_0000_0000_0000 + number),
            active: true,
            addon: false,
            trial: false,
        }
    }
}

/// Prices were raised by a twentieth.
fn before(price: Decimal) -> Decimal {
    (price / Decimal::new(105, 2)).round_dp(4)
}

/// Where a product stands in [`PRODUCTS`]; the story and the quirks name what
/// they need.
pub(super) fn position(name: &str) -> usize {
    let products = PRODUCTS.iter();
    let found = products.clone().position(|product| product.name == name);
    debug_assert!(found.is_some(), "{name} is not sold");
    found.unwrap_or_default()
}
