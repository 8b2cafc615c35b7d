//! From text to records, with errors that name the record.
//!
//! Every value is read where it stands; none is guessed. A list with one record
//! that cannot be read is an error as a whole, since leaving one out could mean
//! billing it twice, or never. Errors hold what the server sent as it is; who
//! calls takes the keys out and caps it.

use crate::{
    error::Error,
    model::{Addition, Agreement, BillingCycle, CatalogItem, Company, Id, Invoice, SystemInfo},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// Something that ConnectWise sends as a JSON object.
pub(crate) trait Record: DeserializeOwned {
    /// What an error calls it.
    const KIND: &'static str;
}

/// A record with a number, by which lists are paged.
pub(crate) trait Numbered: Record {
    fn id(&self) -> Id;
}

macro_rules! numbered {
    ($($record:ty => $kind:literal),+ $(,)?) => {$(
        impl Record for $record {
            const KIND: &'static str = $kind;
        }

        impl Numbered for $record {
            fn id(&self) -> Id {
                self.id
            }
        }
    )+};
}

numbered! {
    Company => "company",
    Agreement => "agreement",
    Addition => "addition",
    CatalogItem => "catalog item",
    BillingCycle => "billing cycle",
    Invoice => "invoice",
}

impl Record for SystemInfo {
    const KIND: &'static str = "system info";
}

/// Reads one record.
pub(crate) fn one<T: Record>(text: &str) -> Result<T, Error> {
    record(json(text)?)
}

/// Reads one record, or `None` where `null` stands in its place.
pub(crate) fn one_or_null<T: Record>(text: &str) -> Result<Option<T>, Error> {
    match json(text)? {
        null if null.get() == "null" => Ok(None),
        raw => record(raw).map(Some),
    }
}

/// Reads a list of records.
pub(crate) fn list<T: Record>(text: &str) -> Result<Vec<T>, Error> {
    let rows: Vec<&RawValue> =
        serde_json::from_str(json(text)?.get()).map_err(|error| Error::Shape {
            record: format!("list of {} records", T::KIND),
            field: "the whole".to_owned(),
            problem: without_position(&error),
        })?;
    rows.into_iter().map(record).collect()
}

fn json(text: &str) -> Result<&RawValue, Error> {
    serde_json::from_str(text).map_err(|_| Error::NotJson {
        text: text.to_owned(),
    })
}

fn record<T: Record>(raw: &RawValue) -> Result<T, Error> {
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let problem = without_position(error.inner());
        let (field, problem) = match missing(&problem) {
            Some(field) => (field.to_owned(), "it is missing".to_owned()),
            None => (error.path().to_string(), problem),
        };
        Error::Shape {
            record: name::<T>(raw),
            field,
            problem,
        }
    })
}

/// Kind and number, as far as the number can be made out.
fn name<T: Record>(raw: &RawValue) -> String {
    #[derive(Deserialize)]
    struct Numbered<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    match serde_json::from_str::<Numbered<'_>>(raw.get()) {
        Ok(Numbered { id }) => format!("{} {}", T::KIND, id.get()),
        Err(_) => T::KIND.to_owned(),
    }
}

fn missing(problem: &str) -> Option<&str> {
    problem.strip_prefix("missing field `")?.strip_suffix('`')
}

/// A parser's complaint without line and column, which nobody can look at.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
