//! ConnectWise's catalog, and which items can be chosen.

use super::plain;
use crate::{
    Workflow,
    error::Error,
    mapping::{Names, unselectable_item},
};
use domain::{
    ids::{CustomerId, ItemId},
    mapping::Refusal,
};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Found, Item, Reader, Search};

/// A catalog item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    /// Number.
    pub id: ItemId,
    /// Identifier.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Class, in ConnectWise's word.
    pub class: Option<String>,
    /// Price of one unit.
    pub price: Option<String>,
    /// Whether it can be chosen.
    pub selectable: bool,
    /// Why not.
    pub reason: Option<String>,
}

impl Workflow {
    /// The catalog items that are there, by identifier.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn items(&self, search: &Search) -> Result<Found<ItemRow>, Error> {
        let Found { items, total } = self.store.read(|reader| reader.items(search))?;
        Ok(Found {
            items: items.into_iter().map(row).collect(),
            total,
        })
    }

    /// The catalog items that are there, as one customer may choose from them: an
    /// item that it uses already cannot be chosen once more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn items_for(
        &self,
        customer: &CustomerId,
        search: &Search,
    ) -> Result<Found<ItemRow>, Error> {
        Ok(self.store.read(|reader| {
            let Found { items, total } = reader.items(search)?;
            let mut taken = taken(reader, customer)?;
            let row = |item: Item| match taken.remove(&item.id) {
                None => row(item),
                Some(product) => in_use(row(item), product),
            };
            Ok(Found {
                items: items.into_iter().map(row).collect(),
                total,
            })
        })?)
    }
}

/// The items that a customer uses, each with the product that it stands for.
fn taken(
    reader: &Reader<'_>,
    customer: &CustomerId,
) -> Result<BTreeMap<ItemId, String>, store::Error> {
    let names = Names(reader);
    let mappings = reader.product_mappings_of(customer)?.into_iter();
    Ok(mappings
        .map(|mapping| (mapping.item, names.product(&mapping)))
        .collect())
}

fn in_use(row: ItemRow, product: String) -> ItemRow {
    let refusal = Refusal::ItemTaken {
        item: row.name.clone(),
        product,
    };
    ItemRow {
        selectable: false,
        reason: Some(refusal.to_string()),
        ..row
    }
}

fn row(item: Item) -> ItemRow {
    let reason = unselectable_item(&item).map(|refusal| refusal.to_string());
    ItemRow {
        id: item.id,
        name: item.identifier,
        description: item.description,
        class: item.class,
        price: item.price.map(plain),
        selectable: reason.is_none(),
        reason,
    }
}
