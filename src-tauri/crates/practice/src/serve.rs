//! The two servers on loopback: their sockets, their start and their end.
//!
//! Both listen on 127.0.0.1 alone. Everything a request does happens in
//! [`crate::site`] and the C3's router; here are only the wire and the waiting.

use crate::{
    c3::{self, C3Server},
    connection::{CuttableListener, Cutter},
    connectwise::exchange::{Answer, Call},
    control,
    practice::{Addresses, Config, Practice},
    site::{Fate, Reply, Site},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use std::{net::Ipv4Addr, sync::Arc, time::Instant};
use tokio::net::TcpListener;

/// The largest body a request may have, in bytes.
const BODY_MAX: usize = 1 << 20;

/// A server that cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken or not allowed.
    #[error("cannot listen on port {port} of this machine")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

/// Starts both servers. They run until [`Practice::shutdown`] or until the
/// returned value is dropped.
///
/// # Errors
/// When a port cannot be listened on.
pub async fn serve(config: Config) -> Result<Practice, Error> {
    let (connectwise_listener, connectwise_host) = listen(config.connectwise_port).await?;
    let (c3_listener, c3_host) = listen(config.c3_port).await?;
    let addresses = Addresses::new(
        &connectwise_host,
        &config.access,
        &c3_host,
        &config.c3_access,
    );
    let c3 = Arc::new(C3Server::new(
        config.c3_access,
        config.c3_world,
        config.faults.c3().clone(),
        config.clock,
        config.seed,
    ));
    let site = Arc::new(Site::new(
        config.world,
        config.access,
        connectwise_host,
        config.faults,
    ));
    let tasks = vec![
        tokio::spawn(run(connectwise_listener, router(&site), Arc::clone(&site))),
        tokio::spawn(run(
            c3_listener,
            c3::router(Arc::clone(&c3)),
            Arc::clone(&site),
        )),
    ];
    tracing::info!(connectwise = %addresses.connectwise.url, c3 = %addresses.c3.api_url, "practice servers started");
    Ok(Practice::new(addresses, site, c3, tasks))
}

/// A listener on loopback, with its host and port in words.
async fn listen(port: u16) -> Result<(TcpListener, String), Error> {
    let failed = |source| Error::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.map_err(failed)?;
    let host = listener.local_addr().map_err(failed)?.to_string();
    Ok((listener, host))
}

async fn run(listener: TcpListener, router: Router, site: Arc<Site>) {
    let service = router.into_make_service_with_connect_info::<Cutter>();
    let stopped = site.stop.clone().cancelled_owned();
    let server = axum::serve(CuttableListener(listener), service);
    if let Err(error) = server.with_graceful_shutdown(stopped).await {
        tracing::warn!(%error, "a practice server ended");
    }
}

fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .fallback(answer)
        .with_state(Arc::clone(site))
        .merge(control::routes(site))
        .layer(DefaultBodyLimit::max(BODY_MAX))
}

/// Everything on the listener that is ConnectWise's.
async fn answer(
    State(site): State<Arc<Site>>,
    ConnectInfo(cutter): ConnectInfo<Cutter>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(body) = String::from_utf8(body.into()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let call = Call {
        method,
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        received: Instant::now(),
    };
    let Reply { delay, fate } = site.state().respond(&call);
    tokio::select! {
        () = tokio::time::sleep(delay) => {}
        () = site.stop.cancelled() => {}
    }
    match fate {
        Fate::Send(answer) => send(answer),
        Fate::Drop => nothing(&cutter),
        Fate::Hang => {
            site.stop.cancelled().await;
            nothing(&cutter)
        }
    }
}

fn send(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}

/// A response that never reaches the wire.
fn nothing(cutter: &Cutter) -> Response {
    cutter.cut();
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
