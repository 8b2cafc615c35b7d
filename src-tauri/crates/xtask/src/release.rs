//! `release`: what becomes of bundles between being built and being published.
//!
//! They are collected under names of their own, each updater signature is verified with a tool
//! that is not ours against the key that installed copies have, and the list that the updater
//! reads is written. Nothing is signed here, and nothing is published.

mod list;
mod signature;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::Value;

use crate::error::Error;
use crate::house::House;
use crate::prepare::{self, Purpose};

/// What to do with the bundles.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// Copies the bundles that were built into a folder, with their signatures
    Collect {
        /// The folder; it is made
        folder: PathBuf,
    },
    /// Verifies the updater signature beside each file against the key in the configuration
    Verify {
        /// The files; the signature of `x` is `x.sig`
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Writes `latest.json`, the list that the updater reads, into a folder of collected bundles
    List {
        /// The folder
        folder: PathBuf,
        /// The address below which the files will lie
        #[arg(long)]
        at: String,
    },
}

/// Does one step.
pub(crate) fn release(house: &House, step: &Step) -> Result<(), Error> {
    match step {
        Step::Collect { folder } => collect(house, folder),
        Step::Verify { files } => {
            prepare::prepare(&[Purpose::Verify])?;
            let configuration = configuration(house)?;
            files
                .iter()
                .try_for_each(|file| signature::verify(file, &configuration))
        }
        Step::List { folder, at } => list::write(house, folder, at),
    }
}

/// The configuration of the program, in which the public key and the version stand.
fn configuration(house: &House) -> Result<Value, Error> {
    let path = house.path("src-tauri/tauri.conf.json");
    let text = fs::read(&path)?;
    serde_json::from_slice(&text).map_err(|source| Error::Unreadable {
        command: path.display().to_string(),
        source,
    })
}

fn version(configuration: &Value) -> &str {
    configuration["version"].as_str().unwrap_or_default()
}

/// How the name of a file that is published ends.
const ENDINGS: [&str; 5] = [".deb", ".dmg", ".app.tar.gz", ".msi", "-setup.exe"];

fn collect(house: &House, into: &Path) -> Result<(), Error> {
    fs::create_dir_all(into)?;
    let configuration = configuration(house)?;
    let mut count = 0;
    for folder in bundle_folders(house) {
        for entry in fs::read_dir(folder)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(name) = published_name(&name, version(&configuration)) {
                fs::copy(entry.path(), into.join(name))?;
                count += 1;
            }
        }
    }
    if count > 0 {
        return Ok(());
    }
    Err(Error::NoBundle {
        folder: house.target().to_owned(),
    })
}

/// The folders into which the bundler puts each kind of bundle.
fn bundle_folders(house: &House) -> Vec<PathBuf> {
    let below = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten();
    let targets = below(house.target().to_owned()).map(|entry| entry.path());
    let all = targets.chain([house.target().to_owned()]);
    all.flat_map(|target| below(target.join("release/bundle")))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

/// The name under which a file is published; `None` for what is not.
fn published_name(name: &str, version: &str) -> Option<String> {
    let plain = name.strip_suffix(".sig").unwrap_or(name);
    if !ENDINGS.iter().any(|ending| plain.ends_with(ending)) {
        return None;
    }
    // The updater's package for the Mac is the one whose name says neither version nor system.
    let universal = format!("Accord_{version}_universal.app.tar.gz");
    Some(name.replace("Accord.app.tar.gz", &universal))
}

#[cfg(test)]
mod tests {
    use super::published_name;

    #[test]
    fn installers_and_their_signatures_are_published_and_nothing_else() {
        let name = |name| published_name(name, "1.2.3");
        for kept in [
            "Accord_1.2.3_amd64.deb",
            "Accord_1.2.3_amd64.deb.sig",
            "Accord_1.2.3_x64-setup.exe",
            "Accord_1.2.3_x64_en-US.msi",
            "Accord_1.2.3_universal.dmg",
        ] {
            assert_eq!(name(kept).as_deref(), Some(kept));
        }
        assert_eq!(name("Accord.app"), None);
        assert_eq!(name("bundle_dmg.sh"), None);
        assert_eq!(
            name("Accord.app.tar.gz.sig").as_deref(),
            Some("Accord_1.2.3_universal.app.tar.gz.sig")
        );
    }
}
