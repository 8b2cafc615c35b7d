//! The practice servers as a process that lives as long as this value.

use std::io::Read;
use std::process::{Child, ChildStdout, Stdio};

use serde::Deserialize;

use super::accord::Accord;
use super::story::Opening;
use crate::error::Error;

const COMMAND: [&str; 2] = ["practice", "serve"];

/// The running servers; dropping this ends them.
pub(super) struct Server {
    child: Child,
    /// Held open, so that the servers may go on printing.
    _output: ChildStdout,
}

impl Server {
    /// Starts the servers and reads where they listen.
    pub(super) fn start(accord: &Accord) -> Result<(Self, Opening), Error> {
        let mut child = accord
            .command(&COMMAND)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|source| Error::Start {
                program: "accord practice serve".to_owned(),
                source,
            })?;
        let mut output = child.stdout.take().ok_or(Error::PracticeEnded)?;
        let opening = opening(&mut output);
        // Before a bad opening is returned: servers that say nonsense are ended too.
        let server = Self {
            child,
            _output: output,
        };
        Ok((server, opening?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing to end, and nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The contract's envelope around the opening.
#[derive(Deserialize)]
struct Answer {
    data: Opening,
}

/// The first document of what is printed, read no further than its end.
fn opening(output: &mut impl Read) -> Result<Opening, Error> {
    let mut documents = serde_json::Deserializer::from_reader(output);
    let answer = Answer::deserialize(&mut documents);
    answer.map(|answer| answer.data).map_err(|source| {
        if source.is_eof() {
            return Error::PracticeEnded;
        }
        Error::Unreadable {
            command: "accord practice serve".to_owned(),
            source,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::opening;
    use crate::error::Error;
    use std::io::Read;

    const OPENING: &str = r#"{"ok": true, "data": {
        "connectwise": {"url": "http://127.0.0.1:1", "company": "practice", "public_key": "p", "private_key": "k", "client_id": "i"},
        "c3": {"api_url": "http://127.0.0.1:2", "token_url": "http://127.0.0.1:2/t", "client_id": "i", "client_secret": "s", "resource": "r", "scope": null},
        "story": [{"customer": "C-1", "company": 250, "agreements": [
            {"agreement": 41, "products": [{"product": "monthly:Microsoft 365 E1", "item": 77}]}]}]}}"#;

    /// Output that goes on after the document: reading it would wait for ever.
    struct Waits;

    impl Read for Waits {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            panic!("read on after the document");
        }
    }

    #[test]
    fn the_opening_is_read_and_nothing_after_it() {
        let opening = opening(&mut OPENING.as_bytes().chain(Waits)).unwrap();
        assert_eq!(opening.connectwise.company, "practice");
        assert_eq!(opening.story[0].agreements[0].products[0].item, 77);
    }

    #[test]
    fn an_early_end_and_nonsense_are_told_apart() {
        let ended = opening(&mut &OPENING.as_bytes()[..40]).err();
        assert!(matches!(ended, Some(Error::PracticeEnded)));
        let nonsense = opening(&mut &br#"{"listening": true}"#[..]).err();
        assert!(matches!(nonsense, Some(Error::Unreadable { .. })));
    }
}
