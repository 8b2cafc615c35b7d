//! Who may ask: the Azure AD (v1) token endpoint, and the check of the bearer
//! token on every documented endpoint.
//!
//! The token's numbers come as strings, as Azure AD's v1 endpoint sends them.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Json, Router};
use serde::Serialize;

use super::server::{C3Server, Token};

/// The credentials that a practice C3 accepts. They open nothing but a
/// practice server, and are printed when one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct C3Access {
    /// The Azure AD tenant in the token address.
    pub tenant: String,
    /// Client id.
    pub client_id: String,
    /// Client secret.
    pub client_secret: String,
    /// The resource that tokens are asked for.
    pub resource: String,
    /// The scope that a client may send.
    pub scope: String,
    /// How long a token lives, in seconds.
    pub token_seconds: i64,
}

impl Default for C3Access {
    fn default() -> Self {
        C3Access {
            tenant: "00000000-0000-4000-8000-00000000c3c3".to_owned(),
            client_id: "00000000-0000-4000-8000-0000000000c3".to_owned(),
            client_secret: "practice~only~C3~secret".to_owned(),
            resource: "https://practice.example/c3".to_owned(),
            scope: "https://practice.example/c3/.default".to_owned(),
            token_seconds: 3599,
        }
    }
}

pub(super) fn routes(server: &Arc<C3Server>) -> Router {
    Router::new()
        .route("/{tenant}/oauth2/token", post(token))
        .layer(from_fn_with_state(Arc::clone(server), record))
        .with_state(Arc::clone(server))
}

/// Notes each request and how it was answered.
pub(super) async fn record(
    State(server): State<Arc<C3Server>>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    server.record(method, path, response.status().as_u16());
    response
}

/// Lets a request pass that bears a living token.
pub(super) async fn bearer(
    State(server): State<Arc<C3Server>>,
    request: Request,
    next: Next,
) -> Response {
    let admitted = bearer_of(request.headers()).is_some_and(|token| server.admits(token));
    if admitted {
        next.run(request).await
    } else {
        unauthorized()
    }
}

fn bearer_of(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The 401 of an ASP.NET API.
pub(super) fn unauthorized() -> Response {
    let message = "Authorization has been denied for this request.";
    let body = Json(HashMap::from([("Message", message)]));
    (
        StatusCode::UNAUTHORIZED,
        [(WWW_AUTHENTICATE, "Bearer")],
        body,
    )
        .into_response()
}

type Fields = HashMap<String, String>;

async fn token(
    State(server): State<Arc<C3Server>>,
    Path(tenant): Path<String>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    match refusal(server.access(), &tenant, &fields) {
        Some(refusal) => refusal.into_response(),
        None => {
            let issued = server.issue();
            Json(Issued::of(&issued, &server.access().resource)).into_response()
        }
    }
}

/// A token request that Azure AD turns down.
struct Refusal {
    status: StatusCode,
    error: &'static str,
    code: u32,
    sentence: String,
}

fn refusal(access: &C3Access, tenant: &str, fields: &Fields) -> Option<Refusal> {
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let bad = |error, code, sentence: &str| {
        Some(Refusal {
            status: StatusCode::BAD_REQUEST,
            error,
            code,
            sentence: sentence.to_owned(),
        })
    };
    if tenant != access.tenant {
        return bad("invalid_request", 90002, "Tenant not found.");
    }
    match field("grant_type") {
        "client_credentials" => {}
        "" => {
            let sentence = "The request body must contain the following parameter: 'grant_type'.";
            return bad("invalid_request", 900_144, sentence);
        }
        _ => {
            return bad(
                "unsupported_grant_type",
                70003,
                "The grant type is not supported.",
            );
        }
    }
    if field("client_id") != access.client_id {
        let sentence = "Application was not found in the directory.";
        return bad("unauthorized_client", 700_016, sentence);
    }
    if field("client_secret") != access.client_secret {
        return Some(Refusal {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            code: 7_000_215,
            sentence: "Invalid client secret provided.".to_owned(),
        });
    }
    if field("resource") != access.resource {
        let sentence = "The resource principal was not found in the tenant.";
        return bad("invalid_resource", 500_011, sentence);
    }
    None
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: &'static str,
            error_description: String,
            error_codes: [u32; 1],
        }
        let body = Body {
            error: self.error,
            error_description: format!("AADSTS{}: {}", self.code, self.sentence),
            error_codes: [self.code],
        };
        (self.status, Json(body)).into_response()
    }
}

#[derive(Serialize)]
struct Issued<'a> {
    token_type: &'static str,
    expires_in: String,
    ext_expires_in: String,
    expires_on: String,
    not_before: String,
    resource: &'a str,
    access_token: &'a str,
}

impl<'a> Issued<'a> {
    fn of(token: &'a Token, resource: &'a str) -> Self {
        let seconds = token.until.as_second() - token.from.as_second();
        Issued {
            token_type: "Bearer",
            expires_in: seconds.to_string(),
            ext_expires_in: seconds.to_string(),
            expires_on: token.until.as_second().to_string(),
            not_before: token.from.as_second().to_string(),
            resource,
            access_token: &token.text,
        }
    }
}
