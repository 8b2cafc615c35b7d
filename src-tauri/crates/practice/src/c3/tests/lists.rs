//! Customers, plans, offers, billing periods and invoice lines.

use reqwest::StatusCode;
use serde_json::Value;

use super::{Served, data, sample};

const LINES: &str = "/api/invoices/Download/v3/BillingPeriods";

#[tokio::test]
async fn customers_come_in_both_lists() {
    let served = Served::new(sample::world()).await;
    let v5 = served.data("/api/activecustomers/v5").await;
    assert_eq!(v5[0]["CustomerFirstName"], "John");
    assert_eq!(v5[0]["ProviderReferenceName"], "contoso.onmicrosoft.com");
    assert_eq!(v5[0]["ERPCustomerID"], "409872RD");
    let details = served.data("/api/activecustomers/details/").await;
    assert_eq!(details[0]["CustomerID"], v5[0]["CustomerID"]);
    assert_eq!(details[0]["CurrencyCode"], "USD");
    assert_eq!(details[0]["PlanName"], "Standard,Standard");
    assert_eq!(details[0]["SignupDate"], "2022-12-08T09:01:54.38");
    let tags = details[0]["Tags"].as_str().unwrap();
    let tags: Value = serde_json::from_str(tags).unwrap();
    assert_eq!(tags[0]["TagValue"], "Gold \"A\"");
}

#[tokio::test]
async fn plans_lead_to_their_offers() {
    let served = Served::new(sample::world()).await;
    let plans = served.data("/api/plans/downloadDetails").await;
    assert_eq!(plans[0]["InternalPlanId"], sample::PLAN);
    let path = format!("/api/plans/{}/downloadplanoffersDetails", sample::PLAN);
    let offers = served.data(&path).await;
    assert_eq!(offers[0]["BillingCycle"], "Monthly");
    assert_eq!(offers[0]["ProviderReferenceId"], "US:CFQ7TTC0LH2Z:0002");
    assert_eq!(offers[0]["Isactive"], true);
    let settings = offers[0]["ProviderSettings"].as_str().unwrap();
    let settings: Value = serde_json::from_str(settings).unwrap();
    assert_eq!(settings["IsTrail"], "TRUE");
    let body = served.get(&path).await.text().await.unwrap();
    assert!(body.contains(r#""PriceforPartner":33.0000,"#));
    let resellers = served.data("/api/resellerplans/downloadDetails").await;
    assert!(resellers[0]["Attributes"].is_string());
}

#[tokio::test]
async fn an_unknown_plan_is_refused_in_the_envelope() {
    let served = Served::new(sample::world()).await;
    let answer = served
        .get("/api/plans/nowhere/downloadplanoffersDetails")
        .await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let envelope: Value = answer.json().await.unwrap();
    assert_eq!(envelope["Status"], "Error");
}

#[tokio::test]
async fn billing_periods_run_from_the_16th_to_the_15th() {
    let served = Served::new(sample::world()).await;
    let periods = served.data("/api/billingperiods").await;
    assert_eq!(periods[0]["ID"], 11);
    assert_eq!(periods[1]["StartDate"], "2024-09-16T00:00:00");
    assert_eq!(periods[1]["EndDate"], "2024-10-15T00:00:00");
    assert_eq!(periods[1]["BillingId"], "20241016");
}

#[tokio::test]
async fn invoice_lines_are_those_of_the_asked_or_the_latest_invoiced_period() {
    let served = Served::new(sample::world()).await;
    for (path, quantity) in [("", 6), ("/", 6), ("/9", 1)] {
        let lines = served.post(&format!("{LINES}{path}"), "").await;
        let lines = data(lines).await;
        assert_eq!(lines.as_array().unwrap().len(), 1, "{path:?}");
        assert_eq!(lines[0]["Quantity"], quantity);
        assert_eq!(lines[0]["SubscriptionID"], sample::SUBSCRIPTION);
    }
    let body = served.post(LINES, "{}").await.text().await.unwrap();
    assert!(body.contains(r#""UnitPriceOfProduct":40.00000000,"#));
    let unknown = served.post(&format!("{LINES}/77"), "").await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn invoice_lines_are_filtered_by_tenants_in_either_form() {
    let served = Served::new(sample::world()).await;
    for (body, lines) in [
        (
            r#"{"TenantIds":"07c0adc5-48b1-4b92-9da4-0a603317de5d, x"}"#,
            1,
        ),
        (
            r#"{"TenantIDs":["07C0ADC5-48B1-4B92-9DA4-0A603317DE5D"]}"#,
            1,
        ),
        (r#"{"TenantIds":"00000000-0000-0000-0000-000000000001"}"#, 0),
        (r#"{"TenantIds":null}"#, 1),
    ] {
        let answer = data(served.post(LINES, body).await).await;
        assert_eq!(answer.as_array().unwrap().len(), lines, "{body}");
    }
    let refused = served.post(LINES, "not json").await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}
