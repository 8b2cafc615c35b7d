//! What is not C3's: the `/practice/` endpoints that move the server's day,
//! append history, switch faults and read the journal.
//!
//! They ask for no token, since the listener is bound to loopback alone.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::faults::C3Faults;
use super::journal::C3Request;
use super::server::C3Server;
use super::world::HistoryRow;

type Server = State<Arc<C3Server>>;

pub(super) fn routes(server: &Arc<C3Server>) -> Router {
    Router::new()
        .route("/practice/clock", post(clock))
        .route("/practice/rows", post(rows))
        .route("/practice/faults", post(faults))
        .route("/practice/requests", get(requests))
        .with_state(Arc::clone(server))
}

#[derive(Serialize, Deserialize)]
struct Clock {
    today: Date,
}

#[derive(Serialize)]
struct Appended {
    rows: usize,
}

#[derive(Serialize, Deserialize)]
struct Faults {
    faults: String,
}

#[derive(Serialize)]
struct Refused {
    error: String,
}

#[derive(Serialize)]
struct Requests {
    requests: Vec<C3Request>,
}

async fn clock(State(server): Server, Json(clock): Json<Clock>) -> Json<Clock> {
    server.set_today(clock.today);
    Json(clock)
}

/// Takes an array of rows in C3's own field names; they are told again
/// exactly as they came.
async fn rows(State(server): Server, Json(rows): Json<Vec<Box<RawValue>>>) -> Json<Appended> {
    let rows: Vec<_> = rows.iter().map(|raw| HistoryRow::from_raw(raw)).collect();
    let appended = Appended { rows: rows.len() };
    server.append(rows);
    Json(appended)
}

async fn faults(State(server): Server, Json(told): Json<Faults>) -> Response {
    match C3Faults::parse(&told.faults) {
        Ok(faults) => {
            server.set_faults(faults);
            Json(told).into_response()
        }
        Err(error) => {
            let error = error.to_string();
            (StatusCode::BAD_REQUEST, Json(Refused { error })).into_response()
        }
    }
}

async fn requests(State(server): Server) -> Json<Requests> {
    let requests = server.requests();
    Json(Requests { requests })
}
