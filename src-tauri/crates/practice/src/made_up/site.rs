//! The ConnectWise site: billing cycles under its own names and numbers,
//! currencies, the reference field of additions, and the product catalog.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::products::{PRODUCTS, Product, Sold};
use super::shop::Shop;
use crate::c3::Cycle;
use crate::connectwise::records::{
    BillingCycle, BillingOptions, CatalogItem, Currency, CustomFieldDefinition, Info, ProductClass,
    Reference,
};
use crate::connectwise::world::{ADDITIONS_POD, World};

/// The number of the first catalog item.
const FIRST_ITEM: u32 = 501;

/// The catalog has one item for so many customers, and at least its own
/// minimum: 2,000 for 20,000.
const CUSTOMERS_PER_ITEM: u32 = 10;

/// The smallest catalog.
const LEAST_ITEMS: u32 = 150;

/// So many of the first items that are no subscriptions are neither inactive
/// nor bundles.
pub(super) const PLAIN_OTHERS: u32 = 10;

/// The billing cycles that agreements are made with. Numbers and names are the
/// site's own, as everywhere: only the billing options tell what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SiteCycle {
    Monthly,
    Yearly,
    Quarterly,
    Weekly,
}

/// Number, code, name and options of each cycle.
const CYCLES: &[(u32, &str, &str, BillingOptions)] = &[
    (11, "CLD", "Cloud services", BillingOptions::Monthly),
    (14, "ANV", "In advance, anniversary", BillingOptions::Yearly),
    (15, "QTR", "Calendar quarter", BillingOptions::Quarterly),
    (
        17,
        "WK",
        "Yearly support, paid weekly",
        BillingOptions::Weekly,
    ),
    (
        18,
        "ONE",
        "Monthly credits, once",
        BillingOptions::NotRecurring,
    ),
];

const CURRENCIES: &[(u32, &str, &str, &str)] = &[
    (7, "USD", "$", "US Dollar"),
    (8, "EUR", "€", "Euro"),
    (9, "GBP", "£", "Pound Sterling"),
    (12, "CHF", "CHF", "Swiss Franc"),
];

/// Things a partner sells beside subscriptions.
const WORKS: &[&str] = &[
    "Managed workstation",
    "Managed server",
    "Backup 1 TB",
    "Firewall rental",
    "Spam filter",
    "Docking station",
    "On-site visit",
    "Web hosting",
];

impl SiteCycle {
    /// How an agreement refers to it.
    pub(super) fn reference(self) -> Reference {
        let (id, _, name, _) = CYCLES[self as usize];
        Reference {
            id,
            name: name.to_owned(),
        }
    }

    /// How often it bills.
    pub(super) fn options(self) -> BillingOptions {
        CYCLES[self as usize].3
    }
}

/// A site without companies.
pub(super) fn furnish(today: Date, shop: &Shop, customers: u32) -> World {
    let mut world = World::new(today);
    for &(id, identifier, name, billing_options) in CYCLES {
        world.billing_cycles.insert(BillingCycle {
            id,
            identifier: identifier.to_owned(),
            name: name.to_owned(),
            default: id == CYCLES[0].0,
            billing_options,
            info: entered(),
        });
    }
    world.custom_fields.insert(reference_field());
    for item in catalog(shop, customers) {
        world.items.insert(item);
    }
    world
}

/// The currency that companies and agreements refer to.
pub(super) fn currency(code: &str) -> Option<Currency> {
    let known = CURRENCIES.iter().find(|currency| currency.1 == code);
    known.map(|&(id, code, symbol, name)| Currency {
        id,
        symbol: symbol.to_owned(),
        code: code.to_owned(),
        identifier: code.to_owned(),
        name: name.to_owned(),
    })
}

/// Entered by hand, long ago.
pub(super) fn entered() -> Info {
    let long_ago = Timestamp::from_str("2023-01-09T08:30:00Z").ok();
    Info {
        last_updated: long_ago,
        updated_by: Some("MBrandt".to_owned()),
        date_entered: long_ago,
        entered_by: Some("MBrandt".to_owned()),
    }
}

