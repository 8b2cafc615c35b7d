//! Names for the ids of the story: jobs and mappings speak in ids, people in names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::accord::Accord;
use super::story::Customer;
use crate::error::Error;

/// The names of customers, companies, agreements and catalog items, by id.
#[derive(Default)]
pub(super) struct Names {
    customers: BTreeMap<String, String>,
    companies: BTreeMap<String, String>,
    agreements: BTreeMap<String, String>,
    items: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Named {
    id: Id,
    name: String,
}

/// C3's ids are text, ConnectWise's are numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Names {
    /// Asks `accord` for all names that the story needs.
    pub(super) fn of(accord: &Accord, story: &[Customer]) -> Result<Self, Error> {
        let mut names = Self {
            customers: list(accord, &["list", "customers"])?,
            companies: list(accord, &["list", "companies"])?,
            agreements: BTreeMap::new(),
            items: list(accord, &["list", "items"])?,
        };
        for customer in story {
            let company = customer.company.to_string();
            let agreements = list(accord, &["list", "agreements", "--company", &company])?;
            names.agreements.extend(agreements);
        }
        Ok(names)
    }

    pub(super) fn customer(&self, id: &str) -> String {
        named(&self.customers, id)
    }

    pub(super) fn company(&self, id: u32) -> String {
        named(&self.companies, &id.to_string())
    }

    pub(super) fn agreement(&self, id: u32) -> String {
        named(&self.agreements, &id.to_string())
    }

    pub(super) fn item(&self, id: u32) -> String {
        named(&self.items, &id.to_string())
    }
}

fn list(accord: &Accord, words: &[&str]) -> Result<BTreeMap<String, String>, Error> {
    Ok(by_id(accord.ask(words)?))
}

fn by_id(named: Vec<Named>) -> BTreeMap<String, String> {
    let pair = |Named { id, name }| match id {
        Id::Text(id) => (id, name),
        Id::Number(id) => (id.to_string(), name),
    };
    named.into_iter().map(pair).collect()
}

/// `name (id)`, or the id alone where the name is not known.
fn named(names: &BTreeMap<String, String>, id: &str) -> String {
    match names.get(id) {
        Some(name) => format!("{name} ({id})"),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, by_id};

    #[test]
    fn ids_are_found_whether_text_or_number() {
        let names = Names {
            customers: by_id(serde_json::from_str(r#"[{"id":"C-1","name":"Contoso"}]"#).unwrap()),
            items: by_id(serde_json::from_str(r#"[{"id":77,"name":"M365-E1"}]"#).unwrap()),
            ..Names::default()
        };
        assert_eq!(names.customer("C-1"), "Contoso (C-1)");
        assert_eq!(names.item(77), "M365-E1 (77)");
        assert_eq!(names.company(250), "250");
    }
}
