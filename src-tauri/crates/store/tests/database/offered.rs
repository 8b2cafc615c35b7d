//! What the dropdowns offer: C3's copy, and searching in any of them.

use super::sample::*;
use domain::{cycle::BillingCycle, ids::CompanyId};
use std::time::{Duration, Instant};
use store::{Company, Customer, InvoiceLine, Offer, Search, Store, fold};

fn named(id: &str, name: &str, city: Option<&str>) -> Customer {
    Customer {
        id: customer(id),
        name: name.into(),
        domain: Some(format!("{id}.example")),
        currency: Some("EUR".into()),
        city: city.map(Into::into),
    }
}

fn store_with(customers: &[Customer]) -> Store {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| writer.replace_customers(customers))
        .expect("replaced");
    store
}

fn found(store: &Store, text: &str) -> Vec<String> {
    let found = store
        .read(|reader| reader.customers(&Search::first(text, 50)))
        .expect("read");
    found
        .items
        .into_iter()
        .map(|customer| customer.id.to_string())
        .collect()
}

#[test]
fn names_are_found_by_any_part_of_any_word_in_any_order() {
    let store = store_with(&[
        named("c1", "Müller & Söhne GmbH", Some("Zürich")),
        named("c2", "Contoso Ltd", Some("Reading")),
        named("c3", "ＦＵＬＬＷＩＤＴＨ Ärzte", None),
    ]);
    assert_eq!(found(&store, "sohn MUL"), ["c1"]);
    assert_eq!(found(&store, "zurich müller"), ["c1"]);
    assert_eq!(found(&store, "c2.example"), ["c2"]);
    assert_eq!(found(&store, "fullwidth arzte"), ["c3"]);
    assert_eq!(found(&store, "müller reading"), Vec::<String>::new());
    assert_eq!(found(&store, "  "), ["c2", "c1", "c3"]);
    assert_eq!(found(&store, "100%_"), Vec::<String>::new());
}

#[test]
fn a_search_gives_its_part_and_the_whole_number() {
    let customers: Vec<_> = (0..30)
        .map(|number| {
            named(
                &format!("c{number:02}"),
                &format!("Customer {number:02}"),
                None,
            )
        })
        .collect();
    let store = store_with(&customers);
    let search = Search {
        text: "customer".into(),
        limit: Some(10),
        offset: 25,
    };
    let part = store
        .read(|reader| reader.customers(&search))
        .expect("read");
    assert_eq!((part.items.len(), part.total), (5, 30));
    assert_eq!(part.items[0], customers[25]);
    let all = store
        .read(|reader| reader.customers(&Search::all()))
        .expect("read");
    assert_eq!(all.items, customers);
}

#[test]
fn folding_takes_away_case_accents_and_spaces() {
    assert_eq!(fold("  Éire\t ÅNGSTRÖM  ﬁn "), "eire angstrom fin");
}

#[test]
fn twenty_thousand_entries_are_searched_at_once() {
    let company = |id: u32| Company {
        id: CompanyId(id),
        identifier: format!("C{id}"),
        name: format!("Société numéro {id} d'exemple"),
        status: Some("Active".into()),
        city: Some("Genève".into()),
        currency: None,
        deleted: false,
        gone: false,
        read_at: now(),
    };
    let companies: Vec<_> = (1..=20_000).map(company).collect();
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| writer.put_companies(&companies))
        .expect("put");
    let started = Instant::now();
    let found = store
        .read(|reader| reader.companies(&Search::first("geneve 1999", 50)))
        .expect("read");
    assert_eq!(found.total, 12);
    // Ten times what it takes, so that only another order of growth fails.
    assert!(
        started.elapsed() < Duration::from_millis(300),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn replacing_the_customers_forgets_the_others_and_touches_no_mapping() {
    let store = mapped();
    let replace = |customers: &[Customer]| {
        store
            .write(|writer| writer.replace_customers(customers))
            .expect("replaced");
    };
    replace(&[named("c1", "Contoso", None)]);
    replace(&[named("c2", "Fabrikam", None)]);
    store
        .read(|reader| {
            assert_eq!(reader.customer(&customer("c1"))?, None);
            assert!(reader.customer(&customer("c2"))?.is_some());
            assert!(reader.customer_mapping(&customer("c1"))?.is_some());
            Ok(())
        })
        .expect("read");
}

#[test]
fn customers_known_from_history_do_not_replace_what_c3_said() {
    let store = store_with(&[named("c1", "Contoso", Some("Reading"))]);
    let old = [named("c1", "Old name", None), named("c2", "Fabrikam", None)];
    store
        .write(|writer| writer.add_customers(&old))
        .expect("added");
    let kept = store
        .read(|reader| reader.customer(&customer("c1")))
        .expect("read");
    assert_eq!(kept.expect("there").name, "Contoso");
    assert_eq!(found(&store, "").len(), 2);
}

#[test]
fn offers_are_found_by_name_without_regard_to_case() {
    let store = Store::in_memory().expect("a store");
    let offer = |cycle, sale_price: &str| Offer {
        id: format!("offer-{cycle}"),
        name: "Microsoft 365 E1".into(),
        plan: "Standard".into(),
        cycle,
        sale_price: Some(decimal(sale_price)),
        currency: Some("EUR".into()),
    };
    let offers = [
        offer(BillingCycle::Annual, "204.0000"),
        offer(BillingCycle::Monthly, "20.10"),
    ];
    let replace = |offers: &[Offer]| store.write(|writer| writer.replace_offers(offers));
    replace(&offers).expect("replaced");
    replace(&offers).expect("replaced again");
    let found = store
        .read(|reader| reader.offers_named("microsoft  365 E1 "))
        .expect("read");
    assert_eq!(found, offers);
    assert_eq!(
        found[0].sale_price.expect("a price").to_string(),
        "204.0000"
    );
    assert_eq!(found[1].offer_cycle().cycle, BillingCycle::Monthly);
    assert_eq!(store.read(|reader| reader.offers()).expect("read"), offers);
}

#[test]
fn the_latest_invoice_line_of_a_subscription_comes_first() {
    let store = Store::in_memory().expect("a store");
    let line = |start: &str, quantity: &str| InvoiceLine {
        customer: Some(customer("c1")),
        tenant: None,
        subscription: subscription(SUBSCRIPTION),
        product: "Microsoft 365 E1".into(),
        quantity: decimal(quantity),
        unit_price: None,
        cycle: Some(BillingCycle::Monthly),
        charge_start: Some(day(start)),
        charge_end: None,
        period: "42".into(),
    };
    let lines = [line("2026-09-01", "8"), line("2026-10-01", "10")];
    store
        .write(|writer| writer.replace_invoice_lines(&lines))
        .expect("replaced");
    store
        .read(|reader| {
            let of_subscription = reader.invoice_lines(&subscription(SUBSCRIPTION))?;
            assert_eq!(of_subscription, [lines[1].clone(), lines[0].clone()]);
            assert_eq!(reader.invoice_lines_of(&customer("c1"))?, of_subscription);
            assert!(
                reader
                    .invoice_lines(&subscription(OTHER_SUBSCRIPTION))?
                    .is_empty()
            );
            Ok(())
        })
        .expect("read");
}
