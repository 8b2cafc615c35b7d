//! What a crash leaves: a line in the log and a note in the data folder, so that the
//! next start can say so even where the log's last lines were lost.
//!
//! A panic's text is one that nobody chose, and may quote what the program was busy
//! with; whatever it quotes is taken out.

use crate::FOLDER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    panic::PanicHookInfo,
    path::{Path, PathBuf},
};

/// The note's name, among the logs.
const NOTE: &str = "crash.json";

/// The longest text that is kept of a panic.
const LONGEST: usize = 300;

/// A crash that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crash {
    /// Finds it in the log.
    pub reference: String,
    /// When it was.
    pub at: Timestamp,
    /// Which thread, and where in the program.
    pub place: String,
    /// What the program said, without what it quoted.
    pub message: String,
}

impl Crash {
    /// A crash of now.
    #[must_use]
    pub fn new(place: String, said: &str) -> Self {
        let id = uuid::Uuid::new_v4().simple().to_string();
        Self {
            reference: id.chars().take(8).collect(),
            at: Timestamp::now(),
            place,
            message: without_quotes(said).chars().take(LONGEST).collect(),
        }
    }

    /// The crash that the last run left in this data folder.
    #[must_use]
    pub fn left_in(folder: &Path) -> Option<Self> {
        let text = fs::read(note(folder)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Takes the note away, once it was told.
    pub fn forget(folder: &Path) {
        let _ = fs::remove_file(note(folder));
    }

    /// Writes the log line and the note.
    pub fn leave(&self, folder: &Path) {
        let Self {
            reference,
            place,
            message,
            ..
        } = self;
        tracing::error!(reference, place, "Accord crashed: {message}");
        let path = note(folder);
        if let (Some(logs), Ok(text)) = (path.parent(), serde_json::to_vec_pretty(self)) {
            // A crash that cannot be noted is still one.
            let _ = fs::create_dir_all(logs);
            let _ = fs::write(path, text);
        }
    }
}

fn note(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join(NOTE)
}

/// Notes every panic of the program in this data folder, and then calls `after`.
pub fn note_panics(folder: &Path, after: impl Fn(&Crash) + Send + Sync + 'static) {
    let folder = folder.to_owned();
    std::panic::set_hook(Box::new(move |panic| {
        let crash = Crash::new(place(panic), panic.payload_as_str().unwrap_or_default());
        crash.leave(&folder);
        after(&crash);
    }));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    panic.location().map_or_else(
        || format!("thread {thread}"),
        |at| format!("thread {thread}, {}:{}", at.file(), at.line()),
    )
}

/// A text without what stands between its first and its last mark of quotation.
fn without_quotes(text: &str) -> String {
    let is_mark = |letter: char| matches!(letter, '"' | '`' | '“' | '”' | '‘' | '’' | '«' | '»');
    let first = text.find(is_mark);
    let last = text.rfind(is_mark);
    match (first, last) {
        (Some(first), Some(last)) => {
            let rest = text.get(last..).unwrap_or_default();
            let rest: String = rest.chars().skip(1).collect();
            format!("{}[…]{rest}", text.get(..first).unwrap_or_default())
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {

    use super::{Crash, note_panics, without_quotes};
    use std::sync::{Arc, Mutex};

    #[test]
    fn what_a_panic_quotes_is_taken_out() {
        let said = "end byte index 3 is not a char boundary; it is inside 'ü' of `Müller & Söhne`";
        assert!(!without_quotes(said).contains("Müller"));
        let said = "called `Result::unwrap()` on an `Err` value: Custom(\"Contoso\") in 3";
        assert_eq!(without_quotes(said), "called […]) in 3");
        assert_eq!(without_quotes("index 5 of 3"), "index 5 of 3");
        assert_eq!(without_quotes("one ` mark"), "one […] mark");
    }

    #[test]
    fn a_panic_is_noted_with_its_place_and_told_and_forgotten_once_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = Arc::new(Mutex::new(None));
        let into = told.clone();
        note_panics(folder.path(), move |crash| {
            *into.lock().unwrap() = Some(crash.clone());
        });
        let name = String::from("Contoso");
        let died = std::thread::Builder::new()
            .name("busy".to_owned())
            .spawn(move || panic!("no `{name}` here"))
            .unwrap()
            .join();
        let _ = std::panic::take_hook();
        assert!(died.is_err());
        let left = Crash::left_in(folder.path()).unwrap();
        assert_eq!(told.lock().unwrap().as_ref(), Some(&left));
        assert!(left.place.contains("thread busy") && left.place.contains("crash.rs"));
        assert_eq!(left.message, "no […] here");
        Crash::forget(folder.path());
        assert_eq!(Crash::left_in(folder.path()), None);
    }
}
