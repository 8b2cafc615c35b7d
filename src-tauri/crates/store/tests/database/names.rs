//! The names of many things at once.

use super::sample::*;
use domain::ids::{AgreementId, CompanyId, ItemId};
use std::collections::BTreeMap;
use store::{Agreement, Company, Customer, InvoiceLine, Item, Store};

fn item(id: u32, identifier: &str) -> Item {
    Item {
        id: ItemId(id),
        identifier: identifier.into(),
        description: None,
        class: None,
        inactive: false,
        price: None,
        cost: None,
        taxable: None,
        last_updated: None,
        gone: true,
        read_at: now(),
    }
}

fn company() -> Company {
    Company {
        id: COMPANY,
        identifier: "CON".into(),
        name: "Contoso Ltd".into(),
        status: None,
        city: None,
        currency: Some("CHF".into()),
        deleted: false,
        gone: false,
        read_at: now(),
    }
}

fn agreement(id: u32, company: CompanyId, currency: Option<&str>) -> Agreement {
    Agreement {
        id: AgreementId(id),
        company,
        name: format!("Agreement {id}"),
        kind: None,
        parent: None,
        billing_cycle: None,
        billing_cycle_name: None,
        billing_options: None,
        cycle: None,
        invoicing_cycle: None,
        status: None,
        cancelled: false,
        start: None,
        end: None,
        bill_start: None,
        next_invoice: None,
        prorates: true,
        invoice_prorated_additions: None,
        period_type: None,
        currency: currency.map(Into::into),
        last_updated: None,
        gone: false,
        read_at: now(),
    }
}

fn invoiced(id: &str, product: &str) -> InvoiceLine {
    InvoiceLine {
        customer: Some(customer("c1")),
        tenant: None,
        subscription: subscription(id),
        product: product.into(),
        quantity: decimal("1"),
        unit_price: None,
        cycle: None,
        charge_start: None,
        charge_end: None,
        period: "1".into(),
    }
}

#[test]
fn a_customers_name_is_c3s_else_the_ledgers_last_one() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            let known = Customer {
                id: customer("c2"),
                name: "Fabrikam".into(),
                domain: None,
                currency: None,
                city: None,
            };
            writer.add_customers(&[known])?;
            writer.append(&row(None, "2026-10-01", "1", "2"), "c3", now())?;
            let mut renamed = row(None, "2026-10-02", "2", "3");
            renamed.customer_name = "Contoso & Co".into();
            writer.append(&renamed, "c3", now())
        })
        .expect("written");
    let asked = ["c1", "c2", "nobody's \"id\""].map(customer);
    let names = store
        .read(|reader| reader.customer_names(&asked))
        .expect("read");
    let expected = [("c1", "Contoso & Co"), ("c2", "Fabrikam")];
    let expected = expected.map(|(id, name)| (customer(id), name.to_owned()));
    assert_eq!(names, BTreeMap::from(expected));
}

#[test]
fn agreements_and_items_have_names_gone_ones_too() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.put_items(&[item(700, "M365-E1")])?;
            writer.put_companies(&[company()])?;
            let agreements = [
                agreement(70, COMPANY, None),
                agreement(71, CompanyId(8), Some("EUR")),
            ];
            writer.put_agreements(&agreements)
        })
        .expect("written");
    let asked = [70, 71, 72].map(AgreementId);
    let found = store
        .read(|reader| reader.agreement_names(&asked))
        .expect("read");
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            (
                one.id.0,
                one.company_name.as_deref(),
                one.currency.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (70, Some("Contoso Ltd"), Some("CHF")),
            (71, None, Some("EUR"))
        ]
    );
    let companies = store
        .read(|reader| reader.company_names(&[COMPANY, CompanyId(8)]))
        .expect("read");
    assert_eq!(
        companies,
        BTreeMap::from([(COMPANY, "Contoso Ltd".to_owned())])
    );
    let items = store
        .read(|reader| reader.item_names(&[ItemId(700), ItemId(701)]))
        .expect("read");
    assert_eq!(items, BTreeMap::from([(ItemId(700), "M365-E1".to_owned())]));
}

#[test]
fn a_subscriptions_product_is_the_last_events_else_an_invoices() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            let mut upgraded = row(Some(SUBSCRIPTION), "2026-10-09T08:00:00", "2", "3");
            upgraded.product = "Microsoft 365 E5".into();
            writer.append(&upgraded, "c3", now())?;
            let before = row(Some(SUBSCRIPTION), "2026-10-01T08:00:00", "1", "2");
            writer.append(&before, "c3", now())?;
            writer.replace_invoice_lines(&[
                invoiced(SUBSCRIPTION, "An old name"),
                invoiced(OTHER_SUBSCRIPTION, "Visio"),
            ])
        })
        .expect("written");
    let asked = [SUBSCRIPTION, OTHER_SUBSCRIPTION, "neither"].map(subscription);
    let names = store
        .read(|reader| reader.product_names(&asked))
        .expect("read");
    let told: Vec<&str> = names.values().map(String::as_str).collect();
    assert_eq!(told, ["Microsoft 365 E5", "Visio"]);
}
