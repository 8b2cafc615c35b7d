//! Creating, replacing and deleting additions.

use crate::connectwise::{
    ConnectWise,
    exchange::Answer,
    testing::{
        BUNDLE, FLAT, INACTIVE_ITEM, PRORATING, TEXT_FIELD, addition, ask, json, site, world,
    },
};
use jiff::civil::date;

fn create(site: &mut ConnectWise, agreement: u32, body: &str) -> Answer {
    let path = format!("finance/agreements/{agreement}/additions");
    ask(site, "POST", &path, body)
}

/// The messages under `errors`, each with its field.
fn complaints(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 400, "{}", answer.body);
    let body = json(answer);
    assert_eq!(body.get("code").unwrap().text(), Some("InvalidObject"));
    assert_eq!(
        body.get("message").unwrap().text(),
        Some("Addition object is invalid")
    );
    let crate::connectwise::json::Json::List(errors) = body.get("errors").unwrap() else {
        panic!("{}", answer.body);
    };
    let text = |error: &crate::connectwise::json::Json, name| {
        error.get(name).unwrap().text().unwrap().to_owned()
    };
    let pairs = errors
        .iter()
        .map(|error| (text(error, "field"), text(error, "message")));
    pairs.collect()
}

fn complaint(agreement: u32, body: &str) -> (String, String) {
    let mut all = complaints(&create(&mut site(world()), agreement, body));
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn what_is_left_out_comes_from_the_catalog() {
    let mut site = site(world());
    let answer = create(
        &mut site,
        FLAT,
        r#"{"product":{"identifier":"ITEM-502"},"billCustomer":"Billable"}"#,
    );
    assert_eq!(answer.status, 201);
    assert_eq!(
        answer.headers["location"],
        "/v2025_1/apis/3.0/finance/agreements/71/additions/1"
    );
    assert_eq!(
        answer.body,
        concat!(
            r#"{"id":1,"product":{"id":502,"identifier":"ITEM-502","serializedFlag":false},"#,
            r#""quantity":1,"lessIncluded":0,"unitPrice":36.25,"unitCost":10.00,"#,
            r#""billCustomer":"Billable","effectiveDate":"2026-11-20T00:00:00Z","taxableFlag":true,"#,
            r#""invoiceDescription":"Item 502 for you","purchaseItemFlag":false,"#,
            r#""specialOrderFlag":false,"agreementId":71,"description":"Item 502","#,
            r#""billedQuantity":1,"extPrice":36.25,"extCost":10.00,"margin":26.25,"#,
            r#""agreementStatus":"Active","#,
            r#""_info":{"lastUpdated":"2026-11-20T00:00:00Z","updatedBy":"Integration","#,
            r#""dateEntered":"2026-11-20T00:00:00Z","enteredBy":"Integration"},"#,
            r#""customFields":[{"id":31,"caption":"Subscription ID","type":"Text","#,
            r#""entryMethod":"EntryField","numberOfDecimals":0}]}"#
        )
    );
}

#[test]
fn what_is_given_stays_with_its_digits() {
    let mut site = site(world());
    let body = format!(
        r#"{{"product":{{"id":501}},"billCustomer":"DoNotBill","quantity":2.5,"lessIncluded":0.5,
        "unitPrice":18.2796,"unitCost":0,"effectiveDate":"2026-11-03T00:00:00Z",
        "cancelledDate":"2026-11-03T00:00:00Z","taxableFlag":false,"serialNumber":"ref","extPrice":99,
        "unknownField":1,"invoiceDescription":"","customFields":[{{"id":{TEXT_FIELD},"value":"S-1"}}]}}"#
    );
    let answer = create(&mut site, FLAT, &body);
    assert_eq!(answer.status, 201, "{}", answer.body);
    for part in [
        r#""unitPrice":18.2796"#,
        r#""unitCost":0,"#,
        r#""billedQuantity":2.0"#,
        r#""extPrice":36.55920"#,
        r#""taxableFlag":false"#,
        r#""invoiceDescription":"""#,
        r#""cancelledDate":"2026-11-03T00:00:00Z""#,
        r#""value":"S-1""#,
    ] {
        assert!(answer.body.contains(part), "{part} in {}", answer.body);
    }
}

#[test]
fn nothing_stops_two_of_the_same() {
    let mut site = site(world());
    let body = r#"{"product":{"id":501},"billCustomer":"Billable","serialNumber":"ref"}"#;
    let first = create(&mut site, FLAT, body);
    let second = create(&mut site, FLAT, body);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(site.world.additions_of(FLAT).count(), 2);
    let mut updated = site
        .world
        .additions_of(FLAT)
        .map(|one| one.info.last_updated);
    assert_ne!(updated.next(), updated.next());
}

#[test]
fn required_fields_and_words_are_checked() {
    let mut site = site(world());
    let fields: Vec<_> = complaints(&create(&mut site, FLAT, "{}"))
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["product/id", "billCustomer"]);
    let (field, message) = complaint(FLAT, r#"{"product":{"id":501},"billCustomer":"Maybe"}"#);
    assert_eq!(field, "billCustomer");
    assert!(message.contains("one of Billable DoNotBill NoCharge"));
    let (field, _) = complaint(
        FLAT,
        r#"{"product":{"id":501},"billCustomer":"Billable","effectiveDate":"3/11/2026"}"#,
    );
    assert_eq!(field, "effectiveDate");
    let (field, _) = complaint(
        FLAT,
        r#"{"product":{"id":501},"billCustomer":"Billable","customFields":[{"id":99,"value":"x"}]}"#,
    );
    assert_eq!(field, "customFields/id");
}

