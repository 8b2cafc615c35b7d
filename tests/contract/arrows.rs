//! Which crate of the house may know which: arrows point down only.
//!
//! `connectwise` knows not even `domain`, so that it stays a plain client and is honest about
//! the wire. `practice` knows none of ours: a wrong field name that client and server share
//! would pass every test.

use crate::facts::{Member, Purpose};

/// A crate, and the crates of the house that it may know.
struct Arrow {
    from: &'static str,
    to: &'static [&'static str],
    /// What its own tests may know beside that.
    tests_too: &'static [&'static str],
}

const FACES: &[&str] = &["domain", "logs", "practice", "secrets", "workflow"];

const ARROWS: &[Arrow] = &[
    arrow("c3", &["domain"], &["practice"]),
    arrow("cli", FACES, &[]),
    arrow("connectwise", &[], &["practice"]),
    arrow("domain", &[], &[]),
    arrow("logs", &[], &[]),
    arrow("practice", &[], &[]),
    arrow("secrets", &["domain"], &[]),
    arrow("store", &["domain"], &[]),
    arrow(
        "workflow",
        &["c3", "connectwise", "domain", "secrets", "store"],
        &["practice"],
    ),
    arrow("xtask", &[], &[]),
];

const fn arrow(
    from: &'static str,
    to: &'static [&'static str],
    tests_too: &'static [&'static str],
) -> Arrow {
    Arrow {
        from,
        to,
        tests_too,
    }
}

/// Every dependency among our crates that no arrow allows, and every crate without a place.
fn breaches(members: &[Member]) -> Vec<String> {
    members.iter().flat_map(breaches_of).collect()
}

fn breaches_of(member: &Member) -> Vec<String> {
    // The tests across crates look at all of them.
    if member.folder == "tests" {
        return Vec::new();
    }
    let (to, tests_too): (&[&str], &[&str]) = if member.is_shell() {
        (FACES, &[])
    } else if let Some(arrow) = ARROWS.iter().find(|arrow| arrow.from == member.name) {
        (arrow.to, arrow.tests_too)
    } else {
        return vec![format!("`{}` has no place in the house yet", member.name)];
    };
    let allowed = |name: &str, purpose| {
        to.contains(&name) || (purpose == Purpose::Tests && tests_too.contains(&name))
    };
    member
        .dependencies
        .iter()
        .filter(|dependency| dependency.ours && !allowed(&dependency.name, dependency.purpose))
        .map(|dependency| format!("`{}` must not know `{}`", member.name, dependency.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::facts::Purpose::{Program, Tests};
    use crate::facts::{members, sample};
    use crate::hold;

    #[test]
    fn arrows_point_down_only() {
        hold(&breaches(&members()));
    }

    #[test]
    fn an_arrow_up_or_aside_is_a_breach() {
        for (from, to) in [
            ("domain", "store"),
            ("connectwise", "domain"),
            ("store", "workflow"),
            ("practice", "connectwise"),
            ("workflow", "practice"),
            ("cli", "store"),
            ("xtask", "practice"),
        ] {
            let member = sample(&format!("src-tauri/crates/{from}"), &[(to, Program)]);
            assert_eq!(
                breaches(&[member]),
                [format!("`{from}` must not know `{to}`")]
            );
        }
    }

    #[test]
    fn the_shell_reaches_the_rest_through_workflow() {
        let shell = sample("src-tauri", &[("workflow", Program), ("store", Program)]);
        assert_eq!(breaches(&[shell]), ["`src-tauri` must not know `store`"]);
    }

    #[test]
    fn tests_of_a_client_may_know_the_practice_servers_and_no_more() {
        let fine = sample("src-tauri/crates/c3", &[("practice", Tests)]);
        let wrong = sample("src-tauri/crates/c3", &[("connectwise", Tests)]);
        hold(&breaches(&[fine]));
        assert_eq!(breaches(&[wrong]), ["`c3` must not know `connectwise`"]);
    }

    #[test]
    fn a_crate_without_a_place_is_a_breach() {
        let stray = sample("src-tauri/crates/stray", &[]);
        assert_eq!(
            breaches(&[stray]),
            ["`stray` has no place in the house yet"]
        );
    }
}
