//! Two yardsticks for the load bench: what the same data costs when nothing is done
//! with it. `parse` fetches C3's history and parses it; `scan` reads all events out
//! of a database.
//!
//! A program of its own, so that its time and memory are measured the way Accord's
//! are.

use std::{
    collections::HashSet, env, error::Error, io::Write, path::PathBuf, str::FromStr, time::Duration,
};

use reqwest::Client;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use store::{EventFilter, Store};

/// Events in one page of a scan.
const PAGE: u32 = 10_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let mut words = env::args().skip(1);
    let found = match words.next().as_deref() {
        Some("parse") => parse(&words.collect::<Vec<_>>()).await?,
        Some("scan") => scan(words.next().ok_or("no folder to scan")?.into())?,
        _ => return Err("parse or scan".into()),
    };
    writeln!(std::io::stdout(), "{found}")?;
    Ok(())
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Report<'a> {
    #[serde(rename = "Data", borrow)]
    data: Vec<&'a RawValue>,
}

/// A history row with everything that is billed from, in either spelling.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    #[serde(rename = "CustomerID", alias = "CustomerId")]
    _customer: String,
    _customer_name: Option<String>,
    #[serde(rename = "TenantID", alias = "TenantId")]
    _tenant: Option<String>,
    #[serde(rename = "LinkedTenantName")]
    _tenant_name: Option<String>,
    #[serde(rename = "SubscriptionID", alias = "SubscriptionId")]
    _subscription: Option<String>,
    #[serde(rename = "EntityName")]
    _owner_kind: Option<String>,
    #[serde(rename = "OwnerName")]
    _owner: Option<String>,
    #[serde(rename = "ProductName")]
    _product: String,
    #[serde(rename = "DateofChange")]
    _changed_at: String,
    #[serde(rename = "OldQuantity")]
    _old_quantity: Option<Number>,
    #[serde(rename = "NewQuantity")]
    _new_quantity: Option<Number>,
    #[serde(rename = "OldPrice")]
    _old_price: Option<Number>,
    #[serde(rename = "NewPrice")]
    _new_price: Option<Number>,
    #[serde(rename = "OldStatus")]
    _old_status: Option<String>,
    #[serde(rename = "NewStatus")]
    _new_status: Option<String>,
    #[serde(rename = "CreatedBy")]
    _created_by: Option<String>,
}

/// A number by its own digits, quoted or not.
struct Number {
    _decimal: Decimal,
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        let text = raw.get().trim_matches('"');
        let decimal = Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text));
        let _decimal = decimal.map_err(serde::de::Error::custom)?;
        Ok(Self { _decimal })
    }
}

async fn parse(words: &[String]) -> Outcome<Value> {
    let [
        api_url,
        token_url,
        client_id,
        client_secret,
        resource,
        scope,
    ] = words
    else {
        return Err("six words tell where to parse from".into());
    };
    let client = Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(600))
        .build()?;
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", client_id),
        ("client_secret", client_secret),
        ("resource", resource),
        ("scope", scope),
    ];
    let token: Token = client
        .post(token_url)
        .form(&form)
        .send()
        .await?
        .json()
        .await?;
    let report = client
        .get(format!("{api_url}/api/SubscriptionHistory/report"))
        .bearer_auth(token.access_token)
        .send()
        .await?
        .error_for_status()?;
    let body = report.bytes().await?;
    let report: Report<'_> = serde_json::from_slice(&body)?;
    let rows: Vec<Row> = report
        .data
        .iter()
        .filter_map(|row| serde_json::from_str(row.get()).ok())
        .collect();
    let misfits = report.data.len() - rows.len();
    Ok(json!({ "rows": report.data.len(), "misfits": misfits, "bytes": body.len() }))
}

fn scan(folder: PathBuf) -> Outcome<Value> {
    let store = Store::open(&folder, "the yardstick", Duration::ZERO)?;
    let filter = EventFilter::default();
    let (mut events, mut after) = (0, None);
    let mut subscriptions = HashSet::new();
    loop {
        let page = store.read(|reader| reader.event_page(&filter, after, PAGE))?;
        events += page.events.len();
        subscriptions.extend(page.events.into_iter().map(|event| event.subscription));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(json!({ "events": events, "subscriptions": subscriptions.len() }))
}
