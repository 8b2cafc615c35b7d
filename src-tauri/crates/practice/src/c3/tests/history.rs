//! The subscription history report: both spellings, odd values, the window,
//! and a size that must be streamed.

use jiff::ToSpan;
use jiff::civil::date;
use serde_json::{Value, json};

use super::{Served, data, sample};
use crate::c3::{Change, HistoryRow, Owner, Told};

const REPORT: &str = "/api/SubscriptionHistory/report";

#[tokio::test]
async fn the_documented_rows_are_told_as_documented() {
    let served = Served::new(sample::world()).await;
    let body = served.get(REPORT).await.text().await.unwrap();
    assert!(body.contains(r#""OldPrice":40.0000,"NewPrice":40.0000"#));
    let rows: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        rows["Data"][0],
        json!({
            "CustomerID": "BFB67FA2-FA0A-4451-B3E5-2A905276DDFD",
            "CustomerName": "Contoso",
            "TenantID": sample::TENANT,
            "SubscriptionID": sample::SUBSCRIPTION,
            "EntityName": "Customer",
            "LinkedTenantName": "Contoso",
            "ProductName": "Microsoft 365 E1",
            "OldQuantity": 1,
            "NewQuantity": 6,
            "DateofChange": "2024-10-16T11:40:15.353",
            "OldStatus": "Active",
            "NewStatus": "Active",
            "OldPrice": 40.0,
            "NewPrice": 40.0,
            "CreatedBy": "user@contoso.com",
            "OwnerName": "Contoso"
        })
    );
    let older = &rows["Data"][1];
    assert!(older["CustomerId"].is_string() && older["TenantId"].is_string());
    assert!(older.get("SubscriptionID").is_none());
    assert_eq!(older["LinkedTenantName"], " Contoso ");
    assert_eq!(older["OwnerName"], " Contoso ");
}

#[tokio::test]
async fn the_whole_report_can_be_told_in_either_spelling() {
    let served = Served::with_faults(sample::world(), "c3-casing=2023").await;
    for row in served.data(REPORT).await.as_array().unwrap() {
        assert!(row.get("CustomerId").is_some() && row.get("CustomerID").is_none());
        assert!(row.get("SubscriptionID").is_none());
    }
    let served = Served::with_faults(sample::world(), "c3-casing=2024").await;
    for row in served.data(REPORT).await.as_array().unwrap() {
        assert!(row.get("CustomerID").is_some() && row.get("CustomerId").is_none());
    }
}

#[tokio::test]
async fn missing_null_and_zero_are_told_apart() {
    let mut world = sample::world();
    world.history.clear();
    for quantity in [Told::Missing, Told::Null, Told::Is(0)] {
        let mut change = sample::change();
        change.old.quantity = quantity;
        change.owner = Owner::Site("Lyon".into());
        world.history.push(HistoryRow::Change(Box::new(change)));
    }
    let served = Served::new(world).await;
    let rows = served.data(REPORT).await;
    assert!(rows[0].get("OldQuantity").is_none());
    assert_eq!(rows[1]["OldQuantity"], Value::Null);
    assert!(rows[1].get("OldQuantity").is_some());
    assert_eq!(rows[2]["OldQuantity"], 0);
    assert_eq!(rows[2]["EntityName"], "Site");
    assert_eq!(rows[2]["OwnerName"], "Lyon");
}

#[tokio::test]
async fn only_the_last_90_days_are_shown() {
    let mut world = sample::world();
    let today = date(2024, 10, 20);
    world.history = [0, 90, 91]
        .map(|age| {
            let at = today.saturating_sub(age.days()).at(23, 59, 0, 0);
            let change = Change {
                at,
                ..sample::change()
            };
            HistoryRow::Change(Box::new(change))
        })
        .to_vec();
    let served = Served::new(world).await;
    let shown = |rows: &Value| rows.as_array().unwrap().len();
    assert_eq!(shown(&served.data(REPORT).await), 2);
    served.server.set_today(today.tomorrow().unwrap());
    assert_eq!(shown(&served.data(REPORT).await), 1);
}

#[tokio::test]
async fn a_big_report_comes_in_pieces_that_parse_together() {
    let rows = 20_000;
    let mut world = sample::world();
    world.history = (0..rows)
        .map(|n| {
            let mut change = sample::change();
            change.new.quantity = Told::Is(n);
            HistoryRow::Change(Box::new(change))
        })
        .collect();
    let served = Served::new(world).await;
    let mut answer = served.get(REPORT).await;
    assert!(answer.headers().get("content-length").is_none());
    let (mut body, mut pieces) = (Vec::new(), 0);
    while let Some(piece) = answer.chunk().await.unwrap() {
        body.extend_from_slice(&piece);
        pieces += 1;
    }
    assert!(pieces > 100, "{} bytes in {pieces} pieces", body.len());
    let told: Value = serde_json::from_slice(&body).unwrap();
    let told = told["Data"].as_array().unwrap();
    let quantities: Vec<_> = told.iter().map(|row| row["NewQuantity"].as_i64()).collect();
    let meant: Vec<_> = (0..rows).map(Some).collect();
    assert_eq!(quantities, meant);
}

#[tokio::test]
async fn rows_that_are_appended_meanwhile_come_with_the_next_report() {
    let served = Served::new(sample::world()).await;
    let answer = served.get(REPORT).await;
    let row = HistoryRow::verbatim(r#"{"dateofchange":"2024-10-19T00:00:00","NewQuantity":"7"}"#);
    served.server.append(vec![row.unwrap()]);
    assert_eq!(data(answer).await.as_array().unwrap().len(), 2);
    let rows = served.data(REPORT).await;
    assert_eq!(rows[2]["NewQuantity"], "7");
}
