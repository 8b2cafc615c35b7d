//! Where updates are looked for: what the release was built with, or what an administrator
//! set in the environment. Only https, and no request but the look and the download.

use super::failure;
use crate::error::{CommandError, ErrorCode};
use std::{env, time::Duration};
use tauri::{AppHandle, Runtime};
use tauri_plugin_updater::{Updater, UpdaterBuilder, UpdaterExt};

/// `off` switches updates off for everybody on this computer.
const SWITCH: &str = "ACCORD_UPDATES";

/// The address of another list of releases, such as a mirror inside the house.
const ADDRESS: &str = "ACCORD_UPDATE_URL";

/// The most that a look may take.
const LOOK: Duration = Duration::from_secs(30);

/// The longest silence in a download.
const SILENCE: Duration = Duration::from_secs(60);

/// Why updates are not looked for at all, where that is so.
pub(super) fn off<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
    let switched = named(SWITCH).is_some_and(|word| word.eq_ignore_ascii_case("off"));
    if switched {
        return Some("Whoever looks after this computer switched updates off.".to_owned());
    }
    let is_anywhere = named(ADDRESS).is_some() || has_endpoint(app);
    (!is_anywhere).then(|| {
        "This copy of Accord was built without an address to look for updates at.".to_owned()
    })
}

/// The updater, aimed at where updates are looked for.
pub(super) fn updater<R: Runtime>(app: &AppHandle<R>) -> Result<Updater, CommandError> {
    if let Some(why) = off(app) {
        return Err(CommandError::new(ErrorCode::Refused, why));
    }
    let builder = app.updater_builder();
    match named(ADDRESS) {
        Some(address) => aimed(builder, &address),
        None => with_patience(builder, true),
    }
}

/// The updater, aimed at one address.
pub(super) fn aimed(builder: UpdaterBuilder, address: &str) -> Result<Updater, CommandError> {
    let off = |_| {
        let words = format!("{ADDRESS} is no web address: “{address}”");
        CommandError::new(ErrorCode::Argument, words)
    };
    let address: tauri::Url = address.parse().map_err(off)?;
    let is_loopback = matches!(address.host_str(), Some("127.0.0.1" | "[::1]"));
    if address.scheme() != "https" && !is_loopback {
        return Err(CommandError::new(
            ErrorCode::Argument,
            format!("{ADDRESS} must begin with https://"),
        ));
    }
    let is_secure = address.scheme() == "https";
    let builder = builder.endpoints(vec![address]).map_err(failure::told)?;
    with_patience(builder, is_secure)
}

/// Every wait has a limit, and what began over https stays there.
fn with_patience(builder: UpdaterBuilder, is_secure: bool) -> Result<Updater, CommandError> {
    // A proxy cannot know what this machine's own address stands for.
    let builder = if is_secure {
        builder
    } else {
        builder.no_proxy()
    };
    let builder = builder
        .timeout(LOOK)
        .configure_client(move |client| client.read_timeout(SILENCE).https_only(is_secure));
    builder.build().map_err(failure::told)
}

fn has_endpoint<R: Runtime>(app: &AppHandle<R>) -> bool {
    let settings = app.config().plugins.0.get("updater");
    let endpoints = settings.and_then(|settings| settings.get("endpoints")?.as_array());
    endpoints.is_some_and(|endpoints| !endpoints.is_empty())
}

fn named(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}
