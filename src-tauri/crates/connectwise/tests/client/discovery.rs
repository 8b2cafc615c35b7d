//! Finding the API: the site's answer, its limits, and its moving meanwhile.

use crate::stub::{CLIENT_ID, Stub, TOKEN, client, company_info, limits};
use crate::talk::{Reply, Seen, json};
use connectwise::{Client, Credentials, Error, Limits, Site};

const COMPANY: &str = r#"{"id":42,"identifier":"acme","name":"Acme"}"#;
const ADDITION: &str = r#"{"id":7,"product":{"id":1},"billCustomer":"Billable"}"#;
const NO_ENDPOINT: &str =
    r#"{"code":"ConnectWiseApi","message":"The endpoint does not exist.","errors":null}"#;
const NO_RECORD: &str = r#"{"code":"NotFound","message":"Company 42 not found","errors":null}"#;

async fn told(reply: Reply) -> (Stub, Client) {
    let stub = Stub::bare(move |_, _| reply.clone()).await;
    let client = stub.client();
    (stub, client)
}

/// A site that moves from `v1` to `v2` after it was first asked where it is,
/// and says `lost` under `v1` from then on.
fn moving(lost: Reply, found: &'static str) -> impl Fn(&Seen, usize) -> Reply + Send + Sync {
    move |seen, count| match (seen.path.split('/').nth(1), count) {
        (Some("login"), 0) => company_info("v1"),
        (Some("login"), _) => company_info("v2"),
        (Some("v1"), _) => lost.clone(),
        _ => json(200, found),
    }
}

#[tokio::test]
async fn the_answer_tells_where_the_api_is() {
    let stub = Stub::bare(|_, _| {
        let body = r#"{"CompanyName":"Acme","Codebase":"v2025_1/","VersionCode":"v2025.1",
                       "CompanyID":"AC","IsCloud":true,"SiteUrl":null,"AllowedOrigins":[]}"#;
        json(200, body)
    })
    .await;
    let info = stub.client().discover().await.unwrap();
    assert_eq!(info.host, stub.address.to_string());
    assert_eq!(info.codebase, "v2025_1");
    assert_eq!(info.version.as_deref(), Some("v2025.1"));
    assert_eq!(info.company_name.as_deref(), Some("Acme"));
    assert_eq!(stub.discoveries(), 1);
}

#[tokio::test]
async fn no_key_goes_along_and_the_company_is_one_part_of_the_path() {
    let stub = Stub::bare(|seen, _| {
        assert_eq!(seen.path, "/login/companyinfo/a%2Fb%20c");
        let leaks = [TOKEN, CLIENT_ID]
            .into_iter()
            .any(|key| seen.head.contains(key));
        if leaks {
            json(500, "")
        } else {
            company_info("v1")
        }
    })
    .await;
    let credentials = Credentials {
        company: "a/b c".to_owned(),
        ..crate::stub::credentials()
    };
    let site = Site::parse(&stub.url()).unwrap();
    let client = Client::new(site, credentials, limits()).unwrap();
    client.discover().await.unwrap();
}

#[tokio::test]
async fn an_unknown_company_is_null_or_not_found() {
    for reply in [
        json(200, "null"),
        json(404, ""),
        json(404, "<html/>"),
        json(404, NO_RECORD),
    ] {
        let (_stub, client) = told(reply).await;
        assert_eq!(client.discover().await, Err(Error::UnknownCompany));
    }
}

#[tokio::test]
async fn a_company_id_that_no_path_can_hold_is_unknown_without_asking() {
    let stub = Stub::bare(|_, _| company_info("v1")).await;
    for company in ["", "..", "."] {
        let credentials = Credentials {
            company: company.to_owned(),
            ..crate::stub::credentials()
        };
        let site = Site::parse(&stub.url()).unwrap();
        let client = Client::new(site, credentials, limits()).unwrap();
        assert_eq!(client.discover().await, Err(Error::UnknownCompany));
    }
    assert_eq!(stub.discoveries(), 0);
}

