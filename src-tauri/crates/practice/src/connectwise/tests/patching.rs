//! Changing records by PATCH.

use crate::connectwise::{
    ConnectWise, Manners, Target, delete,
    exchange::Answer,
    json::Json,
    records::Company,
    set,
    testing::{FLAT, ITEM, OTHER_ITEM, addition, api_call, ask, json, number, site, world},
};
use jiff::civil::date;

const ONE: &str = "finance/agreements/71/additions/1";

/// A site with one addition of the item, 5 at 7.00 from January, and its custom
/// field set.
fn with_addition() -> ConnectWise {
    let mut world = world();
    let mut one = addition("5", "7.00", date(2026, 1, 1));
    one.invoice_description = Some("agreed price".into());
    one.custom_fields = world.empty_custom_fields();
    one.custom_fields[0].value = Some(Json::Text("S-1".into()));
    world.add(FLAT, one);
    site(world)
}

fn replace(path: &str, value: &str) -> String {
    format!(r#"[{{"op":"replace","path":"{path}","value":{value}}}]"#)
}

fn patch(site: &mut ConnectWise, body: &str) -> Answer {
    ask(site, "PATCH", ONE, body)
}

#[test]
fn a_change_is_answered_with_the_derived_fields() {
    let mut site = with_addition();
    let answer = patch(&mut site, &replace("quantity", "12"));
    assert_eq!(answer.status, 200);
    let body = json(&answer);
    assert_eq!(body.get("extPrice"), Some(&Json::Number(number("84.00"))));
    assert_eq!(body.get("billedQuantity"), Some(&Json::Number(12.into())));
    let first = site.world.addition(FLAT, 1).unwrap().info.last_updated;
    patch(&mut site, &replace("/quantity", "12"));
    assert!(site.world.addition(FLAT, 1).unwrap().info.last_updated > first);
}

#[test]
fn a_wrong_path_is_answered_as_if_done() {
    let mut site = with_addition();
    let answer = patch(&mut site, &replace("Quantity", "12"));
    assert_eq!(answer.status, 200);
    assert_eq!(json(&answer).get("quantity"), Some(&Json::Number(5.into())));
    let strict = Manners {
        strict_paths: true,
        ..Manners::default()
    };
    let call = api_call("PATCH", ONE, &replace("Quantity", "12"));
    assert_eq!(site.answer(&call, &strict).status, 400);
}

#[test]
fn a_line_of_an_invoiced_period_can_be_ended_but_not_begin_there() {
    let mut site = with_addition();
    let end = replace("cancelledDate", "\"2026-10-31T00:00:00Z\"");
    assert_eq!(patch(&mut site, &end).status, 200);
    let reopen = r#"[{"op":"remove","path":"cancelledDate"}]"#;
    assert!(!patch(&mut site, reopen).body.contains("cancelledDate"));
    let begin = replace("effectiveDate", "\"2026-10-15T00:00:00Z\"");
    let refused = patch(&mut site, &begin);
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("has already been invoiced"));
    assert_eq!(
        site.world.addition(FLAT, 1).unwrap().effective,
        Some(date(2026, 1, 1))
    );
}

