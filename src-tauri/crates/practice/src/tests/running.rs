//! Tests of starting and ending the servers.

use super::*;
use crate::{Error, Target, connectwise::json::Json};

#[tokio::test]
async fn both_servers_answer_on_loopback_until_shut_down() {
    let practice = practice("").await;
    assert!(practice.connectwise.url.starts_with("http://127.0.0.1:"));
    assert!(practice.c3.token_url.starts_with(&practice.c3.api_url));
    let (status, body) = get(&practice, "system/info").await;
    assert_eq!(status, 200);
    assert!(body.starts_with(r#"{"version":"v2025.8"#), "{body}");
    let c3 = client().get(format!("{}/api/plans/downloadDetails", practice.c3.api_url));
    assert_eq!(c3.send().await.unwrap().status(), 401);
    let url = practice.connectwise.url.clone();
    practice.shutdown().await;
    assert!(client().get(url).send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn discovery_names_this_server() {
    let practice = practice("").await;
    let url = format!("{}/login/companyinfo/practice", practice.connectwise.url);
    let body = client()
        .get(url)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let host = practice.connectwise.url.trim_start_matches("http://");
    assert!(body.contains(&format!(r#""SiteUrl":"{host}""#)), "{body}");
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let running = practice("").await;
    let port: u16 = running
        .connectwise
        .url
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let config = Config {
        connectwise_port: port,
        ..config("")
    };
    let Err(Error::Listen { port: named, .. }) = serve(config).await else {
        panic!("the port was free");
    };
    assert_eq!(named, port);
}

#[tokio::test]
async fn shutting_down_frees_requests_that_hang() {
    let practice = practice("timeout-before=1").await;
    let hanging = request(&practice, Method::POST, ADDITIONS).body(NEW);
    let hanging = tokio::spawn(hanging.timeout(Duration::from_secs(600)).send());
    received(&practice, 1).await;
    practice.shutdown().await;
    assert!(hanging.await.unwrap().is_err());
}

#[tokio::test]
async fn the_journal_tells_what_was_asked() {
    let practice = practice("").await;
    post(&practice).await.unwrap();
    get(&practice, "company/companies?pageSize=1").await;
    let requests = practice.requests();
    let seen: Vec<_> = requests
        .iter()
        .map(|one| (one.method.as_str(), one.status))
        .collect();
    assert_eq!(seen, [("POST", Some(201)), ("GET", Some(200))]);
    assert_eq!(
        requests[0].path,
        "/v2025_1/apis/3.0/finance/agreements/71/additions"
    );
    assert_eq!(requests[1].query, "pageSize=1");
    assert!(requests[0].body.is_some());
}

#[tokio::test]
async fn a_made_up_world_is_served() {
    let clock = Arc::new(|| Timestamp::UNIX_EPOCH);
    let config = Config::made_up(1, 12, jiff::civil::date(2026, 11, 20), clock);
    let practice = serve(config).await.unwrap();
    let companies = practice.world(|world| world.companies.len());
    let (_, count) = get(&practice, "company/companies/count").await;
    assert_eq!(count, format!(r#"{{"count":{companies}}}"#));
    assert!(companies >= 12);
}

#[tokio::test]
async fn everything_can_be_moved_from_within_the_process() {
    let practice = practice("").await;
    post(&practice).await.unwrap();
    practice.set_today(jiff::civil::date(2026, 12, 24));
    let quantity = Json::Number(3.into());
    let target = Target::Addition {
        agreement: FLAT,
        id: 1,
    };
    practice
        .edit(target, &[("quantity".into(), quantity)])
        .unwrap();
    let invoice = practice.invoice(FLAT).unwrap();
    assert_eq!(invoice.total, testing::number("60.00"));
    assert_eq!(practice.invoice_all().len(), 2);
    practice.delete(target).unwrap();
    assert_eq!(stored(&practice), 0);
    assert_eq!(
        practice.c3_server().world().today,
        jiff::civil::date(2026, 12, 24)
    );
}
