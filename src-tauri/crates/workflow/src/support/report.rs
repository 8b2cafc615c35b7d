//! How this Accord is, in lines: by ids, numbers and words of its own.

use super::Maker;
use crate::{Workflow, error::Error};
use connectwise::Site;
use jiff::{Timestamp, tz::TimeZone};
use secrets::SecretName;
use std::fmt::Write;
use store::{JobFilter, JobKind, JobStatus, JobSummary};

/// Runs that are listed.
const RUNS: u32 = 200;

/// The billing settings whose values are words of Accord's own.
const PLAIN: [&str; 5] = [
    "billing-time-zone",
    "c3-time-zone",
    "rounding",
    "suspended",
    "use-connectwise-price",
];

/// ConnectWise's own cloud.
const CLOUD: &str = "myconnectwise.net";

pub(super) fn system(maker: Maker, now: Timestamp) -> String {
    let zone = TimeZone::system();
    let zone = zone.iana_name().unwrap_or("unknown").to_owned();
    format!(
        "Program: {} {}\nSystem: {} ({}, {})\nTime zone: {zone}\nMade: {now:.0}\n",
        maker.program,
        maker.version,
        described(),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

/// What the system calls itself, where it says so in a file.
fn described() -> String {
    let text = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="));
    line.map_or_else(
        || std::env::consts::FAMILY.to_owned(),
        |name| name.trim_matches('"').to_owned(),
    )
}

pub(super) fn settings(workflow: &Workflow) -> Result<String, Error> {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    };
    let connectwise = workflow.connectwise_settings()?;
    let site = connectwise.map_or("not connected", |settings| kind_of_site(&settings.site));
    line("ConnectWise", site);
    line(
        "Private key",
        &saved(workflow, SecretName::ConnectWisePrivateKey),
    );
    let c3 = workflow.c3_settings()?;
    line(
        "C3",
        if c3.is_some() {
            "connected"
        } else {
            "history files"
        },
    );
    line(
        "Client secret",
        &saved(workflow, SecretName::C3ClientSecret),
    );
    for (name, value) in workflow.settings()? {
        line(
            name,
            if PLAIN.contains(&name) {
                &value
            } else {
                "(a text of the user's)"
            },
        );
    }
    let automatic = workflow.automatic()?;
    let limits = automatic.limits;
    line("Automatic runs", if automatic.is_on { "on" } else { "off" });
    line(
        "Automatic upload",
        if automatic.may_upload {
            "allowed"
        } else {
            "not allowed"
        },
    );
    let most = format!(
        "{} in money, {} lines, {} for the first time",
        limits.amount, limits.lines, limits.first_time
    );
    line("Automatic limits", &most);
    Ok(text)
}

/// Of a partner's own host nothing is told: it is a name.
fn kind_of_site(address: &str) -> &'static str {
    match Site::parse(address) {
        Ok(site) if site.is_loopback() => "connected, on this computer",
        Ok(site) if site.host().ends_with(CLOUD) => "connected, ConnectWise's cloud",
        _ => "connected, an own host",
    }
}

/// Whether a secret is there, and since when; nothing of the secret itself.
fn saved(workflow: &Workflow, name: SecretName) -> String {
    match workflow.saved_secret(name) {
        Ok(None) => "none".to_owned(),
        Ok(Some(saved)) => saved.saved_at.map_or_else(
            || "from the environment".to_owned(),
            |at| format!("saved on {at:.0}"),
        ),
        Err(_) => "the credential store does not answer".to_owned(),
    }
}

pub(super) fn database(workflow: &Workflow) -> Result<String, Error> {
    let freshness = workflow.freshness()?;
    let (complaints, schema, counts) = workflow
        .store
        .read(|reader| Ok((reader.complaints()?, reader.schema()?, reader.counts()?)))?;
    let read =
        |at: Option<Timestamp>| at.map_or_else(|| "never".to_owned(), |at| format!("{at:.0}"));
    let sound = match complaints.as_slice() {
        [] => "sound".to_owned(),
        complaints => format!("DAMAGED\n  {}", complaints.join("\n  ")),
    };
    let mut text = format!(
        "Integrity check: {sound}\nSchema: {schema}\nC3 last read: {}\nConnectWise last read: {}\nHistory file last read: {}\n\nRows by table\n",
        read(freshness.c3),
        read(freshness.connectwise),
        read(freshness.file),
    );
    for (table, rows) in counts {
        let _ = writeln!(text, "  {table}: {rows}");
    }
    Ok(text)
}

pub(super) fn runs(workflow: &Workflow) -> Result<String, Error> {
    let found = workflow.job_summaries(&JobFilter::default(), 0, RUNS)?;
    let mut text = format!("{} in all, the newest first\n", found.total);
    for summary in &found.items {
        let id = summary.job.id;
        let codes = workflow.store.read(|reader| reader.finding_codes(id))?;
        let codes = codes.iter().map(|(code, count)| format!("{code} {count}"));
        let codes: Vec<String> = codes.collect();
        let _ = writeln!(text, "{}{}", run(summary), list(&codes));
    }
    Ok(text)
}

fn run(summary: &JobSummary) -> String {
    let job = &summary.job;
    let kind = match job.kind {
        JobKind::Validate => "validate",
        JobKind::Export => "upload",
        JobKind::Undo => "undo",
    };
    let status = match job.status {
        JobStatus::Running => "running",
        JobStatus::Success => "success",
        JobStatus::Error => "error",
        JobStatus::Cancelled => "cancelled",
        JobStatus::Interrupted => "interrupted",
    };
    let ended = job
        .finished_at
        .map_or_else(String::new, |at| format!(" until {at:.0}"));
    format!(
        "{kind}-{}: {status}, {:.0}{ended}, {} customers, {} operations ({} confirmed, {} failed)",
        job.id,
        job.started_at,
        job.customers,
        summary.operations,
        summary.confirmed,
        summary.failed
    )
}

fn list(codes: &[String]) -> String {
    if codes.is_empty() {
        String::new()
    } else {
        format!("; {}", codes.join(", "))
    }
}
