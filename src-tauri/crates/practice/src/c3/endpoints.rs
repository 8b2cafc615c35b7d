//! C3's documented endpoints, each behind the token check and the faults.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use uuid::Uuid;

use super::access;
use super::catalog::{self, PlanDetails, ResellerPlan};
use super::invoices::{self, Lines, Tenants};
use super::report::Report;
use super::server::{C3Server, Strike};
use super::{customers, envelope, stream};

type Server = State<Arc<C3Server>>;

pub(super) fn routes(server: &Arc<C3Server>) -> Router {
    let guard = |server: &Arc<C3Server>| Arc::clone(server);
    Router::new()
        .route("/api/SubscriptionHistory/report", get(history))
        .route("/api/activecustomers/v5", get(customers_v5))
        .route("/api/activecustomers/details/", get(customer_details))
        .route("/api/activecustomers/details", get(customer_details))
        .route("/api/plans/downloadDetails", get(plans))
        .route("/api/plans/{id}/downloadplanoffersDetails", get(offers))
        .route("/api/resellerplans/downloadDetails", get(reseller_plans))
        .route("/api/billingperiods", get(billing_periods))
        .route(
            "/api/invoices/Download/v3/BillingPeriods/{id}",
            post(lines_of_period),
        )
        .route(
            "/api/invoices/Download/v3/BillingPeriods/",
            post(latest_lines),
        )
        .route(
            "/api/invoices/Download/v3/BillingPeriods",
            post(latest_lines),
        )
        .route_layer(from_fn_with_state(guard(server), access::bearer))
        .route_layer(from_fn_with_state(guard(server), strike))
        .route_layer(from_fn_with_state(guard(server), access::record))
        .with_state(Arc::clone(server))
}

/// Answers in the place of the endpoint where a fault strikes.
async fn strike(State(server): Server, request: Request, next: Next) -> Response {
    match server.strike() {
        None => next.run(request).await,
        Some(Strike::Unauthorized) => access::unauthorized(),
        Some(Strike::TooMany { retry_after }) => too_many(retry_after),
        Some(Strike::Error { status }) => {
            let status = StatusCode::from_u16(status).unwrap_or_default();
            let detail = "A fault that was switched on";
            envelope::error(status, server.correlation(), "Something went wrong", detail)
        }
    }
}

fn too_many(retry_after: u32) -> Response {
    let after = [(RETRY_AFTER, retry_after.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, after, "Too many requests").into_response()
}

async fn history(State(server): Server) -> Response {
    let world = server.world();
    let rows = Report::of(Arc::clone(&world), None).rows();
    let (flaws, spelling) = server.flaws(rows);
    let report = Report::of(world, spelling);
    stream::flawed_answer(server.correlation(), report, flaws)
}

async fn customers_v5(State(server): Server) -> Response {
    let world = server.world();
    envelope::success(server.correlation(), customers::v5(&world))
}

async fn customer_details(State(server): Server) -> Response {
    let world = server.world();
    envelope::success(server.correlation(), customers::details(&world))
}

async fn plans(State(server): Server) -> Response {
    let world = server.world();
    let plans: Vec<_> = world.plans.iter().map(PlanDetails::from).collect();
    envelope::success(server.correlation(), plans)
}

async fn reseller_plans(State(server): Server) -> Response {
    let world = server.world();
    let plans = world.reseller_plans.iter();
    let plans: Vec<_> = plans.map(ResellerPlan::from).collect();
    envelope::success(server.correlation(), plans)
}

async fn offers(State(server): Server, Path(id): Path<String>) -> Response {
    let world = server.world();
    let id = id.parse::<Uuid>().ok();
    match world.plans.iter().find(|plan| Some(plan.id) == id) {
        Some(plan) => envelope::success(server.correlation(), catalog::offers(plan)),
        None => refused(&server, "The plan was not found"),
    }
}

async fn billing_periods(State(server): Server) -> Response {
    let world = server.world();
    envelope::success(server.correlation(), invoices::periods(&world))
}

async fn latest_lines(State(server): Server, body: Bytes) -> Response {
    lines(&server, None, &body)
}

async fn lines_of_period(State(server): Server, Path(id): Path<String>, body: Bytes) -> Response {
    match id.parse() {
        Ok(id) => lines(&server, Some(id), &body),
        Err(_) => refused(&server, "The billing period is not a number"),
    }
}

fn lines(server: &C3Server, id: Option<i64>, body: &[u8]) -> Response {
    let world = server.world();
    let Ok(tenants) = Tenants::read(body) else {
        return refused(server, "The request body could not be read");
    };
    match invoices::period(&world, id).copied() {
        Some(period) => {
            let lines = Lines::of(world, period, tenants);
            stream::answer(server.correlation(), lines)
        }
        None if id.is_none() => envelope::success(server.correlation(), [(); 0]),
        None => refused(server, "The billing period was not found"),
    }
}

fn refused(server: &C3Server, message: &str) -> Response {
    let status = StatusCode::BAD_REQUEST;
    envelope::error(status, server.correlation(), message, "")
}
