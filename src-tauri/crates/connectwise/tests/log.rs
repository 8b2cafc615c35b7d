//! What a log holds of a call. Alone in its process: what is logged is decided
//! once for all threads, and other tests would decide otherwise.

use axum::{Router, extract::Path, http::StatusCode, routing::get};
use connectwise::{AdditionChange, Client, Credentials, Limits, Site};
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

const PRIVATE_KEY: &str = "private-key-8";

/// A log kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().map_err(|_| io::ErrorKind::Other)?;
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// A site that refuses everything and repeats a key.
fn site() -> Router {
    let found = |Path(_): Path<String>| async { r#"{"Codebase":"v1/"}"# };
    let refused = || async { (StatusCode::BAD_REQUEST, format!("{PRIVATE_KEY} in a body")) };
    Router::new()
        .route("/login/companyinfo/{company}", get(found))
        .fallback(refused)
}

fn credentials() -> Credentials {
    Credentials {
        company: "acme".to_owned(),
        public_key: "public-key-7".to_owned(),
        private_key: PRIVATE_KEY.into(),
        client_id: "client-guid-9".to_owned(),
    }
}

#[tokio::test]
async fn a_log_holds_the_path_and_no_key_number_condition_or_body() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, site()).await });

    let address = Site::parse(&address).unwrap();
    let client = Client::new(address, credentials(), Limits::default()).unwrap();
    client.invoices_of(4711).await.unwrap_err();
    let change = AdditionChange::InvoiceDescription("Text of a customer".to_owned());
    client.patch_addition(4711, 7, &[change]).await.unwrap_err();

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    // Of every library beneath, too, down to the finest level.
    let token = "YWNtZStwdWJsaWMta2V5LTc6cHJpdmF0ZS1rZXktOA==";
    for key in [PRIVATE_KEY, "public-key-7", "client-guid-9", token] {
        assert!(!log.contains(key), "{key} is in {log}");
    }
    let own = |line: &&str| line.contains("connectwise::");
    let own: Vec<_> = log.lines().filter(own).collect();
    let some = |text: &str| own.iter().any(|line| line.contains(text));
    let all = |text: &str| own.iter().all(|line| line.contains(text));
    assert!(some("finance/agreements/{id}/additions/{id}") && some("pageSize=1000"));
    assert!(all("tried=1") && all("milliseconds=") && all("status="));
    for private in ["4711", "applyToId", "in a body", "Text of a customer"] {
        assert!(!some(private), "{private}: {own:?}");
    }
}
