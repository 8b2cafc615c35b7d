//! The keys are in no error, no debug output and no log, even when the server
//! repeats them.

use crate::stub::{CLIENT_ID, PRIVATE_KEY, PUBLIC_KEY, Stub, TOKEN, credentials};
use crate::talk::json;
use connectwise::{AdditionChange, Error};
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

const KEYS: [&str; 4] = [PUBLIC_KEY, PRIVATE_KEY, CLIENT_ID, TOKEN];

fn assert_clean(text: &str) {
    for key in KEYS {
        assert!(!text.contains(key), "{key} is in {text}");
    }
}

fn assert_error_clean(error: &Error) {
    assert_clean(&format!("{error} {error:?} {:?}", error.raw()));
}

#[tokio::test]
async fn a_server_that_repeats_the_keys_does_not_get_them_into_errors() {
    let all = KEYS.join(" ");
    let envelope = format!(
        r#"{{"code":"InvalidObject","message":"{all}","errors":[{{"code":"{all}","field":"{all}","message":"{all}"}}]}}"#
    );
    for status in [200, 400, 401, 403, 404, 405, 409, 500] {
        for body in [
            envelope.clone(),
            all.clone(),
            format!(r#"{{"version":["{all}"]}}"#),
        ] {
            let stub = Stub::always(json(status, body)).await;
            let client = stub.client();
            match client.system_info().await {
                Ok(info) => assert_clean(&format!("{info:?}")),
                Err(error) => assert_error_clean(&error),
            }
            if let Err(error) = client.companies().await {
                assert_error_clean(&error);
            }
        }
    }
}

#[tokio::test]
async fn debug_shows_no_key() {
    let stub = Stub::always(json(200, "{}")).await;
    assert_clean(&format!("{:?} {:?}", credentials(), stub.client()));
}

/// A log kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
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

#[tokio::test]
async fn a_log_holds_the_path_and_no_key_condition_or_body() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let stub = Stub::always(json(
        400,
        format!("{{\"message\":\"{PRIVATE_KEY} in a body\"}}"),
    ))
    .await;
    let client = stub.client();
    client.invoices_of(4711).await.unwrap_err();
    let change = AdditionChange::InvoiceDescription("Text of a customer".to_owned());
    client.patch_addition(4711, 7, &[change]).await.unwrap_err();

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_clean(&log);
    let own: Vec<_> = log
        .lines()
        .filter(|line| line.contains("connectwise::"))
        .collect();
    assert!(
        own.iter()
            .any(|line| line.contains("finance/agreements/{id}/additions/{id}"))
    );
    assert!(own.iter().any(|line| line.contains("pageSize=1000")));
    assert!(
        own.iter()
            .all(|line| line.contains("tried=1") && line.contains("milliseconds="))
    );
    for private in ["4711", "applyToId", "in a body", "Text of a customer"] {
        assert!(
            own.iter().all(|line| !line.contains(private)),
            "{private}: {own:?}"
        );
    }
}
