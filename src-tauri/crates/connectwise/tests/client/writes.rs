//! Writes leave once. Whatever is not known to have failed is unknown.

use crate::stub::{Stub, client, impatient, limits};
use crate::talk::{Reply, json, with};
use connectwise::{
    Addition, AdditionChange, BillCustomer, Client, CustomField, Error, FieldError, Limits,
    NewAddition,
};
use jiff::civil::date;

const ADDITION: &str =
    r#"{"id":7,"product":{"id":1},"billCustomer":"Billable","quantity":40.0000}"#;
const PATH: &str = "/v1/apis/3.0/finance/agreements/9/additions";

fn new() -> NewAddition {
    NewAddition {
        product: 1,
        quantity: "40.0000".parse().unwrap(),
        unit_price: "18.2796".parse().unwrap(),
        unit_cost: None,
        bill_customer: BillCustomer::Billable,
        effective_date: date(2026, 2, 1),
        cancelled_date: None,
        taxable_flag: None,
        serial_number: None,
        invoice_description: "Licences".to_owned(),
        custom_fields: Vec::new(),
    }
}

/// A POST and a PATCH, each against a stub of its own.
async fn both(reply: Reply, limits: Limits) -> [(Result<Addition, Error>, usize); 2] {
    let post = Stub::always(reply.clone()).await;
    let posted = post
        .client_with(limits.clone())
        .create_addition(9, &new())
        .await;
    let patch = Stub::always(reply).await;
    let patched = change(&patch.client_with(limits)).await;
    [(posted, post.seen().len()), (patched, patch.seen().len())]
}

async fn change(client: &Client) -> Result<Addition, Error> {
    let changes = [AdditionChange::Quantity("3".parse().unwrap())];
    client.patch_addition(9, 7, &changes).await
}

async fn unknown_after(reply: Reply, limits: Limits) -> Vec<Error> {
    let mut errors = Vec::new();
    for (answer, times) in both(reply.clone(), limits).await {
        let error = answer.unwrap_err();
        assert!(error.outcome_unknown(), "{reply:?}: {error:?}");
        assert_eq!(times, 1, "{reply:?}");
        errors.push(error);
    }
    errors
}

#[tokio::test]
async fn a_new_addition_goes_with_exact_numbers_and_without_what_is_not_set() {
    let stub = Stub::always(json(201, ADDITION)).await;
    let addition = stub.client().create_addition(9, &new()).await.unwrap();
    assert_eq!(addition.quantity.unwrap().to_string(), "40.0000");
    let seen = &stub.seen()[0];
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", PATH));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    let expected = r#"{"product":{"id":1},"quantity":40.0000,"unitPrice":18.2796,"billCustomer":"Billable","effectiveDate":"2026-02-01T00:00:00Z","invoiceDescription":"Licences"}"#;
    assert_eq!(seen.body, expected);
}

#[tokio::test]
async fn a_new_addition_goes_with_all_that_is_set() {
    let stub = Stub::always(json(201, ADDITION)).await;
    let new = NewAddition {
        unit_price: "-19.35".parse().unwrap(),
        unit_cost: Some("0".parse().unwrap()),
        cancelled_date: Some(date(2026, 2, 28)),
        taxable_flag: Some(false),
        serial_number: Some("ACC-1".to_owned()),
        custom_fields: vec![CustomField {
            id: Some(3),
            caption: None,
            kind: None,
            entry_method: None,
            number_of_decimals: None,
            value: Some("x".into()),
        }],
        ..new()
    };
    stub.client().create_addition(9, &new).await.unwrap();
    let expected = r#"{"product":{"id":1},"quantity":40.0000,"unitPrice":-19.35,"unitCost":0,"billCustomer":"Billable","effectiveDate":"2026-02-01T00:00:00Z","cancelledDate":"2026-02-28T00:00:00Z","taxableFlag":false,"serialNumber":"ACC-1","invoiceDescription":"Licences","customFields":[{"id":3,"value":"x"}]}"#;
    assert_eq!(stub.seen()[0].body, expected);
}

#[tokio::test]
async fn a_change_goes_as_operations() {
    let stub = Stub::always(json(200, ADDITION)).await;
    let changes = [
        AdditionChange::Quantity("18.2796".parse().unwrap()),
        AdditionChange::CancelledDate(None),
    ];
    stub.client().patch_addition(9, 7, &changes).await.unwrap();
    let seen = &stub.seen()[0];
    assert_eq!(
        (seen.method.as_str(), seen.path.as_str()),
        ("PATCH", format!("{PATH}/7").as_str())
    );
    let expected = r#"[{"op":"replace","path":"quantity","value":18.2796},{"op":"remove","path":"cancelledDate"}]"#;
    assert_eq!(seen.body, expected);
}

