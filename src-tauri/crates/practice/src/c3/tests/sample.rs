//! A small world around the records of C3's documentation.

use std::sync::Arc;

use jiff::civil::date;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::c3::{
    Address, BillingPeriod, C3World, Category, Change, Contact, Customer, Cycle, HistoryRow,
    InvoiceLine, Offer, Owner, Plan, Spelling, Status, Tenant, Told, Values,
};

pub(super) const PLAN: &str = "2D1876B1-1234-4FF3-916B-FA3A82F27F03";
pub(super) const TENANT: &str = "07c0adc5-48b1-4b92-9da4-0a603317de5d";
pub(super) const SUBSCRIPTION: &str = "e0929157-458c-426e-9e4c-60148da29b37";

pub(super) fn id(text: &str) -> Uuid {
    text.parse().unwrap()
}

/// Contoso with the two documented rows, on 20 Oct 2024.
pub(super) fn world() -> C3World {
    C3World {
        today: date(2024, 10, 20),
        customers: vec![contoso()],
        plans: vec![plan()],
        reseller_plans: vec![plan()],
        history: vec![row_of_2024(), row_of_2023()],
        periods: vec![period(11, 10, 11), period(10, 9, 10), period(9, 8, 9)],
        invoice_lines: vec![line(10, 6), line(9, 1)],
    }
}

fn contoso() -> Customer {
    let tenant = Tenant {
        id: id(TENANT),
        name: "Contoso".into(),
        domain: "contoso.onmicrosoft.com".to_owned(),
    };
    Customer {
        id: id("BFB67FA2-FA0A-4451-B3E5-2A905276DDFD"),
        name: "Contoso".into(),
        contact: Contact {
            first: "John",
            last: "Doe",
            email: "john.doe@contoso.com".into(),
            phone: "+1 425 555 0100".to_owned(),
        },
        address: Address {
            line: "1 Way".to_owned(),
            city: "Redmond",
            state: "WA",
            zip: "98052".to_owned(),
            country: "US",
        },
        tenants: vec![tenant],
        currency: "USD",
        plans: vec![0, 0],
        tags: vec![("Tier", "Gold \"A\"")],
        signed_up: date(2022, 12, 8).at(9, 1, 54, 380_000_000),
        erp_id: Some("409872RD".to_owned()),
    }
}

fn plan() -> Plan {
    let offer = Offer {
        name: "Microsoft 365 E1".into(),
        cycle: Cycle::Monthly,
        partner_price: Decimal::new(33, 0),
        retail_price: Decimal::new(42, 0),
        sale_price: Decimal::new(40, 0),
        sku: "CFQ7TTC0LH2Z:0002".into(),
        product_id: Uuid::from_u128(5),
        active: true,
        addon: false,
        trial: true,
    };
    Plan {
        id: id(PLAN),
        name: "Standard".to_owned(),
        description: "All at list price".to_owned(),
        currency: "USD",
        market: "US",
        markup: Decimal::new(2, 0),
        public: true,
        offers: vec![offer],
    }
}

pub(super) fn active(quantity: i64, price: i64) -> Values {
    Values {
        quantity: Told::Is(quantity),
        price: Told::Is(Decimal::new(price, 0)),
        status: Told::Is(Status::Active),
    }
}

pub(super) fn change() -> Change {
    Change {
        customer: 0,
        tenant: 0,
        customer_name: None,
        subscription: Some(id(SUBSCRIPTION)),
        owner: Owner::Customer,
        product: Arc::from("Microsoft 365 E1"),
        at: date(2024, 10, 16).at(11, 40, 15, 353_000_000),
        old: active(1, 40),
        new: active(6, 40),
        by: "user@contoso.com".into(),
        spelling: Spelling::Of2024,
        padded: false,
    }
}

fn row_of_2024() -> HistoryRow {
    HistoryRow::Change(Box::new(change()))
}

fn row_of_2023() -> HistoryRow {
    HistoryRow::Change(Box::new(Change {
        subscription: None,
        product: "Visio Plan 2".into(),
        at: date(2024, 9, 20).at(16, 26, 26, 663_000_000),
        old: active(2, 15),
        new: active(2, 15),
        by: "john.doe@contoso.com".into(),
        spelling: Spelling::Of2023,
        padded: true,
        ..change()
    }))
}

fn period(id: i64, from_month: i8, to_month: i8) -> BillingPeriod {
    BillingPeriod {
        id,
        start: date(2024, from_month, 16),
        end: date(2024, to_month, 15),
        invoiced: date(2024, to_month, 16),
    }
}

fn line(period: i64, quantity: i64) -> InvoiceLine {
    InvoiceLine {
        period,
        customer: 0,
        tenant: 0,
        subscription: id(SUBSCRIPTION),
        product: "Microsoft 365 E1".into(),
        owner: Owner::Customer,
        category: Category::Custom,
        quantity,
        unit_price: Decimal::new(40, 0),
        charge_start: date(2024, 9, 1),
        charge_end: date(2024, 9, 30),
    }
}
