//! The keys are in no error and no debug output, even when the server repeats
//! them.

use crate::stub::{CLIENT_ID, PRIVATE_KEY, PUBLIC_KEY, Stub, TOKEN, credentials};
use crate::talk::json;
use connectwise::Error;

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
