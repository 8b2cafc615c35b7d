//! An event's identity is its content; names and spellings are no part of it.

use crate::history::row;
use domain::{
    ids::{CustomerId, SubscriptionId, TenantId},
    ledger::HistoryRow,
    reference::Reference,
};
use proptest::prelude::*;

const AT: &str = "2026-10-16T11:40:15";

fn known() -> HistoryRow {
    HistoryRow {
        subscription: Some(SubscriptionId::new("0F8FAD5B-D9CB-469F-A165-70867728950E")),
        tenant: Some(TenantId::new("T-1")),
        ..row(AT, "10 40 active", "12 40 active")
    }
}

#[test]
fn names_do_not_matter() {
    let renamed = HistoryRow {
        customer_name: "Contoso Ltd".to_owned(),
        tenant_name: Some("contoso".to_owned()),
        owner: Some("Somebody".to_owned()),
        product: "Microsoft 365 E3 (renamed)".to_owned(),
        created_by: Some("admin".to_owned()),
        ..known()
    };
    assert_eq!(renamed.identity(), known().identity());
}

#[test]
fn case_and_spaces_do_not_matter() {
    let spelled = HistoryRow {
        subscription: Some(SubscriptionId::new(
            " 0f8fad5b-d9cb-469f-a165-70867728950e ",
        )),
        ..row(&format!(" {AT} "), "10 40 ACTIVE", "12 40 Active")
    };
    assert_eq!(spelled.identity(), known().identity());
}

#[test]
fn decimals_and_null_do_not_matter() {
    let spelled = |old, new| HistoryRow {
        subscription: known().subscription,
        ..row(AT, old, new)
    };
    assert_eq!(
        spelled("10.0 40.0000 active", "12.00 40.0 active").identity(),
        known().identity()
    );
    let new = "12 40 active";
    assert_eq!(
        spelled("- - -", new).identity(),
        spelled("0 0.00 -", new).identity()
    );
}

#[test]
fn what_changed_matters() {
    let changed = [
        row(AT, "10 40 active", "13 40 active"),
        row(AT, "11 40 active", "12 40 active"),
        row(AT, "10 40 active", "12 41 active"),
        row(AT, "10 40 active", "12 40 suspended"),
        row("2026-10-16T11:40:16", "10 40 active", "12 40 active"),
    ];
    let identities: std::collections::BTreeSet<String> = changed
        .into_iter()
        .map(|row| HistoryRow {
            subscription: known().subscription,
            ..row
        })
        .chain([known()])
        .map(|row| row.identity())
        .collect();
    assert_eq!(identities.len(), 6);
    let other = HistoryRow {
        subscription: Some(SubscriptionId::new("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
        ..known()
    };
    assert_ne!(other.identity(), known().identity());
}

#[test]
fn a_row_without_an_id_equal_to_one_with_it_is_the_same_event() {
    let without = HistoryRow {
        subscription: None,
        owner: Some(" CONTOSO ".to_owned()),
        product: "microsoft  365 e3".to_owned(),
        customer: CustomerId::new("c-1 "),
        ..known()
    };
    assert_ne!(without.identity(), known().identity());
    assert_eq!(without.identity(), known().idless_identity());
    assert_eq!(without.identity(), without.idless_identity());
}

#[test]
fn a_derived_id_is_stable_and_shows_as_derived() {
    let derived = row(AT, "-", "1 40 active").subscription_key();
    assert!(derived.is_derived());
    assert_eq!(derived, row(AT, "5 1 -", "9 9 deleted").subscription_key());
    assert!(!known().subscription_key().is_derived());
    // Every desktop derives this very one, so it must never change.
    assert_eq!(derived.as_str(), "05732ed2-480e-5f3a-8900-0eb84d2f961d");
}

#[test]
fn an_id_that_is_no_guid_gets_one_of_its_own_that_a_reference_can_carry() {
    let given = SubscriptionId::received(" SUB-0815 ");
    assert_eq!(given, SubscriptionId::received("sub-0815"));
    assert_ne!(given, SubscriptionId::received("sub-0816"));
    assert!(given.stands_for_text());
    // It tells subscriptions apart, unlike that of a row without an id.
    assert!(!given.is_derived());
    let reference: Reference = format!("{given}:b261101").parse().unwrap();
    assert_eq!(reference.subscription, given);
    // A stored id is for ever.
    assert_eq!(given.as_str(), "1c32d313-5b5d-8536-bf9a-c178db9c370e");

    let guid = "4f1c2d3e-0000-4000-8000-000000000001";
    for spelled in [guid.to_uppercase(), format!("{{{guid}}}")] {
        let known = SubscriptionId::received(&spelled);
        assert_eq!(known.as_str(), guid);
        assert!(!known.stands_for_text());
    }
}

#[test]
fn fields_do_not_run_into_each_other() {
    let derive = |owner: &str, product: &str| {
        SubscriptionId::derived(&CustomerId::new("c"), None, owner, product)
    };
    assert_ne!(derive("a b", "c"), derive("a", "b c"));
}

proptest! {
    #[test]
    fn the_scale_of_a_decimal_never_matters(quantity in 0..10_000i64, scale in 0..5u32) {
        let plain = format!("{quantity} 1 active");
        let scaled = rust_decimal::Decimal::new(quantity * 10i64.pow(scale), scale);
        let a = row(AT, "-", &plain).identity();
        let b = row(AT, "-", &format!("{scaled} 1.000 active")).identity();
        prop_assert_eq!(a, b);
    }
}

#[test]
fn an_id_that_is_read_from_a_file_is_the_same_id() {
    let read: CustomerId = serde_json::from_str("\" C-1\"").unwrap();
    assert_eq!(read, CustomerId::new("c-1"));
    assert_eq!(serde_json::to_string(&read).unwrap(), "\"c-1\"");
}
