//! One request and its answer.
//!
//! The order is always the same: tries → a place and a turn → the request → the
//! log → the answer, classified. Redirects are never followed, and the layers
//! below never send anything twice. Logs hold the method, the path without its
//! numbers, the place in a list, the status and the time: no header, no body.

use crate::{
    classify::{Answer, reasons, unanswered},
    credentials::Credentials,
    error::Error,
    limits::{ERROR_BODY_MAX, Limits},
    pace::Pace,
    patience::{Patience, retry_after},
};
use bytes::Bytes;
use reqwest::{
    Method, Response,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap},
};
use std::time::Duration;
use tokio::{sync::Semaphore, time::Instant};
use url::Url;

/// The model of records that is asked for, whatever release the site runs.
const MODEL: &str = "application/vnd.connectwise.com+json; version=2025.8";

/// The query's members that a log may show. Conditions may hold names.
const LOGGED_QUERY: [&str; 2] = ["pageSize", "pageId"];

/// What is sent.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// What a log calls it.
    pub(crate) name: String,
    /// The row of the security role that opens it.
    pub(crate) row: &'static str,
    /// Whether the keys go along.
    pub(crate) signed: bool,
    /// Whether pages are asked for by the last id instead of by number.
    pub(crate) forward_only: bool,
    pub(crate) body: Option<Bytes>,
}

/// The way to a site.
pub(crate) struct Transport {
    http: reqwest::Client,
    identity: HeaderMap,
    credentials: Credentials,
    limits: Limits,
    places: Semaphore,
    pace: Option<Pace>,
    patience: Patience,
}

impl Transport {
    pub(crate) fn new(
        credentials: Credentials,
        limits: Limits,
        loopback: bool,
    ) -> Result<Self, Error> {
        let identity = credentials.headers().map_err(|_| Error::Setup {
            problem: "The keys or the client id hold a character that cannot be sent".to_owned(),
        })?;
        let http = http(&limits, loopback).map_err(|error| Error::Setup {
            problem: reasons(error),
        })?;
        let limit = limits.requests_per_minute.filter(|_| !loopback);
        Ok(Self {
            http,
            identity,
            credentials,
            places: Semaphore::new(limits.requests_at_once.max(1)),
            pace: limit.map(Pace::new),
            patience: Patience::new(&limits),
            limits,
        })
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Sends a request, again where that is safe and may help, and gives back
    /// the text of its successful answer.
    pub(crate) async fn run(&self, request: &Request) -> Result<String, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let error = match self.attempt(request, tried).await {
                Ok(text) => return Ok(text),
                Err(error) => error,
            };
            let Some(wait) = self.patience.wait(&request.method, &error, tried) else {
                return Err(error);
            };
            tokio::time::sleep(wait).await;
        }
    }

    async fn attempt(&self, request: &Request, tried: u32) -> Result<String, Error> {
        // An error says that the semaphore was closed, which nobody does.
        let _place = self.places.acquire().await.ok();
        if let Some(pace) = &self.pace {
            pace.turn().await;
        }
        let start = Instant::now();
        let answer = self.exchange(request).await;
        log(request, tried, start.elapsed(), &answer);
        answer?.classify(request.row, &self.credentials)
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Error> {
        let response = self
            .prepare(request)
            .send()
            .await
            .map_err(|error| self.unanswered(error))?;
        let status = response.status().as_u16();
        let retry_after = retry_after(response.headers());
        let body = if response.status().is_success() {
            self.whole_body(response).await?
        } else {
            beginning(response).await
        };
        Ok(Answer {
            status,
            retry_after,
            body,
        })
    }

    fn prepare(&self, request: &Request) -> reqwest::RequestBuilder {
        let mut builder = self
            .http
            .request(request.method.clone(), request.url.clone());
        if request.signed {
            builder = builder.header(ACCEPT, MODEL).headers(self.identity.clone());
        }
        if request.forward_only {
            builder = builder.header("pagination-type", "forward-only");
        }
        match &request.body {
            Some(body) => builder
                .header(CONTENT_TYPE, "application/json")
                .body(body.clone()),
            None => builder,
        }
    }

    async fn whole_body(&self, mut response: Response) -> Result<Vec<u8>, Error> {
        let limit = self.limits.body_bytes_max;
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.unanswered(error))?
        {
            if body.len() + chunk.len() > limit {
                return Err(Error::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn unanswered(&self, error: reqwest::Error) -> Error {
        unanswered(error, self.limits.request_timeout)
    }
}

fn http(limits: &Limits, loopback: bool) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(limits.connect_timeout)
        .timeout(limits.request_timeout)
        .pool_idle_timeout(limits.idle_connection);
    // A proxy cannot know what this machine's own address stands for.
    let builder = if loopback {
        builder.no_proxy()
    } else {
        builder.https_only(true)
    };
    builder.build()
}

/// The beginning of an answer without success. One that breaks off still tells
/// its status.
async fn beginning(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= ERROR_BODY_MAX {
            body.truncate(ERROR_BODY_MAX);
            break;
        }
    }
    body
}

fn log(request: &Request, tried: u32, time: Duration, answer: &Result<Answer, Error>) {
    let shown = |name: &str| LOGGED_QUERY.contains(&name);
    let query: Vec<String> = request
        .url
        .query_pairs()
        .filter(|(name, _)| shown(name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let (method, path, query) = (&request.method, &request.name, query.join("&"));
    let milliseconds = time.as_millis();
    match answer {
        Ok(Answer { status, .. }) => {
            tracing::info!(%method, path, query, status, milliseconds, tried, "ConnectWise answered");
        }
        Err(error) => {
            let error = error.for_log();
            tracing::warn!(%method, path, query, error, milliseconds, tried, "ConnectWise gave no answer");
        }
    }
}
