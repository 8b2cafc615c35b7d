//! The walk through the whole job: connect, refresh, map, validate, upload, and the same once more.
//!
//! The second upload must find nothing to write. That is the promise the walk ends on, so it is checked.

use std::io::Write;

use serde::Deserialize;

use super::accord::Accord;
use super::job::Job;
use super::names::Names;
use super::retelling;
use super::story::{Agreement, C3, ConnectWise, Customer, Opening};
use crate::error::Error;

#[derive(Deserialize)]
struct Refreshed {
    events_total: u64,
    customers: u64,
    companies: u64,
    agreements: u64,
    items: u64,
}

/// Does the whole job with what the practice servers opened with, and retells it.
pub(super) fn walk(accord: &Accord, opening: &Opening, out: &mut impl Write) -> Result<(), Error> {
    connect_connectwise(accord, &opening.connectwise)?;
    connect_c3(accord, &opening.c3)?;
    writeln!(out, "\nConnected")?;
    writeln!(out, "  ConnectWise at {}", opening.connectwise.url)?;
    writeln!(out, "  C3 at {}", opening.c3.api_url)?;

    refresh(accord, out)?;
    for customer in &opening.story {
        map(accord, customer)?;
    }
    let names = Names::of(accord, &opening.story)?;
    retelling::mappings(out, &names, &opening.story)?;

    if upload(accord, opening, &names, out)? == 0 {
        return Err(Error::WroteNothing);
    }
    writeln!(out, "\nOnce more")?;
    match upload(accord, opening, &names, out)? {
        0 => Ok(()),
        written => Err(Error::WroteTwice { written }),
    }
}

fn connect_connectwise(accord: &Accord, site: &ConnectWise) -> Result<(), Error> {
    let mut words = vec!["connect", "connectwise", "--site", &site.url];
    words.extend(["--company", &site.company]);
    words.extend(["--public-key", &site.public_key]);
    words.extend(["--client-id", &site.client_id]);
    accord.tell(&words)
}

fn connect_c3(accord: &Accord, c3: &C3) -> Result<(), Error> {
    let mut words = vec!["connect", "c3", "--api-url", &c3.api_url];
    words.extend(["--token-url", &c3.token_url]);
    words.extend(["--client-id", &c3.client_id]);
    words.extend(["--resource", &c3.resource]);
    if let Some(scope) = &c3.scope {
        words.extend(["--scope", scope]);
    }
    accord.tell(&words)
}

fn refresh(accord: &Accord, out: &mut impl Write) -> Result<(), Error> {
    let read: Refreshed = accord.ask(&["refresh", "all"])?;
    writeln!(out, "\nRead")?;
    writeln!(
        out,
        "  C3: {} customers, {} changes in their subscriptions",
        read.customers, read.events_total
    )?;
    writeln!(
        out,
        "  ConnectWise: {} companies, {} agreements, {} catalog items",
        read.companies, read.agreements, read.items
    )?;
    Ok(())
}

fn map(accord: &Accord, customer: &Customer) -> Result<(), Error> {
    let company = customer.company.to_string();
    accord.tell(&["map", "customer", &customer.customer, &company])?;
    for agreement in &customer.agreements {
        map_agreement(accord, &customer.customer, agreement)?;
    }
    Ok(())
}

fn map_agreement(accord: &Accord, customer: &str, agreement: &Agreement) -> Result<(), Error> {
    let id = agreement.agreement.to_string();
    accord.tell(&["map", "agreement", customer, &id])?;
    for product in &agreement.products {
        let item = product.item.to_string();
        let mut words = vec!["map", "product", customer, &product.product];
        words.extend(["--agreement", &id, "--item", &item]);
        accord.tell(&words)?;
    }
    Ok(())
}

/// Validates the story's customers and uploads the plan; says how many lines were written.
fn upload(
    accord: &Accord,
    opening: &Opening,
    names: &Names,
    out: &mut impl Write,
) -> Result<usize, Error> {
    let mut words = vec!["validate"];
    for customer in &opening.story {
        words.extend(["--customer", &customer.customer]);
    }
    let validated: Job = accord.ask(&words)?;
    retelling::plan(out, names, &validated)?;
    let exported: Job = accord.ask(&["upload", &validated.id.to_string()])?;
    retelling::export(out, names, &exported)?;
    Ok(exported.operations.len())
}