#[test]
fn another_product_brings_its_price_cost_and_text() {
    let mut site = with_addition();
    let product = format!(r#"{{"op":"replace","path":"product","value":{{"id":{OTHER_ITEM}}}}}"#);
    let answer = patch(&mut site, &format!("[{product}]"));
    for part in [
        r#""unitPrice":36.25"#,
        r#""unitCost":10.00"#,
        r#""invoiceDescription":"Item 502 for you""#,
        r#""description":"Item 502""#,
    ] {
        assert!(answer.body.contains(part), "{part} in {}", answer.body);
    }
    let mut site = with_addition();
    let pinned = format!(r#"[{{"op":"replace","path":"unitPrice","value":7.00}},{product}]"#);
    let answer = patch(&mut site, &pinned);
    assert!(
        answer.body.contains(r#""unitPrice":7.00,"unitCost":10.00"#),
        "{}",
        answer.body
    );
    let mut site = with_addition();
    let same = format!(r#"[{{"op":"replace","path":"product","value":{{"id":{ITEM}}}}}]"#);
    assert!(patch(&mut site, &same).body.contains("agreed price"));
}

#[test]
fn custom_fields_are_replaced_as_a_whole() {
    let mut site = with_addition();
    let whole = replace(
        "customFields",
        r#"[{"id":31,"caption":"Subscription ID","type":"Text","entryMethod":"EntryField","numberOfDecimals":0,"value":"S-2"}]"#,
    );
    assert!(patch(&mut site, &whole).body.contains(r#""value":"S-2""#));
    let answer = patch(&mut site, &replace("customFields", "[]"));
    assert!(answer.body.contains(r#""customFields":[{"id":31,"#));
    assert!(!answer.body.contains(r#""value""#), "{}", answer.body);
}

#[test]
fn only_the_named_fields_are_checked_unless_the_site_checks_all() {
    let mut site = with_addition();
    let record = site.world.addition_mut(FLAT, 1).unwrap();
    record.serial_number = Some("x".repeat(51));
    let call = api_call("PATCH", ONE, &replace("quantity", "6"));
    assert_eq!(site.answer(&call, &Manners::default()).status, 200);
    let whole = Manners {
        whole_record_validation: true,
        ..Manners::default()
    };
    let refused = site.answer(&call, &whole);
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("The field serialNumber must be"));
    // Standing in an invoiced period is no fault of the record.
    site.world.addition_mut(FLAT, 1).unwrap().serial_number = None;
    assert_eq!(site.answer(&call, &whole).status, 200);
}

#[test]
fn a_change_that_is_swallowed_answers_the_record_as_it_was() {
    let mut site = with_addition();
    let swallowing = Manners {
        patch_noop: true,
        ..Manners::default()
    };
    let call = api_call("PATCH", ONE, &replace("quantity", "6"));
    let answer = site.answer(&call, &swallowing);
    assert_eq!(answer.status, 200);
    assert_eq!(json(&answer).get("quantity"), Some(&Json::Number(5.into())));
}

#[test]
fn other_records_can_be_changed_too() {
    let mut site = site(world());
    for (path, field, value) in [
        ("company/companies/42", "city", "\"Oslo\""),
        ("finance/agreements/71", "prorateFlag", "true"),
        ("procurement/catalog/501", "price", "21.50"),
    ] {
        let answer = ask(&mut site, "PATCH", path, &replace(field, value));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains(&format!("\"{field}\":{value}")));
        assert!(answer.body.contains("\"updatedBy\":\"Integration\""));
    }
    let long = replace("name", &format!("\"{}\"", "x".repeat(51)));
    let refused = ask(&mut site, "PATCH", "company/companies/42", &long);
    assert!(
        refused.body.contains("Company object is invalid"),
        "{}",
        refused.body
    );
    assert_eq!(
        ask(&mut site, "PATCH", "company/companies/9", "[]").status,
        404
    );
}

#[test]
fn a_stored_fault_of_a_company_refuses_a_good_change_where_all_is_checked() {
    let mut world = world();
    world.companies.insert(Company {
        id: 43,
        year_established: Some(20),
        ..Company::default()
    });
    let mut site = site(world);
    let call = api_call(
        "PATCH",
        "company/companies/43",
        &replace("city", "\"Oslo\""),
    );
    assert_eq!(site.answer(&call, &Manners::default()).status, 200);
    let whole = Manners {
        whole_record_validation: true,
        ..Manners::default()
    };
    let refused = site.answer(&call, &whole);
    assert!(
        refused
            .body
            .contains("The field yearEstablished must be between 1900 and 9999.")
    );
}

#[test]
fn a_person_may_do_what_the_api_refuses() {
    let mut site = with_addition();
    let target = Target::Addition {
        agreement: FLAT,
        id: 1,
    };
    let before = site.world.addition(FLAT, 1).unwrap().info.last_updated;
    let fields = [
        ("effectiveDate".to_owned(), Json::Text("2020-01-01".into())),
        ("quantity".to_owned(), Json::Number(9.into())),
    ];
    set(&mut site.world, target, &fields).unwrap();
    let edited = site.world.addition(FLAT, 1).unwrap();
    assert_eq!(edited.effective, Some(date(2020, 1, 1)));
    assert_eq!(edited.extended_price, number("63.00"));
    assert!(edited.info.last_updated > before);
    assert!(set(&mut site.world, target, &[("nothing".into(), Json::Null)]).is_err());
    assert!(
        set(
            &mut site.world,
            target,
            &[("quantity".into(), Json::Flag(true))]
        )
        .is_err()
    );
    assert!(set(&mut site.world, Target::Company(9), &[]).is_err());
    delete(&mut site.world, target).unwrap();
    assert!(delete(&mut site.world, target).is_err());
    delete(&mut site.world, Target::Agreement(FLAT)).unwrap();
    assert_eq!(ask(&mut site, "GET", ONE, "").status, 404);
}
