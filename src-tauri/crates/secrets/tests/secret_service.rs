//! The real secret service of Linux: GNOME Keyring in a session of its own, with
//! folders of its own, so that no test touches the keyring of whoever runs it.
//!
//! Each test starts a session and, in it, this test binary again with one act; the act
//! itself asserts. Where GNOME Keyring or D-Bus is not installed the tests fail and say
//! what to install.
#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use secrets::{Error, ExposeSecret, SecretName, SecretStore, SystemStore};
use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

const ACT: &str = "ACCORD_TEST_ACT";
const KEY: SecretName = SecretName::ConnectWisePrivateKey;

/// Starts the keyring unlocked, then becomes the command.
const UNLOCKED: &str = "printf test | gnome-keyring-daemon --unlock --components=secrets \
    >/dev/null 2>&1; exec \"$@\"";
/// Starts the keyring as it is after a login without a password: locked.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets </dev/null \
    >/dev/null 2>&1; exec \"$@\"";
/// Starts nothing.
const NOTHING: &str = "exec \"$@\"";

/// A bus on which no service can be started.
const EMPTY_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

/// Folders for one user's sessions, thrown away at the end.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
            let found = env::var_os("PATH")
                .is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(tool).exists()));
            assert!(
                found,
                "{tool} is not installed; apt-get install dbus gnome-keyring"
            );
        }
        let home = Self(TempDir::new().expect("a folder"));
        for folder in ["data", "cache", "config", "run"] {
            let folder = home.folder(folder);
            fs::create_dir(&folder).expect("a folder");
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("permissions");
        }
        home
    }

    fn folder(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Runs `act` in a session of its own.
    fn session(&self, bus: &[&str], start: &str, act: &str) {
        let mut command = Command::new("timeout");
        command.args(["60", "dbus-run-session"]).args(bus);
        command.args(["--", "sh", "-c", start, "sh"]);
        self.act(&mut command, act);
    }

    /// Runs `act` where there is no bus.
    fn without_bus(&self, act: &str) {
        let mut command = Command::new("timeout");
        command.arg("60");
        self.act(&mut command, act);
    }

    fn act(&self, command: &mut Command, act: &str) {
        let output = command
            .arg(env::current_exe().expect("this binary"))
            .args(["--exact", "act_in_a_session", "--ignored", "--nocapture"])
            .env(ACT, act)
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.folder("data"))
            .env("XDG_CACHE_HOME", self.folder("cache"))
            .env("XDG_CONFIG_HOME", self.folder("config"))
            .env("XDG_RUNTIME_DIR", self.folder("run"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .expect("a process");
        assert_acted(act, &output);
    }
}

fn assert_acted(act: &str, output: &Output) {
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && out.contains("1 passed"),
        "{act}: {}\n{out}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn an_unlocked_store_keeps_and_hands_out() {
    Home::new().session(&[], UNLOCKED, "round trip");
}

#[test]
fn a_secret_outlives_the_session() {
    let home = Home::new();
    home.session(&[], UNLOCKED, "put");
    home.session(&[], UNLOCKED, "find");
}

#[test]
fn a_store_that_was_never_unlocked_is_locked_and_not_empty() {
    Home::new().session(&[], LOCKED, "find it locked");
}

#[test]
fn a_store_that_is_locked_with_the_secret_in_it_is_not_empty() {
    let home = Home::new();
    home.session(&[], UNLOCKED, "put");
    home.session(&[], LOCKED, "find it locked");
    home.session(&[], UNLOCKED, "find");
}

#[test]
fn without_a_bus_the_store_is_missing() {
    Home::new().without_bus("find it missing");
}

#[test]
fn on_a_bus_without_a_secret_service_the_store_is_missing() {
    let home = Home::new();
    let config = home.folder("bus.conf");
    fs::write(&config, EMPTY_BUS).expect("a file");
    let option = format!("--config-file={}", shown(&config));
    home.session(&[&option], NOTHING, "find it missing");
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
#[ignore = "an act of the other tests, which start it in a session of its own"]
fn act_in_a_session() {
    let store = SystemStore::new("Accord test");
    match env::var(ACT).as_deref() {
        Ok("round trip") => round_trip(&store),
        Ok("put") => store.put(KEY, &"s3cret".into()).expect("kept"),
        Ok("find") => {
            let found = store.get(KEY).expect("usable").expect("there");
            assert_eq!(found.expose_secret(), "s3cret");
        }
        Ok("find it locked") => expect_all(&store, |error| matches!(error, Error::Locked(_))),
        Ok("find it missing") => expect_all(&store, |error| matches!(error, Error::Missing(_))),
        act => panic!("{act:?} is no act; this test is run by the others"),
    }
}

fn round_trip(store: &SystemStore) {
    store.status().expect("usable");
    assert!(store.get(KEY).expect("usable").is_none());
    store.put(KEY, &"first".into()).expect("kept");
    store.put(KEY, &"sécond ✓".into()).expect("replaced");
    let found = store.get(KEY).expect("usable").expect("there");
    assert_eq!(found.expose_secret(), "sécond ✓");
    let other = SystemStore::new("Accord test of another folder");
    assert!(other.get(KEY).expect("usable").is_none());
    store.delete(KEY).expect("deleted");
    assert!(store.get(KEY).expect("usable").is_none());
    store.delete(KEY).expect("nothing to delete is fine");
}

fn expect_all(store: &SystemStore, expected: fn(&Error) -> bool) {
    let answers = [
        ("status", store.status()),
        (
            "get",
            store.get(KEY).map(|secret| assert!(secret.is_none())),
        ),
        ("put", store.put(KEY, &"x".into())),
        ("delete", store.delete(KEY)),
    ];
    for (call, answer) in answers {
        let error = answer.expect_err(call);
        assert!(expected(&error), "{call}: {error:?}");
    }
}
