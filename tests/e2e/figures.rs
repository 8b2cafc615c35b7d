//! Figures of a journey: the median and the 95th percentile, told and never
//! judged.

use std::{env, fmt::Write, fs, path::PathBuf};

/// What was measured, in words.
#[derive(Default)]
pub(crate) struct Figures {
    lines: String,
}

impl Figures {
    /// Takes down what was measured, in milliseconds or frames.
    pub(crate) fn note(&mut self, what: &str, measured: impl Iterator<Item = f64>) {
        let mut measured: Vec<f64> = measured.collect();
        measured.sort_by(f64::total_cmp);
        let at = |share: usize| measured[(measured.len() - 1) * share / 100];
        let (median, most) = (at(50), at(95));
        self.say(&format!("{what}: median {median:.1}, p95 {most:.1}"));
    }

    /// Takes down a sentence.
    pub(crate) fn say(&mut self, sentence: &str) {
        writeln!(self.lines, "{sentence}").unwrap();
    }

    /// Prints all, and keeps it beside the pictures.
    #[expect(clippy::print_stdout, reason = "the figures are for whoever runs this")]
    pub(crate) fn tell(&self, name: &str) {
        println!("{}", self.lines);
        if let Some(folder) = env::var_os("ACCORD_PICTURES").map(PathBuf::from) {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("{name}.txt")), &self.lines).unwrap();
        }
    }
}