#[tokio::test]
async fn an_answer_that_leads_elsewhere_is_not_followed() {
    let other = Stub::always(json(200, COMPANY)).await;
    let address = other.address.to_string();
    let body = format!(r#"{{"Codebase":"v1/","SiteUrl":"{address}"}}"#);
    let (stub, client) = told(json(200, body)).await;
    let refused = Error::BadSiteUrl { address };
    assert_eq!(client.discover().await, Err(refused.clone()));
    assert_eq!(client.company(42).await, Err(refused));
    assert!(other.seen().is_empty() && stub.seen().is_empty());
}

#[tokio::test]
async fn an_answer_of_another_shape_is_refused() {
    for (body, field) in [
        (r#"{"SiteUrl":null}"#, "Codebase"),
        (r#"{"Codebase":"../../other/"}"#, "Codebase"),
        (r#"{"Codebase":7}"#, "Codebase"),
    ] {
        let (_stub, client) = told(json(200, body)).await;
        let error = client.discover().await.unwrap_err();
        assert!(
            matches!(&error, Error::Shape { field: f, .. } if f == field),
            "{error:?}"
        );
    }
    let (_stub, client) = told(json(200, "<html>Sign in</html>")).await;
    assert!(matches!(
        client.discover().await,
        Err(Error::NotJson { .. })
    ));
}

#[tokio::test]
async fn many_first_calls_ask_once_where_the_api_is() {
    let stub = Stub::always(json(200, COMPANY)).await;
    let client = stub.client();
    let calls = (0..10).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.company(42).await })
    });
    for call in calls.collect::<Vec<_>>() {
        assert!(call.await.unwrap().unwrap().is_some());
    }
    assert_eq!((stub.discoveries(), stub.seen().len()), (1, 10));
}

#[tokio::test]
async fn a_read_follows_the_api_to_its_new_code_base() {
    let gateway = json(400, "Cannot route. Codebase/company is invalid");
    for lost in [
        json(404, NO_ENDPOINT),
        json(404, NO_RECORD),
        json(404, ""),
        gateway,
    ] {
        let stub = Stub::bare(moving(lost, COMPANY)).await;
        let client = stub.client();
        assert!(client.company(42).await.unwrap().is_some());
        assert!(client.company(42).await.unwrap().is_some());
        let paths = stub.seen().into_iter().map(|seen| seen.path);
        let expected = ["v1", "v2", "v2"].map(|v| format!("/{v}/apis/3.0/company/companies/42"));
        assert!(paths.eq(expected));
        assert_eq!(stub.discoveries(), 2);
    }
}

#[tokio::test]
async fn a_write_that_was_not_found_is_sent_once_to_the_new_code_base() {
    let stub = Stub::bare(moving(json(404, NO_ENDPOINT), ADDITION)).await;
    stub.client().patch_addition(9, 7, &[]).await.unwrap();
    let paths = stub.seen().into_iter().map(|seen| seen.path);
    let expected = ["v1", "v2"].map(|v| format!("/{v}/apis/3.0/finance/agreements/9/additions/7"));
    assert!(paths.eq(expected));
}

#[tokio::test]
async fn what_is_gone_is_asked_for_once_when_the_api_has_not_moved() {
    let stub = Stub::always(json(404, NO_RECORD)).await;
    let client = stub.client();
    assert_eq!(client.company(42).await, Ok(None));
    assert_eq!(client.additions(9).await, Ok(None));
    assert_eq!((stub.seen().len(), stub.discoveries()), (2, 3));
}

#[tokio::test]
async fn an_unknown_path_is_not_taken_for_a_missing_record() {
    for reply in [json(404, NO_ENDPOINT), json(404, "<html>404</html>")] {
        let stub = Stub::always(reply).await;
        let error = stub.client().additions(9).await.unwrap_err();
        assert!(
            matches!(error, Error::CannotRoute { status: 404, .. }),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn nothing_is_said_to_be_gone_while_the_site_cannot_tell_where_it_is() {
    let stub = Stub::bare(
        |seen, count| match (seen.path.starts_with("/login/"), count) {
            (true, 0) => company_info("v1"),
            (true, _) => json(503, ""),
            _ => json(404, NO_RECORD),
        },
    )
    .await;
    let client = stub.client();
    let error = client.company(42).await.unwrap_err();
    assert!(
        matches!(error, Error::Server { status: 503, .. }),
        "{error:?}"
    );
    let error = client.patch_addition(9, 7, &[]).await.unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
}

#[tokio::test]
async fn a_write_before_which_the_api_was_not_found_was_not_done() {
    let stub = Stub::bare(|_, _| json(500, "")).await;
    let error = stub.client().patch_addition(9, 7, &[]).await.unwrap_err();
    assert!(
        !error.outcome_unknown() && error.is_unreachable(),
        "{error:?}"
    );
    assert!(stub.seen().is_empty());
}

#[tokio::test]
async fn credentials_that_no_header_can_hold_are_refused() {
    let credentials = Credentials {
        client_id: "two\nlines".to_owned(),
        ..crate::stub::credentials()
    };
    let site = Site::parse("https://psa.example").unwrap();
    let refused = Client::new(site, credentials, Limits::default());
    assert!(matches!(refused, Err(Error::Setup { .. })));
}

#[tokio::test]
async fn debug_of_a_client_shows_its_site() {
    let client = client("https://psa.example", limits());
    assert_eq!(
        format!("{client:?}"),
        "Client { site: \"https://psa.example\", .. }"
    );
}
