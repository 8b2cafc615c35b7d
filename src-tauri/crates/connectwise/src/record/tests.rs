//! Tests of reading records.

use super::*;
use jiff::civil::date;
use rust_decimal::Decimal;

const BARE: &str = r#"{"id":4711,"product":{"id":7},"billCustomer":"Billable"}"#;

fn addition(members: &str) -> Result<Addition, Error> {
    one(&BARE.replace("\"id\":4711", &format!("\"id\":4711,{members}")))
}

fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

fn shape(error: Error) -> (String, String, String) {
    let Error::Shape {
        record,
        field,
        problem,
    } = error
    else {
        unreachable!("{error:?}");
    };
    (record, field, problem)
}

#[test]
fn numbers_keep_every_digit() {
    for (text, value) in [
        ("18.2796", "18.2796"),
        ("40.0000", "40.0000"),
        ("-19.35", "-19.35"),
        ("0.1", "0.1"),
        ("1e2", "100"),
        ("1.5E-3", "0.0015"),
        (
            "12345678901234567890.12345678",
            "12345678901234567890.12345678",
        ),
    ] {
        let quantity = addition(&format!("\"quantity\":{text}")).unwrap().quantity;
        assert_eq!(quantity, number(value), "{text}");
        assert_eq!(quantity.unwrap().to_string(), value, "{text}");
    }
}

#[test]
fn numbers_that_no_decimal_holds_are_refused() {
    for text in [
        "1e99",
        "0.12345678901234567890123456789",
        "0.12345678901234567890123456789e0",
        "79228162514264337593543950336",
    ] {
        let error = addition(&format!("\"unitPrice\":{text}")).unwrap_err();
        assert_eq!(shape(error).1, "unitPrice", "{text}");
    }
}

#[test]
fn missing_null_and_empty_mean_not_set() {
    let bare = addition("\"description\":null").unwrap();
    assert_eq!((bare.quantity, bare.cancelled_date), (None, None));
    assert_eq!(
        (bare.description.clone(), bare.custom_fields.len()),
        (None, 0)
    );
    for unset in ["null", "\"\""] {
        let members = ["quantity", "effectiveDate", "cancelledDate", "serialNumber"];
        let members = members.map(|name| format!("\"{name}\":{unset}")).join(",");
        assert_eq!(addition(&members).unwrap(), bare, "{unset}");
    }
    let nothing = r#""customFields":null,"_info":null,"taxableFlag":null"#;
    assert_eq!(addition(nothing).unwrap(), bare);
}

#[test]
fn unknown_fields_are_left_aside() {
    let known = addition("\"quantity\":1").unwrap();
    let more = addition(r#""quantity":1,"_links":{"a":[1.5]},"margin":0.1"#).unwrap();
    assert_eq!(known, more);
}

#[test]
fn a_wrong_type_names_record_and_field() {
    for (members, field) in [
        (r#""quantity":"3""#, "quantity"),
        (r#""quantity":true"#, "quantity"),
        (r#""effectiveDate":20260201"#, "effectiveDate"),
        (r#""effectiveDate":"01/02/2026""#, "effectiveDate"),
        (r#""effectiveDate":"2026-02-01T25:00:00Z""#, "effectiveDate"),
        (r#""effectiveDate":"2026-02-30T00:00:00Z""#, "effectiveDate"),
        (r#""taxableFlag":"yes""#, "taxableFlag"),
        (
            r#""_info":{"lastUpdated":"yesterday"}"#,
            "_info.lastUpdated",
        ),
        (
            r#""customFields":[{"id":1},{"id":"x"}]"#,
            "customFields[1].id",
        ),
    ] {
        let (record, found, problem) = shape(addition(members).unwrap_err());
        assert_eq!(
            (record.as_str(), found.as_str()),
            ("addition 4711", field),
            "{problem}"
        );
        assert!(!problem.contains(" line "), "{problem}");
    }
}

#[test]
fn a_missing_field_is_named() {
    let error = one::<Addition>(r#"{"id":4711,"product":{}}"#).unwrap_err();
    let expected = "ConnectWise's addition 4711 is not readable: billCustomer: it is missing";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_record_without_number_is_named_by_its_kind() {
    let (record, field, _) = shape(one::<Company>("{}").unwrap_err());
    assert_eq!((record.as_str(), field.as_str()), ("company", "id"));
}

#[test]
fn one_bad_row_spoils_the_list_and_is_named() {
    let rows = format!(r#"[{BARE},{{"id":4712,"product":{{}},"billCustomer":"Maybe"}}]"#);
    let (record, field, _) = shape(list::<Addition>(&rows).unwrap_err());
    assert_eq!(
        (record.as_str(), field.as_str()),
        ("addition 4712", "billCustomer")
    );
}

#[test]
fn a_list_is_a_list() {
    let (record, ..) = shape(list::<Company>(r#"{"id":1}"#).unwrap_err());
    assert_eq!(record, "list of company records");
    for text in ["", "<html>", "[{]", "[] []"] {
        let error = list::<Company>(text).unwrap_err();
        assert!(matches!(error, Error::NotJson { .. }), "{text}: {error:?}");
    }
}

#[test]
fn days_stay_the_days_that_are_written() {
    for text in [
        "2026-02-01T00:00:00Z",
        "2026-02-01",
        "2026-02-01T23:30:00-05:00",
        "2026-02-01T00:00:00",
    ] {
        let addition = addition(&format!("\"effectiveDate\":\"{text}\"")).unwrap();
        assert_eq!(addition.effective_date, Some(date(2026, 2, 1)), "{text}");
    }
}

#[test]
fn a_custom_fields_value_comes_back_as_it_came_or_not_at_all() {
    for value in ["\"ACC-1\"", "18.2796", "true", "[1,\"a\"]", "100"] {
        let members = format!(r#""customFields":[{{"id":1,"value":{value}}}]"#);
        let fields = addition(&members).unwrap().custom_fields;
        let written = serde_json::to_string(&fields).unwrap();
        assert_eq!(written, format!(r#"[{{"id":1,"value":{value}}}]"#));
    }
    let members = r#""customFields":[{"id":1,"value":1.2345678901234567891}]"#;
    let (_, field, _) = shape(addition(members).unwrap_err());
    assert_eq!(field, "customFields[0].value");
}

#[test]
fn an_agreement_is_read_with_its_words() {
    let agreement: Agreement = one(
        r#"{"id":9,"name":"Cloud","type":{"id":3,"name":"Managed"},
            "company":{"id":42,"identifier":"acme"},"billingCycle":{"id":2},
            "invoicingCycle":"ContractYear","periodType":"Future","agreementStatus":"Active",
            "billStartDate":"2026-01-01T00:00:00Z","nextInvoiceDate":"2026-11-01","dateCancelled":"",
            "prorateFlag":true,"currency":{"id":1,"currencyCode":"EUR"},
            "_info":{"lastUpdated":"2026-10-17T08:30:00Z","updatedBy":"api"}}"#,
    )
    .unwrap();
    assert_eq!(agreement.bill_start_date, Some(date(2026, 1, 1)));
    assert_eq!(agreement.next_invoice_date, Some(date(2026, 11, 1)));
    assert_eq!(agreement.date_cancelled, None);
    assert_eq!(agreement.company.id, Some(42));
    let updated = agreement.info.last_updated.unwrap();
    assert_eq!(updated, "2026-10-17T08:30:00Z".parse().unwrap());
}
