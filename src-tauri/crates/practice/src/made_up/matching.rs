//! What belongs together in two made-up worlds: the mapping that a person who
//! knows both sides would make.
//!
//! It is found from the data alone: the bookkeeping number that C3 and
//! ConnectWise share, Microsoft's SKU on the catalog item, and the billing
//! cycle as C3's own invoices and offers tell it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::agreements::CLOUD;
use super::products::PRODUCTS;
use super::quirks::Quirk;
use super::site;
use crate::c3::{C3World, Category, Change, Customer, Cycle, HistoryRow, InvoiceLine};
use crate::connectwise::records::{Agreement, AgreementStatus, BillingOptions, ProductClass};
use crate::connectwise::world::World;

/// One customer's counterparts in ConnectWise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// C3's id of the customer, spelled as C3 tells it.
    pub customer: String,
    /// The customer's name in C3.
    pub name: String,
    /// Number of the company.
    pub company: u32,
    /// The agreements that can take its subscriptions; none where there is no
    /// such agreement.
    pub agreements: Vec<AgreementMatch>,
    /// The one thing that is odd about the customer; a customer without is
    /// clean, and once mapped like this nothing keeps it from being billed.
    pub quirk: Option<Quirk>,
}

/// One agreement, with the products of its cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementMatch {
    /// Number of the agreement.
    pub agreement: u32,
    /// The products that go on it, by name.
    pub products: Vec<ProductMatch>,
}

/// One product, with its catalog item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductMatch {
    /// The product's name in C3, trimmed.
    pub name: String,
    /// Its billing cycle.
    pub cycle: Cycle,
    /// Number of the catalog item.
    pub item: u32,
}

/// The right mapping of every customer that has a company.
pub fn matching(world: &World, c3: &C3World) -> Vec<Match> {
    let companies = companies(world);
    let agreements = agreements(world);
    let products = Products::of(c3).collect();
    let count = c3.customers.len() as u32;
    let customers = (0..count).zip(&c3.customers);
    let matched = customers.filter_map(|(index, customer)| {
        let company = *companies.get(customer.erp_id.as_deref()?)?;
        let own = agreements.get(&company).map_or(&[][..], Vec::as_slice);
        let own = own.iter();
        let own = own.map(|agreement| on_agreement(world, agreement, products.get(&index)));
        Some(Match {
            customer: customer.id.to_string().to_uppercase(),
            name: customer.name.to_string(),
            company,
            agreements: own.collect(),
            quirk: Quirk::of(index, count),
        })
    });
    matched.collect()
}

fn companies(world: &World) -> HashMap<&str, u32> {
    let companies = world.companies.iter().filter(|company| !company.deleted);
    let known =
        companies.filter_map(|company| Some((company.account_number.as_deref()?, company.id)));
    known.collect()
}

/// The agreements for subscriptions that can be mapped, by company.
fn agreements(world: &World) -> HashMap<u32, Vec<&Agreement>> {
    let mut by_company: HashMap<u32, Vec<&Agreement>> = HashMap::new();
    for agreement in world.agreements.iter() {
        let cloud = agreement.kind.id == CLOUD.0 && agreement.status == AgreementStatus::Active;
        if cloud && cycle_of(world, agreement).is_some() {
            let own = by_company.entry(agreement.company.id).or_default();
            own.push(agreement);
        }
    }
    by_company
}

fn cycle_of(world: &World, agreement: &Agreement) -> Option<Cycle> {
    let cycle = agreement.billing_cycle.as_ref()?.id;
    match world.billing_cycles.get(cycle)?.billing_options {
        BillingOptions::Monthly => Some(Cycle::Monthly),
        BillingOptions::Yearly => Some(Cycle::Annual),
        _ => None,
    }
}

/// The products of each customer, by position.
type ByCustomer = HashMap<u32, BTreeSet<(String, Cycle)>>;

fn on_agreement(
    world: &World,
    agreement: &Agreement,
    products: Option<&BTreeSet<(String, Cycle)>>,
) -> AgreementMatch {
    let cycle = cycle_of(world, agreement);
    let products = products.into_iter().flatten();
    let products = products.filter(|(_, own)| Some(*own) == cycle);
    let products = products.filter_map(|(name, cycle)| {
        Some(ProductMatch {
            name: name.clone(),
            cycle: *cycle,
            item: item(world, name, *cycle)?,
        })
    });
    AgreementMatch {
        agreement: agreement.id,
        products: products.collect(),
    }
}

/// The item of a product, where it can be put on an agreement.
fn item(world: &World, name: &str, cycle: Cycle) -> Option<u32> {
    let product = PRODUCTS.iter().position(|product| product.name == name)?;
    let item = world.items.get(site::item(product, cycle)?)?;
    (!item.inactive && item.class != ProductClass::Bundle).then_some(item.id)
}

/// Finds out under which cycle each customer has which product.
struct Products<'a> {
    c3: &'a C3World,
    invoiced: BTreeMap<Uuid, Cycle>,
}

impl<'a> Products<'a> {
    fn of(c3: &'a C3World) -> Self {
        let lines = c3.invoice_lines.iter();
        let invoiced = lines.map(|line| (line.subscription, charged(line)));
        Products {
            c3,
            invoiced: invoiced.collect(),
        }
    }

    fn collect(&self) -> ByCustomer {
        let mut products = ByCustomer::new();
        for line in &self.c3.invoice_lines {
            let own = products.entry(line.customer).or_default();
            own.insert((line.product.trim().to_owned(), charged(line)));
        }
        for row in &self.c3.history {
            if let HistoryRow::Change(change) = row
                && let Some(cycle) = self.cycle(change)
            {
                let own = products.entry(change.customer).or_default();
                own.insert((change.product.trim().to_owned(), cycle));
            }
        }
        products
    }

    fn cycle(&self, change: &Change) -> Option<Cycle> {
        let invoiced = change.subscription.and_then(|id| self.invoiced.get(&id));
        let customer = self.c3.customers.get(change.customer as usize)?;
        invoiced.copied().or_else(|| self.offered(customer, change))
    }

    /// The cycle of the one offer with this name, or of the one with this
    /// price among several, in the customer's own plans.
    fn offered(&self, customer: &Customer, change: &Change) -> Option<Cycle> {
        let plans = customer.plans.iter();
        let plans = plans.filter_map(|&plan| self.c3.plans.get(plan as usize));
        let offers = plans.flat_map(|plan| &plan.offers);
        let named = offers.filter(|offer| *offer.name == *change.product.trim());
        let named: Vec<_> = named.collect();
        let price = change.new.price.value();
        match named.as_slice() {
            [one] => Some(one.cycle),
            several => {
                let mut several = several.iter();
                let priced = several.find(|offer| Some(offer.sale_price) == price);
                priced.map(|offer| offer.cycle)
            }
        }
    }
}

/// The cycle that a line's charge dates span.
fn charged(line: &InvoiceLine) -> Cycle {
    let days = (line.charge_end - line.charge_start).get_days();
    match (line.category, days) {
        (Category::OneTime, _) => Cycle::OneTime,
        (Category::Custom, 0..=31) => Cycle::Monthly,
        (Category::Custom, 32..=366) => Cycle::Annual,
        (Category::Custom, _) => Cycle::Triennial,
    }
}
