//! Single reads: what is sent, what comes back, and every way to fail.

use crate::stub::{CLIENT_ID, Stub, TOKEN, client, impatient, limits};
use crate::talk::{Reply, json, with};
use connectwise::{Error, Limits, Right};

const COMPANY: &str = r#"{"id":42,"identifier":"acme","name":"Acme","extra":1.5}"#;

/// The error of a read that is answered so.
async fn failed(reply: Reply) -> (Error, usize) {
    let stub = Stub::always(reply).await;
    let error = stub.client().system_info().await.unwrap_err();
    (error, stub.seen().len())
}

fn refusal(code: &str, message: &str) -> String {
    format!(r#"{{"code":"{code}","message":"{message}","errors":null}}"#)
}

#[tokio::test]
async fn a_call_says_who_asks_and_for_which_model() {
    let stub = Stub::always(json(200, COMPANY)).await;
    let company = stub.client().company(42).await.unwrap().unwrap();
    assert_eq!((company.id, company.name.as_str()), (42, "Acme"));
    let seen = &stub.seen()[0];
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("GET", ""));
    assert_eq!(seen.path, "/v1/apis/3.0/company/companies/42");
    assert_eq!(
        seen.header("authorization"),
        Some(format!("Basic {TOKEN}").as_str())
    );
    assert_eq!(seen.header("clientid"), Some(CLIENT_ID));
    let model = "application/vnd.connectwise.com+json; version=2025.8";
    assert_eq!(seen.header("accept"), Some(model));
}

#[tokio::test]
async fn each_record_has_its_own_path() {
    let stub = Stub::always(json(404, "")).await;
    let client = stub.client();
    assert_eq!(client.agreement(9).await, Ok(None));
    assert_eq!(client.catalog_item(5).await, Ok(None));
    assert_eq!(client.addition(9, 7).await, Ok(None));
    let paths = stub.seen().into_iter().map(|seen| seen.path);
    let expected = [
        "finance/agreements/9",
        "procurement/catalog/5",
        "finance/agreements/9/additions/7",
    ];
    assert!(paths.eq(expected.map(|path| format!("/v1/apis/3.0/{path}"))));
}

#[tokio::test]
async fn system_info_is_read_without_what_old_sites_leave_out() {
    let stub = Stub::always(json(200, r#"{"isCloud":false,"licenseBits":[]}"#)).await;
    let info = stub.client().system_info().await.unwrap();
    assert_eq!((info.version, info.cloud_region), (None, None));
}

#[tokio::test]
async fn refused_keys_are_unauthorized() {
    let body = refusal("Unauthorized", "The credentials are not valid.");
    let (error, times) = failed(json(401, body.clone())).await;
    assert_eq!((&error, times), (&Error::Unauthorized { text: body }, 1));
    assert!(error.is_credentials() && !error.is_unreachable());
}

#[tokio::test]
async fn a_client_id_is_told_apart_from_keys() {
    let (error, _) = failed(json(400, "Cannot: clientId is missing")).await;
    assert!(matches!(error, Error::ClientId { .. }) && error.is_credentials());
}

#[tokio::test]
async fn a_missing_right_names_the_row_of_the_role() {
    let body = refusal(
        "Security",
        "You do not have security permission to perform this action.",
    );
    let stub = Stub::always(json(403, body)).await;
    let client = stub.client();
    for right in Right::ALL {
        let Err(Error::Forbidden { row, .. }) = client.probe(right).await else {
            unreachable!("{right:?} is forbidden");
        };
        assert_eq!(row, right.role_row());
    }
    let error = client.additions(9).await.unwrap_err();
    let expected = "ConnectWise denies access; \
                    the API member's security role needs “Finance > Agreements”";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_probe_reads_one_row() {
    let stub = Stub::api(|seen, _| {
        let agreement = r#"[{"id":9,"name":"Cloud","company":{"id":42}}]"#;
        json(
            200,
            if seen.path.ends_with("agreements") {
                agreement
            } else {
                "[]"
            },
        )
    })
    .await;
    for right in Right::ALL {
        stub.client().probe(right).await.unwrap();
    }
    let asked: Vec<_> = stub
        .seen()
        .into_iter()
        .map(|seen| {
            assert_eq!(seen.query("pageSize"), Some("1"));
            seen.path.replace("/v1/apis/3.0/", "")
        })
        .collect();
    let expected = [
        "company/companies",
        "finance/agreements",
        "finance/agreements",
        "finance/agreements/9/additions",
        "procurement/catalog",
        "finance/invoices",
    ];
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn additions_cannot_be_probed_where_there_is_no_agreement() {
    let stub = Stub::always(json(200, "[]")).await;
    assert_eq!(stub.client().probe(Right::Additions).await, Ok(()));
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn a_gateways_text_is_cannot_route() {
    for (status, text) in [
        (400, "Cannot route. Codebase/company is invalid"),
        (403, "<html>Blocked</html>"),
    ] {
        let (error, times) = failed(with(status, ("Content-Type", "text/html"), text)).await;
        assert_eq!(
            error,
            Error::CannotRoute {
                status,
                text: text.to_owned()
            }
        );
        assert_eq!(times, 1);
    }
}

#[tokio::test]
async fn a_page_in_place_of_an_answer_is_not_json() {
    let (error, times) = failed(with(
        200,
        ("Content-Type", "text/html"),
        "<html>Sign in</html>",
    ))
    .await;
    assert_eq!(error.raw(), Some("<html>Sign in</html>"));
    assert!(matches!(error, Error::NotJson { .. }) && times == 1);
    assert_eq!(error.to_string(), "ConnectWise's answer is not readable");
}

#[tokio::test]
async fn ssl_required_is_an_insecure_site() {
    let (error, _) = failed(json(403, refusal("Security", "SSL is required."))).await;
    assert!(matches!(error, Error::InsecureSite { .. }));
}

#[tokio::test]
async fn other_refusals_keep_their_status() {
    let (error, times) = failed(json(405, refusal("", "No"))).await;
    assert!(matches!(error, Error::Refused { status: 405, .. }) && times == 1);
    let (error, _) = failed(json(409, refusal("", "In use"))).await;
    assert!(matches!(error, Error::Conflict { .. }));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Stub::always(json(200, "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = target.url();
        let (error, times) = failed(with(status, ("Location", &location), "")).await;
        assert_eq!((error, times), (Error::Redirect { status }, 1));
    }
    assert_eq!((target.seen().len(), target.discoveries()), (0, 0));
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let stub = Stub::always(Reply::Silence).await;
    let limits = impatient();
    let after = limits.request_timeout;
    let error = stub.client_with(limits).system_info().await.unwrap_err();
    assert_eq!(error, Error::Timeout { after });
    assert!(error.is_unreachable());
    assert_eq!(stub.seen().len(), 3);
}

#[tokio::test]
async fn a_broken_connection_is_an_interruption() {
    for reply in [Reply::Drop, Reply::CutShort] {
        let (error, times) = failed(reply).await;
        assert!(matches!(error, Error::Interrupted { .. }), "{error:?}");
        assert!(error.is_unreachable() && times == 3);
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let limits = Limits {
        get_tries_max: 1,
        ..limits()
    };
    let error = client(&site, limits).system_info().await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    assert!(error.is_unreachable() && !error.outcome_unknown());
}
