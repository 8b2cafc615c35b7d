//! History rows as documented in two years, and rows with something missing.

use super::*;

fn read(json: &str) -> Result<HistoryRow, String> {
    Fields::parse(json.as_bytes()).and_then(|fields| row(&fields))
}

const SAMPLE_2024: &str = r#"{"CustomerID":"B7F0A1C2-0000-4000-8000-00000000C001","CustomerName":"Contoso",
    "TenantID":"A1B2C3D4-0000-4000-8000-00000000D001","SubscriptionID":"5D2F8C1A-0000-4000-8000-00000000E001",
    "EntityName":"Customer","LinkedTenantName":"Contoso","ProductName":"Microsoft 365 E1",
    "OldQuantity":1,"NewQuantity":6,"DateofChange":"2024-10-16T11:40:15.353","OldStatus":"Active",
    "NewStatus":"Active","OldPrice":40.0000,"NewPrice":40.0000,"CreatedBy":"user@contoso.com",
    "OwnerName":"Contoso"}"#;

const SAMPLE_2023: &str = r#"{"CustomerId":"b7f0a1c2-0000-4000-8000-00000000c001","CustomerName":" Contoso ",
    "TenantId":"a1b2c3d4-0000-4000-8000-00000000d001","EntityName":"Customer","LinkedTenantName":"Contoso",
    "ProductName":"Microsoft 365 E1","OldQuantity":2,"NewQuantity":2,
    "DateofChange":"2023-06-20T08:01:02.1","OldStatus":"Active","NewStatus":"Active",
    "OldPrice":15.0000,"NewPrice":15.0000,"CreatedBy":"user@contoso.com","OwnerName":" Contoso "}"#;

#[test]
fn the_record_documented_in_2024_comes_out_right() {
    let row = read(SAMPLE_2024).unwrap();
    assert_eq!(
        row.customer.as_str(),
        "b7f0a1c2-0000-4000-8000-00000000c001"
    );
    assert_eq!(
        row.subscription.as_ref().unwrap().as_str(),
        "5d2f8c1a-0000-4000-8000-00000000e001"
    );
    assert_eq!(row.changed_at.as_received(), "2024-10-16T11:40:15.353");
    assert_eq!((row.old.quantity, row.new.quantity), (1.into(), 6.into()));
    assert_eq!(row.new.price.unwrap().to_string(), "40.0000");
    assert_eq!(row.old.status, Some(Status::Active));
    assert_eq!(row.created_by.as_deref(), Some("user@contoso.com"));
    assert_eq!(row.kind(), domain::ledger::ChangeKind::Increase);
}

#[test]
fn the_record_documented_in_2023_comes_out_right() {
    let row = read(SAMPLE_2023).unwrap();
    assert_eq!(row.customer_name, "Contoso");
    assert_eq!(row.owner.as_deref(), Some("Contoso"));
    assert_eq!(
        row.tenant.as_ref().unwrap().as_str(),
        "a1b2c3d4-0000-4000-8000-00000000d001"
    );
    assert_eq!(row.subscription, None);
    assert_eq!(row.kind(), domain::ledger::ChangeKind::NoChange);
}

#[test]
fn casing_makes_no_difference_to_an_event() {
    let upper = read(&SAMPLE_2024.replace("\"CustomerID\"", "\"CUSTOMERID\"")).unwrap();
    let lower = read(
        &SAMPLE_2024
            .replace("CustomerID", "customerId")
            .replace("SubscriptionID", "subscriptionid")
            .replace("DateofChange", "dateOfChange"),
    )
    .unwrap();
    assert_eq!(upper.identity(), lower.identity());
}

/// A row of only what is required, with `more` at its end.
fn least(more: &str) -> String {
    format!(r#"{{"CustomerId":"c","ProductName":"P","DateofChange":"2024-10-16T11:40:15"{more}}}"#)
}

#[test]
fn no_old_quantity_in_any_spelling_is_none() {
    for old in [
        "",
        r#","OldQuantity":null"#,
        r#","OldQuantity":0"#,
        r#","OldQuantity":"""#,
        r#","OldQuantity":"null""#,
    ] {
        let row = read(&least(&format!(r#"{old},"NewQuantity":"3""#))).unwrap();
        assert_eq!(row.old.quantity, Decimal::ZERO, "{old}");
        assert_eq!(row.new.quantity, 3.into());
    }
}

#[test]
fn a_missing_new_quantity_is_zero_only_where_the_subscription_ended() {
    for status in ["Deleted", "disabled"] {
        let row = read(&least(&format!(
            r#","OldQuantity":5,"NewStatus":"{status}""#
        )))
        .unwrap();
        assert_eq!(row.new.quantity, Decimal::ZERO);
    }
    for more in ["", r#","NewStatus":"Active""#, r#","NewQuantity":null"#] {
        assert_eq!(read(&least(more)), Err("NewQuantity is missing".to_owned()));
    }
}

#[test]
fn what_billing_needs_is_missed_by_name() {
    let whole = least(r#","NewQuantity":1"#);
    for (field, reason) in [
        (r#""CustomerId":"c","#, "CustomerId is missing"),
        (r#""ProductName":"P","#, "ProductName is missing"),
        (
            r#""DateofChange":"2024-10-16T11:40:15","#,
            "DateofChange is missing",
        ),
    ] {
        assert_eq!(read(&whole.replace(field, "")), Err(reason.to_owned()));
    }
    let nobody = whole.replace("\"c\"", "\"00000000-0000-0000-0000-000000000000\"");
    assert_eq!(read(&nobody), Err("CustomerId is missing".to_owned()));
}

#[test]
fn values_of_a_wrong_kind_are_refused_not_guessed() {
    for more in [
        r#","NewQuantity":"many""#,
        r#","NewQuantity":1,"OldQuantity":{"n":1}"#,
        r#","NewQuantity":1,"NewPrice":"free""#,
        r#","NewQuantity":1,"OldPrice":true"#,
        r#","NewQuantity":1e40"#,
    ] {
        assert!(read(&least(more)).is_err(), "{more}");
    }
    for date in ["16 Oct", "0001-01-01T00:00:00", "2024-13-01T00:00:00"] {
        let row = least(r#","NewQuantity":1"#).replace("2024-10-16T11:40:15", date);
        assert!(
            read(&row).unwrap_err().starts_with("DateofChange"),
            "{date}"
        );
    }
}

#[test]
fn a_subscription_id_of_zeros_is_none() {
    let row = read(&least(
        r#","NewQuantity":1,"SubscriptionId":"00000000-0000-0000-0000-000000000000""#,
    ))
    .unwrap();
    assert_eq!(row.subscription, None);
}

#[test]
fn every_field_has_its_name_once() {
    let names: std::collections::BTreeSet<_> = Field::ALL.map(Field::name).into();
    assert_eq!(names.len(), Field::ALL.len());
}
