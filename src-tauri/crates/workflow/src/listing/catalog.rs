//! ConnectWise's catalog, and which items can be chosen.

use super::plain;
use crate::{Workflow, error::Error, mapping::unselectable_item};
use domain::ids::ItemId;
use serde::Serialize;
use store::{Found, Item, Search};

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
