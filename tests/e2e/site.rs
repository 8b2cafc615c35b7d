//! The practice ConnectWise as anybody else sees it: over HTTP, with its own API
//! and the endpoints under `/practice/`.

use crate::{backend::Operation, page::PATIENCE};
use practice::Access;
use reqwest::{Client, Method, RequestBuilder};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::time::Instant;

/// A running practice ConnectWise.
pub(crate) struct Site {
    url: String,
    access: Access,
    http: Client,
}

impl Site {
    /// The one at an address, with the keys that every practice site takes.
    pub(crate) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            access: Access::default(),
            http: Client::new(),
        }
    }

    /// The additions of an agreement.
    pub(crate) async fn additions(&self, agreement: u64) -> Vec<Value> {
        let path = format!("finance/agreements/{agreement}/additions");
        self.list(&path).await
    }

    /// The additions of all agreements that carry a reference of Accord's.
    pub(crate) async fn our_lines(&self) -> Vec<Value> {
        let mut ours = Vec::new();
        for agreement in self.list("finance/agreements").await {
            let lines = self.additions(agreement["id"].as_u64().unwrap()).await;
            ours.extend(lines.into_iter().filter(is_ours));
        }
        ours
    }

    /// How many requests so far were to change something.
    pub(crate) async fn writes(&self) -> usize {
        let url = format!("{}/practice/requests", self.url);
        let told = ask(self.http.get(url)).await;
        let requests = told["requests"].as_array().unwrap().iter();
        requests.filter(|one| one["method"] != "GET").count()
    }

    /// Waits until there were so many.
    pub(crate) async fn until_writes(&self, many: usize) {
        let begun = Instant::now();
        while self.writes().await < many {
            assert!(begun.elapsed() < PATIENCE, "{many} writes never came");
        }
    }

    /// Puts these faults in the place of those before.
    pub(crate) async fn faults(&self, list: &str) {
        let request = self.http.post(format!("{}/practice/faults", self.url));
        let request = request.header("content-type", "application/json");
        ask(request.body(json!({ "faults": list }).to_string())).await;
    }

    /// A planned line must stand as it was planned.
    pub(crate) async fn has(&self, planned: &Operation) {
        let after = &planned.line["after"];
        let reference = &planned.line["reference"];
        let lines = self.additions(planned.agreement).await;
        let standing: Vec<&Value> = lines
            .iter()
            .filter(|line| &line["serialNumber"] == reference)
            .collect();
        let [line] = standing.as_slice() else {
            panic!("{reference} stands {} times", standing.len());
        };
        assert_eq!(line["product"]["id"], after["item"], "{line}");
        assert_eq!(decimal(&line["quantity"]), decimal(&after["quantity"]));
        assert_eq!(decimal(&line["unitPrice"]), decimal(&after["unit_price"]));
        assert_eq!(day(&line["effectiveDate"]), day(&after["effective"]));
        assert_eq!(day(&line["cancelledDate"]), day(&after["cancelled"]));
    }

    /// Enters an addition, as a person does in ConnectWise, and dates it back.
    pub(crate) async fn enter(
        &self,
        agreement: u64,
        item: &Value,
        quantity: u32,
        since: &str,
    ) -> u64 {
        let path = format!("finance/agreements/{agreement}/additions");
        let body = json!({
            "product": { "id": item }, "quantity": quantity, "unitPrice": 10,
            "billCustomer": "Billable", "invoiceDescription": "Entered by hand",
        });
        let request = self.api(Method::POST, &path).await;
        let request = request.header("content-type", "application/json");
        let id = ask(request.body(body.to_string())).await["id"].clone();
        self.edit(agreement, &id, json!({ "effectiveDate": since }))
            .await;
        id.as_u64().unwrap()
    }

    /// Sets fields of an addition, as a person at the screen.
    pub(crate) async fn edit(&self, agreement: u64, id: &Value, set: Value) {
        let body = json!({ "record": "addition", "agreement": agreement, "id": id, "set": set });
        self.edit_record(body).await;
    }

    /// Sets fields of the record that `body` names.
    pub(crate) async fn edit_record(&self, body: Value) {
        let request = self.http.post(format!("{}/practice/edit", self.url));
        let request = request.header("content-type", "application/json");
        ask(request.body(body.to_string())).await;
    }

    async fn list(&self, path: &str) -> Vec<Value> {
        let path = format!("{path}?pageSize=1000");
        let request = self.api(Method::GET, &path);
        let answer = ask(request.await).await;
        answer.as_array().unwrap().clone()
    }

    async fn api(&self, method: Method, path: &str) -> RequestBuilder {
        let Access {
            company,
            public_key,
            private_key,
            client_id,
            ..
        } = &self.access;
        let info = format!("{}/login/companyinfo/{company}", self.url);
        let info = ask(self.http.get(info)).await;
        let codebase = info["Codebase"].as_str().unwrap();
        let url = format!("{}/{codebase}apis/3.0/{path}", self.url);
        let request = self.http.request(method, url);
        let request = request.header("clientId", client_id);
        let user = format!("{company}+{public_key}");
        request.basic_auth(user, Some(private_key))
    }
}

/// Whether an addition carries a reference of Accord's.
pub(crate) fn is_ours(line: &Value) -> bool {
    let reference = line["serialNumber"].as_str().unwrap_or_default();
    reference.contains(':')
}

/// An amount, whether it is told as a number or as text.
pub(crate) fn decimal(value: &Value) -> Decimal {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let amount: Decimal = text.parse().unwrap();
    amount.normalize()
}

/// A day, with or without the time that ConnectWise adds; `None` for no day.
pub(crate) fn day(value: &Value) -> Option<&str> {
    value.as_str().map(|text| &text[..10])
}

async fn ask(request: RequestBuilder) -> Value {
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{status}: {text}");
    if text.is_empty() {
        return Value::Null;
    }
    serde_json::from_str(&text).unwrap()
}
