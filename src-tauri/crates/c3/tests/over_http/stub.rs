//! A C3 on loopback: it notes what it was asked and answers by script.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Response, StatusCode, header},
};
use bytes::Bytes;
use c3::{Client, Credentials, Error, HistoryReport, Limits, Read};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

pub(crate) const TOKEN: &str = "/tenant/oauth2/token";
pub(crate) const HISTORY: &str = "/api/SubscriptionHistory/report";
pub(crate) const SECRET: &str = "s3cret/with+signs";

/// When every test begins.
pub(crate) const START: i64 = 1_729_000_000;

pub(crate) type Reply = Box<dyn Fn() -> Response<Body> + Send + Sync>;

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: String,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

#[derive(Default)]
struct Script {
    asked: Mutex<Vec<Asked>>,
    replies: Mutex<HashMap<String, VecDeque<Arc<Reply>>>>,
    tokens: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

/// The server, and a client that is connected to it.
pub(crate) struct Stub {
    script: Arc<Script>,
    address: String,
    now: Arc<AtomicI64>,
    server: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Stub {
    pub(crate) async fn start() -> Self {
        let script = Arc::new(Script::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&script));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            script,
            address,
            now: Arc::new(AtomicI64::new(START)),
            server,
        }
    }

    /// Answers `path` with `replies`, one after the other; the last one stays.
    pub(crate) fn on(&self, path: &str, replies: impl IntoIterator<Item = Reply>) -> &Self {
        let replies = replies.into_iter().map(Arc::new).collect();
        let mut script = self.script.replies.lock().unwrap();
        script.insert(path.to_owned(), replies);
        self
    }

    pub(crate) fn client(&self) -> Client {
        self.client_within(limits())
    }

    pub(crate) fn client_within(&self, limits: Limits) -> Client {
        let now = Arc::clone(&self.now);
        let clock = move || Timestamp::from_second(now.load(Ordering::SeqCst)).unwrap();
        Client::new(self.credentials(), limits, Arc::new(clock)).unwrap()
    }

    pub(crate) fn credentials(&self) -> Credentials {
        Credentials {
            api_url: self.address.clone(),
            token_url: format!("{}{TOKEN}", self.address),
            client_id: "client".to_owned(),
            client_secret: SECRET.into(),
            resource: "resource".to_owned(),
            scope: Some("scope".to_owned()),
        }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        let asked = self.script.asked.lock().unwrap();
        asked
            .iter()
            .filter(|one| one.path == path)
            .cloned()
            .collect()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.script.most_at_once.load(Ordering::SeqCst)
    }
}

async fn answer(State(script): State<Arc<Script>>, request: Request) -> Response<Body> {
    let at_once = script.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    script.most_at_once.fetch_max(at_once, Ordering::SeqCst);
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let header = |name| {
        let value = parts.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default().to_owned()
    };
    let path = parts.uri.path().to_owned();
    script.asked.lock().unwrap().push(Asked {
        method: parts.method.to_string(),
        path: path.clone(),
        authorization: header(header::AUTHORIZATION),
        content_type: header(header::CONTENT_TYPE),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    // Lets calls that are under way together arrive together.
    tokio::task::yield_now().await;
    let reply = next_reply(&script, &path);
    let response = match reply {
        Some(reply) => reply(),
        None if path == TOKEN => {
            let number = script.tokens.fetch_add(1, Ordering::SeqCst) + 1;
            token(number, "3600")()
        }
        None => text(404, "text/plain", "nothing here")(),
    };
    script.at_once.fetch_sub(1, Ordering::SeqCst);
    response
}

fn next_reply(script: &Script, path: &str) -> Option<Arc<Reply>> {
    let mut replies = script.replies.lock().unwrap();
    let queue = replies.get_mut(path)?;
    if queue.len() > 1 {
        queue.pop_front()
    } else {
        queue.front().cloned()
    }
}

/// Bounds that suit tests: the same shape, short waits.
pub(crate) fn limits() -> Limits {
    Limits {
        tries: 3,
        wait_first: Duration::from_millis(1),
        wait_max: Duration::from_millis(2),
        ..Limits::default()
    }
}

pub(crate) fn text(status: u16, kind: &'static str, text: &str) -> Reply {
    let text = text.to_owned();
    Box::new(move || {
        Response::builder()
            .status(StatusCode::from_u16(status).unwrap())
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(text.clone()))
            .unwrap()
    })
}

pub(crate) fn json(status: u16, json: &str) -> Reply {
    text(status, "application/json", json)
}

pub(crate) fn with_header(status: u16, name: &'static str, value: &str) -> Reply {
    let value = value.to_owned();
    Box::new(move || {
        Response::builder()
            .status(StatusCode::from_u16(status).unwrap())
            .header(name, value.as_str())
            .body(Body::empty())
            .unwrap()
    })
}

pub(crate) fn token(number: usize, life: &str) -> Reply {
    json(
        200,
        &format!(
            r#"{{"token_type":"Bearer","expires_in":"{life}","ext_expires_in":"{life}","access_token":"token-{number}"}}"#
        ),
    )
}

/// A body in pieces; a broken one ends with the connection, not with its end.
pub(crate) fn pieces(pieces: Vec<Bytes>, broken: bool) -> Reply {
    Box::new(move || {
        // The server sends what it has when it is kept waiting, so the pieces are
        // on their way before the line goes dead.
        let end = stream::once(async {
            tokio::task::yield_now().await;
            Err(std::io::Error::other("the line went dead"))
        });
        let body = stream::iter(pieces.clone().into_iter().map(Ok));
        let body = body.chain(end.take(usize::from(broken)));
        Response::new(Body::from_stream(body))
    })
}

/// An answer that never comes.
pub(crate) fn never() -> Reply {
    Box::new(|| {
        let body = stream::pending::<Result<Bytes, std::io::Error>>();
        Response::new(Body::from_stream(body))
    })
}

/// A success with `data` as its records.
pub(crate) fn success(data: &str) -> String {
    format!(
        r#"{{"OperationType":"Get","Status":"Success","RequestCorrelationID":"corr-1","ErrorMessage":null,"ErrorDetail":null,"Data":{data}}}"#
    )
}

/// A history row of a subscription that went from `old` to `new` licences.
pub(crate) fn row(number: u64) -> String {
    format!(
        r#"{{"CustomerID":"c-1","CustomerName":"Contoso","TenantID":"t-1","SubscriptionID":"s-{number}","EntityName":"Customer","LinkedTenantName":"Contoso","ProductName":"Microsoft 365 E1","OldQuantity":1,"NewQuantity":6,"DateofChange":"2024-10-16T11:40:15.353","OldStatus":"Active","NewStatus":"Active","OldPrice":40.0000,"NewPrice":40.0000,"CreatedBy":"user@contoso.com","OwnerName":"Contoso"}}"#
    )
}

/// A report of `count` rows.
pub(crate) fn report(count: u64) -> String {
    let rows: Vec<String> = (1..=count).map(row).collect();
    success(&format!("[{}]", rows.join(",")))
}

/// Reads the whole history.
pub(crate) async fn history(client: &Client) -> (Vec<Read>, Result<HistoryReport, Error>) {
    let mut reads = Vec::new();
    let report = client
        .history(&mut |read| {
            reads.push(read);
            Ok(())
        })
        .await;
    (reads, report)
}
