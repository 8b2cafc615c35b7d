//! What the tests of this crate share: a small world and calls to it.

use super::{
    ConnectWise, Manners,
    auth::Access,
    exchange::{Answer, Call},
    json::Json,
    records::{
        Addition, Agreement, BillCustomer, BillingCycle, BillingOptions, CatalogItem, Company,
        CompanyReference, CustomFieldDefinition, ItemReference, ProductClass, Reference,
    },
    world::{ADDITIONS_POD, World},
};
use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// The monthly billing cycle.
pub(crate) const MONTHLY: u32 = 12;
/// The yearly billing cycle.
pub(crate) const YEARLY: u32 = 16;
/// An agreement that does not prorate, invoiced through October 2026.
pub(crate) const FLAT: u32 = 71;
/// An agreement that prorates, invoiced through October 2026.
pub(crate) const PRORATING: u32 = 72;
/// An item with a price of 20.00.
pub(crate) const ITEM: u32 = 501;
/// Another item, with a price of 36.25.
pub(crate) const OTHER_ITEM: u32 = 502;
/// An item that is not for new use.
pub(crate) const INACTIVE_ITEM: u32 = 503;
/// A bundle.
pub(crate) const BUNDLE: u32 = 504;
/// A text custom field of additions.
pub(crate) const TEXT_FIELD: u32 = 31;

/// A decimal from its text.
pub(crate) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A request without headers; a query may follow the path.
pub(crate) fn call(method: &str, path: &str, body: &str) -> Call {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Call {
        method: method.parse().unwrap(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: HeaderMap::new(),
        body: body.to_owned(),
        received: std::time::Instant::now(),
    }
}

/// A request to the API with the right keys. The path is below `apis/3.0/`.
pub(crate) fn api_call(method: &str, path: &str, body: &str) -> Call {
    let access = Access::default();
    let user = format!("{}+{}", access.company, access.public_key);
    let keys = BASE64_STANDARD.encode(format!("{user}:{}", access.private_key));
    let mut call = call(method, &format!("/v2025_1/apis/3.0/{path}"), body);
    let basic = format!("Basic {keys}").parse().unwrap();
    call.headers.insert("authorization", basic);
    let client_id = access.client_id.parse().unwrap();
    call.headers.insert("clientid", client_id);
    call
}

/// A site over a world.
pub(crate) fn site(world: World) -> ConnectWise {
    ConnectWise::new(world, Access::default(), "127.0.0.1:8080".to_owned())
}

/// One exchange with a well-behaved site.
pub(crate) fn ask(site: &mut ConnectWise, method: &str, path: &str, body: &str) -> Answer {
    site.answer(&api_call(method, path, body), &Manners::default())
}

/// An answer's body.
pub(crate) fn json(answer: &Answer) -> Json {
    Json::parse(&answer.body).unwrap()
}

/// The numbers of the records in a list.
pub(crate) fn ids(answer: &Answer) -> Vec<u32> {
    let Json::List(records) = json(answer) else {
        panic!("{}", answer.body);
    };
    let ids = records.iter().map(|record| match record.get("id") {
        Some(Json::Number(id)) => u32::try_from(*id).unwrap(),
        other => panic!("{other:?}"),
    });
    ids.collect()
}

/// Two agreements of one company, four items, one custom field.
pub(crate) fn world() -> World {
    let mut world = World::new(date(2026, 11, 20));
    cycle(&mut world, MONTHLY, BillingOptions::Monthly);
    cycle(&mut world, YEARLY, BillingOptions::Yearly);
    world.companies.insert(Company {
        id: 42,
        identifier: "CONTOSO".into(),
        name: "Contoso".into(),
        ..Company::default()
    });
    for (id, prorate) in [(FLAT, false), (PRORATING, true)] {
        world.agreements.insert(Agreement {
            next_invoice: Some(date(2026, 11, 1)),
            ..agreement(id, MONTHLY, prorate, date(2026, 1, 1))
        });
    }
    item(&mut world, ITEM, "20.00", ProductClass::NonInventory, false);
    item(
        &mut world,
        OTHER_ITEM,
        "36.25",
        ProductClass::Service,
        false,
    );
    item(
        &mut world,
        INACTIVE_ITEM,
        "1.00",
        ProductClass::Service,
        true,
    );
    item(&mut world, BUNDLE, "1.00", ProductClass::Bundle, false);
    world.custom_fields.insert(CustomFieldDefinition {
        id: TEXT_FIELD,
        pod_id: ADDITIONS_POD,
        caption: "Subscription ID".into(),
        ..CustomFieldDefinition::default()
    });
    world
}

/// An agreement of the one company.
pub(crate) fn agreement(id: u32, cycle: u32, prorate: bool, bill_start: Date) -> Agreement {
    Agreement {
        id,
        name: format!("Agreement {id}"),
        company: CompanyReference {
            id: 42,
            identifier: "CONTOSO".into(),
            name: "Contoso".into(),
        },
        billing_cycle: Some(Reference {
            id: cycle,
            name: "Cycle".into(),
        }),
        start: Some(bill_start),
        bill_start: Some(bill_start),
        prorate,
        ..Agreement::default()
    }
}

/// A billable addition.
pub(crate) fn addition(quantity: &str, price: &str, effective: Date) -> Addition {
    Addition {
        product: ItemReference {
            id: ITEM,
            identifier: "ITEM-501".into(),
            serialized: Some(false),
        },
        quantity: number(quantity),
        unit_price: number(price),
        bill_customer: Some(BillCustomer::Billable),
        effective: Some(effective),
        ..Addition::default()
    }
}

fn cycle(world: &mut World, id: u32, billing_options: BillingOptions) {
    world.billing_cycles.insert(BillingCycle {
        id,
        billing_options,
        ..BillingCycle::default()
    });
}

fn item(world: &mut World, id: u32, price: &str, class: ProductClass, inactive: bool) {
    world.items.insert(CatalogItem {
        id,
        identifier: format!("ITEM-{id}"),
        description: format!("Item {id}"),
        customer_description: format!("Item {id} for you"),
        price: number(price),
        cost: number("10.00"),
        taxable: true,
        class,
        inactive,
        ..CatalogItem::default()
    });
}