#[test]
fn products_that_cannot_be_added_are_refused() {
    for (item, word) in [
        (9, "existing"),
        (BUNDLE, "Bundle"),
        (INACTIVE_ITEM, "inactive"),
    ] {
        let body = format!(r#"{{"product":{{"id":{item}}},"billCustomer":"Billable"}}"#);
        let (field, message) = complaint(FLAT, &body);
        assert!(
            field.starts_with("product") && message.contains(word),
            "{message}"
        );
    }
}

#[test]
fn texts_have_a_longest_length() {
    for (field, max) in [("serialNumber", 50), ("invoiceDescription", 6000)] {
        let body = |length: usize| {
            let text = "é".repeat(length);
            format!(r#"{{"product":{{"id":501}},"billCustomer":"Billable","{field}":"{text}"}}"#)
        };
        assert_eq!(create(&mut site(world()), FLAT, &body(max)).status, 201);
        let expected =
            format!("The field {field} must be a string with a maximum length of {max}.");
        assert_eq!(
            complaint(FLAT, &body(max + 1)),
            (field.to_owned(), expected)
        );
    }
}

fn dated(effective: &str) -> String {
    format!(
        r#"{{"product":{{"id":501}},"billCustomer":"Billable","effectiveDate":"{effective}T00:00:00Z"}}"#
    )
}

#[test]
fn nothing_begins_before_billing_does() {
    let expected = "effectiveDate cannot be less than the agreement billing start date";
    for agreement in [FLAT, PRORATING] {
        let (field, message) = complaint(agreement, &dated("2025-12-31"));
        assert_eq!(
            (field.as_str(), message.as_str()),
            ("effectiveDate", expected)
        );
    }
    assert_eq!(
        create(&mut site(world()), PRORATING, &dated("2026-01-01")).status,
        201
    );
}

#[test]
fn without_proration_nothing_begins_in_an_invoiced_period() {
    let (_, message) = complaint(FLAT, &dated("2026-10-31"));
    assert_eq!(
        message,
        "Since this period has already been invoiced there will not be an invoice generated for \
         additional products for this period. Please prorate the agreement or update the start date \
         to on or after the Next Invoice Date."
    );
    assert_eq!(
        create(&mut site(world()), FLAT, &dated("2026-11-01")).status,
        201
    );
    assert_eq!(
        create(&mut site(world()), PRORATING, &dated("2026-10-31")).status,
        201
    );
    let mut arrears = world();
    arrears.billing.in_arrears.insert(FLAT);
    assert_eq!(
        create(&mut site(arrears), FLAT, &dated("2026-10-01")).status,
        201
    );
    let mut fresh = world();
    fresh.agreements.get_mut(FLAT).unwrap().next_invoice = None;
    assert_eq!(
        create(&mut site(fresh), FLAT, &dated("2026-01-01")).status,
        201
    );
}

#[test]
fn nothing_ends_before_it_begins() {
    let body = r#"{"product":{"id":501},"billCustomer":"Billable","effectiveDate":"2026-11-05","cancelledDate":"2026-11-04"}"#;
    assert_eq!(complaint(FLAT, body).0, "cancelledDate");
}

#[test]
fn bodies_that_are_no_object_are_refused() {
    for body in ["", "[]", "{", "null"] {
        let answer = create(&mut site(world()), FLAT, body);
        assert_eq!(answer.status, 400);
        assert!(
            answer.body.contains("InvalidMessageBody"),
            "{}",
            answer.body
        );
    }
    assert_eq!(create(&mut site(world()), 9, "{}").status, 404);
}

#[test]
fn replacing_defaults_anew_what_is_left_out() {
    let mut site = site(world());
    site.world
        .add(FLAT, addition("5", "7.00", date(2026, 11, 1)));
    let path = format!("finance/agreements/{FLAT}/additions/1");
    let answer = ask(
        &mut site,
        "PUT",
        &path,
        r#"{"product":{"id":501},"billCustomer":"NoCharge"}"#,
    );
    assert_eq!(answer.status, 200);
    assert!(answer.body.starts_with(r#"{"id":1,"#));
    assert!(
        answer
            .body
            .contains(r#""quantity":1,"lessIncluded":0,"unitPrice":20.00"#)
    );
}

#[test]
fn an_addition_can_be_deleted_until_it_is_invoiced() {
    let mut site = site(world());
    for _ in 0..2 {
        site.world
            .add(FLAT, addition("5", "7.00", date(2026, 11, 1)));
    }
    let first = format!("finance/agreements/{FLAT}/additions/1");
    let answer = ask(&mut site, "DELETE", &first, "");
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (204, ""));
    assert_eq!(ask(&mut site, "DELETE", &first, "").status, 404);
    crate::connectwise::invoicing::run(&mut site.world, FLAT).unwrap();
    let second = format!("finance/agreements/{FLAT}/additions/2");
    let answer = ask(&mut site, "DELETE", &second, "");
    assert_eq!(answer.status, 409);
    assert!(
        answer
            .body
            .contains("Addition 2 has been invoiced and cannot be deleted.")
    );
    // A number is never given twice.
    assert_eq!(
        site.world.add(FLAT, addition("1", "1", date(2026, 11, 1))),
        3
    );
}
