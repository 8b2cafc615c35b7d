//! The C3 listener over real HTTP on loopback, asked by a plain HTTP client.

mod access;
mod control;
mod flaws;
mod history;
mod lists;
mod sample;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{C3Access, C3Faults, C3Server, C3World, router};

/// A practice C3 that is being served; it ends with the test.
pub(super) struct Served {
    pub(super) server: Arc<C3Server>,
    url: String,
    client: Client,
    seconds: Arc<AtomicI64>,
    task: JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Served {
    pub(super) async fn new(world: C3World) -> Self {
        Self::with_faults(world, "").await
    }

    pub(super) async fn with_faults(world: C3World, faults: &str) -> Self {
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        let clock = Arc::clone(&seconds);
        let server = Arc::new(C3Server::new(
            C3Access::default(),
            world,
            C3Faults::parse(faults).unwrap(),
            Arc::new(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()),
            7,
        ));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let routes = router(Arc::clone(&server));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Served {
            server,
            url,
            client: Client::new(),
            seconds,
            task,
        }
    }

    /// Lets the server's clock go on.
    pub(super) fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The form of a token request that is right, with one field put
    /// otherwise.
    pub(super) async fn ask_token(&self, tenant: &str, field: &str, value: &str) -> Response {
        let access = C3Access::default();
        let mut form = vec![
            ("grant_type", "client_credentials".to_owned()),
            ("client_id", access.client_id),
            ("client_secret", access.client_secret),
            ("scope", access.scope),
            ("resource", access.resource),
        ];
        for (name, right) in &mut form {
            if *name == field {
                *right = value.to_owned();
            }
        }
        let url = format!("{}/{tenant}/oauth2/token", self.url);
        self.client.post(url).form(&form).send().await.unwrap()
    }

    pub(super) async fn token(&self) -> String {
        let tenant = C3Access::default().tenant;
        let answer = self.ask_token(&tenant, "", "").await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer: Value = answer.json().await.unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    pub(super) async fn get_with(&self, path: &str, token: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.url));
        request.bearer_auth(token).send().await.unwrap()
    }

    /// Gets with a token of its own.
    pub(super) async fn get(&self, path: &str) -> Response {
        let token = self.token().await;
        self.get_with(path, &token).await
    }

    /// The `Data` of a successful answer.
    pub(super) async fn data(&self, path: &str) -> Value {
        data(self.get(path).await).await
    }

    pub(super) async fn post(&self, path: &str, body: &'static str) -> Response {
        let token = self.token().await;
        let request = self.client.post(format!("{}{path}", self.url));
        let request = request.header("content-type", "application/json");
        request.bearer_auth(token).body(body).send().await.unwrap()
    }
}

pub(super) async fn data(answer: Response) -> Value {
    let mut envelope: Value = answer.json().await.unwrap();
    assert_eq!(envelope["Status"], "Success");
    envelope["Data"].take()
}
