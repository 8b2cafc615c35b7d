//! Catalog items for a customer's products on an agreement.

use super::{CandidateRow, Found, product};
use crate::{
    Workflow,
    error::Error,
    listing::{ProductRow, identity},
    mapping::unselectable_item,
};
use domain::{
    cycle::BillingCycle,
    ids::{AgreementId, CustomerId, ItemId},
    mapping::ProductKey,
    matching::product::{Earlier, Item as Choice, Wanted, suggest},
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::{Item, MatchKind, Reader, Search, fold};

/// A product that is to be mapped, and what is known of it.
struct Open {
    row: ProductRow,
    key: ProductKey,
    price: Option<Decimal>,
}

impl Workflow {
    pub(super) fn found_for_products(
        &self,
        customer: &CustomerId,
        agreement: AgreementId,
    ) -> Result<Vec<Found>, Error> {
        let open = self.open_products(customer, agreement)?;
        let found = self.store.read(|reader| find(reader, customer, &open))?;
        Ok(found)
    }

    /// The products of the agreement's cycle that are neither mapped nor set aside.
    fn open_products(
        &self,
        customer: &CustomerId,
        agreement: AgreementId,
    ) -> Result<Vec<Open>, Error> {
        let rows = self.products(customer, Some(agreement))?;
        let prices = self.prices_of(customer)?;
        let open = rows
            .into_iter()
            .filter(|row| row.mapping.is_none() && row.set_aside.is_none() && row.reason.is_none());
        let open = open.map(|row| {
            let key = product(&row.id)?;
            let price = prices.get(&identity(&key)).copied();
            Ok(Open { row, key, price })
        });
        open.collect()
    }

    /// What each product costs now, as its subscriptions tell.
    fn prices_of(
        &self,
        customer: &CustomerId,
    ) -> Result<BTreeMap<(String, Option<BillingCycle>), Decimal>, Error> {
        let mut prices = BTreeMap::new();
        for subscription in self.known_subscriptions(customer)? {
            let timeline = subscription.timeline.as_ref();
            let Some(now) = timeline.and_then(|timeline| timeline.now()) else {
                continue;
            };
            let cycle = subscription
                .cycles
                .get(&now.product)
                .map(|(cycle, _)| *cycle);
            let name = now.product.clone();
            if let Some(price) = now.price {
                prices.insert(identity(&ProductKey { name, cycle }), price);
            }
        }
        Ok(prices)
    }
}

fn find(
    reader: &Reader<'_>,
    customer: &CustomerId,
    open: &[Open],
) -> Result<Vec<Found>, store::Error> {
    let items = free_items(reader, customer)?;
    let places: HashMap<ItemId, usize> = (0..)
        .zip(&items)
        .map(|(place, item)| (item.id, place))
        .collect();
    let without = reader.without_match_of(MatchKind::Product, customer)?;
    let mut wanted = Vec::new();
    let mut earlier = Vec::new();
    for one in open {
        let offers = reader.offers_named(one.key.name.shown())?.into_iter();
        let own = offers.filter(|offer| Some(offer.cycle) == one.key.cycle);
        wanted.push(Wanted {
            name: one.row.name.clone(),
            cycle: one.key.cycle,
            price: one.price,
            identifiers: own.map(|offer| offer.id).collect(),
        });
        earlier.push(decided(reader, &one.key, &places)?);
    }
    let choices: Vec<Choice> = items.iter().map(choice).collect();
    let matched = suggest(&wanted, &choices, |at| earlier.get(at).copied().flatten());
    let found = open.iter().zip(matched).map(|(one, matched)| {
        let cycle = one.key.cycle.map(|cycle| cycle.word().to_owned());
        let thing = (one.row.id.clone(), one.row.name.clone(), cycle);
        let alias = fold(&one.row.id);
        let marked = without.contains(&alias);
        let found = Found::new(thing, matched, marked, |place| {
            items.get(place).map(candidate)
        });
        Found { alias, ..found }
    });
    Ok(found.collect())
}

/// The items that can be chosen and that the customer does not use yet.
fn free_items(reader: &Reader<'_>, customer: &CustomerId) -> Result<Vec<Item>, store::Error> {
    let used = reader.product_mappings_of(customer)?;
    let used: HashSet<_> = used.iter().map(|mapping| mapping.item).collect();
    let items = reader.items(&Search::all())?.items.into_iter();
    let free = items.filter(|item| !used.contains(&item.id) && unselectable_item(item).is_none());
    Ok(free.collect())
}

/// What a person decided for a product of this name and cycle.
fn decided(
    reader: &Reader<'_>,
    product: &ProductKey,
    places: &HashMap<ItemId, usize>,
) -> Result<Option<Earlier>, store::Error> {
    let accepted = reader.match_alias(MatchKind::Product, &fold(&product.id()))?;
    if let Some(place) = accepted.and_then(|item| places.get(&ItemId(item))) {
        return Ok(Some(Earlier::Accepted(*place)));
    }
    let [(item, customers)] = reader.items_of_product(product)?[..] else {
        return Ok(None);
    };
    let place = places.get(&item);
    Ok(place.map(|place| Earlier::Mapped(*place, customers)))
}

fn choice(item: &Item) -> Choice {
    Choice {
        identifier: item.identifier.clone(),
        description: item.description.clone(),
        price: item.price,
    }
}

fn candidate(item: &Item) -> CandidateRow {
    CandidateRow {
        id: item.id.0,
        name: item.identifier.clone(),
        detail: item.description.clone(),
    }
}
