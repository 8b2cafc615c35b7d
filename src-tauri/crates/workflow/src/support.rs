//! A support bundle: one text file that says how this Accord is, for whoever helps, and
//! that a person can read to its end before sending it.
//!
//! It holds the version and the system, the settings, the database's health in numbers,
//! the runs by their numbers, and the logs. It never holds a secret, and never a name:
//! neither a customer's nor a company's, nor that of whoever sits at the computer. It
//! works where the database does not.

mod logs;
mod report;

use crate::{Workflow, error::Error};
use jiff::Timestamp;
use std::{fs, path::Path};

/// The program that makes a bundle.
#[derive(Debug, Clone, Copy)]
pub struct Maker {
    /// The window, or the command line.
    pub program: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A part of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub title: String,
    /// What it says, in lines.
    pub text: String,
}

/// What is to be sent to whoever helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

const FOREWORD: &str = "\
This file tells whoever helps you how your Accord is. Read it before you send it.
It holds no key, no secret, and no name of a customer, a company or a person: customers,
agreements and subscriptions are in it by their ids alone, if at all. Nothing was sent;
it is yours to send, or not.";

impl Bundle {
    /// Gathers a bundle. `books` are the use cases, or why they are not open, in words
    /// that name nobody; `others` are further ones that wrote into the same logs, whose
    /// names are taken out of them, too.
    #[must_use]
    pub fn gather(
        folder: &Path,
        maker: Maker,
        books: Result<&Workflow, String>,
        others: Option<&Workflow>,
    ) -> Self {
        let mut parts = vec![
            part("What this is", FOREWORD.to_owned()),
            part(
                "Program and system",
                report::system(maker, Timestamp::now()),
            ),
        ];
        let both = books.as_ref().ok().copied().into_iter().chain(others);
        let names: Vec<String> = both
            .flat_map(|books| books.known_names().unwrap_or_default())
            .collect();
        match books {
            Ok(workflow) => {
                parts.push(part("Settings", told(report::settings(workflow))));
                parts.push(part("Database", told(report::database(workflow))));
                parts.push(part("Runs", told(report::runs(workflow))));
            }
            Err(why) => {
                parts.push(part("Database", format!("It could not be opened: {why}")));
            }
        }
        parts.extend(logs::newest(folder, &names));
        Self { parts }
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let parts = self.parts.iter();
        let parts = parts.map(|Part { title, text }| {
            let line = "=".repeat(title.chars().count());
            format!("{title}\n{line}\n\n{}\n", text.trim_end())
        });
        parts.collect::<Vec<_>>().join("\n")
    }

    /// Writes it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        fs::write(path, self.text()).map_err(|source| Error::OwnFile {
            path: path.display().to_string(),
            verb: "written",
            source,
        })
    }
}

impl Workflow {
    /// The names of C3 customers and of companies, so that they can be taken out of
    /// what somebody else wrote into a log.
    fn known_names(&self) -> Result<Vec<String>, Error> {
        Ok(self.store.read(|reader| reader.party_names())?)
    }
}

fn part(title: &str, text: String) -> Part {
    Part {
        title: title.to_owned(),
        text,
    }
}

/// A part that could not be made says so; the others are still worth having.
fn told(made: Result<String, Error>) -> String {
    made.unwrap_or_else(|error| format!("This could not be read: {}", error.for_log()))
}
