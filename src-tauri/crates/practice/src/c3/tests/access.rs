//! The token endpoint and the bearer check.

use reqwest::StatusCode;
use serde_json::Value;

use super::{Served, sample};
use crate::c3::C3Access;

const V5: &str = "/api/activecustomers/v5";

#[tokio::test]
async fn a_token_comes_with_its_numbers_as_strings() {
    let served = Served::new(sample::world()).await;
    let tenant = C3Access::default().tenant;
    let answer = served.ask_token(&tenant, "", "").await;
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], "3599");
    assert_eq!(answer["ext_expires_in"], "3599");
    assert_eq!(answer["not_before"], "1800000000");
    assert_eq!(answer["expires_on"], "1800003599");
    assert_eq!(answer["resource"], C3Access::default().resource);
}

#[tokio::test]
async fn each_wrong_field_of_a_token_request_has_its_own_refusal() {
    let served = Served::new(sample::world()).await;
    let tenant = C3Access::default().tenant;
    for (field, status, error, code) in [
        ("grant_type", 400, "unsupported_grant_type", "AADSTS70003:"),
        ("client_id", 400, "unauthorized_client", "AADSTS700016:"),
        ("client_secret", 401, "invalid_client", "AADSTS7000215:"),
        ("resource", 400, "invalid_resource", "AADSTS500011:"),
    ] {
        let answer = served.ask_token(&tenant, field, "wrong").await;
        assert_eq!(answer.status(), status, "{field}");
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["error"], error);
        let description = answer["error_description"].as_str().unwrap();
        assert!(description.starts_with(code), "{description}");
    }
    let answer = served.ask_token("elsewhere", "", "").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let answer = served.ask_token(&tenant, "grant_type", "").await;
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["error"], "invalid_request");
}

#[tokio::test]
async fn only_a_living_token_is_admitted() {
    let served = Served::new(sample::world()).await;
    let refused = served.get_with(V5, "made up").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);

    let token = served.token().await;
    served.pass(3598);
    assert_eq!(served.get_with(V5, &token).await.status(), StatusCode::OK);
    served.pass(1);
    let expired = served.get_with(V5, &token).await;
    assert_eq!(expired.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(expired.headers()["www-authenticate"], "Bearer");

    let token = served.token().await;
    served.server.revoke_tokens();
    let revoked = served.get_with(V5, &token).await;
    assert_eq!(revoked.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_dead_token_is_refused_from_its_first_use() {
    let served = Served::with_faults(sample::world(), "c3-dead-token=1").await;
    let dead = served.get(V5).await;
    assert_eq!(dead.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(served.get(V5).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_401_in_the_middle_revokes_the_token_and_a_new_one_works() {
    let served = Served::with_faults(sample::world(), "c3-401=1@1").await;
    let token = served.token().await;
    assert_eq!(served.get_with(V5, &token).await.status(), StatusCode::OK);
    for _ in 0..2 {
        let refused = served.get_with(V5, &token).await;
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(served.get(V5).await.status(), StatusCode::OK);
}
