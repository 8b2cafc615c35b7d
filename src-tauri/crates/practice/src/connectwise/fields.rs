//! The `fields` parameter: which fields of each record are answered.
//!
//! A name with a slash chooses fields of a reference. Names that a record does
//! not have are passed over.

use super::document::{Document, View};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

/// The chosen fields; all of them when nothing was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(BTreeMap<String, Fields>);

impl Fields {
    /// Reads a comma-separated choice.
    pub(crate) fn parse(text: &str) -> Self {
        let mut fields = Self::default();
        let paths = text.split(',').map(str::trim);
        for path in paths.filter(|path| !path.is_empty()) {
            fields.choose(path);
        }
        fields
    }

    fn choose(&mut self, path: &str) {
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        let below = self.0.entry(name.to_owned()).or_default();
        if !rest.is_empty() {
            below.choose(rest);
        }
    }
}

/// A record with its chosen fields only.
pub(crate) struct Shown<'a> {
    /// The record.
    pub(crate) record: &'a dyn Document,
    /// The choice.
    pub(crate) fields: &'a Fields,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for name in self.record.names() {
            let Some(fields) = self.below(name) else {
                continue;
            };
            match self.record.view(name) {
                None | Some(View::Absent) => {}
                Some(View::Record(record)) => {
                    map.serialize_entry(name, &Shown { record, fields })?;
                }
                Some(view) => map.serialize_entry(name, &view)?,
            }
        }
        map.end()
    }
}

impl<'a> Shown<'a> {
    /// What is chosen below a field; `None` when the field is not chosen.
    fn below(&self, name: &str) -> Option<&'a Fields> {
        if self.fields.0.is_empty() {
            Some(self.fields)
        } else {
            self.fields.0.get(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::records::{Company, Reference};

    fn shown(fields: &str) -> String {
        let company = Company {
            id: 42,
            name: "Contoso".into(),
            status: Some(Reference {
                id: 1,
                name: "Active".into(),
            }),
            ..Company::default()
        };
        let shown = Shown {
            record: &company,
            fields: &Fields::parse(fields),
        };
        serde_json::to_string(&shown).unwrap()
    }

    #[test]
    fn chosen_fields_only() {
        assert_eq!(shown("id,name"), r#"{"id":42,"name":"Contoso"}"#);
        assert_eq!(shown("status/id, id"), r#"{"id":42,"status":{"id":1}}"#);
        assert_eq!(shown("status"), r#"{"status":{"id":1,"name":"Active"}}"#);
        assert_eq!(shown("nothing"), "{}");
    }

    #[test]
    fn nothing_chosen_is_everything_that_is_set() {
        assert_eq!(
            shown(""),
            r#"{"id":42,"identifier":"","name":"Contoso","status":{"id":1,"name":"Active"},"deletedFlag":false,"_info":{}}"#
        );
    }
}