#[tokio::test]
async fn after_a_timeout_nobody_knows() {
    let limits = impatient();
    let after = limits.request_timeout;
    let errors = unknown_after(Reply::Silence, limits).await;
    assert!(
        errors
            .iter()
            .all(|error| *error == Error::Timeout { after })
    );
}

#[tokio::test]
async fn after_a_broken_connection_nobody_knows() {
    for reply in [Reply::Drop, Reply::CutShort] {
        let errors = unknown_after(reply, limits()).await;
        assert!(
            errors
                .iter()
                .all(|error| matches!(error, Error::Interrupted { .. }))
        );
    }
}

#[tokio::test]
async fn after_a_failure_of_the_server_nobody_knows() {
    for status in [500, 502, 503, 504, 520] {
        unknown_after(json(status, "{}"), limits()).await;
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_leaves_the_outcome_unknown() {
    let target = Stub::always(json(201, ADDITION)).await;
    for status in [301, 302, 303, 307, 308] {
        let reply = with(
            status,
            ("Location", &format!("{}{PATH}/7", target.url())),
            "",
        );
        let errors = unknown_after(reply, limits()).await;
        assert!(
            errors
                .iter()
                .all(|error| *error == Error::Redirect { status })
        );
    }
    assert_eq!((target.seen().len(), target.discoveries()), (0, 0));
}

#[tokio::test]
async fn a_success_that_cannot_be_read_leaves_the_outcome_unknown() {
    for body in ["", "<html/>", "null", "{}", r#"{"id":7}"#, "[]"] {
        unknown_after(json(201, body), limits()).await;
    }
    // Over the answer that says where the API is, under the one to the write.
    let small = Limits {
        body_bytes_max: 100,
        ..limits()
    };
    let errors = unknown_after(json(201, "x".repeat(200)), small).await;
    assert!(
        errors
            .iter()
            .all(|error| *error == Error::TooLarge { limit: 100 })
    );
}

#[tokio::test]
async fn a_refusal_was_not_done_and_is_not_sent_again() {
    for status in [400, 401, 403, 404, 405, 408, 409, 415] {
        for (answer, times) in both(json(status, "{}"), limits()).await {
            let error = answer.unwrap_err();
            assert!(!error.outcome_unknown(), "{error:?}");
            assert_eq!(times, 1, "{status}");
        }
    }
}

#[tokio::test]
async fn a_write_that_never_left_was_not_done() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&site, limits())
        .create_addition(9, &new())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }) && !error.outcome_unknown());
}

#[tokio::test]
async fn a_throttled_write_is_sent_again_when_it_may() {
    let stub = Stub::api(|_, count| match count {
        0 => with(429, ("Retry-After", "0"), "Too many requests"),
        1 => json(429, r#"{"error":"ConnectWiseAPI"}"#),
        _ => json(201, ADDITION),
    })
    .await;
    let addition = stub.client().create_addition(9, &new()).await.unwrap();
    assert_eq!((addition.id, stub.seen().len()), (7, 3));
    let bodies: Vec<_> = stub.seen().into_iter().map(|seen| seen.body).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn a_write_that_stays_throttled_was_not_done() {
    for (answer, times) in both(json(429, ""), limits()).await {
        let error = answer.unwrap_err();
        assert_eq!(error, Error::RateLimited { retry_after: None });
        assert!(!error.outcome_unknown());
        assert_eq!(times, 3);
    }
}

#[tokio::test]
async fn refused_values_come_back_field_by_field() {
    let body = r#"{"code":"InvalidObject","message":"Addition object is invalid","errors":[
        {"code":"InvalidField","resource":"Addition","field":"effectiveDate",
         "message":"effectiveDate cannot be less than the agreement billing start date"}]}"#;
    for (answer, _) in both(json(400, body), limits()).await {
        let field = FieldError {
            code: "InvalidField".to_owned(),
            field: "effectiveDate".to_owned(),
            message: "effectiveDate cannot be less than the agreement billing start date"
                .to_owned(),
        };
        let message = "Addition object is invalid".to_owned();
        assert_eq!(
            answer,
            Err(Error::Invalid {
                message,
                fields: vec![field]
            })
        );
    }
}
