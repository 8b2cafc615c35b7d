//! Planted secrets, looked for afterwards in everything that was written: the
//! data folder with its database and logs, the home folder, standard output and
//! standard error, with everything logged that can be.

use crate::{
    accord::{Accord, Answer},
    job::number,
    site::Site,
};
use std::{fs, path::Path};

/// A wrong key and a wrong secret, as a user might mistype them.
const WRONG: [&str; 2] = ["CanaryWrongPrivateKey77", "canary~wrong~client~secret"];

/// Everything that a session said.
#[derive(Default)]
struct Heard(String);

impl Heard {
    fn note(&mut self, answer: &Answer) {
        self.0 += &answer.document.to_string();
        self.0 += &answer.stderr;
    }
}

/// The secrets as they are, and as they go over the wire.
fn secrets(site: &Site) -> Vec<String> {
    let (key, secret) = (site.connectwise("private_key"), site.c3("client_secret"));
    let user = format!(
        "{}+{}",
        site.connectwise("company"),
        site.connectwise("public_key")
    );
    let basic = |key: &str| base64(format!("{user}:{key}").as_bytes());
    let plain = [
        key.clone(),
        secret.clone(),
        WRONG[0].to_owned(),
        WRONG[1].to_owned(),
    ];
    let encoded = [basic(&key), basic(WRONG[0]), secret.replace('~', "%7E")];
    plain.into_iter().chain(encoded).collect()
}

/// The alphabet of RFC 4648, without padding: what stands before it is enough.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let whole = bytes.chunks_exact(3).flat_map(|three| {
        let bits = three
            .iter()
            .fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(ALPHABET[(bits >> shift & 63) as usize]))
    });
    whole.collect()
}

fn session(accord: &Accord, site: &Site) -> Heard {
    let mut heard = Heard::default();
    let mut run = |words: &[&str]| {
        let answer = accord.json(words);
        heard.note(&answer);
        answer
    };
    run(&["check"]);
    run(&["refresh"]);
    accord.map(site.matches());
    run(&["list", "customers"]);
    let validated = run(&["validate", "--all", "--as-of", "2026-10-20"]);
    let job = number(&validated.data()["id"]);
    site.faults("drop-after-post=1,500-after-commit=1@2,429=1,retry-after=1");
    run(&["upload", &job]);
    site.faults("keys-expire-at=1");
    run(&["refresh", "connectwise"]).refused(3, "credentials-refused");
    run(&["settings"]);
    run(&["jobs"]);
    let file = |name: &str| accord.file(name).to_str().unwrap().to_owned();
    run(&["mappings", "export", &file("mappings.json")]);
    run(&["backup", &file("backup.sqlite")]);
    heard
}

#[test]
fn secrets_are_found_nowhere() {
    let site = Site::story();
    let accord = Accord::new()
        .with("ACCORD_LOG", "trace")
        .with_secrets_of(&site);
    accord.connect(&site);
    let mut heard = session(&accord, &site);
    for (variable, words, wrong) in [
        (
            "ACCORD_CONNECTWISE_PRIVATE_KEY",
            site.connectwise_words(),
            WRONG[0],
        ),
        ("ACCORD_C3_CLIENT_SECRET", site.c3_words(), WRONG[1]),
    ] {
        let mut command = accord.command(&words);
        let answer = Answer::of(command.env(variable, wrong).arg("--json").output().unwrap());
        answer.refused(3, "credentials-refused");
        heard.note(&answer);
    }
    let log = fs::read_dir(accord.data().join("logs")).unwrap().count();
    assert!(log > 0, "there is a log that could give them away");
    for secret in secrets(&site) {
        assert!(secret.len() > 12, "{secret} would be found by chance");
        assert!(!heard.0.contains(&secret), "{secret} was said");
        assert_not_in(accord.everything(), &secret);
    }
}

fn assert_not_in(folder: &Path, secret: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_not_in(&path, secret);
        } else {
            // Secrets are ASCII: what is no text does not hide them.
            let bytes = fs::read(&path).unwrap();
            let found = String::from_utf8_lossy(&bytes).contains(secret);
            assert!(!found, "a secret is in {}", path.display());
        }
    }
}

#[test]
fn secrets_from_the_environment_are_used_and_not_kept() {
    let site = Site::story();
    let accord = Accord::connected(&site);
    accord.json(&["check"]).data();
    // Without them there is nothing to fall back to.
    let bare = accord
        .with("ACCORD_CONNECTWISE_PRIVATE_KEY", "")
        .with("ACCORD_C3_CLIENT_SECRET", "");
    bare.json(&["refresh", "connectwise"])
        .refused(3, "credential-store");
    bare.json(&["refresh", "c3"]).refused(3, "credential-store");
}
