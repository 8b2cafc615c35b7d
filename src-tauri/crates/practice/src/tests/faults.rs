//! Tests of every fault over HTTP.

use super::*;

/// Whether an attempt ended without any answer, and not by running out of time.
fn broken(attempt: &reqwest::Result<reqwest::Response>) -> bool {
    matches!(attempt, Err(error) if error.is_request() && !error.is_timeout() && !error.is_connect())
}

fn patch(practice: &Practice) -> RequestBuilder {
    let body = r#"[{"op":"replace","path":"quantity","value":9}]"#;
    request(practice, Method::PATCH, &format!("{ADDITIONS}/1")).body(body)
}

fn quantity(practice: &Practice) -> String {
    practice.world(|world| world.addition(FLAT, 1).unwrap().quantity.to_string())
}

#[tokio::test]
async fn a_post_is_done_and_the_connection_closes() {
    let practice = practice("drop-after-post=1@1").await;
    assert_eq!(post(&practice).await.unwrap().status(), 201);
    assert!(broken(&post(&practice).await));
    assert_eq!(post(&practice).await.unwrap().status(), 201);
    assert_eq!(stored(&practice), 3);
    assert_eq!(practice.requests()[1].status, None);
    assert_eq!(practice.requests()[1].fault, Some("drop"));
}

#[tokio::test]
async fn a_write_is_not_done_and_the_connection_closes() {
    let practice = practice("drop-before=1").await;
    assert!(broken(&post(&practice).await));
    assert_eq!(stored(&practice), 0);
}

#[tokio::test]
async fn a_patch_is_done_and_the_connection_closes() {
    let practice = practice("drop-after-patch=1").await;
    post(&practice).await.unwrap();
    assert!(broken(&patch(&practice).send().await));
    assert_eq!(quantity(&practice), "9");
}

#[tokio::test]
async fn a_post_is_done_and_redirected() {
    let practice = practice("redirect-post=1").await;
    let answer = post(&practice).await.unwrap();
    assert_eq!(answer.status(), 307);
    let location = answer.headers()["location"].to_str().unwrap();
    assert_eq!(
        location,
        format!("{}/v2025_1/apis/3.0/{ADDITIONS}", practice.connectwise.url)
    );
    assert_eq!(stored(&practice), 1);
}

#[tokio::test]
async fn writes_are_never_answered_before_and_after_they_are_done() {
    for (faults, done) in [("timeout-before=1", 0), ("timeout-after=1", 1)] {
        let practice = practice(faults).await;
        let waiting = request(&practice, Method::POST, ADDITIONS).body(NEW);
        let waiting = tokio::spawn(waiting.send());
        received(&practice, 1).await;
        assert!(!waiting.is_finished(), "{faults}");
        assert_eq!(stored(&practice), done, "{faults}");
        practice.shutdown().await;
        assert!(broken(&waiting.await.unwrap()), "{faults}");
    }
}

#[tokio::test]
async fn writes_end_in_500_before_and_after_they_are_done() {
    for (faults, done) in [("500-before=1", 0), ("500-after-commit=1", 1)] {
        let practice = practice(faults).await;
        assert_eq!(post(&practice).await.unwrap().status(), 500, "{faults}");
        assert_eq!(stored(&practice), done, "{faults}");
    }
}

#[tokio::test]
async fn a_refused_write_does_not_use_a_fault_up() {
    let practice = practice("500-after-commit=1").await;
    let refused = request(&practice, Method::POST, ADDITIONS)
        .body("{}")
        .send()
        .await;
    assert_eq!(refused.unwrap().status(), 400);
    assert_eq!(post(&practice).await.unwrap().status(), 500);
}

#[tokio::test]
async fn reads_break_fail_and_are_never_answered() {
    let practice = practice("drop-read=1,500-read=1").await;
    let read = || request(&practice, Method::GET, "system/info");
    assert!(broken(&read().send().await));
    assert_eq!(read().send().await.unwrap().status(), 500);
    assert_eq!(read().send().await.unwrap().status(), 200);
    practice.set_faults("timeout-read=1".parse().unwrap());
    let waiting = tokio::spawn(read().send());
    received(&practice, 4).await;
    assert!(!waiting.is_finished());
    practice.shutdown().await;
    assert!(broken(&waiting.await.unwrap()));
}

#[tokio::test]
async fn new_additions_are_missing_from_lists() {
    let practice = practice("list-lag=1").await;
    post(&practice).await.unwrap();
    assert_eq!(get(&practice, ADDITIONS).await.1, "[]");
    assert_eq!(get(&practice, &format!("{ADDITIONS}/1")).await.0, 200);
    assert_ne!(get(&practice, ADDITIONS).await.1, "[]");
}

