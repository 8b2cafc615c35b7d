//! Answers that are not what was hoped for, each told by its name.

use crate::stub::{HISTORY, Stub, history, json, limits, never, report, row, text, with_header};
use c3::{Error, Limits, RAW_MAX};
use std::time::Duration;

const REFUSAL: &str = r#"{"OperationType":"Get","Status":"Error","RequestCorrelationID":"corr-9","ErrorMessage":"Partner not found","ErrorDetail":"Row 7","Data":null}"#;

fn assert_refused(error: &Error, expected_status: u16) {
    let Error::Refused {
        status,
        message,
        detail,
        correlation_id,
    } = error
    else {
        panic!("{error:?}");
    };
    assert_eq!(*status, expected_status);
    assert_eq!(message, "Partner not found");
    assert_eq!(detail.as_deref(), Some("Row 7"));
    assert_eq!(correlation_id.as_deref(), Some("corr-9"));
}

#[tokio::test]
async fn status_error_is_a_refusal_under_any_http_status() {
    for status in [200, 400, 404, 500, 503] {
        let stub = Stub::start().await;
        stub.on(HISTORY, [json(status, REFUSAL)]);
        let error = history(&stub.client()).await.1.unwrap_err();
        assert_refused(&error, status);
        assert!(!error.is_credentials() && !error.is_unreachable());
        assert_eq!(
            stub.asked(HISTORY).len(),
            1,
            "an answer is not asked for again"
        );
    }
}

#[tokio::test]
async fn status_error_in_the_casing_of_2023_is_a_refusal() {
    let stub = Stub::start().await;
    let lower = REFUSAL
        .replace("\"Status\"", "\"status\"")
        .replace("RequestCorrelationID", "requestCorrelationId")
        .replace("ErrorMessage", "errorMessage")
        .replace("ErrorDetail", "errordetail");
    stub.on(HISTORY, [json(500, &lower)]);
    assert_refused(&history(&stub.client()).await.1.unwrap_err(), 500);
}

#[tokio::test]
async fn status_error_after_the_rows_is_a_refusal_too() {
    let stub = Stub::start().await;
    let body = format!(
        r#"{{"Data":[{}],"Status":"Error","ErrorMessage":"half done"}}"#,
        row(1)
    );
    stub.on(HISTORY, [json(200, &body)]);
    let (reads, report) = history(&stub.client()).await;
    assert!(matches!(report, Err(Error::Refused { status: 200, .. })));
    assert_eq!(reads.len(), 1);
}

#[tokio::test]
async fn a_refusal_under_401_renews_the_token_and_403_does_not() {
    for (status, calls) in [(401, 2), (403, 1)] {
        let stub = Stub::start().await;
        stub.on(HISTORY, [json(status, REFUSAL)]);
        let error = history(&stub.client()).await.1.unwrap_err();
        assert_refused(&error, status);
        assert!(error.is_credentials());
        assert_eq!(stub.asked(HISTORY).len(), calls);
    }
}

#[tokio::test]
async fn an_error_page_tells_its_status_and_keeps_its_text_aside() {
    let stub = Stub::start().await;
    let page = format!("<html>token-1 {}</html>", "x".repeat(100_000));
    stub.on(HISTORY, [text(404, "text/html", &page)]);
    let error = history(&stub.client()).await.1.unwrap_err();
    assert_eq!(error.to_string(), "C3 answered HTTP 404");
    let raw = error.raw().unwrap();
    assert!(
        raw.len() <= RAW_MAX && raw.starts_with("<html>•••"),
        "{raw:.40}"
    );
    assert_eq!(stub.asked(HISTORY).len(), 1);
}

#[tokio::test]
async fn a_server_error_is_tried_again_within_bounds() {
    let stub = Stub::start().await;
    stub.on(
        HISTORY,
        [
            text(500, "text/html", "<html>"),
            text(502, "text/html", "<html>"),
            json(200, &report(1)),
        ],
    );
    assert_eq!(history(&stub.client()).await.1.unwrap().rows, 1);
    assert_eq!(stub.asked(HISTORY).len(), 3);

    stub.on(HISTORY, [text(502, "text/html", "<html>")]);
    let error = history(&stub.client()).await.1.unwrap_err();
    assert!(matches!(error, Error::Status { status: 502, .. }));
    assert_eq!(stub.asked(HISTORY).len(), 6);
}

#[tokio::test]
async fn too_many_calls_are_waited_out_as_c3_asks() {
    let stub = Stub::start().await;
    stub.on(
        HISTORY,
        [with_header(429, "retry-after", "0"), json(200, &report(1))],
    );
    assert_eq!(history(&stub.client()).await.1.unwrap().rows, 1);
}

#[tokio::test]
async fn a_wait_over_the_bound_is_not_waited() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [with_header(429, "retry-after", "86400")]);
    let error = history(&stub.client()).await.1.unwrap_err();
    let day = Duration::from_secs(86_400);
    assert!(matches!(error, Error::Throttled { retry_after: Some(asked) } if asked == day));
    assert_eq!(stub.asked(HISTORY).len(), 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let (stub, other) = (Stub::start().await, Stub::start().await);
    for status in [301, 302, 307, 308] {
        let elsewhere = format!("{}{HISTORY}", other.address());
        stub.on(HISTORY, [with_header(status, "location", &elsewhere)]);
        let error = history(&stub.client()).await.1.unwrap_err();
        assert!(matches!(error, Error::Redirected { status: found } if found == status));
    }
    assert!(other.asked(HISTORY).is_empty());
}

#[tokio::test]
async fn an_answer_that_is_no_envelope_is_not_readable() {
    for (body, reason) in [
        ("<html>token-1</html>", "byte 0"),
        ("", "empty"),
        ("\"done\"", "byte 0"),
        (r#"{"Status":"Success"}"#, "no list"),
        (r#"{"Status":"Success","Data":"[]"}"#, "no list"),
        (r#"{"Status":"Success","Data":[]} and more"#, "byte 31"),
    ] {
        let stub = Stub::start().await;
        stub.on(HISTORY, [text(200, "text/html", body)]);
        let error = history(&stub.client()).await.1.unwrap_err();
        assert!(
            matches!(error, Error::NotReadable { .. }),
            "{body}: {error:?}"
        );
        assert!(error.to_string().contains(reason), "{body}: {error}");
        assert!(!error.raw().unwrap().contains("token-1"));
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let stub = Stub::start().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let credentials = c3::Credentials {
        api_url: nobody,
        ..stub.credentials()
    };
    let now = std::sync::Arc::new(|| jiff::Timestamp::UNIX_EPOCH);
    let client = c3::Client::new(credentials, limits(), now).unwrap();
    let error = history(&client).await.1.unwrap_err();
    assert!(error.is_unreachable(), "{error:?}");
    assert!(
        !format!("{error:?}").contains("SubscriptionHistory"),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_answer_that_never_ends_is_given_up() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [never()]);
    let bounds = Duration::from_millis(50);
    let slow = stub.client_within(Limits {
        history_total: bounds,
        ..limits()
    });
    let error = history(&slow).await.1.unwrap_err();
    assert!(matches!(error, Error::TooSlow { after } if after == bounds));

    let idle = stub.client_within(Limits {
        idle: bounds,
        tries: 1,
        ..limits()
    });
    let error = history(&idle).await.1.unwrap_err();
    assert!(
        matches!(error, Error::CutShort { rows: 0, .. }),
        "{error:?}"
    );
}
