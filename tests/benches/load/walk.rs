//! The walk: both yardsticks and each step of Accord's as a process of its own, and
//! the counts that the made-up data must come to.

use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
    process::Command,
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    accord::{Accord, Outcome},
    cost::{Cost, measured},
    figures::Figures,
    mapping_file,
    practice::{Customer, Opening, Practice},
};

/// The measured steps, in their order.
pub(crate) const STEPS: [&str; 4] = [
    "refresh",
    "mappings import",
    "validate --all",
    "refresh again",
];

/// The program that does nothing but parse, or scan.
const YARDSTICK: &str = env!("CARGO_BIN_EXE_yardstick");

/// What `yardstick parse` found.
#[derive(Deserialize)]
struct Parsed {
    rows: u32,
    /// Rows that are no typed row.
    misfits: u32,
    bytes: u64,
}

/// What `yardstick scan` found.
#[derive(Deserialize)]
struct Scanned {
    events: u32,
    subscriptions: u32,
}

/// What `accord refresh` answers.
#[derive(Debug, Deserialize)]
struct Refreshed {
    events_new: u32,
    events_total: u32,
    rows_unreadable: u32,
    customers: u32,
    companies: u32,
    agreements: u32,
    items: u32,
}

/// What `accord mappings import` answers.
#[derive(Deserialize)]
struct Imported {
    customers: u32,
    agreements: u32,
    products: u32,
}

/// What `accord validate` answers.
#[derive(Deserialize)]
struct Validated {
    status: String,
    findings: Vec<Finding>,
    plan: Vec<Planned>,
}

#[derive(Deserialize)]
struct Finding {
    customer: String,
    severity: String,
    code: String,
}

#[derive(Deserialize)]
struct Planned {
    agreement: u32,
}

/// Walks with so many customers.
pub(crate) fn walk(customers: u32) -> Outcome<Figures> {
    let folder = tempfile::Builder::new().prefix("accord-load-").tempdir()?;
    let data = folder.path().join("data");
    let mut accord = Accord::build(&data)?;
    let practice = Practice::start(&accord, customers)?;
    let opening = &practice.opening;
    accord.learn(opening);

    let (parsed, parsing) = parse(opening)?;
    connect(&accord, opening)?;
    let (first, refresh) = accord.ask(&["refresh"])?;
    check_refresh(&first, &parsed, customers)?;
    let (imported, import) = import(&accord, opening, folder.path())?;
    check_import(&imported, opening)?;
    let (validated, validate) = accord.ask(&["validate", "--all"])?;
    check_plan(&validated, opening)?;
    let (again, refresh_again) = accord.ask(&["refresh"])?;
    check_again(&first, &again)?;
    let (scanned, scanning) = scan(&data)?;
    check("events scanned", scanned.events, first.events_total)?;

    Ok(Figures {
        size: size(&first, &parsed, &scanned, &validated),
        parsing,
        scanning,
        steps: STEPS
            .into_iter()
            .zip([refresh, import, validate, refresh_again])
            .collect(),
    })
}

fn size(read: &Refreshed, parsed: &Parsed, scanned: &Scanned, validated: &Validated) -> String {
    format!(
        "{} customers, {} subscriptions with changes, {} history rows ({} MiB of JSON), \
         {} companies, {} agreements, {} catalog items; planned {} lines, {} findings",
        read.customers,
        scanned.subscriptions,
        parsed.rows,
        parsed.bytes >> 20,
        read.companies,
        read.agreements,
        read.items,
        validated.plan.len(),
        validated.findings.len(),
    )
}

fn connect(accord: &Accord, opening: &Opening) -> Outcome<()> {
    let (site, c3) = (&opening.connectwise, &opening.c3);
    let connectwise = [
        "connect",
        "connectwise",
        "--site",
        &site.url,
        "--company",
        &site.company,
    ]
    .into_iter()
    .chain([
        "--public-key",
        &site.public_key,
        "--client-id",
        &site.client_id,
    ]);
    let c3 = [
        "connect",
        "c3",
        "--api-url",
        &c3.api_url,
        "--token-url",
        &c3.token_url,
    ]
    .into_iter()
    .chain(["--client-id", &c3.client_id, "--resource", &c3.resource]);
    for words in [connectwise.collect::<Vec<_>>(), c3.collect()] {
        accord.ask::<serde_json::Value>(&words)?;
    }
    Ok(())
}

