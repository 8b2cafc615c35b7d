//! The `/practice/` endpoints.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Served, sample};

const REPORT: &str = "/api/SubscriptionHistory/report";

#[tokio::test]
async fn rows_are_told_exactly_as_they_were_posted() {
    let served = Served::new(sample::world()).await;
    let rows = r#"[{"CustomerId":"x","NewPrice":1.50000,"DateofChange":"2024-10-19T10:00:00"}, 5]"#;
    let answer = served.post("/practice/rows", rows).await;
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({"rows": 2}));
    let body = served.get(REPORT).await.text().await.unwrap();
    let told = r#"{"CustomerId":"x","NewPrice":1.50000,"DateofChange":"2024-10-19T10:00:00"},5]}"#;
    assert!(body.ends_with(told), "{body}");
}

#[tokio::test]
async fn the_clock_moves_the_window() {
    let served = Served::new(sample::world()).await;
    let answer = served
        .post("/practice/clock", r#"{"today":"2025-01-14"}"#)
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(served.data(REPORT).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn faults_are_switched_and_wrong_ones_refused() {
    let served = Served::new(sample::world()).await;
    let answer = served
        .post("/practice/faults", r#"{"faults":"c3-429=1"}"#)
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(served.get(REPORT).await.status(), 429);
    let answer = served
        .post("/practice/faults", r#"{"faults":"c3-429=x"}"#)
        .await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let answer: Value = answer.json().await.unwrap();
    assert!(answer["error"].as_str().unwrap().contains("c3-429"));
}

#[tokio::test]
async fn the_journal_holds_what_was_asked_and_no_secret() {
    let served = Served::new(sample::world()).await;
    served.get_with("/api/billingperiods", "wrong").await;
    served.data("/api/billingperiods").await;
    let journal = served.get_with("/practice/requests", "").await;
    let journal = journal.text().await.unwrap();
    let secret = crate::c3::C3Access::default().client_secret;
    assert!(!journal.contains(&secret));
    let journal: Value = serde_json::from_str(&journal).unwrap();
    let told = |n: usize| {
        let request = &journal["requests"][n];
        (request["method"].as_str(), request["status"].as_u64())
    };
    assert_eq!(told(0), (Some("GET"), Some(401)));
    assert_eq!(told(1), (Some("POST"), Some(200)));
    assert_eq!(told(2), (Some("GET"), Some(200)));
}
