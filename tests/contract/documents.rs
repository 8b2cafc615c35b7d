//! What must be written down: the README names every part, and practice says what it assumes.

use std::fs;

use crate::facts::{Member, members, root};

/// The two commands that a newcomer needs.
const COMMANDS: [&str; 2] = ["cargo xtask run", "cargo xtask test"];

/// The document that says what the practice servers take for granted about the real ones.
const ASSUMPTIONS: &str = "src-tauri/crates/practice/ASSUMPTIONS.md";

/// What the README should name and does not: a crate, or one of the two commands.
fn unnamed(readme: &str, members: &[Member]) -> Vec<String> {
    let names = members.iter().map(|member| member.name.as_str());
    names
        .chain(COMMANDS)
        .filter(|name| !is_named(readme, name))
        .map(|name| format!("README.md does not name `{name}`"))
        .collect()
}

/// Whether the name stands there as a word of its own: `c3` is not named by `c3x`.
fn is_named(readme: &str, name: &str) -> bool {
    let part_of_a_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    readme.match_indices(name).any(|(at, _)| {
        let (before, after) = (&readme[..at], &readme[at + name.len()..]);
        !before.ends_with(part_of_a_word) && !after.starts_with(part_of_a_word)
    })
}

#[test]
fn the_readme_names_every_crate_and_both_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    crate::hold(&unnamed(&readme, &members()));
}

#[test]
fn what_practice_assumes_is_written_down_for_both_systems() {
    let text = fs::read_to_string(root().join(ASSUMPTIONS)).unwrap();
    assert!(is_named(&text, "ConnectWise") && is_named(&text, "C3"));
}

#[test]
fn a_crate_that_the_readme_leaves_out_is_a_breach() {
    let members = [
        crate::facts::sample("src-tauri/crates/store", &[]),
        crate::facts::sample("src-tauri/crates/c3", &[]),
    ];
    let readme = "`store/` keeps. stored, c3x. `cargo xtask run` and `cargo xtask test`.";
    assert_eq!(unnamed(readme, &members), ["README.md does not name `c3`"]);
    assert_eq!(unnamed("", &members).len(), 4);
}
