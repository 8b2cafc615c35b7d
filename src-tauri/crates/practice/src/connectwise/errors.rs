//! Every way in which this ConnectWise says no, with status and body.
//!
//! The texts that were seen on instances are kept word for word; the others are
//! marked as assumed in `ASSUMPTIONS.md`.

use super::exchange::Answer;
use axum::http::{HeaderValue, StatusCode, header};
use serde::Serialize;

/// A refused request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The record breaks rules; ConnectWise's `InvalidObject`.
    Invalid {
        /// The kind of record, as the message names it.
        resource: &'static str,
        /// Every broken rule.
        errors: Vec<FieldError>,
    },
    /// The body is not what the method takes.
    Body(String),
    /// A query parameter cannot be understood.
    Query(String),
    /// No such record.
    NoRecord(&'static str, u32),
    /// No such endpoint, or a code base that is gone.
    NoEndpoint,
    /// The endpoint has no such method.
    Method,
    /// None of the accepted media types can be served.
    NotAcceptable,
    /// Keys missing, wrong or expired.
    Unauthorized,
    /// The `clientId` header is missing or unknown.
    ClientId,
    /// The role lacks a right.
    Security,
    /// The gateway knows neither code base nor company.
    CannotRoute,
    /// Too many requests; how many seconds to wait.
    TooMany(u32),
    /// The record is in use.
    InUse(String),
    /// Something broke.
    Server,
}

/// One broken rule of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    /// ConnectWise's word for the rule.
    pub(crate) code: &'static str,
    /// The sentence a person reads.
    pub(crate) message: String,
    /// The kind of record.
    pub(crate) resource: &'static str,
    /// The field's wire name.
    pub(crate) field: String,
}

/// The usual error body. `errors` is `null` where nothing is known per field.
#[derive(Serialize)]
struct Envelope<'a> {
    code: &'a str,
    message: String,
    errors: Option<&'a [FieldError]>,
}

/// The body of a throttled request, which differs from every other.
#[derive(Serialize)]
struct Throttled {
    error: &'static str,
    message: String,
}

impl Refusal {
    /// The answer that a client sees.
    pub(crate) fn answer(&self) -> Answer {
        match self {
            Self::CannotRoute => Answer::text(
                StatusCode::BAD_REQUEST,
                "Cannot route. Codebase/company is invalid",
            ),
            Self::TooMany(seconds) => too_many(*seconds),
            Self::Invalid { resource, errors } => envelope(
                StatusCode::BAD_REQUEST,
                "InvalidObject",
                format!("{resource} object is invalid"),
                Some(errors),
            ),
            _ => {
                let (status, code, message) = self.plain();
                envelope(status, code, message, None)
            }
        }
    }

    fn plain(&self) -> (StatusCode, &'static str, String) {
        match self {
            Self::Body(problem) => (
                StatusCode::BAD_REQUEST,
                "InvalidMessageBody",
                problem.clone(),
            ),
            Self::Query(problem) => (StatusCode::BAD_REQUEST, "InvalidArgument", problem.clone()),
            Self::NoRecord(kind, id) => (
                StatusCode::NOT_FOUND,
                "NotFound",
                format!("{kind} {id} not found"),
            ),
            Self::Method => (
                StatusCode::METHOD_NOT_ALLOWED,
                "ConnectWiseApi",
                "The method is not allowed on this endpoint.".to_owned(),
            ),
            Self::NotAcceptable => (
                StatusCode::NOT_ACCEPTABLE,
                "ConnectWiseApi",
                "None of the accepted media types can be served.".to_owned(),
            ),
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                "Unauthorized",
                "The credentials are not valid.".to_owned(),
            ),
            Self::ClientId => (
                StatusCode::BAD_REQUEST,
                "ConnectWiseApi",
                "The clientId header is missing or not registered.".to_owned(),
            ),
            Self::Security => (
                StatusCode::FORBIDDEN,
                "Security",
                "You do not have security permission to perform this action.".to_owned(),
            ),
            Self::InUse(problem) => (StatusCode::CONFLICT, "Conflict", problem.clone()),
            Self::Server => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "ServerError",
                "An unexpected error occurred.".to_owned(),
            ),
            Self::NoEndpoint | Self::Invalid { .. } | Self::CannotRoute | Self::TooMany(_) => (
                StatusCode::NOT_FOUND,
                "ConnectWiseApi",
                "The endpoint does not exist.".to_owned(),
            ),
        }
    }
}

fn envelope(
    status: StatusCode,
    code: &str,
    message: String,
    errors: Option<&[FieldError]>,
) -> Answer {
    let envelope = Envelope {
        code,
        message,
        errors,
    };
    Answer::json(status, &envelope)
}

fn too_many(seconds: u32) -> Answer {
    let body = Throttled {
        error: "ConnectWiseAPI",
        message: format!("Too many requests. Please try again in {seconds} seconds."),
    };
    Answer::json(StatusCode::TOO_MANY_REQUESTS, &body)
        .with(header::RETRY_AFTER, HeaderValue::from(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(refusal: &Refusal, status: u16, body: &str) {
        let answer = refusal.answer();
        assert_eq!(
            (answer.status.as_u16(), answer.body.as_str()),
            (status, body)
        );
    }

    #[test]
    fn broken_rules_are_listed_under_the_record() {
        let errors = vec![FieldError {
            code: "MaxLengthField",
            message: "too long".into(),
            resource: "Addition",
            field: "serialNumber".into(),
        }];
        let refusal = Refusal::Invalid {
            resource: "Addition",
            errors,
        };
        shows(
            &refusal,
            400,
            r#"{"code":"InvalidObject","message":"Addition object is invalid","errors":[{"code":"MaxLengthField","message":"too long","resource":"Addition","field":"serialNumber"}]}"#,
        );
    }

    #[test]
    fn throttling_has_its_own_body_and_a_header() {
        let answer = Refusal::TooMany(30).answer();
        assert_eq!(answer.headers[header::RETRY_AFTER], "30");
        shows(
            &Refusal::TooMany(30),
            429,
            r#"{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 30 seconds."}"#,
        );
    }

    #[test]
    fn the_gateway_answers_in_plain_text() {
        let answer = Refusal::CannotRoute.answer();
        assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain");
        shows(
            &Refusal::CannotRoute,
            400,
            "Cannot route. Codebase/company is invalid",
        );
    }

    #[test]
    fn the_others_share_one_shape() {
        let cases = [
            (
                Refusal::Security,
                403,
                r#"{"code":"Security","message":"You do not have security permission to perform this action.","errors":null}"#,
            ),
            (
                Refusal::NoEndpoint,
                404,
                r#"{"code":"ConnectWiseApi","message":"The endpoint does not exist.","errors":null}"#,
            ),
            (
                Refusal::NoRecord("Agreement", 9),
                404,
                r#"{"code":"NotFound","message":"Agreement 9 not found","errors":null}"#,
            ),
            (
                Refusal::Unauthorized,
                401,
                r#"{"code":"Unauthorized","message":"The credentials are not valid.","errors":null}"#,
            ),
        ];
        for (refusal, status, body) in cases {
            shows(&refusal, status, body);
        }
        let statuses = [
            (Refusal::Method, 405),
            (Refusal::NotAcceptable, 406),
            (Refusal::InUse(String::new()), 409),
            (Refusal::ClientId, 400),
            (Refusal::Server, 500),
        ];
        for (refusal, status) in statuses {
            assert_eq!(refusal.answer().status.as_u16(), status);
        }
    }
}
