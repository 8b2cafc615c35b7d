//! The custom fields of additions, without values: what a new addition has to
//! bring along where the reference goes into one of them.
//!
//! ConnectWise tells them only on additions that stand, so they are taken from
//! any of the company's, and remembered for a company that has none.

use crate::{assemble::Reading, error::Error, settings::ReferenceField};
use connectwise::CustomField;
use store::Store;

/// The setting that remembers them, as JSON.
const REMEMBERED: &str = "addition-custom-fields";

/// The fields of a new addition for a company as read; none where the reference
/// goes into the serial number, or where nobody has seen them yet.
pub(super) fn of_new_additions(
    store: &Store,
    reference: &ReferenceField,
    reading: &Reading,
) -> Result<Vec<CustomField>, Error> {
    let ReferenceField::CustomField(caption) = reference else {
        return Ok(Vec::new());
    };
    match seen(reading, caption) {
        Some(fields) => remember(store, fields),
        None => remembered(store),
    }
}

fn seen(reading: &Reading, caption: &str) -> Option<Vec<CustomField>> {
    let named = |field: &CustomField| {
        let own = field.caption.as_deref();
        own.is_some_and(|own| own.eq_ignore_ascii_case(caption))
    };
    let mut additions = reading.additions.values().flatten();
    let found = additions.find(|addition| addition.custom_fields.iter().any(named))?;
    let empty = |field: &CustomField| CustomField {
        value: None,
        ..field.clone()
    };
    Some(found.custom_fields.iter().map(empty).collect())
}

fn remember(store: &Store, fields: Vec<CustomField>) -> Result<Vec<CustomField>, Error> {
    let text = serde_json::to_string(&fields).map_err(|error| Error::Rule(error.to_string()))?;
    let known = store.read(|reader| reader.setting(REMEMBERED))?;
    if known.as_ref() != Some(&text) {
        store.write(|writer| writer.set_setting(REMEMBERED, Some(&text)))?;
    }
    Ok(fields)
}

/// Nothing where nothing was remembered, or what was cannot be read any more.
fn remembered(store: &Store) -> Result<Vec<CustomField>, Error> {
    let text = store.read(|reader| reader.setting(REMEMBERED))?;
    let fields = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(fields.unwrap_or_default())
}
