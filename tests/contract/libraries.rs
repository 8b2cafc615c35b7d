//! Which library may be used where: each door of the house is in one crate.
//!
//! What stands in a member's own dependencies is looked at. That nothing comes in by a longer
//! way is what `.deny.toml` sees to.

use crate::facts::{Member, Purpose};

/// A library, or a family of them, and the crates that may use it.
struct Rule {
    libraries: &'static [&'static str],
    users: &'static [&'static str],
    /// Who may use it in its own tests, beside the users.
    tests_too: &'static [&'static str],
}

const ALL_BUT_DOMAIN: &[&str] = &[
    "c3",
    "cli",
    "connectwise",
    "logs",
    "practice",
    "secrets",
    "src-tauri",
    "store",
    "tests",
    "workflow",
];

const RULES: &[Rule] = &[
    // The window is one face of two; what works must work without it.
    Rule {
        libraries: &["tauri", "tauri-*", "wry", "tao"],
        users: &["src-tauri"],
        tests_too: &[],
    },
    Rule {
        libraries: &["rusqlite", "libsqlite3-sys"],
        users: &["store"],
        tests_too: &[],
    },
    Rule {
        libraries: &["keyring", "keyring-core", "*-keyring-store"],
        users: &["secrets"],
        tests_too: &[],
    },
    // All that goes out goes through the two clients, with their limits and their log.
    Rule {
        libraries: &["reqwest", "hyper"],
        users: &["c3", "connectwise", "tests"],
        tests_too: &["practice"],
    },
    // Only the practice servers listen.
    Rule {
        libraries: &["axum"],
        users: &["practice", "tests"],
        tests_too: &["c3", "connectwise", "workflow", "cli"],
    },
    // `domain` is pure: it waits for nothing and says nothing.
    Rule {
        libraries: &["tokio", "tokio-*", "futures-*", "async-*", "tracing*"],
        users: ALL_BUT_DOMAIN,
        tests_too: &[],
    },
];

/// Every use of a library where it does not belong.
fn breaches(members: &[Member]) -> Vec<String> {
    let uses = members.iter().flat_map(|member| {
        let dependencies = member.dependencies.iter();
        dependencies.map(move |dependency| (member, dependency))
    });
    uses.filter(|(member, dependency)| {
        RULES
            .iter()
            .any(|rule| rule.is_broken_by(member, &dependency.name, dependency.purpose))
    })
    .map(|(member, dependency)| format!("`{}` must not use `{}`", member.name, dependency.name))
    .collect()
}

impl Rule {
    fn is_broken_by(&self, member: &Member, library: &str, purpose: Purpose) -> bool {
        let user = if member.is_shell() {
            "src-tauri"
        } else {
            member.name.as_str()
        };
        let allowed = self.users.contains(&user)
            || (purpose == Purpose::Tests && self.tests_too.contains(&user));
        !allowed && self.libraries.iter().any(|name| fits(name, library))
    }
}

/// Whether a library has this name; a `*` at either end stands for anything.
fn fits(name: &str, library: &str) -> bool {
    if let Some(start) = name.strip_suffix('*') {
        return library.starts_with(start);
    }
    if let Some(end) = name.strip_prefix('*') {
        return library.ends_with(end);
    }
    name == library
}

/// Every library from outside that is not pinned to one version.
fn unpinned(members: &[Member]) -> Vec<String> {
    let dependencies = members.iter().flat_map(|member| &member.dependencies);
    dependencies
        .filter(|dependency| !dependency.ours && !dependency.requirement.starts_with('='))
        .map(|dependency| {
            let (name, requirement) = (&dependency.name, &dependency.requirement);
            format!("`{name}` is not pinned: {requirement}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{breaches, unpinned};
    use crate::facts::Purpose::{Program, Tests};
    use crate::facts::{members, sample};
    use crate::hold;

    #[test]
    fn each_library_is_used_where_it_belongs() {
        hold(&breaches(&members()));
    }

    #[test]
    fn every_library_is_pinned() {
        hold(&unpinned(&members()));
    }

    #[test]
    fn a_library_elsewhere_is_a_breach() {
        for (user, library) in [
            ("workflow", "tauri"),
            ("cli", "tauri-plugin-dialog"),
            ("workflow", "rusqlite"),
            ("cli", "keyring-core"),
            ("store", "zbus-secret-service-keyring-store"),
            ("workflow", "reqwest"),
            ("cli", "axum"),
            ("domain", "tokio"),
            ("domain", "tracing"),
        ] {
            let member = sample(&format!("src-tauri/crates/{user}"), &[(library, Program)]);
            let breach = format!("`{user}` must not use `{library}`");
            assert_eq!(breaches(&[member]), [breach]);
        }
    }

    #[test]
    fn the_shell_may_use_tauri_and_no_database() {
        let shell = sample("src-tauri", &[("tauri", Program), ("rusqlite", Program)]);
        assert_eq!(breaches(&[shell]), ["`src-tauri` must not use `rusqlite`"]);
    }

    #[test]
    fn tests_may_use_what_their_program_may_not() {
        let fine = sample("src-tauri/crates/c3", &[("axum", Tests)]);
        let wrong = sample("src-tauri/crates/store", &[("axum", Tests)]);
        hold(&breaches(&[fine]));
        assert_eq!(breaches(&[wrong]), ["`store` must not use `axum`"]);
    }

    #[test]
    fn a_range_of_versions_is_a_breach() {
        let mut member = sample("src-tauri/crates/c3", &[("csv", Program)]);
        member.dependencies[0].ours = false;
        hold(&unpinned(std::slice::from_ref(&member)));
        member.dependencies[0].requirement = "^1.4".to_owned();
        assert_eq!(unpinned(&[member]), ["`csv` is not pinned: ^1.4"]);
    }
}
