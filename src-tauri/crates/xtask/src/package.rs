//! `package`: what people install, made by Tauri's bundler from the release's configuration.
//!
//! The command line `accord` goes into every bundle beside the window. Signing is the bundler's:
//! it signs the code first and makes the updater's signature over the signed bundle. Without
//! the updater's private key in the environment that last signature is left out, and what is
//! made is for this machine alone.

mod root;
mod traces;
mod trial;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};
use crate::window;

/// Where the bundler finds the command line, named after the system it is for.
const BESIDE: &str = "shipping";

/// With this in the environment the bundler signs for the updater.
const UPDATER_KEY: &str = "TAURI_SIGNING_PRIVATE_KEY";

/// Leaves the updater's signature out.
const WITHOUT_UPDATER: &str = r#"{"bundle":{"createUpdaterArtifacts":false}}"#;

/// A program for both kinds of Mac, and what it is put together from.
const UNIVERSAL: &str = "universal-apple-darwin";
const BOTH_MACS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];

/// What is to be made.
#[derive(Args)]
pub(crate) struct Wanted {
    /// Which bundles, as the bundler names them
    #[arg(long, value_delimiter = ',', default_value = "deb")]
    bundles: Vec<String>,
    /// For which system, as Rust names it; without it for this one
    #[arg(long)]
    target: Option<String>,
    /// More configuration, put over that of a release; a path is seen from src-tauri
    #[arg(long)]
    config: Vec<String>,
    /// Tries the deb on a clean Debian afterwards; needs root
    #[arg(long = "try")]
    tries: bool,
    /// Builds nothing: tries the deb that was built last
    #[arg(long, requires = "tries")]
    as_built: bool,
}

/// Makes the bundles, and tries the deb where that is asked for.
pub(crate) fn package(house: &House, wanted: &Wanted) -> Result<(), Error> {
    if !wanted.tries {
        return build(house, wanted);
    }
    trial::ready()?;
    if !wanted.as_built {
        build(house, wanted)?;
    }
    trial::trial(house)
}

fn build(house: &House, wanted: &Wanted) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build, Purpose::Window])?;
    window::fetch(house)?;
    command_line(house, wanted.target.as_deref())?;
    house::finish(bundler(house, wanted, env::var_os(UPDATER_KEY).is_some()))
}

fn bundler(house: &House, wanted: &Wanted, signs: bool) -> Command {
    let mut command = house.tauri(&["build", "--ci"]);
    command.args(["--bundles", &wanted.bundles.join(",")]);
    command.args(["--config", "tauri.release.conf.json"]);
    for config in &wanted.config {
        command.args(["--config", config]);
    }
    if !signs {
        command.args(["--config", WITHOUT_UPDATER]);
    }
    if let Some(target) = &wanted.target {
        command.args(["--target", target]);
    }
    command.args(["--", "--locked"]);
    command
}

/// Builds the command line, and puts it where the bundler takes it from.
fn command_line(house: &House, target: Option<&str>) -> Result<(), Error> {
    let folder = house.target().join(BESIDE);
    fs::create_dir_all(&folder)?;
    if target == Some(UNIVERSAL) {
        return for_both_macs(house, &folder);
    }
    let host = host(house)?;
    let built = compile(house, target)?;
    fs::copy(built, folder.join(beside(target.unwrap_or(&host))))?;
    Ok(())
}

fn for_both_macs(house: &House, folder: &Path) -> Result<(), Error> {
    let mut join = Command::new("lipo");
    join.arg("-create").arg("-output");
    join.arg(folder.join(beside(UNIVERSAL)));
    for target in BOTH_MACS {
        let one = folder.join(beside(target));
        fs::copy(compile(house, Some(target))?, &one)?;
        join.arg(one);
    }
    house::finish(join)
}

/// Compiles the command line as for a release, and says where it lies.
fn compile(house: &House, target: Option<&str>) -> Result<PathBuf, Error> {
    let build = ["build", "--release", "--locked"];
    let mut command = house.cargo(&[&build[..], &["--package", "cli", "--bin", "accord"]].concat());
    let mut folder = house.target().to_owned();
    if let Some(target) = target {
        command.args(["--target", target]);
        folder.push(target);
    }
    house::finish(command)?;
    let name = if is_windows(target) {
        "accord.exe"
    } else {
        "accord"
    };
    Ok(folder.join("release").join(name))
}

/// The command line's name for a system, as the bundler looks for it.
fn beside(target: &str) -> String {
    let extension = if target.contains("windows") {
        ".exe"
    } else {
        ""
    };
    format!("accord-{target}{extension}")
}

fn is_windows(target: Option<&str>) -> bool {
    target.map_or(cfg!(windows), |target| target.contains("windows"))
}

/// This system, as Rust names it.
fn host(house: &House) -> Result<String, Error> {
    let mut command = house.cargo(&["version", "--verbose"]);
    let said = house::said(&mut command)?;
    let line = said.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| Error::Failed {
        program: house::as_typed(&command),
    })
}

#[cfg(test)]
mod tests {
    use super::{Wanted, beside, bundler, host};
    use crate::house::{House, as_typed};

    fn wanted(target: Option<&str>) -> Wanted {
        Wanted {
            bundles: vec!["app".to_owned(), "dmg".to_owned()],
            target: target.map(str::to_owned),
            config: vec!["mine.json".to_owned()],
            tries: false,
            as_built: false,
        }
    }

    #[test]
    fn the_release_comes_first_and_more_is_put_over_it() {
        let house = House::find().unwrap();
        let typed = as_typed(&bundler(
            &house,
            &wanted(Some("universal-apple-darwin")),
            true,
        ));
        assert_eq!(
            typed,
            "tauri build --ci --bundles app,dmg --config tauri.release.conf.json --config mine.json --target universal-apple-darwin -- --locked"
        );
    }

    #[test]
    fn without_the_key_nothing_is_signed_for_the_updater_whatever_else_is_set() {
        let house = House::find().unwrap();
        let typed = as_typed(&bundler(&house, &wanted(None), false));
        let ends = r#"--config mine.json --config {"bundle":{"createUpdaterArtifacts":false}} -- --locked"#;
        assert!(typed.ends_with(ends), "{typed}");
    }

    #[test]
    fn the_command_line_is_named_as_the_bundler_looks_for_it() {
        assert_eq!(
            beside("x86_64-pc-windows-msvc"),
            "accord-x86_64-pc-windows-msvc.exe"
        );
        let host = host(&House::find().unwrap()).unwrap();
        assert!(host.contains(std::env::consts::ARCH), "{host}");
    }
}
