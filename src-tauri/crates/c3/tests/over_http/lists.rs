//! Customers, offers, billing periods and invoice lines.

use crate::stub::{Stub, TOKEN, json, limits, pieces, success};
use bytes::Bytes;
use c3::{Error, Limits};
use domain::{cycle::BillingCycle, ids::SubscriptionId};

const ACTIVE: &str = "/api/activecustomers/v5";
const DETAILS: &str = "/api/activecustomers/details/";
const PLANS: &str = "/api/plans/downloadDetails";
const INVOICES: &str = "/api/invoices/Download/v3/BillingPeriods";

#[tokio::test]
async fn customers_are_put_together_from_both_lists() {
    let stub = Stub::start().await;
    stub.on(
        ACTIVE,
        [json(200, &success(r#"[{"CustomerID":"C-1","Name":"Contoso","City":"Utrecht","TenantId":"t-1"},{"Name":"nobody"}]"#))],
    );
    stub.on(
        DETAILS,
        [json(200, &success(r#"[{"CustomerID":"c-1","CurrencyCode":"EUR","TenantId":"t-1","TenantName":"contoso"},{"CustomerID":"c-1","TenantId":"t-2"}]"#))],
    );
    let customers = stub.client().customers().await.unwrap();
    assert_eq!(customers.len(), 1, "a record without an id is left out");
    let contoso = &customers[0];
    assert_eq!(
        (contoso.id.as_str(), contoso.name.as_str()),
        ("c-1", "Contoso")
    );
    assert_eq!(contoso.currency.as_deref(), Some("EUR"));
    assert_eq!(contoso.tenants.len(), 2);
    assert_eq!(contoso.tenants[0].name.as_deref(), Some("contoso"));
}

#[tokio::test]
async fn a_list_that_is_refused_is_an_error_not_half_a_result() {
    let stub = Stub::start().await;
    stub.on(ACTIVE, [json(200, &success(r#"[{"CustomerID":"c-1"}]"#))]);
    stub.on(
        DETAILS,
        [json(200, r#"{"Status":"Error","ErrorMessage":"no"}"#)],
    );
    let error = stub.client().customers().await.unwrap_err();
    assert!(matches!(error, Error::Refused { .. }));
}

#[tokio::test]
async fn a_list_that_breaks_off_is_read_again_without_doubles() {
    let stub = Stub::start().await;
    let whole = success(r#"[{"ID":1},{"ID":2},{"ID":3}]"#);
    let cut = Bytes::from(whole[..whole.len() - 5].to_owned());
    stub.on(
        "/api/billingperiods",
        [pieces(vec![cut], true), json(200, &whole)],
    );
    let periods = stub.client().billing_periods().await.unwrap();
    let ids: Vec<_> = periods.iter().map(|period| period.id).collect();
    assert_eq!(ids, [1, 2, 3]);
}

#[tokio::test]
async fn the_offers_of_all_plans_are_asked_for_few_at_a_time() {
    let stub = Stub::start().await;
    let plans: Vec<_> = (0..12)
        .map(|number| format!(r#"{{"InternalPlanId":"p {number}","PlanName":"Plan {number}"}}"#))
        .collect();
    stub.on(
        PLANS,
        [json(200, &success(&format!("[{}]", plans.join(","))))],
    );
    for number in 0..12 {
        let offers = format!(
            r#"[{{"OfferName":"E{number}","BillingCycle":"Monthly","SalePrice":"{number}.5000","CurrencyCode":"USD","Isactive":"TRUE"}},
               {{"OfferName":"E{number}","BillingCycle":"Annual","SalePrice":10,"Isactive":false}}]"#
        );
        let path = format!("/api/plans/p%20{number}/downloadplanoffersDetails");
        stub.on(&path, [json(200, &success(&offers))]);
    }
    let client = stub.client_within(Limits {
        plans_at_once: 3,
        ..limits()
    });
    let offers = client.offers().await.unwrap();
    assert_eq!(offers.len(), 24);
    assert!(stub.most_at_once() <= 3, "{}", stub.most_at_once());
    let last = &offers[22];
    assert_eq!((last.plan.as_str(), last.name.as_str()), ("Plan 11", "E11"));
    assert_eq!(last.cycle, Some(BillingCycle::Monthly));
    assert_eq!(last.sale_price.unwrap().to_string(), "11.5000");
    assert!(last.active && !offers[23].active);
    assert_eq!(stub.asked(TOKEN).len(), 1);
}

#[tokio::test]
async fn one_plan_that_fails_fails_the_offers() {
    let stub = Stub::start().await;
    stub.on(
        PLANS,
        [json(
            200,
            &success(r#"[{"InternalPlanId":"a"},{"InternalPlanId":"b"}]"#),
        )],
    );
    stub.on(
        "/api/plans/a/downloadplanoffersDetails",
        [json(200, &success("[]"))],
    );
    let error = stub.client().offers().await.unwrap_err();
    assert!(matches!(error, Error::Status { status: 404, .. }));
}

#[tokio::test]
async fn invoice_lines_are_asked_for_by_period_or_for_the_latest() {
    let stub = Stub::start().await;
    let lines = success(
        r#"[{"SubscriptionID":"S-1","ProductName":"Microsoft 365 E1","Quantity":"6","UnitPriceOfProduct":"40.12345678",
             "ChargeStartDate":"2024-10-01T00:00:00","ChargeEndDate":"2024-10-31T00:00:00","CurrencyCode":"EUR"},
            {"Category":"OneTime","Quantity":null,"UnitPriceOfProduct":"n/a"}]"#,
    );
    let of_period = format!("{INVOICES}/81");
    stub.on(INVOICES, [json(200, &lines)])
        .on(&of_period, [json(200, &lines)]);
    let client = stub.client();
    for (period, path) in [(None, INVOICES), (Some(81), of_period.as_str())] {
        let lines = client.invoice_lines(period).await.unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].subscription, Some(SubscriptionId::received("s-1")));
        assert_eq!(lines[0].unit_price.unwrap().to_string(), "40.12345678");
        assert_eq!(lines[0].cycle, Some(BillingCycle::Monthly));
        assert_eq!((lines[1].quantity, lines[1].unit_price), (None, None));
        assert_eq!(lines[1].cycle, Some(BillingCycle::OneTime));
        let asked = stub.asked(path).remove(0);
        assert_eq!(asked.method, "POST");
        assert_eq!(asked.content_type, "application/json");
    }
}
