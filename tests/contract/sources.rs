//! What a source file looks like: not long, introduced, and named for what it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::facts::root;

/// The longest file, in lines.
const LONGEST: usize = 400;

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 7] = [
    "util", "utils", "helper", "helpers", "manager", "common", "misc",
];

/// Ways to take the time or chance that `domain` must be handed.
const TAKEN: [&str; 3] = ["::now(", "new_v4(", "std::env"];

/// A Rust file of the house: its path from the root, and its text.
struct Source {
    path: String,
    text: String,
}

fn breaches(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(breaches_in).collect()
}

fn breaches_in(Source { path, text }: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        breaches.push(format!("{path}: {lines} lines, and {LONGEST} is the most"));
    }
    if !text.starts_with("//! ") {
        breaches.push(format!("{path}: begins without a word on what it is"));
    }
    let names = path.trim_end_matches(".rs").split('/');
    for name in names.filter(|name| EMPTY_NAMES.contains(name)) {
        breaches.push(format!("{path}: `{name}` says nothing of what is inside"));
    }
    if path.starts_with("src-tauri/crates/domain/src/") {
        let taken = TAKEN.iter().filter(|word| text.contains(*word));
        breaches.extend(taken.map(|word| format!("{path}: `{word}` is to be handed in")));
    }
    breaches
}

/// Every Rust file of the house.
fn sources() -> Vec<Source> {
    let root = root();
    let mut files = Vec::new();
    for folder in ["src-tauri", "tests"] {
        collect(&root.join(folder), &mut files);
    }
    let source = |file: &PathBuf| Source {
        path: from_root(file, &root),
        text: fs::read_to_string(file).unwrap(),
    };
    files.iter().map(source).collect()
}

fn from_root(file: &Path, root: &Path) -> String {
    let path = file.strip_prefix(root).unwrap();
    path.to_string_lossy().replace('\\', "/")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        let is_folder = entry.file_type().unwrap().is_dir();
        if is_folder && entry.file_name() != "target" && entry.file_name() != "gen" {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, breaches, sources};
    use crate::hold;

    fn breaches_of(path: &str, text: &str) -> Vec<String> {
        breaches(&[Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }])
    }

    #[test]
    fn every_source_file_is_short_introduced_and_well_named() {
        hold(&breaches(&sources()));
    }

    #[test]
    fn all_crates_and_tests_are_looked_at() {
        let sources = sources();
        for path in [
            "src-tauri/crates/domain/src/lib.rs",
            "tests/contract/sources.rs",
        ] {
            assert!(sources.iter().any(|source| source.path == path), "{path}");
        }
    }

    #[test]
    fn a_long_file_is_a_breach() {
        let path = "src-tauri/crates/store/src/lib.rs";
        hold(&breaches_of(path, &"//! Rows.\n".repeat(400)));
        assert_eq!(
            breaches_of(path, &"//! Rows.\n".repeat(401)),
            [format!("{path}: 401 lines, and 400 is the most")]
        );
    }

    #[test]
    fn a_file_without_an_introduction_is_a_breach() {
        for text in ["", "use std::fs;\n", "// Rows.\n", "/// Rows.\n"] {
            assert_eq!(breaches_of("tests/cli/main.rs", text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_is_a_breach() {
        for path in [
            "tests/cli/utils.rs",
            "src-tauri/crates/c3/src/common/mod.rs",
        ] {
            assert_eq!(breaches_of(path, "//! Rows.\n").len(), 1, "{path}");
        }
    }

    #[test]
    fn the_domain_takes_no_time_and_no_chance() {
        let text = "//! Days.\nfn day() { Zoned::now() }\n";
        let path = "src-tauri/crates/domain/src/day.rs";
        assert_eq!(
            breaches_of(path, text),
            [format!("{path}: `::now(` is to be handed in")]
        );
        hold(&breaches_of("src-tauri/crates/cli/src/main.rs", text));
    }
}
