//! Tests of the grammar of conditions.

use super::*;
use crate::connectwise::{
    json::Json,
    records::{Addition, Company, CompanyReference, Currency, Info},
    wire::read_record,
};
use jiff::civil::date;

fn company() -> Company {
    Company {
        id: 42,
        identifier: "CONTOSO".into(),
        name: "Contoso \"West\" [Ltd]".into(),
        parent: Some(CompanyReference {
            id: 7,
            name: "O'Neill".into(),
            ..Default::default()
        }),
        currency: Some(Currency {
            code: "EUR".into(),
            ..Currency::default()
        }),
        info: Info {
            last_updated: Some("2026-10-17T08:00:00Z".parse().unwrap()),
            ..Info::default()
        },
        ..Company::default()
    }
}

fn holds(text: &str) -> bool {
    let company = company();
    Condition::parse(text, &company).unwrap().holds(&company)
}

fn refusal(text: &str) -> String {
    Condition::parse(text, &company()).unwrap_err().0
}

#[test]
fn comparisons_of_every_kind_of_value() {
    for text in [
        "id=42",
        "id = 42.0",
        "id != 41",
        "id <> 41",
        "id<43",
        "id<=42",
        "id > -1",
        "id>=42",
        "deletedFlag=false",
        "deletedFlag = False",
        "deletedFlag != TRUE",
        "identifier='contoso'",
        "identifier = \"con*\"",
        "identifier > \"alpha\"",
        "city=null",
        "parentCompany != null",
        "lastUpdated > [2026-10-17T07:59:59Z]",
        "_info/lastUpdated < [2026-10-18]",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "id=41",
        "deletedFlag=true",
        "city!=null",
        "parentCompany=null",
        "city='x'",
        "city!='x'",
        "lastUpdated > [2026-10-17T08:00:00Z]",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn words_and_references() {
    for text in [
        "id in (1,42, 3)",
        "id not in (1,2)",
        "identifier in ('a','contoso')",
        "name like '%west%'",
        "name like '*[[]Ltd]'",
        "name not like 'west%'",
        "name contains \"west\"",
        "name not contains 'east'",
        "parentCompany/id=7",
        "parentCompany/name = 'O''Neill'",
        "name contains \"\\\"West\\\"\"",
        "currency/currencyCode = \"EUR\"",
        "billToCompany/id = null",
    ] {
        assert!(holds(text), "{text}");
    }
    assert!(!holds("billToCompany/id = 7"));
    assert!(!holds("parentCompany/nothing = 7"));
}

#[test]
fn and_binds_tighter_than_or() {
    for text in [
        "id=42 or id=1 and deletedFlag=true",
        "(id=1 or id=42) AND (deletedFlag = false)",
        "not (id=1 or id=2)",
        "not id=1 and not deletedFlag=true",
    ] {
        assert!(holds(text), "{text}");
    }
    assert!(!holds("(id=42 or id=1) and deletedFlag=true"));
}

#[test]
fn days_compare_as_their_midnight() {
    let addition = Addition {
        effective: Some(date(2026, 10, 17)),
        ..Addition::default()
    };
    for (text, expected) in [
        ("effectiveDate = [2026-10-17T00:00:00Z]", true),
        ("effectiveDate >= [2026-10-17]", true),
        ("effectiveDate > [2026-10-17]", false),
        ("cancelledDate=null", true),
        ("billCustomer = 'Billable'", false),
    ] {
        let condition = Condition::parse(text, &addition).unwrap();
        assert_eq!(condition.holds(&addition), expected, "{text}");
    }
}

#[test]
fn custom_field_values_compare_as_text() {
    let field = Json::parse(r#"{"id":3,"caption":"Subscription ID","value":"ABC"}"#).unwrap();
    let field: crate::connectwise::records::CustomField = read_record(&field).unwrap();
    let condition = "caption=\"Subscription ID\" AND value=\"abc\"";
    assert!(Condition::parse(condition, &field).unwrap().holds(&field));
}

#[test]
fn what_cannot_be_understood_is_refused() {
    for (text, message) in [
        (
            "deletedFlag=1",
            "Expected a boolean value, not a numeric, for 'deletedFlag'.",
        ),
        (
            "id='x'",
            "Expected a numeric value, not a string, for 'id'.",
        ),
        (
            "name=1",
            "Expected a string value, not a numeric, for 'name'.",
        ),
        (
            "parentCompany=7",
            "Expected a field of the reference value, not a numeric, for 'parentCompany'.",
        ),
        ("nothing=1", "There is no field named 'nothing' here."),
        ("Name='x'", "There is no field named 'Name' here."),
        ("id=", "Expected a value, not the end."),
        ("id", "Expected an operator, not the end."),
        ("id=1 id=2", "Expected and, or or the end, not 'id'."),
        ("(id=1", "Expected a closing parenthesis, not the end."),
        ("id in 1", "Expected an opening parenthesis, not a numeric."),
        ("name='x", "A string is not closed."),
        ("lastUpdated > [yesterday]", "'yesterday' is no date."),
        ("id=1-2", "'1-2' is no number."),
        ("id ~ 1", "Unexpected character at '~ 1'."),
        ("", "Expected a field, not the end."),
    ] {
        assert_eq!(refusal(text), message, "{text}");
    }
    let deep = format!("{}id=1{}", "(".repeat(60), ")".repeat(60));
    assert_eq!(refusal(&deep), "The condition is nested too deep.");
}
