//! What each manifest must say: versions and lints stand in the root alone.
//!
//! The text is read line by line, and a line that is not of the one allowed form is a breach:
//! stricter than TOML, and by that without a parser's blind spots.

use std::fs;

use crate::facts::{self, Member};

/// What every package takes from the root.
const INHERITED: [&str; 5] = ["version", "edition", "rust-version", "license", "publish"];

/// Every manifest's breaches, each with the package's name before it.
fn breaches(members: &[Member]) -> Vec<String> {
    let breaches = members.iter().flat_map(|member| {
        let path = facts::root().join(&member.folder).join("Cargo.toml");
        breaches_in(&member.name, &fs::read_to_string(path).unwrap())
    });
    breaches.collect()
}

fn breaches_in(name: &str, manifest: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            if section.contains("dependencies.") {
                breaches.push(format!(
                    "{name}: `[{section}]` is to be one line of a table"
                ));
            }
        } else if section.ends_with("dependencies") && !is_inherited(line) {
            breaches.push(format!("{name}: `{line}` does not come from the root"));
        }
    }
    for field in INHERITED {
        if !has(manifest, "package", &format!("{field}.workspace = true")) {
            breaches.push(format!("{name}: `{field}` does not come from the root"));
        }
    }
    if !has(manifest, "lints", "workspace = true") {
        breaches.push(format!("{name}: the lints do not come from the root"));
    }
    breaches
}

/// A dependency taken from the root, or a line that says nothing.
fn is_inherited(line: &str) -> bool {
    let says_nothing = line.is_empty() || line.starts_with('#');
    let from_root = line.ends_with(".workspace = true")
        || line.contains("{ workspace = true,")
        || line.ends_with("{ workspace = true }");
    says_nothing || (from_root && !line.contains("version"))
}

/// Whether the section holds this line.
fn has(manifest: &str, section: &str, wanted: &str) -> bool {
    let header = format!("[{section}]");
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .any(|line| line == wanted)
}

/// The longest function that clippy lets pass; `None` where it does not look.
fn longest_function(manifest: &str, clippy: &str) -> Option<u32> {
    let looks = has(
        manifest,
        "workspace.lints.clippy",
        "too_many_lines = \"warn\"",
    );
    let threshold = clippy
        .lines()
        .find_map(|line| line.strip_prefix("too-many-lines-threshold = "))?;
    threshold.trim().parse().ok().filter(|_| looks)
}

#[cfg(test)]
mod tests {
    use super::{breaches, breaches_in, longest_function};
    use crate::facts::{members, root};
    use crate::hold;
    use std::fs;

    const GOOD: &str = "[package]\nname = \"c3\"\nversion.workspace = true\nedition.workspace = true\n\
        rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\n\
        [dependencies]\n# Why\ncsv.workspace = true\nserde = { workspace = true, features = [\"rc\"] }\n\n\
        [lints]\nworkspace = true\n";

    #[test]
    fn versions_and_lints_stand_in_the_root_alone() {
        hold(&breaches(&members()));
    }

    #[test]
    fn the_good_sample_is_good() {
        hold(&breaches_in("c3", GOOD));
    }

    #[test]
    fn a_version_outside_the_root_is_a_breach() {
        for line in [
            "csv = \"1.4\"",
            "csv = { version = \"1.4\", features = [\"a\"] }",
            "csv = { path = \"../csv\" }",
            "csv = { git = \"https://example.com/csv\" }",
        ] {
            let manifest = GOOD.replace("csv.workspace = true", line);
            let breach = format!("c3: `{line}` does not come from the root");
            assert_eq!(breaches_in("c3", &manifest), [breach]);
        }
    }

    #[test]
    fn every_kind_of_dependency_is_looked_at() {
        for section in [
            "dev-dependencies",
            "build-dependencies",
            "target.'cfg(windows)'.dependencies",
        ] {
            let manifest = format!("{GOOD}[{section}]\ncsv = \"1.4\"\n");
            assert_eq!(breaches_in("c3", &manifest).len(), 1, "{section}");
        }
        let table = format!("{GOOD}[dependencies.csv]\nversion = \"1.4\"\n");
        assert_eq!(
            breaches_in("c3", &table),
            ["c3: `[dependencies.csv]` is to be one line of a table"]
        );
    }

    #[test]
    fn an_edition_or_lints_of_its_own_are_breaches() {
        let edition = GOOD.replace("edition.workspace = true", "edition = \"2018\"");
        assert_eq!(
            breaches_in("c3", &edition),
            ["c3: `edition` does not come from the root"]
        );
        let lints = GOOD.replace(
            "[lints]\nworkspace = true\n",
            "[lints.clippy]\nall = \"allow\"\n",
        );
        assert_eq!(
            breaches_in("c3", &lints),
            ["c3: the lints do not come from the root"]
        );
    }

    #[test]
    fn no_function_is_longer_than_70_lines() {
        let read = |name: &str| fs::read_to_string(root().join(name)).unwrap();
        let longest = longest_function(&read("Cargo.toml"), &read(".clippy.toml"));
        assert!(longest.is_some_and(|lines| lines <= 70), "{longest:?}");
    }

    #[test]
    fn a_lint_that_is_off_lets_any_function_pass() {
        let on = "[workspace.lints.clippy]\ntoo_many_lines = \"warn\"\n";
        let threshold = "too-many-lines-threshold = 70\n";
        assert_eq!(longest_function(on, threshold), Some(70));
        assert_eq!(longest_function(on, ""), None);
        assert_eq!(
            longest_function(&on.replace("warn", "allow"), threshold),
            None
        );
        assert_eq!(longest_function("[workspace]", threshold), None);
    }
}
