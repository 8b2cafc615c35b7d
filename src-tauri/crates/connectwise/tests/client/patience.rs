//! When a read is tried again, how throttling is kept to, and what a dropped
//! call leaves behind.

use crate::stub::{Stub, limits};
use crate::talk::{Reply, json, with};
use connectwise::{Error, Limits};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Barrier;

const INFO: &str = r#"{"version":"v2025.8"}"#;
const THROTTLED: &str =
    r#"{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 30 seconds."}"#;

/// A stub that replies so `times` times, then as it should.
async fn after(times: usize, reply: Reply) -> Stub {
    Stub::api(move |_, count| {
        if count < times {
            reply.clone()
        } else {
            json(200, INFO)
        }
    })
    .await
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let server = [408, 500, 502, 503, 504].map(|status| json(status, "{}"));
    let broken = [
        Reply::Drop,
        Reply::CutShort,
        json(502, "<html>Bad gateway</html>"),
    ];
    for reply in server.into_iter().chain(broken) {
        let stub = after(2, reply.clone()).await;
        let info = stub.client().system_info().await;
        assert!(info.is_ok(), "{reply:?}: {info:?}");
        assert_eq!(stub.seen().len(), 3);
    }
}

#[tokio::test]
async fn tries_have_an_end() {
    let stub = after(100, json(500, "{}")).await;
    let error = stub.client().system_info().await.unwrap_err();
    assert!(matches!(error, Error::Server { status: 500, .. }));
    assert_eq!(stub.seen().len(), 3);
}

#[tokio::test]
async fn other_failures_of_a_server_are_not_tried_again() {
    let stub = after(1, json(501, "{}")).await;
    let error = stub.client().system_info().await.unwrap_err();
    assert!(matches!(error, Error::Server { status: 501, .. }));
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn the_wait_that_a_throttle_asks_for_is_kept() {
    let stub = after(1, with(429, ("Retry-After", "1"), THROTTLED)).await;
    let start = Instant::now();
    stub.client().system_info().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_throttle_that_names_no_wait_is_met_like_any_failure() {
    for reply in [
        json(429, THROTTLED),
        json(429, ""),
        with(429, ("Retry-After", "soon"), "<html/>"),
    ] {
        let stub = after(2, reply).await;
        stub.client().system_info().await.unwrap();
        assert_eq!(stub.seen().len(), 3);
    }
}

#[tokio::test]
async fn a_throttle_that_asks_for_too_long_is_an_error() {
    let stub = after(1, with(429, ("Retry-After", "3600"), THROTTLED)).await;
    let error = stub.client().system_info().await.unwrap_err();
    let retry_after = Some(Duration::from_secs(3600));
    assert_eq!(error, Error::RateLimited { retry_after });
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn a_throttle_without_end_is_an_error() {
    let stub = after(100, with(429, ("Retry-After", "0"), THROTTLED)).await;
    let error = stub.client().system_info().await.unwrap_err();
    let retry_after = Some(Duration::ZERO);
    assert_eq!(error, Error::RateLimited { retry_after });
    assert_eq!(stub.seen().len(), 3);
}

#[tokio::test]
async fn four_requests_are_on_their_way_at_once_and_no_more() {
    let stub = Stub::gated(Arc::new(Barrier::new(4)), |_, _| json(200, INFO)).await;
    let client = stub.client();
    let calls = (0..12).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.system_info().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(stub.at_once(), 4);
}

#[tokio::test]
async fn a_dropped_call_gives_its_place_back() {
    let stub = Stub::api(|_, count| {
        if count == 0 {
            Reply::Silence
        } else {
            json(200, INFO)
        }
    })
    .await;
    let limits = Limits {
        requests_at_once: 1,
        ..limits()
    };
    let client = stub.client_with(limits);
    client.discover().await.unwrap();
    stub.arrived().await;
    tokio::select! {
        answer = client.system_info() => unreachable!("nobody answered: {answer:?}"),
        () = stub.arrived() => {}
    }
    client.system_info().await.unwrap();
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_call_dropped_while_it_looks_for_the_api_leaves_the_next_one_to_look() {
    let stub = Stub::bare(
        |seen, count| match (seen.path.starts_with("/login/"), count) {
            (true, 0) => Reply::Silence,
            (true, _) => crate::stub::company_info("v1"),
            _ => json(200, INFO),
        },
    )
    .await;
    let client = stub.client();
    tokio::select! {
        answer = client.system_info() => unreachable!("nobody answered: {answer:?}"),
        () = stub.arrived() => {}
    }
    client.system_info().await.unwrap();
    assert_eq!(stub.discoveries(), 2);
}
