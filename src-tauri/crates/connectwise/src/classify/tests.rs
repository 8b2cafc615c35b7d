//! Tests of the classification of answers.

use super::*;

fn credentials() -> Credentials {
    Credentials {
        company: "acme".to_owned(),
        public_key: "public-7".to_owned(),
        private_key: "private-8".into(),
        client_id: "guid-9".to_owned(),
    }
}

fn classified(status: u16, body: &str) -> Result<String, Error> {
    let answer = Answer {
        status,
        retry_after: None,
        body: body.as_bytes().to_vec(),
    };
    answer.classify("Finance > Agreements", &credentials())
}

fn refused(status: u16, code: &str, message: &str) -> Error {
    let body = format!(r#"{{"code":"{code}","message":"{message}","errors":null}}"#);
    classified(status, &body).unwrap_err()
}

#[test]
fn success_is_a_text() {
    assert_eq!(classified(200, "[]"), Ok("[]".to_owned()));
    assert_eq!(classified(201, ""), Ok(String::new()));
}

#[test]
fn every_status_has_its_error() {
    for (status, expected) in [
        (301, "Redirect"),
        (304, "Redirect"),
        (308, "Redirect"),
        (400, "Invalid"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (405, "Refused"),
        (408, "Refused"),
        (409, "Conflict"),
        (415, "Refused"),
        (429, "RateLimited"),
        (500, "Server"),
        (503, "Server"),
        (599, "Server"),
    ] {
        let error = format!("{:?}", refused(status, "Code", "Message."));
        assert!(error.starts_with(expected), "{status}: {error}");
    }
}

#[test]
fn some_refusals_are_told_by_their_words() {
    for (status, code, message, expected) in [
        (403, "Security", "SSL is required.", "InsecureSite"),
        (
            403,
            "ConnectWiseApi",
            "UserNotAuthenticated",
            "Unauthorized",
        ),
        (400, "ConnectWiseApi", "A clientId is required", "ClientId"),
        (
            404,
            "ConnectWiseApi",
            "The endpoint does not exist.",
            "CannotRoute",
        ),
        (
            400,
            "InvalidObject",
            "clientId object is invalid",
            "Invalid",
        ),
    ] {
        let error = format!("{:?}", refused(status, code, message));
        assert!(error.starts_with(expected), "{message}: {error}");
    }
}

#[test]
fn a_gateways_text_is_not_taken_for_connectwise() {
    for status in [400, 403, 404, 405] {
        for text in ["Cannot route.", "<html><h1>404</h1></html>", "[1]"] {
            let error = classified(status, text).unwrap_err();
            assert!(
                matches!(error, Error::CannotRoute { .. }),
                "{status} {text}: {error:?}"
            );
        }
    }
    assert!(matches!(
        classified(401, "<html/>"),
        Err(Error::Unauthorized { .. })
    ));
    assert!(matches!(
        classified(400, "Cannot proceed without a clientID"),
        Err(Error::ClientId { .. })
    ));
}

#[test]
fn an_empty_refusal_is_taken_by_its_status() {
    assert!(matches!(classified(404, ""), Err(Error::NotFound { .. })));
    assert!(matches!(classified(403, " "), Err(Error::Forbidden { .. })));
}

#[test]
fn inner_errors_are_kept_whatever_they_leave_out() {
    let body = r#"{"code":"InvalidObject","message":"Addition object is invalid","errors":[
        {"code":"OutOfRange","message":"Too much","resource":"Addition","field":"quantity"},
        {"code":null,"message":"Also this"}]}"#;
    let Err(Error::Invalid { message, fields }) = classified(400, body) else {
        unreachable!("an invalid object");
    };
    assert_eq!(message, "Addition object is invalid");
    assert_eq!(fields.len(), 2);
    assert_eq!(
        (fields[0].code.as_str(), fields[0].field.as_str()),
        ("OutOfRange", "quantity")
    );
    assert_eq!(
        (fields[1].field.as_str(), fields[1].message.as_str()),
        ("", "Also this")
    );
}

#[test]
fn server_text_is_capped_between_characters_and_holds_no_key() {
    let body = format!("{}private-8", "é".repeat(RAW_MAX / 2 - 2));
    let error = classified(500, &body).unwrap_err();
    let raw = error.raw().unwrap();
    assert!(raw.len() <= RAW_MAX && raw.len() > RAW_MAX - 8);
    assert!(!raw.contains("priv"));
}

#[test]
fn bytes_that_are_no_text_are_no_success() {
    let answer = |status| Answer {
        status,
        retry_after: None,
        body: vec![0xff, 0xfe],
    };
    let error = answer(200).classify("", &credentials());
    assert!(matches!(error, Err(Error::NotJson { .. })));
    let error = answer(404).classify("", &credentials());
    assert!(matches!(error, Err(Error::CannotRoute { .. })));
}

#[test]
fn only_what_may_have_been_done_is_unknown() {
    for status in [302, 500, 502] {
        assert!(refused(status, "", "").outcome_unknown(), "{status}");
    }
    for status in [400, 401, 403, 404, 408, 409, 429] {
        assert!(!refused(status, "", "").outcome_unknown(), "{status}");
    }
}

#[test]
fn quotes_of_a_successful_answer_hold_no_key() {
    let error = Error::Shape {
        record: "addition 1".to_owned(),
        field: "quantity".to_owned(),
        problem: "expected a number, found \"private-8\"".to_owned(),
    };
    assert!(
        !sealed(error, &credentials())
            .to_string()
            .contains("private-8")
    );
}
