//! What lies at the top level of the repository, and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use crate::facts::root;

/// All that may lie there, beside files and folders that begin with a dot.
const ENTRIES: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "src-tauri",
    "tests",
    "ui",
];

/// Every entry of the top level that does not belong there.
fn strays<'a>(files: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    files
        .filter_map(|file| file.split('/').next())
        .filter(|entry| !entry.starts_with('.') && !ENTRIES.contains(entry))
        .collect()
}

/// The files that git keeps, one a line; what is built or noted beside them is nobody's business.
fn kept() -> String {
    let output = Command::new("git")
        .args(["ls-files"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "git keeps this folder");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn nothing_else_lies_at_the_top() {
    let kept = kept();
    assert!(kept.lines().any(|file| file == "Cargo.toml"));
    assert_eq!(strays(kept.lines()), BTreeSet::new());
}

#[test]
fn a_stray_file_or_folder_is_a_breach() {
    let files = [
        "Cargo.toml",
        ".ci/run",
        "src-tauri/crates/c3/Cargo.toml",
        "notes.md",
        "scripts/build.sh",
        "scripts/run.sh",
    ];
    assert_eq!(
        strays(files.into_iter()),
        BTreeSet::from(["notes.md", "scripts"])
    );
}
