//! `practice serve`: the practice servers, until interrupted.

use super::Outcome;
use crate::{
    arguments::Serve,
    outcome::{Failure, Success},
};
use jiff::{Timestamp, tz::TimeZone};
use practice::{
    Config,
    made_up::{Match, matching, story},
};
use serde_json::{Value, json};
use std::{io::Write, sync::Arc};

/// Runs the servers; prints their addresses and credentials first.
pub(crate) async fn serve(command: Serve, as_json: bool) -> Outcome {
    let Serve {
        connectwise_port,
        c3_port,
        seed,
        customers,
        faults,
        today,
    } = command;
    let today = today.unwrap_or_else(|| TimeZone::system().to_datetime(Timestamp::now()).date());
    let mut config = Config::made_up(seed, customers, today, Arc::new(Timestamp::now));
    config.connectwise_port = connectwise_port;
    config.c3_port = c3_port;
    if let Some(spec) = faults {
        config.faults = spec
            .parse()
            .map_err(|error| Failure::usage(format!("{error}")))?;
    }
    // A world bigger than the story tells what belongs together in all of it.
    let matches = match customers {
        0..=12 => story().customers,
        _ => matching(&config.world, &config.c3_world),
    };
    let servers = practice::serve(config)
        .await
        .map_err(|error| Failure::usage(error.to_string()))?;
    // Whoever reads the addresses may end the servers at once: that is listened for first.
    let interrupted = tokio::signal::ctrl_c();
    tokio::pin!(interrupted);
    let ended = tokio::select! {
        biased;
        ended = &mut interrupted => ended,
        () = async { announce(&servers, &matches, as_json) } => interrupted.await,
    };
    // Without a way to be interrupted the servers run until they are ended.
    if ended.is_err() {
        std::future::pending::<()>().await;
    }
    servers.shutdown().await;
    Ok(Success::said())
}

fn announce(servers: &practice::Practice, matches: &[Match], as_json: bool) {
    let (connectwise, c3) = (&servers.connectwise, &servers.c3);
    let data = json!({
        "connectwise": {
            "url": connectwise.url,
            "company": connectwise.company,
            "public_key": connectwise.public_key,
            "private_key": connectwise.private_key,
            "client_id": connectwise.client_id,
        },
        "c3": {
            "api_url": c3.api_url,
            "token_url": c3.token_url,
            "client_id": c3.client_id,
            "client_secret": c3.client_secret,
            "resource": c3.resource,
            "scope": c3.scope,
        },
        "story": matches.iter().map(matched).collect::<Vec<_>>(),
    });
    let mut out = std::io::stdout().lock();
    // A reader that has gone away does not stop the servers.
    let _ = if as_json {
        writeln!(out, "{}", json!({ "ok": true, "data": data }))
    } else {
        writeln!(out, "{}", for_people(servers))
    };
    let _ = out.flush();
}

fn matched(customer: &Match) -> Value {
    let product = |product: &practice::made_up::ProductMatch| {
        // As `list products` prints it.
        let id = format!("{}:{}", product.cycle.word().to_lowercase(), product.name);
        json!({ "product": id, "item": product.item })
    };
    let agreements: Vec<Value> = customer
        .agreements
        .iter()
        .map(|agreement| {
            let products: Vec<Value> = agreement.products.iter().map(product).collect();
            json!({ "agreement": agreement.agreement, "products": products })
        })
        .collect();
    json!({
        "customer": customer.customer,
        "name": customer.name,
        "company": customer.company,
        "agreements": agreements,
        "clean": customer.quirk.is_none(),
    })
}

fn for_people(servers: &practice::Practice) -> String {
    let (connectwise, c3) = (&servers.connectwise, &servers.c3);
    format!(
        "Practice servers with made-up data. Press Ctrl-C to end them.\n\n\
         ConnectWise\n  accord connect connectwise --site {} --company {} --public-key {} --client-id {} --private-key-stdin\n  private key: {}\n\n\
         C3\n  accord connect c3 --api-url {} --token-url {} --client-id {} --resource {} --client-secret-stdin\n  client secret: {}",
        connectwise.url,
        connectwise.company,
        connectwise.public_key,
        connectwise.client_id,
        connectwise.private_key,
        c3.api_url,
        c3.token_url,
        c3.client_id,
        c3.resource,
        c3.client_secret
    )
}
