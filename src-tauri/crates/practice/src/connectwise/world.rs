//! Everything this ConnectWise holds, as plain data.
//!
//! Made-up data fills it, requests read and change it, invoice runs bill from
//! it. The world itself keeps numbers and the server's time and applies no rule:
//! whoever fills it directly may store what an API call would refuse.

use super::{
    invoicing::Billing,
    records::{
        Addition, Agreement, BillingCycle, CatalogItem, Company, CustomField,
        CustomFieldDefinition, Info, Invoice,
    },
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use std::collections::BTreeMap;

/// The pod number under which this site keeps the custom fields of additions.
pub const ADDITIONS_POD: u32 = 46;

/// A record that a [`Table`] can hold.
pub trait Row {
    /// The record's number.
    fn id(&self) -> u32;

    /// Gives the record its number.
    fn set_id(&mut self, id: u32);

    /// Who touched it last, and when.
    fn info_mut(&mut self) -> &mut Info;
}

macro_rules! rows {
    ($($record:ident)*) => { $(
        impl Row for $record {
            fn id(&self) -> u32 {
                self.id
            }

            fn set_id(&mut self, id: u32) {
                self.id = id;
            }

            fn info_mut(&mut self) -> &mut Info {
                &mut self.info
            }
        }
    )* };
}

rows!(Addition Agreement BillingCycle CatalogItem Company CustomFieldDefinition Invoice);

/// Records of one kind by number.
#[derive(Debug, Clone)]
pub struct Table<T>(BTreeMap<u32, T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Row> Table<T> {
    /// Stores a record under its own number, or under the next free one where
    /// that is 0. Returns the number. A record already there is replaced.
    pub fn insert(&mut self, mut record: T) -> u32 {
        if record.id() == 0 {
            record.set_id(self.last_id() + 1);
        }
        let id = record.id();
        self.0.insert(id, record);
        id
    }

    /// The record with this number.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<&T> {
        self.0.get(&id)
    }

    /// The record with this number, to be changed.
    pub fn get_mut(&mut self, id: u32) -> Option<&mut T> {
        self.0.get_mut(&id)
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: u32) -> Option<T> {
        self.0.remove(&id)
    }

    /// All records, by number.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    /// All records, by number, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.values_mut()
    }

    /// The records whose number is greater, by number.
    pub fn after(&self, id: u32) -> impl Iterator<Item = &T> {
        self.0
            .range((std::ops::Bound::Excluded(id), std::ops::Bound::Unbounded))
            .map(|(_, record)| record)
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest number in use; 0 when the table is empty.
    #[must_use]
    pub fn last_id(&self) -> u32 {
        self.0.keys().next_back().copied().unwrap_or_default()
    }
}

/// A ConnectWise's records, its server's day, and what was billed so far.
#[derive(Debug, Clone)]
pub struct World {
    /// Companies.
    pub companies: Table<Company>,
    /// Agreements.
    pub agreements: Table<Agreement>,
    /// Additions by the agreement they stand on; use [`World::add`] to store one.
    pub additions: BTreeMap<u32, Table<Addition>>,
    /// The product catalog.
    pub items: Table<CatalogItem>,
    /// Billing cycles.
    pub billing_cycles: Table<BillingCycle>,
    /// Definitions of custom fields.
    pub custom_fields: Table<CustomFieldDefinition>,
    /// Invoices.
    pub invoices: Table<Invoice>,
    /// What agreement invoicing keeps beside the records.
    pub billing: Billing,
    /// The server's day.
    pub today: Date,
    last_addition: u32,
    last_write: Timestamp,
}

impl World {
    /// An empty world on the given day.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            companies: Table::default(),
            agreements: Table::default(),
            additions: BTreeMap::new(),
            items: Table::default(),
            billing_cycles: Table::default(),
            custom_fields: Table::default(),
            invoices: Table::default(),
            billing: Billing::default(),
            today,
            last_addition: 0,
            last_write: Timestamp::MIN,
        }
    }

    /// Stores an addition on an agreement, under the next free number where its
    /// own is 0. Returns the number.
    pub fn add(&mut self, agreement: u32, mut addition: Addition) -> u32 {
        if addition.id == 0 {
            addition.id = self.last_addition + 1;
        }
        self.last_addition = self.last_addition.max(addition.id);
        addition.agreement_id = agreement;
        self.additions
            .entry(agreement)
            .or_default()
            .insert(addition)
    }

    /// The additions of one agreement, by number.
    pub fn additions_of(&self, agreement: u32) -> impl Iterator<Item = &Addition> {
        self.additions
            .get(&agreement)
            .into_iter()
            .flat_map(Table::iter)
    }

    /// One addition of an agreement.
    #[must_use]
    pub fn addition(&self, agreement: u32, id: u32) -> Option<&Addition> {
        self.additions.get(&agreement)?.get(id)
    }

    /// One addition of an agreement, to be changed.
    pub fn addition_mut(&mut self, agreement: u32, id: u32) -> Option<&mut Addition> {
        self.additions.get_mut(&agreement)?.get_mut(id)
    }

    /// The custom fields that a new addition has, all without a value.
    #[must_use]
    pub fn empty_custom_fields(&self) -> Vec<CustomField> {
        let of_additions = self.custom_fields.iter();
        of_additions
            .filter(|definition| definition.pod_id == ADDITIONS_POD)
            .map(|definition| CustomField {
                id: definition.id,
                caption: definition.caption.clone(),
                kind: definition.kind,
                entry_method: definition.entry_method,
                decimals: definition.decimals,
                value: None,
                connectwise_id: definition.connectwise_id.clone(),
            })
            .collect()
    }

    /// The instant of a write that happens now. The server's time is its day,
    /// moved on by a second with each write, so that no two writes have the same.
    pub fn write_instant(&mut self) -> Timestamp {
        let second = SignedDuration::from_secs(1);
        let midnight = self.today.at(0, 0, 0, 0);
        let midnight = TimeZone::UTC.to_timestamp(midnight).unwrap_or_default();
        let after_last = self.last_write.saturating_add(second);
        self.last_write = midnight.max(after_last.unwrap_or(midnight));
        self.last_write
    }
}