fn import(accord: &Accord, opening: &Opening, folder: &Path) -> Outcome<(Imported, Cost)> {
    let file = folder.join("mappings.json");
    mapping_file::write(&opening.story, &file)?;
    accord.ask(&["mappings", "import", &file.to_string_lossy()])
}

fn parse(opening: &Opening) -> Outcome<(Parsed, Cost)> {
    let c3 = &opening.c3;
    let mut command = Command::new(YARDSTICK);
    command
        .args(["parse", &c3.api_url, &c3.token_url, &c3.client_id])
        .args([&c3.client_secret, &c3.resource, &c3.scope]);
    yardstick(command)
}

fn scan(data: &Path) -> Outcome<(Scanned, Cost)> {
    let mut command = Command::new(YARDSTICK);
    command.arg("scan").arg(data);
    yardstick(command)
}

fn yardstick<T: DeserializeOwned>(mut command: Command) -> Outcome<(T, Cost)> {
    let ended = measured(&mut command)?;
    let found = serde_json::from_str(&ended.output)
        .map_err(|error| format!("the yardstick ({}): {error}", ended.status))?;
    Ok((found, ended.cost))
}

/// Every row is an event or is kept aside, and every customer is there.
fn check_refresh(read: &Refreshed, parsed: &Parsed, customers: u32) -> Outcome<()> {
    check("new events", read.events_new, read.events_total)?;
    let kept = read.events_total + read.rows_unreadable;
    check("rows kept", kept, parsed.rows)?;
    if read.rows_unreadable < parsed.misfits {
        return Err(format!("{} rows were read that are no rows", parsed.misfits).into());
    }
    check("C3 customers", read.customers, customers)
}

/// All customers of the story are mapped, and of the clean ones everything.
fn check_import(imported: &Imported, opening: &Opening) -> Outcome<()> {
    let clean = || opening.story.iter().filter(|customer| customer.clean);
    let agreements = || clean().flat_map(|customer| &customer.agreements);
    let products = agreements().map(|agreement| agreement.products.len());
    at_least("customers", imported.customers, clean().count())?;
    at_least("agreements", imported.agreements, agreements().count())?;
    at_least("products", imported.products, products.sum())
}

/// Errors are found where something is odd, and nowhere else; the clean customers
/// have something to write.
fn check_plan(validated: &Validated, opening: &Opening) -> Outcome<()> {
    let (clean, odd): (Vec<&Customer>, Vec<&Customer>) =
        opening.story.iter().partition(|customer| customer.clean);
    let clean_ids: HashSet<String> = clean
        .iter()
        .map(|one| one.customer.to_lowercase())
        .collect();
    let errors = || {
        validated
            .findings
            .iter()
            .filter(|found| found.severity == "error")
    };
    let on_clean = |found: &&Finding| clean_ids.contains(&found.customer.to_lowercase());
    let wrong: BTreeSet<&str> = errors()
        .filter(on_clean)
        .map(|found| &*found.code)
        .collect();
    if !wrong.is_empty() {
        return Err(format!("customers without a quirk have errors: {wrong:?}").into());
    }
    let expected = if odd.is_empty() { "success" } else { "error" };
    if validated.status != expected {
        return Err(format!(
            "the validation ended in {}, not {expected}",
            validated.status
        )
        .into());
    }
    let planned: HashSet<u32> = validated.plan.iter().map(|line| line.agreement).collect();
    let empty = |customer: &&&Customer| {
        let mut agreements = customer.agreements.iter();
        !agreements.any(|agreement| planned.contains(&agreement.agreement))
    };
    // A customer may well have no change in 90 days and no invoice; few have.
    let idle = clean.iter().filter(empty).count();
    if idle * 10 > clean.len() {
        return Err(format!("{idle} of {} clean customers have no plan", clean.len()).into());
    }
    Ok(())
}

/// Reading the same again adds nothing.
fn check_again(first: &Refreshed, again: &Refreshed) -> Outcome<()> {
    check("events of a second refresh", again.events_new, 0)?;
    check(
        "events in the ledger",
        again.events_total,
        first.events_total,
    )
}

fn check(what: &str, found: u32, expected: u32) -> Outcome<()> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: {found}, and not {expected}").into())
}

fn at_least(what: &str, found: u32, expected: usize) -> Outcome<()> {
    if usize::try_from(found)? >= expected {
        return Ok(());
    }
    Err(format!("{what}: {found}, and {expected} are the least").into())
}
