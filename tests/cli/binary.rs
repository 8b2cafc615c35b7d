//! The `accord` binary, built from the sources as they stand.
//!
//! Tests of this package get no path to another package's binary, so it is
//! looked for beside the test's own, and built where it is missing or older than
//! a source that it was made from.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::SystemTime,
};

/// Where the binary is; built at most once in a process.
pub(crate) fn path() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let profile = profile_folder();
        let binary = profile
            .join("accord")
            .with_extension(env::consts::EXE_EXTENSION);
        if !is_current(&binary) {
            build(&profile);
        }
        binary
    })
}

/// The folder of the profile that this test was built in: above `deps`.
fn profile_folder() -> PathBuf {
    let test = env::current_exe().unwrap();
    test.parent().and_then(Path::parent).unwrap().to_owned()
}

/// Whether no source that cargo noted beside the binary is newer.
fn is_current(binary: &Path) -> bool {
    let Some(built) = modified(binary) else {
        return false;
    };
    let Ok(note) = fs::read_to_string(binary.with_extension("d")) else {
        return false;
    };
    let lock = workspace().join("Cargo.lock");
    let sources = note.split_once(": ").map_or("", |(_, sources)| sources);
    // A space within a path is escaped.
    let sources = sources.replace("\\ ", "\0");
    let sources = sources
        .split_whitespace()
        .map(|path| PathBuf::from(path.replace('\0', " ")));
    sources
        .chain([lock])
        .all(|source| modified(&source).is_some_and(|then| then <= built))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|found| found.modified()).ok()
}

fn build(profile: &Path) {
    let name = match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--package", "cli", "--profile", name]);
    build.arg("--target-dir").arg(profile.parent().unwrap());
    let built = build.current_dir(workspace()).status().unwrap();
    assert!(built.success(), "the command line could not be built");
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}
