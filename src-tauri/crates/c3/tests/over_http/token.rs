//! Signing in, and the life of the token.

use crate::stub::{
    HISTORY, SECRET, START, Stub, TOKEN, history, json, limits, report, text, token, with_header,
};
use c3::{Client, Credentials, Error, Limits};
use futures_util::future::join_all;
use jiff::Timestamp;
use std::sync::Arc;

const INVALID_CLIENT: &str = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}"#;

#[tokio::test]
async fn the_sign_in_is_asked_as_documented_and_tells_when_the_token_ends() {
    let stub = Stub::start().await;
    let info = stub.client().authenticate().await.unwrap();
    assert_eq!(info.expires.as_second(), START + 3600);
    let asked = stub.asked(TOKEN).remove(0);
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.content_type, "application/x-www-form-urlencoded");
    assert_eq!(
        asked.body,
        "grant_type=client_credentials&client_id=client&client_secret=s3cret%2Fwith%2Bsigns&resource=resource&scope=scope"
    );
    assert_eq!(asked.authorization, "");
}

#[tokio::test]
async fn a_refused_secret_is_a_matter_of_credentials_and_not_tried_again() {
    for (status, code) in [(401, "invalid_client"), (400, "invalid_resource")] {
        let stub = Stub::start().await;
        let body = INVALID_CLIENT.replace("invalid_client", code);
        stub.on(TOKEN, [json(status, &body)]);
        let error = stub.client().authenticate().await.unwrap_err();
        assert!(error.is_credentials() && !error.is_unreachable());
        assert!(error.to_string().contains(code), "{error}");
        assert!(error.raw().unwrap().contains("AADSTS7000215"));
        assert_eq!(stub.asked(TOKEN).len(), 1);
    }
}

#[tokio::test]
async fn a_secret_that_is_sent_back_is_in_no_error() {
    let stub = Stub::start().await;
    let encoded = "s3cret%2Fwith%2Bsigns";
    for status in [200, 400, 401, 404, 500] {
        let page = format!("<p>{SECRET} {encoded}</p>");
        stub.on(TOKEN, [text(status, "text/html", &page)]);
        let error = stub.client().authenticate().await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains(SECRET) && !shown.contains(encoded),
            "{shown}"
        );
        assert!(error.raw().unwrap().contains("•••"), "{shown}");
    }
    let shown = format!("{:?} {:?}", stub.credentials(), stub.client());
    assert!(!shown.contains(SECRET), "{shown}");
}

#[tokio::test]
async fn a_web_page_instead_of_a_token_is_not_readable() {
    let stub = Stub::start().await;
    stub.on(
        TOKEN,
        [text(
            200,
            "text/html",
            "<html>Sign in to the wireless</html>",
        )],
    );
    let error = stub.client().authenticate().await.unwrap_err();
    assert!(matches!(error, Error::NotReadable { .. }), "{error:?}");
    assert!(!error.is_credentials());
}

#[tokio::test]
async fn a_sign_in_that_stumbles_is_tried_again_within_bounds() {
    let stub = Stub::start().await;
    stub.on(
        TOKEN,
        [
            text(503, "text/plain", "busy"),
            with_header(429, "retry-after", "0"),
            token(1, "3600"),
        ],
    );
    stub.client().authenticate().await.unwrap();
    assert_eq!(stub.asked(TOKEN).len(), 3);

    stub.on(TOKEN, [text(503, "text/plain", "busy")]);
    let error = stub.client().authenticate().await.unwrap_err();
    assert!(matches!(error, Error::Status { status: 503, .. }));
    assert_eq!(stub.asked(TOKEN).len(), 6);
}

#[tokio::test]
async fn a_redirect_of_the_sign_in_does_not_carry_the_secret_on() {
    let (stub, other) = (Stub::start().await, Stub::start().await);
    let elsewhere = format!("{}{TOKEN}", other.address());
    stub.on(TOKEN, [with_header(307, "location", &elsewhere)]);
    let error = stub.client().authenticate().await.unwrap_err();
    assert!(matches!(error, Error::Redirected { status: 307 }));
    assert!(other.asked(TOKEN).is_empty());
}

