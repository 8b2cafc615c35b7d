//! The newest log lines, for a bundle. They are written without names; what slipped in
//! all the same, such as by a system's own words, is taken out here.

use super::Part;
use aho_corasick::AhoCorasick;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Bytes of log that a bundle holds at most: as much as a person can look through.
const MOST: usize = 512 * 1024;

/// A name that is shorter is likelier a word of Accord's than a name.
const SHORTEST: usize = 4;

/// What stands where a name was.
const TAKEN_OUT: &str = "[a name]";

/// The newest log files, newest first, until they are enough.
pub(super) fn newest(folder: &Path, names: &[String]) -> Vec<Part> {
    let cleaner = Cleaner::new(names);
    let mut room = MOST;
    let mut parts = Vec::new();
    for file in files(&folder.join("logs")) {
        let text = fs::read(&file).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let end = newest_lines(&text, room);
        if end.is_empty() {
            continue;
        }
        room -= end.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        parts.push(Part {
            title: format!("Log {name}"),
            text: cleaner.clean(end),
        });
    }
    parts
}

/// The log files, the one that was written last first.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let logs = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let is_log = path
            .extension()
            .is_some_and(|end| end == "log" || end == "json");
        let at = path.metadata().and_then(|file| file.modified()).ok()?;
        is_log.then_some((at, path))
    });
    let mut logs: Vec<_> = logs.collect();
    logs.sort();
    logs.into_iter().rev().map(|(_, path)| path).collect()
}

/// The last whole lines that fit.
fn newest_lines(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let cut = text.ceil_char_boundary(text.len() - room);
    let rest = text.get(cut..).unwrap_or_default();
    rest.split_once('\n').map_or("", |(_, lines)| lines)
}

struct Cleaner {
    names: Option<AhoCorasick>,
    home: Option<String>,
}

impl Cleaner {
    fn new(names: &[String]) -> Self {
        let names = names.iter().map(|name| name.trim());
        let names = names.filter(|name| name.chars().count() >= SHORTEST);
        let names = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(aho_corasick::MatchKind::LeftmostLongest)
            .build(names);
        let home = directories::UserDirs::new();
        Self {
            names: names.ok(),
            home: home.map(|home| home.home_dir().display().to_string()),
        }
    }

    /// Without names, and without the home folder, which is called after a person.
    fn clean(&self, text: &str) -> String {
        let text = match &self.home {
            Some(home) if home.len() > 1 => text.replace(home, "~"),
            _ => text.to_owned(),
        };
        let Some(names) = &self.names else {
            return text;
        };
        let mut cleaned = String::with_capacity(text.len());
        names.replace_all_with(&text, &mut cleaned, |_, _, into| {
            into.push_str(TAKEN_OUT);
            true
        });
        cleaned
    }
}

#[cfg(test)]
mod tests {
    use super::{Cleaner, newest, newest_lines};
    use std::fs;

    #[test]
    fn names_and_the_home_folder_are_taken_out() {
        let names = ["Contoso", "Contoso Ltd", "Ag"].map(str::to_owned);
        let cleaner = Cleaner {
            home: Some("/home/mary".to_owned()),
            ..Cleaner::new(&names)
        };
        assert_eq!(
            cleaner.clean("again CONTOSO LTD and contoso in /home/mary/data"),
            "again [a name] and [a name] in ~/data"
        );
    }

    #[test]
    fn the_last_whole_lines_are_taken() {
        assert_eq!(newest_lines("one\ntwo\nthree\n", 7), "three\n");
        assert_eq!(newest_lines("one\ntwo\n", 100), "one\ntwo\n");
        assert_eq!(newest_lines("éééé\nü\n", 4), "ü\n");
        assert_eq!(newest_lines("one long line", 5), "");
    }

    #[test]
    fn only_logs_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let logs = folder.path().join("logs");
        fs::create_dir(&logs).unwrap();
        fs::write(logs.join("accord.log"), "a line\n").unwrap();
        fs::write(logs.join("letter.txt"), "a letter\n").unwrap();
        let parts = newest(folder.path(), &[]);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].title, "Log accord.log");
        assert_eq!(parts[0].text, "a line\n");
    }
}
