//! Both servers over real HTTP, as a client meets them.

mod control;
mod faults;
mod pages;
mod running;

use crate::{
    Access, Config, Practice,
    c3::{C3Access, C3World},
    connectwise::testing::{self, FLAT},
    serve,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use reqwest::{Client, Method, RequestBuilder, redirect::Policy};
use std::{sync::Arc, time::Duration};

/// Where additions of the agreement without proration are.
const ADDITIONS: &str = "finance/agreements/71/additions";

/// A body that makes an addition.
const NEW: &str = r#"{"product":{"id":501},"billCustomer":"Billable","serialNumber":"ref"}"#;

/// Both servers over the small world of the tests.
async fn practice(faults: &str) -> Practice {
    serve(config(faults)).await.unwrap()
}

/// What they serve.
fn config(faults: &str) -> Config {
    let world = testing::world();
    Config {
        connectwise_port: 0,
        c3_port: 0,
        access: Access::default(),
        c3_access: C3Access::default(),
        c3_world: C3World {
            today: world.today,
            customers: Vec::new(),
            plans: Vec::new(),
            reseller_plans: Vec::new(),
            history: Vec::new(),
            periods: Vec::new(),
            invoice_lines: Vec::new(),
        },
        world,
        faults: faults.parse().unwrap(),
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        seed: 1,
    }
}

/// A client that follows no redirect.
fn client() -> Client {
    let client = Client::builder().redirect(Policy::none());
    client.timeout(Duration::from_secs(60)).build().unwrap()
}

/// A request with the right keys to the API's code base of the start.
fn request(practice: &Practice, method: Method, path: &str) -> RequestBuilder {
    let site = &practice.connectwise;
    let keys = format!("{}+{}:{}", site.company, site.public_key, site.private_key);
    client()
        .request(method, format!("{}/v2025_1/apis/3.0/{path}", site.url))
        .header(
            "authorization",
            format!("Basic {}", BASE64_STANDARD.encode(keys)),
        )
        .header("clientId", &site.client_id)
}

/// Sends a body that makes an addition.
async fn post(practice: &Practice) -> reqwest::Result<reqwest::Response> {
    request(practice, Method::POST, ADDITIONS)
        .body(NEW)
        .send()
        .await
}

/// Status and body of a GET.
async fn get(practice: &Practice, path: &str) -> (u16, String) {
    let answer = request(practice, Method::GET, path).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// How many additions the agreement has, whatever its lists show.
fn stored(practice: &Practice) -> usize {
    practice.world(|world| world.additions_of(FLAT).count())
}

/// Waits until so many requests have been taken in.
async fn received(practice: &Practice, count: usize) {
    while practice.requests().len() < count {
        tokio::task::yield_now().await;
    }
}