/// The catalog item of a product under a cycle; the numbers do not depend on
/// the size of the world.
pub(super) fn item(product: usize, cycle: Cycle) -> Option<u32> {
    let keys = (FIRST_ITEM..).zip(keys());
    let mut found = keys.filter(|(_, key)| *key == (product, cycle));
    found.next().map(|(id, _)| id)
}

fn keys() -> impl Iterator<Item = (usize, Cycle)> {
    let products = PRODUCTS.iter().enumerate();
    products.flat_map(|(index, product)| product.cycles().iter().map(move |&cycle| (index, cycle)))
}

fn reference_field() -> CustomFieldDefinition {
    CustomFieldDefinition {
        id: 31,
        pod_id: ADDITIONS_POD,
        caption: "C3 reference".to_owned(),
        sequence: 1,
        shown: true,
        info: entered(),
        ..CustomFieldDefinition::default()
    }
}

fn catalog(shop: &Shop, customers: u32) -> Vec<CatalogItem> {
    let sold = (FIRST_ITEM..).zip(keys());
    let mut items: Vec<_> = sold
        .map(|(id, (product, cycle))| sold_item(shop, id, product, cycle))
        .collect();
    let wanted = (customers / CUSTOMERS_PER_ITEM).max(LEAST_ITEMS);
    let others = (other_items()..FIRST_ITEM + wanted).enumerate();
    items.extend(others.map(|(place, id)| other_item(place, id)));
    items
}

/// The number of the first item that is no subscription. The first
/// [`PLAIN_OTHERS`] from there are in use and can stand on agreements.
pub(super) fn other_items() -> u32 {
    (FIRST_ITEM..)
        .zip(keys())
        .last()
        .map_or(FIRST_ITEM, |(id, _)| id + 1)
}

fn sold_item(shop: &Shop, id: u32, index: usize, cycle: Cycle) -> CatalogItem {
    let product = &PRODUCTS[index];
    let price = shop.sale(0, index, cycle).price;
    let description: String = format!("{} ({})", product.name, cycle.word());
    CatalogItem {
        identifier: identifier(product, cycle),
        description: description.chars().take(60).collect(),
        inactive: product.sold == Sold::WithInactiveItem,
        class: match product.sold {
            Sold::WithBundleItem => ProductClass::Bundle,
            _ => ProductClass::NonInventory,
        },
        price,
        cost: (price * Decimal::new(82, 2)).round_dp(2),
        customer_description: product.name.to_owned(),
        manufacturer_part: Some(product.sku.to_owned()),
        recurring: cycle != Cycle::OneTime,
        ..item_basis(id, "Cloud")
    }
}

/// The item's identifier: the SKU, and a letter for the cycle.
pub(super) fn identifier(product: &Product, cycle: Cycle) -> String {
    let letter = match cycle {
        Cycle::Monthly => "M",
        Cycle::Annual => "Y",
        Cycle::Triennial => "3Y",
        Cycle::OneTime => "1",
    };
    format!("MS-{}-{letter}", product.sku.replace(':', "-"))
}

fn other_item(place: usize, id: u32) -> CatalogItem {
    let odd = place >= PLAIN_OTHERS as usize;
    let work = WORKS[id as usize % WORKS.len()];
    let price = Decimal::new(i64::from(id % 97) * 125 + 995, 2);
    CatalogItem {
        identifier: format!("SVC-{id:05}"),
        description: format!("{work}, tier {id}"),
        inactive: odd && id.is_multiple_of(11),
        class: match id % 13 {
            0 if odd => ProductClass::Bundle,
            1 => ProductClass::Service,
            _ => ProductClass::NonInventory,
        },
        price,
        cost: (price * Decimal::new(60, 2)).round_dp(2),
        customer_description: work.to_owned(),
        ..item_basis(id, "Services")
    }
}

fn item_basis(id: u32, category: &str) -> CatalogItem {
    let reference = |id, name: &str| {
        Some(Reference {
            id,
            name: name.to_owned(),
        })
    };
    CatalogItem {
        id,
        category: reference(3, category),
        subcategory: reference(9, "Subscriptions"),
        kind: reference(5, "Subscription"),
        unit_of_measure: reference(1, "Each"),
        taxable: true,
        info: entered(),
        ..CatalogItem::default()
    }
}
