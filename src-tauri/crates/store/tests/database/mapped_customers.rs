//! The mapped customers by name, whether or not C3 still lists them.

use super::sample::*;
use store::{Customer, Search, Store};

fn named(id: &str, name: &str) -> Customer {
    Customer {
        id: customer(id),
        name: name.into(),
        domain: None,
        currency: None,
        city: Some("Zürich".into()),
    }
}

/// “c1” is mapped and gone from C3, “c3” is mapped, “c2” is not.
fn store() -> Store {
    let store = mapped();
    store
        .write(|writer| {
            writer.replace_customers(&[named("c2", "Adatum"), named("c3", "Bäcker")])?;
            writer.map_customer(&customer_mapping("c3", 9), now())
        })
        .expect("written");
    store
}

fn found(text: &str) -> Vec<String> {
    let search = Search::first(text, 1);
    let found = store().read(|reader| reader.mapped_customers(&search));
    let found = found.expect("read").into_iter();
    found.map(|customer| customer.name).collect()
}

#[test]
fn they_come_by_name_and_one_that_c3_forgot_goes_by_its_id() {
    assert_eq!(found(""), ["Bäcker", "c1"]);
    assert_eq!(found("zurich back"), ["Bäcker"]);
    assert_eq!(found("C1"), ["c1"]);
    assert!(found("adatum").is_empty());
}

#[test]
fn one_is_found_by_its_id_only_while_it_is_mapped() {
    let store = store();
    let one = |id: &str| {
        let found = store.read(|reader| reader.mapped_customer(&customer(id)));
        found.expect("read").map(|customer| customer.name)
    };
    assert_eq!(one("c1").as_deref(), Some("c1"));
    assert_eq!(one("c3").as_deref(), Some("Bäcker"));
    assert_eq!(one("c2"), None);
    let unmapped = store.read(|reader| reader.count_unmapped_customers());
    assert_eq!(unmapped.expect("read"), 1);
}
