//! The envelope that every C3 answer comes in, good or bad.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uuid::Uuid;

/// What closes a body that [`head`] opened.
pub(super) const TAIL: &str = "]}";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<T> {
    operation_type: Option<&'static str>,
    status: &'static str,
    #[serde(rename = "RequestCorrelationID")]
    request_correlation_id: Uuid,
    error_message: Option<String>,
    error_detail: Option<String>,
    data: Option<T>,
}

/// The part of a successful envelope that stands before the first element of
/// its `Data`.
pub(super) fn head(correlation: Uuid) -> String {
    format!(
        r#"{{"OperationType":null,"Status":"Success","RequestCorrelationID":"{correlation}","ErrorMessage":null,"ErrorDetail":null,"Data":["#
    )
}

/// A successful answer.
pub(super) fn success<T: Serialize>(correlation: Uuid, data: T) -> Response {
    Json(Envelope {
        operation_type: None,
        status: "Success",
        request_correlation_id: correlation,
        error_message: None,
        error_detail: None,
        data: Some(data),
    })
    .into_response()
}

/// A refusal. Which HTTP status comes with it is not documented.
pub(super) fn error(
    status: StatusCode,
    correlation: Uuid,
    message: &str,
    detail: &str,
) -> Response {
    let envelope = Envelope::<()> {
        operation_type: None,
        status: "Error",
        request_correlation_id: correlation,
        error_message: Some(message.to_owned()),
        error_detail: Some(detail.to_owned()),
        data: None,
    };
    (status, Json(envelope)).into_response()
}
