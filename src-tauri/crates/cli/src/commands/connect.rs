//! `connect` and `check`.

use super::Outcome;
use crate::{
    arguments::{Connect, ConnectC3, ConnectConnectWise},
    outcome::{Failure, Success},
    show::moment,
};
use jiff::tz::TimeZone;
use secrets::SecretString;
use std::io::Read;
use workflow::{
    Workflow,
    connect::{Check, ReadAnswer},
    settings::{C3Settings, ConnectWiseSettings},
};

/// Characters that a secret may have; a file given by mistake has more.
const SECRET_MAX: u64 = 4096;

pub(super) async fn connect(workflow: &Workflow, command: Connect) -> Outcome {
    match command {
        Connect::Connectwise(words) => connectwise(workflow, words).await,
        Connect::C3(words) => c3(workflow, words).await,
    }
}

async fn connectwise(workflow: &Workflow, words: ConnectConnectWise) -> Outcome {
    let key = secret(words.private_key_stdin)?;
    if let Some(word) = &words.use_connectwise_price {
        workflow.set("use-connectwise-price", word)?;
    }
    let settings = ConnectWiseSettings {
        site: words.site,
        company: words.company,
        public_key: words.public_key,
        client_id: words.client_id,
    };
    let found = workflow.connect_connectwise(&settings, key).await?;
    let text = format!(
        "Connected to ConnectWise {} ({})",
        found.company, found.version
    );
    Success::new(found, text)
}

async fn c3(workflow: &Workflow, words: ConnectC3) -> Outcome {
    let secret = secret(words.client_secret_stdin)?;
    if let Some(zone) = &words.time_zone {
        workflow.set("c3-time-zone", zone)?;
    }
    let settings = C3Settings {
        api_url: words.api_url,
        token_url: words.token_url,
        client_id: words.client_id,
        resource: words.resource,
        scope: words.scope,
    };
    let found = workflow.connect_c3(&settings, secret).await?;
    let text = format!(
        "Connected to C3; its token holds until {}",
        moment(found.token_expires, &TimeZone::system())
    );
    Success::new(found, text)
}

/// The secret from standard input, where it was asked for.
fn secret(from_input: bool) -> Result<Option<SecretString>, Failure> {
    if !from_input {
        return Ok(None);
    }
    let mut text = String::new();
    std::io::stdin()
        .take(SECRET_MAX)
        .read_to_string(&mut text)
        .map_err(|_| Failure::usage("The secret could not be read from standard input"))?;
    match text.trim() {
        "" => Err(Failure::usage("There is no secret on standard input")),
        secret => Ok(Some(secret.to_owned().into())),
    }
}

pub(super) async fn check(workflow: &Workflow) -> Outcome {
    let check = workflow.check().await?;
    let text = checked(&check);
    let passed = check.passed();
    let success = Success::new(check, text)?;
    if passed {
        return Ok(success);
    }
    let message = "A connection does not work, or a right is missing";
    Err(Failure::ended("check-failed", message, success))
}

fn checked(check: &Check) -> String {
    let mut text = state(
        "ConnectWise",
        check.connectwise.ok,
        &check.connectwise.message,
    );
    let rights = check.connectwise.rights.iter();
    for right in rights.filter(|right| right.read != ReadAnswer::Ok) {
        text += &format!(
            "  {} may not be read: grant {} in the security role\n",
            right.name, right.role_row
        );
    }
    if check.c3.ok || check.c3.used {
        text + &state("C3", check.c3.ok, &check.c3.message)
    } else {
        text + "C3 is not used; history comes from files\n"
    }
}

fn state(system: &str, ok: bool, message: &Option<String>) -> String {
    let works = if ok { "works" } else { "does not work" };
    let why = message.as_ref().map(|why| format!("  {why}\n"));
    format!("{system} {works}\n{}", why.unwrap_or_default())
}
