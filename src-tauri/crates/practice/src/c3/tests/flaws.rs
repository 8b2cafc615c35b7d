//! Every fault that can be switched on, as a client meets it.

use reqwest::StatusCode;
use serde_json::Value;

use super::{Served, sample};

const REPORT: &str = "/api/SubscriptionHistory/report";

async fn refusal(faults: &str) -> (StatusCode, Value) {
    let served = Served::with_faults(sample::world(), faults).await;
    let answer = served.get(REPORT).await;
    let status = answer.status();
    let after = served.get(REPORT).await;
    assert_eq!(after.status(), StatusCode::OK, "the fault must be spent");
    (status, answer.json().await.unwrap())
}

#[tokio::test]
async fn status_error_comes_under_http_200_and_under_500() {
    for (faults, http) in [("c3-error-200=1", 200), ("c3-error-500=1", 500)] {
        let (status, envelope) = refusal(faults).await;
        assert_eq!(status, http);
        assert_eq!(envelope["Status"], "Error");
        assert!(envelope["ErrorMessage"].is_string());
        assert!(envelope["RequestCorrelationID"].is_string());
        assert!(envelope["Data"].is_null());
    }
}

#[tokio::test]
async fn a_429_says_when_to_come_again() {
    let faults = "c3-429=1,c3-retry-after=3";
    let served = Served::with_faults(sample::world(), faults).await;
    let answer = served.get(REPORT).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()["retry-after"], "3");
    assert_eq!(served.get(REPORT).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_dropped_connection_breaks_the_body() {
    let served = Served::with_faults(sample::world(), "c3-drop=1").await;
    let answer = served.get(REPORT).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.bytes().await.unwrap_err();
    assert_eq!(served.data(REPORT).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_truncated_body_ends_well_and_does_not_parse() {
    let served = Served::with_faults(sample::world(), "c3-truncate=1").await;
    let body = served.get(REPORT).await.text().await.unwrap();
    assert!(body.contains("Microsoft 365 E1"));
    let error = serde_json::from_str::<Value>(&body).unwrap_err();
    assert!(error.is_eof());
}

#[tokio::test]
async fn a_misfit_stands_between_the_rows() {
    let served = Served::with_faults(sample::world(), "c3-misfit=1").await;
    let rows = served.data(REPORT).await;
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].is_object() && rows[1].is_array() && rows[2].is_object());
}

#[tokio::test]
async fn a_slow_body_still_comes_whole() {
    let served = Served::with_faults(sample::world(), "c3-slow=1").await;
    assert_eq!(served.data(REPORT).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn faults_in_the_middle_of_an_empty_report_still_strike() {
    for fault in ["c3-truncate=1", "c3-drop=1"] {
        let mut world = sample::world();
        world.history.clear();
        let served = Served::with_faults(world, fault).await;
        let body = served.get(REPORT).await.text().await;
        let parsed = body.map(|body| serde_json::from_str::<Value>(&body).is_ok());
        assert!(!parsed.unwrap_or(false), "{fault}");
    }
}