#[tokio::test]
async fn new_additions_are_missing_from_lists_for_a_time() {
    let practice = practice("list-lag-ms=3600000").await;
    post(&practice).await.unwrap();
    for _ in 0..3 {
        assert_eq!(get(&practice, ADDITIONS).await.1, "[]");
    }
}

#[tokio::test]
async fn throttling_strikes_now_and_then() {
    let practice = practice("429-every=3,retry-after=7").await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let answer = request(&practice, Method::GET, "system/info")
            .send()
            .await
            .unwrap();
        if answer.status() == 429 {
            assert_eq!(answer.headers()["retry-after"], "7");
        }
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 429, 200, 200, 429]);
    practice.set_faults("429=1".parse().unwrap());
    let (status, body) = get(&practice, "system/info").await;
    assert_eq!(status, 429);
    assert_eq!(
        body,
        r#"{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 30 seconds."}"#
    );
}

#[tokio::test]
async fn the_gateway_answers_in_its_own_words() {
    let practice = practice("gateway-text=1").await;
    let (status, body) = get(&practice, "system/info").await;
    assert_eq!(
        (status, body.as_str()),
        (400, "Cannot route. Codebase/company is invalid")
    );
    assert_eq!(get(&practice, "system/info").await.0, 200);
}

#[tokio::test]
async fn the_code_base_changes_in_mid_run() {
    let practice = practice("codebase-change-at=2").await;
    assert_eq!(get(&practice, "system/info").await.0, 200);
    assert_eq!(get(&practice, "system/info").await.0, 404);
    let url = format!("{}/login/companyinfo/practice", practice.connectwise.url);
    let body = client()
        .get(url)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(body.contains(r#""Codebase":"v2025_2/""#), "{body}");
}

#[tokio::test]
async fn keys_expire_in_mid_run() {
    let practice = practice("keys-expire-at=2").await;
    assert_eq!(get(&practice, "system/info").await.0, 200);
    assert_eq!(get(&practice, "system/info").await.0, 401);
    assert_eq!(get(&practice, "system/info").await.0, 401);
    practice.renew_keys();
    assert_eq!(get(&practice, "system/info").await.0, 200);
}

#[tokio::test]
async fn rights_are_taken_away() {
    let practice = practice("forbid=agreements-add,forbid=catalog").await;
    assert_eq!(post(&practice).await.unwrap().status(), 403);
    assert_eq!(get(&practice, "procurement/catalog").await.0, 403);
    assert_eq!(get(&practice, ADDITIONS).await.0, 200);
}

#[tokio::test]
async fn patches_are_swallowed() {
    let practice = practice("patch-noop=1").await;
    post(&practice).await.unwrap();
    assert_eq!(patch(&practice).send().await.unwrap().status(), 200);
    assert_eq!(quantity(&practice), "1");
    assert_eq!(patch(&practice).send().await.unwrap().status(), 200);
    assert_eq!(quantity(&practice), "9");
}

#[tokio::test]
async fn patches_are_checked_as_a_whole() {
    let practice = practice("whole-record-validation").await;
    post(&practice).await.unwrap();
    practice.world(|world| {
        let addition = world.addition_mut(FLAT, 1).unwrap();
        addition.serial_number = Some("x".repeat(51));
    });
    assert_eq!(patch(&practice).send().await.unwrap().status(), 400);
    practice.set_faults("".parse().unwrap());
    assert_eq!(patch(&practice).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn wrong_paths_are_refused_where_the_site_is_strict() {
    let practice = practice("strict-paths").await;
    post(&practice).await.unwrap();
    let wrong = r#"[{"op":"replace","path":"Quantity","value":9}]"#;
    let path = format!("{ADDITIONS}/1");
    let answer = request(&practice, Method::PATCH, &path)
        .body(wrong)
        .send()
        .await;
    assert_eq!(answer.unwrap().status(), 400);
}

#[tokio::test]
async fn answers_are_slow() {
    let practice = practice("slow-ms=600000").await;
    let waiting = tokio::spawn(request(&practice, Method::GET, "system/info").send());
    received(&practice, 1).await;
    assert!(!waiting.is_finished());
    // It was done all the same, and comes when the server stops.
    assert_eq!(practice.requests()[0].status, Some(200));
    practice.shutdown().await;
    assert_eq!(waiting.await.unwrap().unwrap().status(), 200);
}