#[tokio::test]
async fn a_token_is_kept_and_renewed_before_it_ends() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [json(200, &report(1))]);
    let client = stub.client();
    for (pass, tokens) in [(0, 1), (3000, 1), (299, 1), (2, 2), (0, 2)] {
        stub.pass(pass);
        history(&client).await.1.unwrap();
        assert_eq!(stub.asked(TOKEN).len(), tokens);
    }
    let used: Vec<_> = stub
        .asked(HISTORY)
        .into_iter()
        .map(|asked| asked.authorization)
        .collect();
    assert_eq!(
        used,
        [
            "Bearer token-1",
            "Bearer token-1",
            "Bearer token-1",
            "Bearer token-2",
            "Bearer token-2"
        ]
    );
}

#[tokio::test]
async fn a_token_that_has_expired_on_arrival_serves_one_call() {
    let stub = Stub::start().await;
    stub.on(TOKEN, [token(1, "0"), token(2, "0")]);
    stub.on(HISTORY, [json(200, &report(1))]);
    let client = stub.client();
    history(&client).await.1.unwrap();
    history(&client).await.1.unwrap();
    assert_eq!(stub.asked(TOKEN).len(), 2);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_renewed_once() {
    let stub = Stub::start().await;
    stub.on(
        HISTORY,
        [text(401, "text/plain", ""), json(200, &report(2))],
    );
    let (reads, report) = history(&stub.client()).await;
    assert_eq!((report.unwrap().rows, reads.len()), (2, 2));
    let used: Vec<_> = stub
        .asked(HISTORY)
        .into_iter()
        .map(|asked| asked.authorization)
        .collect();
    assert_eq!(used, ["Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn a_second_token_that_is_not_accepted_ends_the_call() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [text(401, "text/plain", "no entry for token-2")]);
    let error = history(&stub.client()).await.1.unwrap_err();
    assert!(
        matches!(error, Error::Denied { status: 401, .. }),
        "{error:?}"
    );
    assert!(error.is_credentials());
    assert!(!format!("{error:?}").contains("token-2"));
    assert_eq!((stub.asked(HISTORY).len(), stub.asked(TOKEN).len()), (2, 2));
}

#[tokio::test]
async fn calls_that_begin_together_share_one_sign_in() {
    let stub = Stub::start().await;
    stub.on(
        "/api/billingperiods",
        [json(200, r#"{"Status":"Success","Data":[]}"#)],
    );
    let client = stub.client();
    let calls = (0..10).map(|_| client.billing_periods());
    for result in join_all(calls).await {
        result.unwrap();
    }
    assert_eq!(stub.asked(TOKEN).len(), 1);
    assert_eq!(stub.asked("/api/billingperiods").len(), 10);
}

#[test]
fn an_address_that_secrets_must_not_go_to_is_refused_at_once() {
    let new = |api_url: &str, token_url: &str| {
        let credentials = Credentials {
            api_url: api_url.to_owned(),
            token_url: token_url.to_owned(),
            client_id: "client".to_owned(),
            client_secret: SECRET.into(),
            resource: String::new(),
            scope: None,
        };
        Client::new(credentials, limits(), Arc::new(|| Timestamp::UNIX_EPOCH))
    };
    let good = "https://login.example/oauth2/token";
    assert!(new("https://contoso.example", good).is_ok());
    for (api, token) in [
        ("http://contoso.example", good),
        ("http://localhost", good),
        (
            "https://contoso.example",
            "http://login.example/oauth2/token",
        ),
    ] {
        let error = new(api, token).unwrap_err();
        assert!(error.to_string().contains("only https"), "{error}");
    }
}

#[tokio::test]
async fn a_sign_in_that_hangs_ends_with_the_calls_time() {
    let stub = Stub::start().await;
    stub.on(TOKEN, [crate::stub::never()]);
    let client = stub.client_within(Limits {
        total: std::time::Duration::from_millis(50),
        ..limits()
    });
    let error = client.authenticate().await.unwrap_err();
    assert!(matches!(error, Error::TooSlow { .. }) && error.is_unreachable());
}
