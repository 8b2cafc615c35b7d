//! The look and the download against an update server on loopback, with packages signed by
//! a key of the test's own. Installing is the installer's, and is not tried here.

use super::{check, fetch, kilobytes, offer, shortened, source};
use crate::error::{CommandError, ErrorCode};
use minisign::KeyPair;
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Cursor, Write},
    net::{TcpListener, TcpStream},
    thread,
};
use tauri::{App, ipc::Channel, test};
use tauri_plugin_updater::UpdaterExt;

/// The version that the tested program says it is.
const MINE: &str = "0.1.0";

/// Where updates are published, for one test.
struct Server {
    address: String,
    keys: KeyPair,
}

/// Published there: the list of releases and the package.
struct Published<'a> {
    version: &'a str,
    /// The version that the package was signed for.
    signed_for: &'a str,
    /// What is signed, and what is handed out.
    signed: &'a [u8],
    package: &'a [u8],
}

impl Server {
    fn publishing(what: &Published<'_>) -> Self {
        let keys = KeyPair::generate_unencrypted_keypair().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let comment = format!("timestamp:1\tfile:accord\tversion:{}", what.signed_for);
        let signed = Cursor::new(what.signed);
        let signature = minisign::sign(None, &keys.sk, signed, Some(&comment), None).unwrap();
        let release = serde_json::json!({
            "version": what.version,
            "notes": "  Fewer clicks.\n<b>Not markup</b>  ",
            "pub_date": "2026-11-27T12:00:00Z",
            "platforms": { target(): {
                "url": format!("{address}/package"),
                "signature": base64(&signature.into_string()),
            }},
        });
        let pages = BTreeMap::from([
            ("/latest.json", release.to_string().into_bytes()),
            ("/package", what.package.to_vec()),
        ]);
        thread::spawn(move || {
            listener
                .incoming()
                .for_each(|guest| answer(guest.unwrap(), &pages))
        });
        Self { address, keys }
    }

    fn app(&self) -> App<test::MockRuntime> {
        let mut context = test::mock_context(test::noop_assets());
        context.package_info_mut().version = MINE.parse().unwrap();
        let key = base64(&self.keys.pk.to_box().unwrap().into_string());
        let settings = serde_json::json!({ "pubkey": key, "requireSignedVersion": true });
        let plugins = &mut context.config_mut().plugins.0;
        plugins.insert("updater".to_owned(), settings);
        let builder = test::mock_builder().plugin(tauri_plugin_updater::Builder::new().build());
        builder.build(context).unwrap()
    }

    async fn look(&self) -> Result<Option<tauri_plugin_updater::Update>, CommandError> {
        let list = format!("{}/latest.json", self.address);
        check(&source::aimed(self.app().updater_builder(), &list)?).await
    }
}

fn answer(mut guest: TcpStream, pages: &BTreeMap<&str, Vec<u8>>) {
    let mut lines = BufReader::new(guest.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    // The rest of the request's head, to its empty line.
    lines.find(|line| line.as_ref().is_ok_and(String::is_empty));
    let path = first.split(' ').nth(1).unwrap();
    let (status, body) = match pages.get(path) {
        Some(body) => ("200 OK", body.as_slice()),
        None => ("404 Not Found", &b""[..]),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    guest.write_all(head.as_bytes()).unwrap();
    guest.write_all(body).unwrap();
}

/// The system's name in a list of releases.
fn target() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        system => system,
    };
    format!("{system}-{}", std::env::consts::ARCH)
}

fn base64(text: &str) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(text)
}

fn silent<T>() -> Channel<T> {
    Channel::new(|_| Ok(()))
}

const NEWER: Published<'_> = Published {
    version: "0.2.0",
    signed_for: "0.2.0",
    signed: b"the new program",
    package: b"the new program",
};

#[tokio::test]
async fn a_newer_version_is_offered_with_its_notes_as_text_and_its_package_is_taken() {
    let server = Server::publishing(&NEWER);
    let update = server.look().await.unwrap().expect("a newer version");
    let offer = offer(&update);
    assert_eq!(offer.version, "0.2.0");
    assert_eq!(
        offer.notes.as_deref(),
        Some("Fewer clicks.\n<b>Not markup</b>")
    );
    assert_eq!(offer.published_at.as_deref(), Some("2026-11-27T12:00:00Z"));
    assert!(
        !offer.installs,
        "a program from the build folder was not installed"
    );
    assert_eq!(fetch(&update, silent()).await.unwrap(), NEWER.package);
}

#[tokio::test]
async fn the_same_or_an_older_version_is_not_offered() {
    for version in [MINE, "0.0.9"] {
        let server = Server::publishing(&Published { version, ..NEWER });
        assert!(server.look().await.unwrap().is_none(), "{version}");
    }
}

#[tokio::test]
async fn a_package_that_was_altered_is_thrown_away() {
    let package = b"the new programme";
    let server = Server::publishing(&Published { package, ..NEWER });
    refused(&server).await;
}

#[tokio::test]
async fn a_package_signed_with_another_key_is_thrown_away() {
    let mut server = Server::publishing(&NEWER);
    server.keys = KeyPair::generate_unencrypted_keypair().unwrap();
    refused(&server).await;
}

/// Or an old release, with its known holes, could be passed off as a new one.
#[tokio::test]
async fn a_package_signed_for_another_version_is_thrown_away() {
    let signed_for = "0.1.0";
    let server = Server::publishing(&Published {
        signed_for,
        ..NEWER
    });
    refused(&server).await;
}

async fn refused(server: &Server) {
    let update = server.look().await.unwrap().expect("a newer version");
    let failure = fetch(&update, silent()).await.unwrap_err();
    assert_eq!(failure.code, ErrorCode::Refused);
    assert!(
        failure.message.contains("thrown away"),
        "{}",
        failure.message
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_in_words() {
    let mut server = Server::publishing(&NEWER);
    // Bound and dropped: nobody listens there.
    let silent = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    server.address = format!("http://{silent}");
    let failure = server.look().await.err().expect("nobody answers");
    assert_eq!(failure.code, ErrorCode::Unreachable);
    assert!(failure.message.contains("Nothing was changed"));
    assert!(failure.details.is_some());
}

#[tokio::test]
async fn only_https_is_looked_at_but_for_loopback() {
    let server = Server::publishing(&NEWER);
    for address in [
        "http://updates.example/latest.json",
        "ftp://127.0.0.2/",
        "no address",
    ] {
        let failure = source::aimed(server.app().updater_builder(), address).err();
        assert_eq!(
            failure.map(|failure| failure.code),
            Some(ErrorCode::Argument),
            "{address}"
        );
    }
}

#[test]
fn a_build_without_an_address_says_so_instead_of_looking() {
    let app = Server::publishing(&NEWER).app();
    let why = source::off(app.handle()).unwrap();
    assert!(why.contains("without an address"), "{why}");
}

#[test]
fn notes_are_cut_and_sizes_are_rounded_up() {
    assert_eq!(
        shortened(&"é".repeat(30_000)).chars().count(),
        super::NOTES_CHARACTERS
    );
    assert_eq!(kilobytes(1), 1);
    assert_eq!(kilobytes(u64::MAX), u32::MAX);
}
