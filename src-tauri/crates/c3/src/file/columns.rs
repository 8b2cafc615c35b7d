//! Which column of a file holds which field.
//!
//! C3 publishes no column list, so a person may have to say; what he said can be
//! kept and used for the next file.

use super::{FileError, date};
use crate::{
    fields::Fields,
    record::history::{self, Field},
};
use domain::ledger::HistoryRow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of a date's numbers stands first where the file does not show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// Nobody said: a date that could be two days makes its row unreadable.
    #[default]
    Unstated,
    /// 16/10/2024.
    DayFirst,
    /// 10/16/2024.
    MonthFirst,
}

/// The title of each field's column. `Default` is C3's own names; titles match
/// in any case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Field by field; one that is not in it is not read.
    pub titles: BTreeMap<Field, String>,
    /// How dates with slashes are meant.
    #[serde(default)]
    pub day_order: DayOrder,
}

impl Default for Columns {
    fn default() -> Self {
        let titles = Field::ALL.map(|field| (field, field.name().to_owned()));
        Self {
            titles: titles.into(),
            day_order: DayOrder::default(),
        }
    }
}

impl Columns {
    /// The place of each field among `titles`.
    pub(super) fn places(&self, titles: &[String]) -> Result<Places, FileError> {
        let place = |title: &String| titles.iter().position(|known| is_same(known, title));
        let places: Places = self
            .titles
            .iter()
            .filter_map(|(field, title)| Some((*field, place(title)?)))
            .collect();
        let missing: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| field.is_required() && !places.contains_key(field))
            .collect();
        if missing.is_empty() {
            Ok(places)
        } else {
            Err(FileError::MissingColumns {
                missing,
                titles: titles.to_vec(),
            })
        }
    }

    /// Reads a row, given the text of each field; `text` may refuse one.
    pub(super) fn row(
        &self,
        text: impl Fn(Field) -> Result<Option<String>, String>,
    ) -> Result<HistoryRow, String> {
        let mut texts = Vec::with_capacity(Field::ALL.len());
        for field in Field::ALL {
            let Some(text) = text(field)?.filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            let text = match field {
                Field::DateofChange => date::as_c3_writes_it(&text, self.day_order)
                    .map_err(|reason| format!("{}: {reason}", field.name()))?,
                _ => text,
            };
            texts.push((field.name(), text));
        }
        history::row(&Fields::from_texts(texts))
    }
}

/// Where each field stands in a row.
pub(super) type Places = BTreeMap<Field, usize>;

/// Guesses the columns by their titles: C3's names however spaced, and the names
/// that its screens show. Fields without a likely title stay out.
#[must_use]
pub fn guess(titles: &[String]) -> Columns {
    let letters: Vec<String> = titles.iter().map(|title| letters(title)).collect();
    let find = |field: Field| {
        let own = self::letters(field.name());
        std::iter::once(own.as_str())
            .chain(other_names(field).iter().copied())
            .find_map(|name| letters.iter().position(|title| title == name))
            .and_then(|at| titles.get(at).cloned())
    };
    Columns {
        titles: Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, find(field)?)))
            .collect(),
        day_order: DayOrder::default(),
    }
}

/// Titles under which a field was seen or is likely, as [`letters`], best first.
fn other_names(field: Field) -> &'static [&'static str] {
    match field {
        Field::CustomerId => &["c3customerid", "customerguid"],
        Field::CustomerName => &["customer", "company", "companyname"],
        Field::TenantId => &["microsofttenantid", "tenantguid"],
        Field::LinkedTenantName => &["tenantname", "tenant", "linkedtenant"],
        Field::SubscriptionId => &["subscriptionguid", "subscription"],
        Field::EntityName => &["entity", "entitytype", "ownertype"],
        Field::OwnerName => &["owner"],
        Field::ProductName => &["product", "offername", "offer"],
        Field::DateofChange => &["changedate", "changedon", "changedat", "date"],
        Field::OldQuantity => &["oldqty", "quantitybefore", "previousquantity"],
        Field::NewQuantity => &["newqty", "quantityafter", "currentquantity"],
        Field::OldPrice => &["pricebefore", "previousprice"],
        Field::NewPrice => &["priceafter", "currentprice"],
        Field::OldStatus => &["statusbefore", "previousstatus"],
        Field::NewStatus => &["statusafter", "currentstatus"],
        Field::CreatedBy => &["user", "changedby", "username"],
    }
}

fn letters(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_same(known: &str, title: &str) -> bool {
    let (known, title) = (known.trim(), title.trim());
    !title.is_empty() && known.to_lowercase() == title.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(titles: &[&str]) -> Vec<String> {
        titles.iter().map(|title| (*title).to_owned()).collect()
    }

    #[test]
    fn the_titles_of_c3s_screen_and_spaced_names_are_guessed() {
        let titles = owned(&[
            "User",
            "Offer Name",
            "Date",
            "Old Quantity",
            "New_Quantity",
            "Customer ID",
            "Colour",
        ]);
        let guessed = guess(&titles);
        assert_eq!(guessed.titles[&Field::CreatedBy], "User");
        assert_eq!(guessed.titles[&Field::ProductName], "Offer Name");
        assert_eq!(guessed.titles[&Field::DateofChange], "Date");
        assert_eq!(guessed.titles[&Field::NewQuantity], "New_Quantity");
        assert_eq!(guessed.titles[&Field::CustomerId], "Customer ID");
        assert_eq!(guessed.titles.len(), 6);
        assert!(guessed.places(&titles).is_ok());
    }

    #[test]
    fn a_fields_own_name_wins_over_a_likely_one() {
        let guessed = guess(&owned(&["Product", "ProductName"]));
        assert_eq!(guessed.titles[&Field::ProductName], "ProductName");
    }

    #[test]
    fn columns_survive_being_kept() {
        let columns = Columns {
            day_order: DayOrder::DayFirst,
            ..guess(&owned(&["Customer ID", "Date"]))
        };
        let kept = serde_json::to_string(&columns).unwrap();
        assert_eq!(serde_json::from_str::<Columns>(&kept).unwrap(), columns);
        let older = r#"{"titles":{"CustomerId":"Kunde"}}"#;
        let older: Columns = serde_json::from_str(older).unwrap();
        assert_eq!(older.day_order, DayOrder::Unstated);
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = Columns::default()
            .places(&owned(&[
                "CUSTOMERID",
                "ProductName",
                "DateofChange",
                "NewQuantity",
            ]))
            .unwrap_err();
        assert_eq!(error.to_string(), "No column of the file is OldQuantity");
    }
}
