//! How C3 tells a history row: field names in both years' spelling, prices
//! with four decimals, dates without a time zone.

use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::number;
use super::world::{C3World, Change, Customer, HistoryRow, Owner, Spelling, Status, Told, Values};

/// Writes one row as JSON.
///
/// `spelling` overrides the row's own where the whole server was switched.
pub(super) fn write(
    out: &mut Vec<u8>,
    world: &C3World,
    row: &HistoryRow,
    spelling: Option<Spelling>,
) -> Result<(), serde_json::Error> {
    match row {
        HistoryRow::Verbatim { json, .. } => {
            out.extend_from_slice(json.as_bytes());
            Ok(())
        }
        HistoryRow::Change(change) => {
            let Some(customer) = world.customers.get(change.customer as usize) else {
                out.extend_from_slice(b"null");
                return Ok(());
            };
            let spelling = spelling.unwrap_or(change.spelling);
            serde_json::to_writer(
                out,
                &Telling {
                    customer,
                    change,
                    spelling,
                },
            )
        }
    }
}

/// The day of `DateofChange` in a row of somebody else's making.
pub(super) fn day_of(raw: &RawValue) -> Option<Date> {
    let fields: std::collections::HashMap<String, &RawValue> =
        serde_json::from_str(raw.get()).ok()?;
    let (_, text) = fields
        .into_iter()
        .find(|(key, _)| key.eq_ignore_ascii_case("DateofChange"))?;
    let text = String::deserialize(text).ok()?;
    let text = text.trim();
    text.parse::<DateTime>().map(DateTime::date).ok()
}

impl Status {
    /// The word that C3 uses.
    pub fn word(self) -> &'static str {
        match self {
            Status::Active => "Active",
            Status::Suspended => "Suspended",
            Status::Deleted => "Deleted",
            Status::Disabled => "Disabled",
        }
    }
}

impl Owner {
    /// C3's `EntityName`: the kind of the owner.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Owner::Customer => "Customer",
            Owner::Site(_) => "Site",
            Owner::Department(_) => "Department",
        }
    }

    /// C3's `OwnerName`: a customer as a whole goes by its own name.
    pub(super) fn name<'a>(&'a self, customer: &'a str) -> &'a str {
        match self {
            Owner::Customer => customer,
            Owner::Site(name) | Owner::Department(name) => name,
        }
    }
}

/// A change with what is needed to tell it.
struct Telling<'a> {
    customer: &'a Customer,
    change: &'a Change,
    spelling: Spelling,
}

impl Telling<'_> {
    fn customer_name(&self) -> &str {
        let then = self.change.customer_name.as_deref();
        then.unwrap_or(&self.customer.name)
    }

    fn padded(&self, name: &str) -> String {
        if self.change.padded {
            format!(" {name} ")
        } else {
            name.to_owned()
        }
    }

    fn ids<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let (customer, tenant) = match self.spelling {
            Spelling::Of2023 => ("CustomerId", "TenantId"),
            Spelling::Of2024 => ("CustomerID", "TenantID"),
        };
        let tenant_id = self.tenant().map(|tenant| tenant.id);
        map.serialize_entry(customer, &capitals(self.customer.id))?;
        map.serialize_entry("CustomerName", self.customer_name())?;
        map.serialize_entry(tenant, &tenant_id)?;
        match (self.spelling, self.change.subscription) {
            (Spelling::Of2024, Some(id)) => map.serialize_entry("SubscriptionID", &id),
            _ => Ok(()),
        }
    }

    fn tenant(&self) -> Option<&super::world::Tenant> {
        self.customer.tenants.get(usize::from(self.change.tenant))
    }
}

impl Serialize for Telling<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let change = self.change;
        let tenant = self.tenant().map_or("", |tenant| &*tenant.name);
        let owner = change.owner.name(self.customer_name());
        let mut map = serializer.serialize_map(None)?;
        self.ids(&mut map)?;
        map.serialize_entry("EntityName", change.owner.kind())?;
        map.serialize_entry("LinkedTenantName", &self.padded(tenant))?;
        map.serialize_entry("ProductName", &*change.product)?;
        quantities(&mut map, &change.old, &change.new)?;
        map.serialize_entry("DateofChange", &change.at.to_string())?;
        told(&mut map, "OldStatus", change.old.status, Status::word)?;
        told(&mut map, "NewStatus", change.new.status, Status::word)?;
        told(&mut map, "OldPrice", change.old.price, number::price)?;
        told(&mut map, "NewPrice", change.new.price, number::price)?;
        map.serialize_entry("CreatedBy", &*change.by)?;
        map.serialize_entry("OwnerName", &self.padded(owner))?;
        map.end()
    }
}

fn quantities<M: SerializeMap>(map: &mut M, old: &Values, new: &Values) -> Result<(), M::Error> {
    told(map, "OldQuantity", old.quantity, |quantity| quantity)?;
    told(map, "NewQuantity", new.quantity, |quantity| quantity)
}

fn told<M: SerializeMap, T, J: Serialize>(
    map: &mut M,
    key: &str,
    value: Told<T>,
    json: impl FnOnce(T) -> J,
) -> Result<(), M::Error> {
    match value {
        Told::Missing => Ok(()),
        Told::Null => map.serialize_entry(key, &()),
        Told::Is(value) => map.serialize_entry(key, &json(value)),
    }
}

/// C3 tells the ids that it made itself in capitals.
pub(super) fn capitals(id: uuid::Uuid) -> String {
    id.hyphenated().to_string().to_uppercase()
}
