//! What is not ConnectWise's: the `/practice/` endpoints that run invoicing, edit
//! records as a person would, switch faults and read the journal.
//!
//! They ask for no keys, since the listener is bound to loopback alone.

use crate::{
    connectwise::{
        self, EditError, Target,
        invoicing::{self, InvoiceLine, NotInvoiced},
        json::Json as Exact,
        proration::Rounding,
        records::Invoice,
        world::World,
    },
    faults::{FaultError, Faults},
    journal::Request,
    site::Site,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

type Shared = State<Arc<Site>>;

pub(crate) fn routes(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/practice/invoice-run", post(invoice_run))
        .route("/practice/invoices/{agreement}", get(invoices))
        .route("/practice/invoicing", post(switch_invoicing))
        .route("/practice/faults", post(faults))
        .route("/practice/requests", get(requests))
        .route("/practice/clock", post(clock))
        .route("/practice/keys", post(renew_keys))
        .route("/practice/edit", post(edit))
        .route("/practice/delete", post(delete))
        .with_state(Arc::clone(site))
}

/// A control request that cannot be carried out.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    NotInvoiced(#[from] NotInvoiced),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Faults(#[from] FaultError),
    #[error("{0}")]
    Body(String),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let error = BTreeMap::from([("error", self.to_string())]);
        (StatusCode::BAD_REQUEST, Json(error)).into_response()
    }
}

#[derive(Deserialize)]
struct InvoiceRun {
    agreement: Option<u32>,
}

/// An invoice with its lines; amounts are strings.
#[derive(Serialize)]
struct Billed {
    id: u32,
    agreement: u32,
    number: String,
    date: Option<Date>,
    total: Decimal,
    lines: Vec<InvoiceLine>,
}

impl Billed {
    fn new(world: &World, invoice: &Invoice) -> Self {
        let lines = world.billing.lines.get(&invoice.id);
        Self {
            id: invoice.id,
            agreement: invoice.apply_to_id,
            number: invoice.number.clone(),
            date: invoice.date,
            total: invoice.total,
            lines: lines.cloned().unwrap_or_default(),
        }
    }
}

async fn invoice_run(
    State(site): Shared,
    Json(run): Json<InvoiceRun>,
) -> Result<Json<Vec<Billed>>, Refused> {
    let world = &mut site.state().connectwise.world;
    let invoices = match run.agreement {
        Some(agreement) => vec![invoicing::run(world, agreement)?],
        None => invoicing::run_all(world),
    };
    let billed = invoices.iter().map(|invoice| Billed::new(world, invoice));
    Ok(Json(billed.collect()))
}

async fn invoices(State(site): Shared, Path(agreement): Path<u32>) -> Json<Vec<Billed>> {
    let world = &site.state().connectwise.world;
    let invoices = world.invoices.iter();
    let of_agreement = invoices.filter(|invoice| invoice.apply_to_id == agreement);
    Json(
        of_agreement
            .map(|invoice| Billed::new(world, invoice))
            .collect(),
    )
}

/// Switches of invoicing; what is left out stays as it is.
#[derive(Deserialize)]
struct Invoicing {
    agreement: Option<u32>,
    in_arrears: Option<bool>,
    rounding: Option<Rounding>,
}

async fn switch_invoicing(State(site): Shared, Json(switches): Json<Invoicing>) -> StatusCode {
    let billing = &mut site.state().connectwise.world.billing;
    if let Some(rounding) = switches.rounding {
        billing.rounding = rounding;
    }
    match (switches.agreement, switches.in_arrears) {
        (Some(agreement), Some(true)) => {
            billing.in_arrears.insert(agreement);
        }
        (Some(agreement), Some(false)) => {
            billing.in_arrears.remove(&agreement);
        }
        _ => {}
    }
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct FaultList {
    faults: String,
}

/// Puts the listed faults in the place of those before. Those of C3 are switched
/// on the C3's own listener.
async fn faults(State(site): Shared, Json(list): Json<FaultList>) -> Result<StatusCode, Refused> {
    site.state().faults = list.faults.parse::<Faults>()?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Serialize)]
struct Requests {
    total: u64,
    counts: BTreeMap<String, u64>,
    requests: Vec<Request>,
}

async fn requests(State(site): Shared) -> Json<Requests> {
    let journal = &site.state().journal;
    Json(Requests {
        total: journal.total(),
        counts: journal.counts().clone(),
        requests: journal.requests(),
    })
}

#[derive(Deserialize)]
struct Clock {
    today: Date,
}

async fn clock(State(site): Shared, Json(clock): Json<Clock>) -> StatusCode {
    site.state().connectwise.world.today = clock.today;
    StatusCode::NO_CONTENT
}

/// Takes keys that expired again.
async fn renew_keys(State(site): Shared) -> StatusCode {
    site.state().connectwise.expire_keys(false);
    StatusCode::NO_CONTENT
}

async fn edit(State(site): Shared, body: String) -> Result<StatusCode, Refused> {
    let body = Exact::parse(&body).map_err(|error| Refused::Body(error.to_string()))?;
    let Some(Exact::Object(fields)) = body.get("set") else {
        return Err(Refused::Body("set must be an object of fields".to_owned()));
    };
    let world = &mut site.state().connectwise.world;
    connectwise::set(world, target(&body)?, fields)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn delete(State(site): Shared, body: String) -> Result<StatusCode, Refused> {
    let body = Exact::parse(&body).map_err(|error| Refused::Body(error.to_string()))?;
    connectwise::delete(&mut site.state().connectwise.world, target(&body)?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The record that a body names: `record` and `id`, and for an addition
/// `agreement`.
fn target(body: &Exact) -> Result<Target, Refused> {
    let number = |name: &str| {
        let number = match body.get(name) {
            Some(Exact::Number(number)) => u32::try_from(*number).ok(),
            _ => None,
        };
        number.ok_or_else(|| Refused::Body(format!("{name} must be a record's number")))
    };
    match body.get("record").and_then(Exact::text) {
        Some("company") => Ok(Target::Company(number("id")?)),
        Some("agreement") => Ok(Target::Agreement(number("id")?)),
        Some("item") => Ok(Target::Item(number("id")?)),
        Some("addition") => Ok(Target::Addition {
            agreement: number("agreement")?,
            id: number("id")?,
        }),
        _ => Err(Refused::Body(
            "record must be company, agreement, addition or item".to_owned(),
        )),
    }
}
