//! Records of both systems, with only what a test needs to say.

use connectwise::{Addition, Agreement, BillingCycle, CatalogItem, Company, Invoice, NewAddition};
use domain::{
    cycle::BillingCycle as Cycle,
    ids::{CustomerId, SubscriptionId, TenantId},
    ledger::{ChangedAt, HistoryRow, Status, Values},
};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A record as it comes over the wire, over its defaults.
fn record<T: DeserializeOwned>(defaults: Value, own: Value) -> T {
    let (Value::Object(mut record), Value::Object(own)) = (defaults, own) else {
        panic!("a record is an object");
    };
    record.extend(own);
    serde_json::from_str(&Value::Object(record).to_string()).unwrap()
}

pub(crate) fn company(id: u32, name: &str) -> Company {
    record(
        json!({"id": id, "identifier": name, "name": name}),
        json!({}),
    )
}

pub(crate) fn agreement(id: u32, company: u32, own: Value) -> Agreement {
    let defaults = json!({
        "id": id, "name": format!("Agreement {id}"), "company": {"id": company},
        "billingCycle": {"id": 1}, "agreementStatus": "Active", "prorateFlag": true,
        "billStartDate": "2026-01-01T00:00:00Z", "nextInvoiceDate": "2026-11-01T00:00:00Z",
    });
    record(defaults, own)
}

pub(crate) fn cycles() -> Vec<BillingCycle> {
    let cycle = |id: u32, name: &str, options: &str| {
        record(
            json!({"id": id, "name": name, "billingOptions": options}),
            json!({}),
        )
    };
    // The names are the site's own and tell nothing.
    vec![
        cycle(1, "Yearly", "Monthly"),
        cycle(2, "Monthly", "Yearly"),
        cycle(3, "Q", "Quarterly"),
    ]
}

pub(crate) fn item(id: u32, own: Value) -> CatalogItem {
    let defaults = json!({
        "id": id, "identifier": format!("ITEM-{id}"), "productClass": "Service", "price": 20,
    });
    record(defaults, own)
}

pub(crate) fn addition(id: u32, item: u32, own: Value) -> Addition {
    let defaults = json!({
        "id": id, "product": {"id": item}, "quantity": 5, "unitPrice": 20,
        "billCustomer": "Billable", "effectiveDate": "2026-11-01T00:00:00Z",
    });
    record(defaults, own)
}

pub(crate) fn invoice(id: u32, own: Value) -> Invoice {
    record(json!({"id": id}), own)
}

/// The addition that a request asks for.
pub(crate) fn created(id: u32, new: &NewAddition) -> Addition {
    Addition {
        quantity: Some(new.quantity),
        unit_price: Some(new.unit_price),
        bill_customer: new.bill_customer,
        effective_date: Some(new.effective_date),
        cancelled_date: new.cancelled_date,
        serial_number: new.serial_number.clone(),
        invoice_description: Some(new.invoice_description.clone()),
        custom_fields: new.custom_fields.clone(),
        ..addition(id, new.product, json!({}))
    }
}

pub(crate) fn customer(id: &str, name: &str) -> c3::Customer {
    c3::Customer {
        id: CustomerId::new(id),
        name: name.to_owned(),
        tenants: vec![c3::Tenant {
            id: TenantId::new("t"),
            name: None,
            domain: Some(format!("{}.example", name.to_lowercase())),
        }],
        currency: Some("EUR".to_owned()),
        city: Some("Bern".to_owned()),
        country: None,
        billing_reference: None,
        plans: None,
    }
}

pub(crate) fn offer(name: &str, cycle: Cycle, price: i64) -> c3::Offer {
    c3::Offer {
        plan: "Standard".to_owned(),
        name: name.to_owned(),
        friendly_name: None,
        cycle: Some(cycle),
        sale_price: Some(price.into()),
        currency: None,
        active: true,
        internal_product_id: None,
        provider_reference: None,
    }
}

pub(crate) fn line(
    customer: &str,
    subscription: &str,
    product: &str,
    quantity: i64,
) -> c3::InvoiceLine {
    c3::InvoiceLine {
        customer: Some(CustomerId::new(customer)),
        tenant: None,
        subscription: Some(SubscriptionId::new(subscription)),
        product: Some(product.to_owned()),
        quantity: Some(quantity.into()),
        unit_price: Some(20.into()),
        cycle: Some(Cycle::Monthly),
        charge_start: Some("2026-09-01".parse().unwrap()),
        charge_end: Some("2026-09-30".parse().unwrap()),
        currency: None,
        invoice_number: Some("7".to_owned()),
    }
}

/// A row by which a subscription goes from `old` to `new` licences at 20.
pub(crate) fn row(
    customer: &str,
    subscription: &str,
    product: &str,
    at: &str,
    [old, new]: [i64; 2],
) -> HistoryRow {
    let side = |quantity: i64| Values {
        quantity: quantity.into(),
        price: (quantity != 0).then(|| Decimal::from(20)),
        status: (quantity != 0).then_some(Status::Active),
    };
    HistoryRow {
        customer: CustomerId::new(customer),
        customer_name: format!("Name of {customer}"),
        tenant: None,
        tenant_name: None,
        subscription: Some(SubscriptionId::new(subscription)),
        owner_kind: None,
        owner: None,
        product: product.to_owned(),
        changed_at: ChangedAt::parse(at).unwrap(),
        old: side(old),
        new: side(new),
        created_by: None,
    }
}
