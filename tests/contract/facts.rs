//! What cargo knows of the house: its members, and what each depends on.

use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// A package of the workspace.
pub(crate) struct Member {
    pub(crate) name: String,
    /// Its folder, from the root, with `/`.
    pub(crate) folder: String,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a member's dependencies.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) purpose: Purpose,
    /// As cargo reads it: `=1.2.3`, `^1.2`, `*`.
    pub(crate) requirement: String,
    /// A path inside the workspace, not a crate from outside.
    pub(crate) ours: bool,
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The program itself, or its build script.
    Program,
    /// The crate's own tests.
    Tests,
}

impl Member {
    /// The desktop shell: the package at the root of `src-tauri`.
    pub(crate) fn is_shell(&self) -> bool {
        self.folder == "src-tauri"
    }
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_owned()
}

/// Every member of the workspace, the shell included where it is one.
pub(crate) fn members() -> Vec<Member> {
    let metadata = MetadataCommand::new()
        .current_dir(root())
        .no_deps()
        .exec()
        .unwrap();
    let root = metadata.workspace_root.as_std_path();
    let packages = metadata.workspace_packages();
    packages
        .into_iter()
        .map(|package| member(package, root))
        .collect()
}

fn member(package: &Package, root: &Path) -> Member {
    let folder = package.manifest_path.parent().unwrap().as_std_path();
    let folder = folder.strip_prefix(root).unwrap();
    let dependencies = package.dependencies.iter().map(|dependency| Dependency {
        name: dependency.name.clone(),
        purpose: match dependency.kind {
            DependencyKind::Development => Purpose::Tests,
            _ => Purpose::Program,
        },
        requirement: dependency.req.to_string(),
        ours: dependency.path.is_some(),
    });
    Member {
        name: package.name.to_string(),
        folder: folder.to_string_lossy().replace('\\', "/"),
        dependencies: dependencies.collect(),
    }
}

/// A member made up for a broken sample: `(name, purpose)` of what it depends on.
pub(crate) fn sample(folder: &str, dependencies: &[(&str, Purpose)]) -> Member {
    let dependency = |&(name, purpose): &(&str, Purpose)| Dependency {
        name: name.to_owned(),
        purpose,
        requirement: "=1.0.0".to_owned(),
        ours: true,
    };
    Member {
        name: folder.rsplit('/').next().unwrap().to_owned(),
        folder: folder.to_owned(),
        dependencies: dependencies.iter().map(dependency).collect(),
    }
}

#[test]
fn the_house_has_the_members_it_is_drawn_with() {
    let members = members();
    let mut names: Vec<_> = members
        .iter()
        .filter(|member| !member.is_shell())
        .map(|member| member.name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "c3",
            "cli",
            "connectwise",
            "domain",
            "logs",
            "practice",
            "secrets",
            "store",
            "tests",
            "workflow",
            "xtask"
        ]
    );
}
