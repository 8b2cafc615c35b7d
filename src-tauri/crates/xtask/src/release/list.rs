//! `latest.json`: the list that the updater of an installed copy reads. For each system it
//! names one file, its address and its signature.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Serialize;

use super::{configuration, version};
use crate::error::Error;
use crate::house::{self, House};

/// Which file is for whom: the names that the updater looks under, and how the file's ends.
///
/// A copy looks under its system and kind of bundle first, then under its system alone.
const SYSTEMS: [(&[&str], &str); 4] = [
    (&["linux-x86_64", "linux-x86_64-deb"], "_amd64.deb"),
    (
        &["darwin-aarch64", "darwin-x86_64"],
        "_universal.app.tar.gz",
    ),
    (&["windows-x86_64", "windows-x86_64-nsis"], "_x64-setup.exe"),
    (&["windows-x86_64-msi"], "_x64_en-US.msi"),
];

#[derive(Serialize)]
struct List {
    version: String,
    notes: String,
    pub_date: String,
    platforms: BTreeMap<String, Package>,
}

#[derive(Clone, Serialize)]
struct Package {
    url: String,
    signature: String,
}

/// Writes the list of what lies in a folder.
pub(super) fn write(house: &House, folder: &Path, address: &str) -> Result<(), Error> {
    let configuration = configuration(house)?;
    let changes = fs::read_to_string(house.path("src-tauri/shipping/changelog"))?;
    let mut commit = Command::new("git");
    commit.current_dir(house.path(""));
    commit.args(["show", "--no-patch", "--format=%cI", "HEAD"]);
    let list = List {
        version: version(&configuration).to_owned(),
        notes: newest(&changes),
        pub_date: house::said(&mut commit)?.trim().to_owned(),
        platforms: platforms(folder, address)?,
    };
    let text = serde_json::to_string_pretty(&list).map_err(|source| Error::Unreadable {
        command: "the list of releases".to_owned(),
        source,
    })?;
    fs::write(folder.join("latest.json"), text)?;
    Ok(())
}

/// What is said of the newest version: the lines below its title, to the next title.
fn newest(changes: &str) -> String {
    let below = changes.lines().skip(1);
    let lines = below.take_while(|line| line.is_empty() || line.starts_with(' '));
    let lines: Vec<&str> = lines.map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

fn platforms(folder: &Path, address: &str) -> Result<BTreeMap<String, Package>, Error> {
    let entries = fs::read_dir(folder)?.flatten();
    let names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let mut platforms = BTreeMap::new();
    for (systems, ending) in SYSTEMS {
        let file = names.iter().find(|name| name.ends_with(ending));
        let file = file.ok_or_else(|| Error::NoBundle {
            folder: folder.join(format!("*{ending}")),
        })?;
        let signature = fs::read_to_string(folder.join(format!("{file}.sig")))?;
        let package = Package {
            url: format!("{address}/{file}"),
            signature: signature.trim().to_owned(),
        };
        platforms.extend(systems.iter().map(|it| ((*it).to_owned(), package.clone())));
    }
    Ok(platforms)
}

#[cfg(test)]
mod tests {
    use super::{newest, platforms};
    use std::fs;

    #[test]
    fn each_system_finds_its_file_and_its_signature() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            "Accord_1_amd64.deb",
            "Accord_1_universal.app.tar.gz",
            "Accord_1_x64-setup.exe",
            "Accord_1_x64_en-US.msi",
        ];
        for file in files {
            fs::write(folder.path().join(file), "").unwrap();
            fs::write(
                folder.path().join(format!("{file}.sig")),
                format!("of {file}\n"),
            )
            .unwrap();
        }
        // For the whole computer: it is not what the updater installs.
        fs::write(folder.path().join("Accord_1_x64-setup-all-users.exe"), "").unwrap();
        let found = platforms(folder.path(), "https://x.example/1").unwrap();
        assert_eq!(found.len(), 7);
        let nsis = &found["windows-x86_64-nsis"];
        assert_eq!(nsis.url, "https://x.example/1/Accord_1_x64-setup.exe");
        assert_eq!(nsis.signature, "of Accord_1_x64-setup.exe");
        assert_eq!(found["darwin-aarch64"].url, found["darwin-x86_64"].url);
        fs::remove_file(folder.path().join(files[3])).unwrap();
        assert!(platforms(folder.path(), "https://x.example/1").is_err());
    }

    #[test]
    fn the_notes_are_those_of_the_newest_version() {
        let changes = "Accord 2\n\n  Fewer clicks,\n  more room.\n\nAccord 1\n\n  The first.\n";
        assert_eq!(newest(changes), "Fewer clicks,\nmore room.");
    }
}
