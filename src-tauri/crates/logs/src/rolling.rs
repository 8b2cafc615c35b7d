//! A log that is cut by day and by size. `NAME.2026-11-27.1.log` is the first file of
//! a day. Files that are older than the limit go, and of the rest the oldest where all
//! of them together are too much.
//!
//! It knows only files of its own name, so that two programs can log side by side.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// How much is kept.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Days that a file is kept.
    pub days: i32,
    /// Bytes after which a new file is begun.
    pub file: u64,
    /// Bytes of all files together.
    pub all: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            days: 14,
            file: 4 * 1024 * 1024,
            all: 32 * 1024 * 1024,
        }
    }
}

/// The files of one log.
#[derive(Debug)]
pub struct Rolling {
    folder: PathBuf,
    name: String,
    limits: Limits,
    today: fn() -> Date,
    day: Date,
    number: u32,
    file: File,
    written: u64,
}

/// A file's day and number, in the order in which they were written.
type Place = (Date, u32);

fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

impl Rolling {
    /// Goes on in the newest file of today, or begins one.
    ///
    /// # Errors
    /// When the folder takes no file.
    pub fn open(folder: &Path, name: &str, limits: Limits) -> io::Result<Self> {
        Self::open_on(folder, name, limits, today)
    }

    fn open_on(folder: &Path, name: &str, limits: Limits, today: fn() -> Date) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let day = today();
        let places = places(folder, name);
        let newest = places.iter().filter(|(of, _)| *of == day).max();
        let number = newest.map_or(1, |(_, number)| *number);
        let file = append(&path(folder, name, (day, number)))?;
        let written = file.metadata()?.len();
        let rolling = Self {
            folder: folder.to_owned(),
            name: name.to_owned(),
            limits,
            today,
            day,
            number,
            file,
            written,
        };
        rolling.clear();
        Ok(rolling)
    }

    /// Begins another file where this one is of yesterday, or full.
    fn roll(&mut self) -> io::Result<()> {
        let day = (self.today)();
        let number = match (day == self.day, self.written >= self.limits.file) {
            (true, false) => return Ok(()),
            (true, true) => self.number + 1,
            (false, _) => 1,
        };
        self.file = append(&path(&self.folder, &self.name, (day, number)))?;
        self.written = self.file.metadata()?.len();
        (self.day, self.number) = (day, number);
        self.clear();
        Ok(())
    }

    /// Takes away what is too old or too much; a file that stays is no reason not to log.
    fn clear(&self) {
        let mut places = places(&self.folder, &self.name);
        places.sort_unstable();
        let oldest = self.day.saturating_sub(Span::new().days(self.limits.days));
        // Room for the one that is being written.
        let mut all = self.limits.file;
        let is_closed = |place: &Place| *place != (self.day, self.number);
        for place in places.into_iter().rev().filter(is_closed) {
            let file = path(&self.folder, &self.name, place);
            all += fs::metadata(&file).map_or(0, |file| file.len());
            if place.0 < oldest || all > self.limits.all {
                let _ = fs::remove_file(file);
            }
        }
    }
}

impl Write for Rolling {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.roll()?;
        let written = self.file.write(line)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn append(path: &Path) -> io::Result<File> {
    File::options().create(true).append(true).open(path)
}

fn path(folder: &Path, name: &str, (day, number): Place) -> PathBuf {
    folder.join(format!("{name}.{day}.{number}.log"))
}

/// The files of this name; others are not touched.
fn places(folder: &Path, name: &str) -> Vec<Place> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter_map(|file| {
            let middle = file.strip_prefix(name)?.strip_prefix('.')?;
            let (day, number) = middle.strip_suffix(".log")?.split_once('.')?;
            Some((day.parse().ok()?, number.parse().ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {

    use super::{Limits, Rolling};
    use jiff::civil::{Date, date};
    use std::{
        fs,
        io::Write,
        path::Path,
        sync::atomic::{AtomicI8, Ordering},
    };

    const SMALL: Limits = Limits {
        days: 3,
        file: 100,
        all: 350,
    };

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn first_of_june() -> Date {
        date(2026, 6, 1)
    }

    #[test]
    fn a_full_file_is_followed_by_another_and_the_oldest_goes_when_all_are_too_much() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Rolling::open_on(folder.path(), "log", SMALL, first_of_june).unwrap();
        for _ in 0..6 {
            log.write_all(&[b'x'; 100]).unwrap();
        }
        let kept = [
            "log.2026-06-01.4.log",
            "log.2026-06-01.5.log",
            "log.2026-06-01.6.log",
        ];
        assert_eq!(names(folder.path()), kept);
        drop(log);
        let mut log = Rolling::open_on(folder.path(), "log", SMALL, first_of_june).unwrap();
        log.write_all(b"more").unwrap();
        assert!(names(folder.path()).contains(&"log.2026-06-01.7.log".to_owned()));
    }

    #[test]
    fn a_new_day_is_a_new_file_and_what_is_old_goes() {
        static DAY: AtomicI8 = AtomicI8::new(1);
        fn some_day() -> Date {
            date(2026, 6, DAY.load(Ordering::Relaxed))
        }
        let folder = tempfile::tempdir().unwrap();
        let mut log = Rolling::open_on(folder.path(), "log", SMALL, some_day).unwrap();
        for day in 1..=6 {
            DAY.store(day, Ordering::Relaxed);
            log.write_all(b"a line\n").unwrap();
        }
        let kept = [3, 4, 5, 6].map(|day| format!("log.2026-06-0{day}.1.log"));
        assert_eq!(names(folder.path()), kept);
    }

    #[test]
    fn another_programs_log_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["log-window.2020-01-01.1.log", "letter.txt", "log.txt"] {
            fs::write(folder.path().join(name), "kept").unwrap();
        }
        let mut log = Rolling::open_on(folder.path(), "log", SMALL, first_of_june).unwrap();
        log.write_all(b"a line\n").unwrap();
        assert_eq!(names(folder.path()).len(), 4);
    }

    #[test]
    fn what_was_logged_stays_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        for line in ["one\n", "two\n"] {
            let mut log = Rolling::open_on(folder.path(), "log", SMALL, first_of_june).unwrap();
            log.write_all(line.as_bytes()).unwrap();
        }
        let text = fs::read_to_string(folder.path().join("log.2026-06-01.1.log")).unwrap();
        assert_eq!(text, "one\ntwo\n");
    }
}
