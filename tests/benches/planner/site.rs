//! Made-up customers with their rows in a database and their agreements in memory:
//! everything that a plan comes from, but for the requests.

use connectwise::{Addition, Agreement, BillingCycle as Cycle, CatalogItem, Company};
use domain::{
    cycle::BillingCycle,
    ids::{AdditionId, AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId, folded},
    ledger::{ChangedAt, HistoryRow, Status, Values},
    line::{LineValues, Operation},
    mapping::{ProductKey, ProductMapping},
    reference::Reference,
    timeline::ProductName,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::json;
use std::{collections::BTreeMap, error::Error, path::Path, time::Duration};
use store::{Event, Offer, Store, WrittenLine};
use workflow::assemble::{AgreementFacts, Facts, Reading, Rules};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Rows of each subscription: bought, then changed three times.
pub(crate) const ROWS: u32 = 4;

/// Products of the catalog.
const PRODUCTS: u32 = 40;

const AGREEMENT: u32 = 7;

/// The first day that no invoice covers.
const OPEN: Date = date(2026, 10, 1);

/// So many customers with so many subscriptions each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) customers: u32,
    pub(crate) each: u32,
}

pub(crate) fn customer(number: u32) -> CustomerId {
    CustomerId::new(&format!("00000000-0000-4000-8000-{number:012x}"))
}

/// A database that holds the rows of all subscriptions.
pub(crate) fn filled(folder: &Path, shape: Shape) -> Outcome<Store> {
    let store = Store::open(folder, "bench", Duration::from_secs(1))?;
    for number in 0..shape.customers {
        store.write(|writer| {
            for subscription in 0..shape.each {
                for row in 0..ROWS {
                    let row = row_of(number, subscription, row);
                    writer.append(&row, "bench", Timestamp::UNIX_EPOCH)?;
                }
            }
            Ok(())
        })?;
    }
    Ok(store)
}

fn product(subscription: u32) -> String {
    format!("Product {}", subscription % PRODUCTS)
}

fn row_of(number: u32, subscription: u32, row: u32) -> HistoryRow {
    let id = format!("{number:08x}-0000-4000-8000-{subscription:012x}");
    let values = |row: u32| Values {
        quantity: Decimal::from(if row == 0 { 0 } else { 5 + row * 2 }),
        price: Some(Decimal::new(2000, 2)),
        status: Some(Status::Active),
    };
    // One row before the open period, three within it.
    let day = [3, 5, 12, 19][row as usize];
    let month = if row == 0 { 9 } else { 10 };
    let at = format!("2026-{month:02}-{day:02}T08:{:02}:00", subscription % 60);
    HistoryRow {
        customer: customer(number),
        customer_name: format!("Customer {number}"),
        tenant: None,
        tenant_name: None,
        subscription: Some(SubscriptionId::new(&id)),
        owner_kind: Some("Customer".to_owned()),
        owner: None,
        product: product(subscription),
        changed_at: ChangedAt::parse(&at).unwrap_or_else(|_| unreachable!("{at}")),
        old: values(row),
        new: values(row + 1),
        created_by: None,
    }
}

/// The facts of a customer with these events.
pub(crate) fn facts<'a>(
    number: u32,
    events: Vec<Event>,
    rules: &'a Rules,
    offers: &'a BTreeMap<String, Vec<Offer>>,
    reading: &Reading,
) -> Facts<'a> {
    let customer = customer(number);
    let products = (0..PRODUCTS).map(|place| ProductMapping {
        customer: customer.clone(),
        product: ProductKey {
            name: ProductName::new(&product(place)),
            cycle: Some(BillingCycle::Monthly),
        },
        agreement: AgreementId(AGREEMENT),
        item: ItemId(100 + place),
    });
    Facts {
        products: products.collect(),
        name: format!("Customer {number}"),
        currency: None,
        company: CompanyId(1),
        reading: reading.clone(),
        agreements: vec![AgreementFacts {
            agreement: AgreementId(AGREEMENT),
            mapped: true,
            mode: None,
            covers: None,
            bill_from: None,
            prices: None,
            seen_open: None,
        }],
        items_of_other_cycles: Default::default(),
        first_days: Vec::new(),
        bases: BTreeMap::new(),
        set_aside: Vec::new(),
        events,
        offers,
        invoice_lines: Vec::new(),
        choices: BTreeMap::new(),
        aliases: BTreeMap::new(),
        unclear: Default::default(),
        duplicates: BTreeMap::new(),
        line_decisions: BTreeMap::new(),
        known_lines: BTreeMap::new(),
        made_here: Default::default(),
        known_since: None,
        created_under: BTreeMap::new(),
        unreadable: 0,
        gap: None,
        rules,
        as_of: None,
        customer,
    }
}

