//! The real credential store of Linux, in a session of its own with folders of
//! its own: a key goes in over standard input and is used from then on; a store
//! that is locked or missing is told as such.

use crate::{
    accord::{Accord, Answer, given},
    site::Site,
};
use std::{env, fs, os::unix::fs::PermissionsExt, path::PathBuf, process::Command};

/// Starts the keyring unlocked, then becomes the command.
const UNLOCKED: &str =
    "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\"";

/// Starts the keyring as it is after a login without a password: locked.
const LOCKED: &str =
    "gnome-keyring-daemon --start --components=secrets </dev/null >/dev/null 2>&1; exec \"$@\"";

/// A user of a Linux desktop.
struct User {
    accord: Accord,
}

impl User {
    fn new() -> Self {
        for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
            let path = env::var_os("PATH").unwrap();
            let found = env::split_paths(&path).any(|folder| folder.join(tool).exists());
            assert!(
                found,
                "{tool} is not installed; apt-get install dbus gnome-keyring"
            );
        }
        let user = Self {
            accord: Accord::new(),
        };
        for (_, folder) in user.folders() {
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        }
        user
    }

    fn folders(&self) -> [(&'static str, PathBuf); 4] {
        let folder = |name| self.accord.file(name);
        [
            ("XDG_DATA_HOME", folder("xdg-data")),
            ("XDG_CACHE_HOME", folder("xdg-cache")),
            ("XDG_CONFIG_HOME", folder("xdg-config")),
            ("XDG_RUNTIME_DIR", folder("xdg-run")),
        ]
    }

    /// Runs a command in a new session whose keyring is in this state.
    fn session<W: AsRef<str>>(&self, keyring: &str, words: &[W], input: &str) -> Answer {
        let mut session = Command::new("timeout");
        session.args(["60", "dbus-run-session", "--", "sh", "-c", keyring, "sh"]);
        self.run(session, words, input)
    }

    /// Runs a command where there is no session.
    fn without_session<W: AsRef<str>>(&self, words: &[W], input: &str) -> Answer {
        let mut alone = Command::new("timeout");
        alone.arg("60");
        self.run(alone, words, input)
    }

    fn run<W: AsRef<str>>(&self, mut outer: Command, words: &[W], input: &str) -> Answer {
        let inner = self.accord.command(words);
        outer
            .arg(inner.get_program())
            .args(inner.get_args())
            .arg("--json");
        for (name, value) in inner.get_envs() {
            match value {
                Some(value) => outer.env(name, value),
                None => outer.env_remove(name),
            };
        }
        outer
            .envs(self.folders())
            .env_remove("GNOME_KEYRING_CONTROL")
            .env_remove("WAYLAND_DISPLAY");
        Answer::of(given(&mut outer, input))
    }
}

fn with(words: Vec<String>, flag: &str) -> Vec<String> {
    words.into_iter().chain([flag.to_owned()]).collect()
}

#[test]
fn a_key_from_standard_input_is_kept_and_used_in_the_next_session() {
    let site = Site::story();
    let user = User::new();
    let connectwise = with(site.connectwise_words(), "--private-key-stdin");
    let key = format!("{}\n", site.connectwise("private_key"));
    let connected = user.session(UNLOCKED, &connectwise, &key);
    assert_eq!(connected.data()["company"], "practice");
    let c3 = with(site.c3_words(), "--client-secret-stdin");
    user.session(UNLOCKED, &c3, &site.c3("client_secret"))
        .data();

    let check = user.session(UNLOCKED, &["check"], "");
    assert_eq!(check.data()["connectwise"]["ok"], true);
    assert_eq!(check.data()["c3"]["ok"], true);
    let again = user.session(UNLOCKED, &site.connectwise_words(), "");
    assert_eq!(
        again.data()["company"],
        "practice",
        "the kept key stays in use"
    );
}

#[test]
fn a_locked_store_says_so_and_what_to_do() {
    let site = Site::story();
    let user = User::new();
    let connectwise = with(site.connectwise_words(), "--private-key-stdin");
    let key = site.connectwise("private_key");
    user.session(UNLOCKED, &connectwise, &key).data();

    for words in [&["refresh", "connectwise"][..], &["validate", "--all"]] {
        let answer = user.session(LOCKED, words, "");
        let why = answer.refused(3, "credential-store");
        assert!(why.contains("locked") && why.contains("unlock it"), "{why}");
    }
    let put = user.session(LOCKED, &connectwise, &key);
    put.refused(3, "credential-store");
    let check = user.session(LOCKED, &["check"], "");
    check.refused(1, "check-failed");
    let message = check.document["data"]["connectwise"]["message"]
        .as_str()
        .unwrap();
    assert!(
        message.contains("locked") && !message.contains("not connected"),
        "{message}"
    );
}

#[test]
fn a_missing_store_says_so_and_what_to_do() {
    let site = Site::story();
    let user = User::new();
    let connectwise = with(site.connectwise_words(), "--private-key-stdin");
    let answer = user.without_session(&connectwise, &site.connectwise("private_key"));
    let why = answer.refused(3, "credential-store");
    assert!(
        why.contains("no credential store") && why.contains("start a secret service"),
        "{why}"
    );
    let nothing = user.without_session(&["refresh", "connectwise"], "");
    nothing.refused(3, "not-connected");
}

#[test]
fn a_kept_key_that_cannot_be_reached_is_not_read_as_not_connected() {
    let site = Site::story();
    let user = User::new();
    let connectwise = with(site.connectwise_words(), "--private-key-stdin");
    user.session(UNLOCKED, &connectwise, &site.connectwise("private_key"))
        .data();
    let answer = user.without_session(&["refresh", "connectwise"], "");
    answer.refused(3, "credential-store");
}

#[test]
fn two_data_folders_do_not_share_a_key() {
    let site = Site::story();
    let user = User::new();
    let connectwise = with(site.connectwise_words(), "--private-key-stdin");
    user.session(UNLOCKED, &connectwise, &site.connectwise("private_key"))
        .data();
    let elsewhere = user.accord.file("other");
    let other = ["--data-dir", elsewhere.to_str().unwrap()];
    let mut session = Command::new("timeout");
    session.args(["60", "dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh"]);
    let inner = user.accord.bare(&[] as &[&str]);
    session
        .arg(inner.get_program())
        .args(site.connectwise_words())
        .args(other)
        .arg("--json");
    session
        .envs(user.folders())
        .env_remove("DBUS_SESSION_BUS_ADDRESS");
    let answer = Answer::of(given(&mut session, ""));
    let why = answer.refused(2, "argument");
    assert!(
        why.contains("private key of ConnectWise is missing"),
        "{why}"
    );
}