/// Carries a plan of creations out in memory: the lines stand, and are known as ours.
pub(crate) fn carried_out(facts: &mut Facts<'_>, operations: &[Operation]) -> Outcome<()> {
    let mut lines = Vec::new();
    for (place, operation) in (1..).zip(operations) {
        let addition = AdditionId(place);
        let reference = operation.reference.clone().ok_or("a line without one")?;
        lines.push(line_of(place, &reference, &operation.after)?);
        facts.made_here.insert(addition);
        facts.created_under.insert(addition, OPEN);
        let written = WrittenLine {
            addition,
            agreement: operation.agreement,
            reference,
            values: operation.after.clone(),
            written_at: Timestamp::UNIX_EPOCH,
        };
        facts.known_lines.insert(addition, written);
    }
    facts.reading.additions.insert(AGREEMENT, lines);
    Ok(())
}

fn line_of(id: u32, reference: &Reference, values: &LineValues) -> Outcome<Addition> {
    let day = |day: Date| format!("{day}T00:00:00Z");
    Ok(serde_json::from_value(json!({
        "id": id,
        "product": { "id": values.item.0 },
        "quantity": values.quantity.to_f64(),
        "unitPrice": values.unit_price.to_f64(),
        "billCustomer": "Billable",
        "effectiveDate": day(values.effective),
        "cancelledDate": values.cancelled.map(day),
        "serialNumber": reference.to_string(),
    }))?)
}

/// What C3 offers: every product by the month.
pub(crate) fn offers() -> BTreeMap<String, Vec<Offer>> {
    let offer = |place| Offer {
        id: format!("offer-{place}"),
        name: product(place),
        plan: "Plan".to_owned(),
        cycle: BillingCycle::Monthly,
        sale_price: None,
        currency: None,
    };
    let all = (0..PRODUCTS).map(|place| (folded(&product(place)), vec![offer(place)]));
    all.collect()
}

/// A company with one monthly agreement that bills October next.
pub(crate) fn reading() -> Outcome<Reading> {
    let agreement: Agreement = serde_json::from_value(json!({
        "id": AGREEMENT,
        "name": "Microsoft cloud",
        "company": { "id": 1, "name": "Company" },
        "startDate": "2026-01-01T00:00:00Z",
        "noEndingDateFlag": true,
        "cancelledFlag": false,
        "billingCycle": { "id": 2, "name": "Monthly" },
        "invoicingCycle": "CalendarYear",
        "billStartDate": "2026-01-01T00:00:00Z",
        "prorateFlag": true,
        "periodType": "Current",
        "nextInvoiceDate": "2026-10-01T00:00:00Z",
        "agreementStatus": "Active",
    }))?;
    let company: Company =
        serde_json::from_value(json!({ "id": 1, "identifier": "company", "name": "Company" }))?;
    let cycle: Cycle =
        serde_json::from_value(json!({ "id": 2, "name": "Monthly", "billingOptions": "Monthly" }))?;
    let items = (0..PRODUCTS).map(|place| {
        let id = 100 + place;
        let item: CatalogItem = serde_json::from_value(json!({
            "id": id, "identifier": format!("ITEM-{id}"), "price": 20.0, "cost": 15.0,
            "productClass": "Agreement",
        }))?;
        Ok((id, Some(item)))
    });
    Ok(Reading {
        company: Some(company),
        agreements: vec![agreement],
        additions: BTreeMap::from([(AGREEMENT, Vec::new())]),
        items: items.collect::<Outcome<_>>()?,
        cycles: BTreeMap::from([(2, cycle)]),
    })
}
